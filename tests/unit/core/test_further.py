"""Articles on several pages, and their AMP forms."""

from __future__ import annotations

import pytest

from monitor.core.further import amp_page, continued, fuller, next_page, without_next
from monitor.model.articles import ExtractedPage
from monitor.model.feeds import FetchFailure, ParseFailure
from monitor.model.outcomes import FetchReason, ParseReason

URL = "https://n.example/2026/11/harbour-shelled.html"


def page(text: str = "One.", **changes: str) -> ExtractedPage:
    return ExtractedPage(title="Harbour shelled", text=text, **changes)


@pytest.mark.parametrize(
    ("url", "further", "goes_on"),
    [
        (URL, f"{URL}?page=2", True),
        (f"{URL}?page=2", f"{URL}?page=3", True),
        (URL, "https://n.example/2026/11/harbour-shelled-2.html", True),
        (URL, "https://n.example/2026/11/harbour-shelled,2.html", True),
        ("https://n.example/harbour-shelled/", "https://n.example/harbour-shelled/2/", True),
        ("https://n.example/harbour-shelled", "https://n.example/harbour-shelled/page/2", True),
        ("https://n.example/harbour-shelled/seite-2", "https://n.example/harbour-shelled/seite-3", True),
        ("https://n.example/a?id=7", "https://n.example/a?id=7&p=2", True),
        ("https://n.example/a?id=7", "https://n.example/a?id=8", False),
        (URL, "https://n.example/2026/11/mayor-sued.html", False),
        (URL, "https://other.example/2026/11/harbour-shelled-2.html", False),
        (URL, URL, False),
        (URL, "", False),
    ],
)
def test_only_the_same_address_with_another_number_goes_on(url: str, further: str, goes_on: bool) -> None:
    assert next_page(page(next_url=further), url, {url}) == (further if goes_on else "")


def test_no_page_is_asked_for_twice() -> None:
    further = f"{URL}?page=2"
    assert next_page(page(next_url=further), URL, {URL, further}) == ""


@pytest.mark.parametrize(
    ("trouble", "cut"),
    [
        (FetchFailure(url=f"{URL}?page=2", reason=FetchReason.TIMEOUT, detail="x"), "page 2: timeout"),
        (ParseFailure(reason=ParseReason.PARSER_CRASH, detail="x"), "page 2: parser_crash"),
        (ParseFailure(reason=ParseReason.WRONG_TYPE, detail="x"), ""),
        (FetchFailure(url=f"{URL}?page=2", reason=FetchReason.HTTP_CLIENT_ERROR, detail="404"), ""),
    ],
)
def test_a_page_that_may_be_had_later_leaves_the_article_cut(trouble: FetchFailure | ParseFailure, cut: str) -> None:
    assert without_next(page(), trouble, 2).cut == cut


def test_pages_are_joined_without_what_both_show() -> None:
    whole = continued(page("Kicker.\nOne.", partial="cut"), page("Kicker.\nTwo.", next_url=f"{URL}?page=3"))
    assert (whole.text, whole.next_url, whole.partial) == ("Kicker.\nOne.\nTwo.", f"{URL}?page=3", "")


@pytest.mark.parametrize(
    ("partial", "amp", "asked"),
    [
        ("it says so", "https://amp.n.example/harbour", True),
        ("", "https://amp.n.example/harbour", False),
        ("it says so", "https://n-example.cache.example/harbour", False),
        ("it says so", "", False),
        ("it says so", URL, False),
    ],
)
def test_the_amp_form_is_asked_for_where_the_page_is_a_part(partial: str, amp: str, asked: bool) -> None:
    assert amp_page(page(partial=partial, amp_url=amp), URL) == (amp if asked else "")


def test_the_fuller_form_is_taken() -> None:
    part = page("One two.", partial="it says so")
    assert fuller(part, page("One two three four.")).text == "One two three four."
    assert fuller(part, page("One two three four.")).partial == ""
    assert fuller(part, page("One.")) is part
