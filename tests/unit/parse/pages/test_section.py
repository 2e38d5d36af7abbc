"""The section that a link's fragment names, on pages of several items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.page import extract_page
from tests.growth import cpu_grows_linearly

ITEMS = (
    ("mill", "Mill burns down", "The old mill by the weir burned down on Monday night and nobody was hurt."),
    ("gate", "Gate shut at Qasr Alwa", "The gate at Qasr Alwa stays shut until the first of May, the guards said."),
    ("fair", "Fair moves to June", "The horse fair moves to June because the meadow is under water again."),
)
BOXES = {
    "sections": lambda i, head, text: f"<section id={i}><h2>{head}</h2><p>{text}</p></section>",
    "articles in a list": lambda i, head, text: f"<li id={i}><article><h2>{head}</h2>{text}</article></li>",
    "headings with ids": lambda i, head, text: f"<h3 id={i}>{head}</h3><p>{text}</p>",
    "anchors in headings": lambda i, head, text: f"<h2><a name={i}></a>{head}</h2><div><p>{text}</p></div>",
    "anchors before headings": lambda i, head, text: f"<a name={i}></a><h2>{head}</h2><p>{text}</p>",
    "empty boxes as anchors": lambda i, head, text: f"<div id={i}></div><p>{head}</p><p>{text}</p>",
    "headings in headers": lambda i, head, text: f"<div><header><h2 id={i}>{head}</h2></header><p>{text}</p></div>",
    "rows of a table": lambda i, head, text: f"<tr id={i}><td>{head}</td><td>{text}</td></tr>",
    "terms": lambda i, head, text: f"<dt id={i}>{head}</dt><dd>{text}</dd>",
    "a sub-heading within": lambda i, head, text: f"<h2 id={i}>{head}</h2><p>{text}</p><h4>More</h4><p>Call us.</p>",
}
FRAMES = {
    "rows of a table": ("<table>", "</table>"),
    "terms": ("<dl>", "</dl>"),
    "articles in a list": ("<ul>", "</ul>"),
}


def page(form: str) -> bytes:
    before, after = FRAMES.get(form, ("", ""))
    rows = "".join(BOXES[form](*item) for item in ITEMS)
    return f"<html><head><title>Notices</title></head><body><main>{before}{rows}{after}</main></body></html>".encode()


def read(body: bytes, fragment: str) -> ExtractedPage:
    found = extract_page(body, "text/html", f"https://valley.example/notices#{fragment}", metadata=False)
    assert isinstance(found, ExtractedPage)
    return found


@pytest.mark.parametrize("place", range(len(ITEMS)), ids=[item[0] for item in ITEMS])
@pytest.mark.parametrize("form", BOXES)
def test_the_section_and_no_other_is_the_text(form: str, place: int) -> None:
    name, head, text = ITEMS[place]
    found = read(page(form), name)
    assert found.section
    assert text in found.text
    assert head in f"{found.title}\n{found.text}"
    assert not any(other in found.text for _, _, other in ITEMS if other != text)


@pytest.mark.parametrize("fragment", ["", "nowhere", "%zz", "mill%20gate"])
def test_a_page_without_such_a_place_is_read_whole(fragment: str) -> None:
    found = read(page("sections"), fragment)
    assert not found.section
    assert all(text in found.text for _, _, text in ITEMS)


def test_a_place_of_hardly_a_word_is_none() -> None:
    assert not read(page("sections") + b"<p id=x>Hi</p>", "x").section


def test_names_are_decoded() -> None:
    body = page("sections").replace(b"id=gate", "id='بوابة'".encode())
    assert ITEMS[1][2] in read(body, "%D8%A8%D9%88%D8%A7%D8%A8%D8%A9").text


def test_a_page_of_many_places_costs_no_more_than_its_size() -> None:
    def reading(size: int) -> Callable[[], object]:
        rows = "".join(f"<h3 id=p{n}>Notice {n}</h3><p>The road number {n} is shut for works.</p>" for n in range(size))
        body = f"<html><body><main>{rows}</main></body></html>".encode()
        return lambda: read(body, "p1")

    assert cpu_grows_linearly(reading, 300)
