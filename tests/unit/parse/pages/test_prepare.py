"""The tree made ready for the extractor: what it takes out itself may go before, and joiners come back."""

from __future__ import annotations

import pytest
import trafilatura

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.extractor.prepare import hide_joiners, make_lean, with_joiners
from tests.unit.parse.pages.pages import amid, article, framed, paragraphs, read

PAGES = {
    "a whole page": amid(""),
    "scripts and styles": amid("<script>var a = '<p>no</p>';</script>tail <style>p {}</style> more"),
    "pictures in a line": amid('<p>One <img src="a.png"> two <svg><title>x</title></svg> three four.</p>'),
    "an aside and a footer": amid("<aside><p>Beside it.</p></aside> behind <footer>Below</footer> it"),
    "an aside in an aside": amid("<aside>One<aside>Two</aside></aside><aside><p>Three of them stand here.</p></aside>"),
    "all of it in an aside": f"<html><body><aside>{paragraphs()}</aside></body></html>",
    "all of it in a footer": f"<html><body><footer><div>{paragraphs()}</div></footer></body></html>",
    "all of it in the head": f"<html><head><svg>{paragraphs()}</svg></head><body></body></html>",
    "all of it in a form": framed(f"<form><input name='a'>{paragraphs()}</form>"),
    "no paragraphs": framed("<div>" + paragraphs().replace("<p>", "").replace("</p>", "<br>") + "</div>"),
    "a short one": framed(article("<p>Two gunboats shelled Tarsin harbour at dawn.</p>")),
    "a table": framed("<table><tr><td>" + paragraphs() + "<img></td><td><link></td></tr></table>"),
    "a figure": amid("<figure><table><tr><td>12</td></tr></table><figcaption>The harbour</figcaption></figure>"),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_goes_before_changes_nothing(name: str) -> None:
    found = []
    for lean in (False, True):
        tree = trafilatura.load_html(PAGES[name])
        assert tree is not None
        if lean:
            make_lean(tree)
        document = trafilatura.bare_extraction(tree, fast=True, include_comments=False)
        found.append(document and document.text)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>می\u200cشود</p>", "می\u200cشود"),
        ("<p>می&zwnj;شود</p>", "می\u200cشود"),
        ("<p>a&#8204;b<b>c</b>d&#x200D;e</p>", "a\u200cbcd\u200de"),
        ("<p>none</p>", "none"),
        ("<p>one<br>two\u200d</p>", "onetwo\u200d"),
    ],
)
def test_joiners_are_hidden_and_shown(markup: str, text: str) -> None:
    tree = trafilatura.load_html(f"<html><body>{markup}</body></html>")
    assert tree is not None
    hidden = hide_joiners(tree)
    said = "".join(tree.itertext())
    assert not {"\u200c", "\u200d"} & set(said)
    assert hidden is (said != text)
    assert with_joiners(said) == text


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200c;", "&#X200C;"])
def test_a_joiner_of_a_page_stays(joiner: str) -> None:
    page = read(amid(f"<p>نیروهای امنیتی می{joiner}گویند که پل دوباره باز شده است.</p>"))
    assert isinstance(page, ExtractedPage)
    assert "می\u200cگویند" in page.text


@pytest.mark.parametrize("breaks", [2_999, 3_000, 40_000])
@pytest.mark.parametrize("tag", ["<br>", "<bR/>"])
def test_runs_of_breaks_are_cut(breaks: int, tag: str) -> None:
    page = read(amid(f"<p>Above</p>{tag * breaks}<p>The quay was swept and opened again before noon.</p>"))
    assert isinstance(page, ExtractedPage)
    assert "The quay was swept" in page.text
