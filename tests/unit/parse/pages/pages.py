"""Article pages made of parts, for the tests of this folder."""

from __future__ import annotations

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.parse.pages.page import extract_page

TITLE = "Ferry service halted after harbour shelling"
NEWS = "Two gunboats shelled Tarsin harbour at dawn, the port captain said."
STORY = (
    "Crews spent the morning clearing glass from the quay while inspectors walked the breakwater with lamps.",
    "The ferry company told passengers that tickets would stay valid for a week and that buses would run.",
    "Fishermen who had been at sea returned before noon, and most of them sold their catch from the boats.",
    "The governor called a meeting of the harbour board and asked for a report by Thursday evening.",
    "Shopkeepers along the promenade lowered their shutters, and the school sent its pupils home early.",
    "An insurance adjuster said the two cranes could be repaired within a month if spare parts arrived.",
)


def paragraphs(first: int = 0, last: int | None = None) -> str:
    """Some of the story as `<p>` elements."""
    return "".join(f"<p>{line}</p>\n" for line in STORY[first:last])


def amid(markup: str) -> str:
    """A whole page with `markup` in the middle of its article."""
    return framed(article(paragraphs(0, 3) + markup + paragraphs(3)))


def article(markup: str) -> str:
    """An article element with the headline above `markup`."""
    return f"<main><article><h1>{TITLE}</h1>{markup}</article></main>"


def framed(markup: str, head: str = "") -> str:
    """A whole page around `markup`."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Coast Post</title>'
        f'<meta property="og:title" content="{TITLE}">{head}</head><body>'
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>'
        f"{markup}<footer><p>Copyright Coast Post. All rights reserved.</p></footer></body></html>"
    )


def read(page: str) -> ExtractedPage | ParseFailure:
    """What is read of a page's source."""
    return extract_page(page.encode(), "text/html; charset=utf-8", "https://n.example/2026/a.html", metadata=False)


def text_of(page: str) -> str:
    """Its text; fails where it is no article."""
    result = read(page)
    assert isinstance(result, ExtractedPage), result
    return result.text
