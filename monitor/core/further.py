"""Where a page says that its article goes on: the next page of it, and its AMP form, which often shows the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from monitor.core.text import count_words
from monitor.core.transfers import may_go_better
from monitor.core.urls import same_site
from monitor.model.articles import ExtractedPage
from monitor.model.feeds import FetchFailure, ParseFailure

MOST_PAGES: Final = 5
"""Further pages of one article that are asked for."""
_PAGE = re.compile(r"(?:[/_,.-](?:page|p|seite|pagina|part|s)?[/_-]?\d{1,2})?(?:/|(\.[a-z]{3,5}))?$", re.IGNORECASE)
_END = re.compile(r"(?:/|(\.[a-z]{3,5}))?$", re.IGNORECASE)
_PAGE_KEYS: Final = frozenset({"page", "p", "pg", "pagina", "seite", "pageno", "part", "start"})
_SAYS_MORE: Final = 1.1


def next_page(page: ExtractedPage, url: str, asked: set[str]) -> str:
    """The address of the article's next page, "" if there is none; `asked` are those that were asked for.

    Sites call the next article "next" as well: only the same address with another number goes on with this one.
    """
    if not page.next_url or page.next_url in asked or not _continues(url, page.next_url):
        return ""
    return page.next_url


def amp_page(page: ExtractedPage, url: str) -> str:
    """The address of the AMP form, where the page shows only the beginning; "" if it is not to be asked for."""
    return page.amp_url if page.partial and page.amp_url != url and same_site(url, page.amp_url) else ""


def continued(page: ExtractedPage, further: ExtractedPage) -> ExtractedPage:
    """`page` with the lines of its next page behind its own."""
    known = set(page.text.split("\n"))
    more = [line for line in further.text.split("\n") if line not in known]
    return replace(page, text="\n".join([page.text, *more]), next_url=further.next_url, partial=further.partial)


def without_next(page: ExtractedPage, trouble: FetchFailure | ParseFailure, number: int) -> ExtractedPage:
    """`page` without its page of that number: cut, and so asked for again, where that may be had another time."""
    return replace(page, cut=f"page {number}: {trouble.reason}") if may_go_better(trouble) else page


def fuller(page: ExtractedPage, other: ExtractedPage) -> ExtractedPage:
    """`page` with the text of its other form, if that says more."""
    if count_words(other.text) < _SAYS_MORE * count_words(page.text):
        return page
    return replace(page, text=other.text, partial=other.partial)


def _continues(url: str, further: str) -> bool:
    this, other = urlsplit(url), urlsplit(further)
    bases = {_base(this.path), _base(this.path, numbered=False)}
    if this.netloc.lower() != other.netloc.lower() or bases.isdisjoint({_base(other.path), other.path}):
        return False
    queries = [{pair for pair in parse_qsl(part.query) if pair[0].lower() not in _PAGE_KEYS} for part in (this, other)]
    return queries[0] == queries[1] and (this.path, this.query) != (other.path, other.query)


def _base(path: str, *, numbered: bool = True) -> str:
    """A path without the slash at its end and, if it is `numbered`, without the number of a page."""
    match = _PAGE.search(path) if numbered else _END.search(path)
    return f"{path[: match.start()]}{match[1] or ''}" if match else path
