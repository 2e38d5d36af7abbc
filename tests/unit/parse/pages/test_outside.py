"""What a page shows beside the article's text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.blocks import PageBlocks
from monitor.parse.pages.outside import MOST, outside_text
from monitor.parse.pages.page import extract_page
from tests.growth import cpu_grows_linearly
from tests.unit.parse.pages.pages import amid, read

BODY = "The council met on Friday and spoke of the harvest for two hours."


def beside(markup: str) -> str:
    page = f"<html><body><main><article><h1>Harvest</h1><p>{BODY}</p>{markup}</article></main></body></html>"
    return outside_text(PageBlocks(load_html(page)).blocks, "Harvest", BODY)


SHOWN = {
    "a caption": (
        "<figure><img src=x><figcaption>The gate at <b>Qad</b>mar.</figcaption></figure>",
        "The gate at Qadmar.",
    ),
    "a note in the article's footer": (
        "<footer><p>It was Qadmar.</p></footer>",
        "It was Qadmar.",
    ),
    "a fact box": ("<aside><h2>Qadmar</h2><p>A town of mills.</p></aside>", "Qadmar\nA town of mills."),
    "a table": ("<table><tr><td>Qadmar</td><td>3</td></tr></table>", "Qadmar\n3"),
    "a sentence with a link in it": (
        "<div>Rain in Qadmar, <a href=/w>says</a> the office.</div>",
        "Rain in Qadmar, the office.",
    ),
    "bare text in a block": ("<div>Qadmar first.<p>Then more.</p></div>", "Qadmar first.\nThen more."),
    "behind a comment": ("<div><!-- x -->Qadmar again.</div>", "Qadmar again."),
}
NOT_SHOWN = {
    "the text itself": f"<div>{BODY}</div>",
    "the headline again": "<p>HARVEST</p>",
    "a link": "<p><a href=/q>Strike in Qadmar</a></p>",
    "a list of links": "<ul><li><a href=/q>Strike in Qadmar</a>, 2 h</li><li><a href=/r>Qadmar live</a></li></ul>",
    "a menu": "<nav>Qadmar</nav>",
    "a script": "<script>var town = 'Qadmar'</script><style>.qadmar{}</style><template><p>Qadmar</p></template>",
    "a form": "<form><label>Qadmar</label><button>Qadmar</button></form>",
    "what is hidden": "<p hidden>Qadmar</p><p style='display: none'>Qadmar</p><div aria-hidden=true>Qadmar</div>",
    "readers' comments": "<section id=comments><p>Qadmar is far</p></section><div class='box comments'>Qadmar</div>",
    "nothing": "",
}


@pytest.mark.parametrize(("markup", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_what_stands_beside_the_text_is_kept(markup: str, expected: str) -> None:
    assert beside(markup) == expected


@pytest.mark.parametrize("markup", NOT_SHOWN.values(), ids=NOT_SHOWN.keys())
def test_links_menus_and_what_nobody_sees_are_not(markup: str) -> None:
    assert beside(markup) == ""


def test_the_frame_of_the_page_is_left_out() -> None:
    page = f"<header>Qadmar Post</header><main><p>{BODY}</p></main><footer>Office: Qadmar</footer>"
    assert outside_text(PageBlocks(load_html(f"<html><body>{page}</body></html>")).blocks, BODY) == ""


def test_it_comes_with_the_page_and_is_cut() -> None:
    lines = "".join(f"<figcaption>Picture {n} of Qadmar</figcaption>" for n in range(5_000))
    page = f"<html><body><article><h1>Harvest</h1><p>{BODY * 9}</p>{lines}</article></body></html>"
    found = extract_page(page.encode(), "text/html", "https://a.example/1", metadata=False)
    assert "Picture 0 of Qadmar" in getattr(found, "outside", "")
    assert len(getattr(found, "outside", "")) <= MOST


def test_no_tree_no_text() -> None:
    assert outside_text(PageBlocks(None).blocks, BODY) == ""


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a>",
        "</a>",
        "<div>",
        "</div>",
        "<article>",
        "</article>",
        "<footer>",
        "</footer>",
        "<br>",
        "<nav>",
        "</nav>",
        "<b>",
        "</b>",
        "<?pi?>",
        "<svg>",
        "</svg>",
        "<!---->",
        "Qadmar",
    ]
)


@given(st.lists(_PIECES, max_size=60))
def test_any_markup_is_walked_to_its_end(pieces: list[str]) -> None:
    tree = load_html(f"<html><body>{''.join(pieces)}<section>The end</section></body></html>")
    assert isinstance(outside_text(PageBlocks(tree).blocks), str)


@pytest.mark.parametrize("piece", ["<p>word ", "<a>x</a>y", "<br>a b ", "<div hidden>"])
def test_a_hostile_page_costs_linear_time(piece: str) -> None:
    def work(times: int) -> Callable[[], str]:
        tree = load_html(f"<html><body><p>{piece * times}</p></body></html>")
        assert tree is not None
        return lambda: outside_text(PageBlocks(tree).blocks)

    assert cpu_grows_linearly(work, 1_000)


TOLD = "The mayor of Qadmar closed the two bridges over the river and the road along the old canal until noon."


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (f"<p><a href=/q>{TOLD}</a></p>", True),
        (f"<ol><li><a href=/q>“{TOLD}”</a></li><li><a href=/r>{TOLD.replace('noon', 'dusk')}</a></li></ol>", True),
        (f"<p><a href=/q>{TOLD[:-1]}</a></p>", False),
        (f"<p><a href=/q>{TOLD[:-1]}...</a></p>", False),
        (f"<p><a href=/q>{TOLD[:-1]}?</a></p>", False),
    ],
)
def test_a_link_in_the_story_that_is_a_sentence_tells_something(markup: str, told: bool) -> None:
    page = read(amid(markup))
    assert isinstance(page, ExtractedPage)
    assert ("Qadmar" in page.outside + page.text) is told
