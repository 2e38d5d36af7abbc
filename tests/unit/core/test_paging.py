"""How far one poll reads on: pages of a feed after an outage or for a first look-back, sitemaps of an index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.paging import MAX_PAGES, MAX_PARTS, Trail, page_request, reads_on_at
from monitor.model.feeds import EntryData, FeedState, FetchRequest, ParsedFeed
from monitor.model.ids import FeedId

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://news.example/feed.xml"
NEXT = "https://news.example/feed.xml?page=2"
DAY = 86_400
NEW = FeedState(id=FeedId(1), url=URL, title="", publisher="", language="", next_poll_at=NOW)
KNOWN = replace(NEW, baseline_at=NOW - timedelta(days=9), last_good_at=NOW - timedelta(days=3))


def page(*days: float | None, **changes: Any) -> ParsedFeed:
    dates = [None if day is None else NOW - timedelta(days=day) for day in days]
    entries = tuple(
        EntryData(guid=str(n), url="", title="t", summary="", content="", published_at=at) for n, at in enumerate(dates)
    )
    return ParsedFeed(**{"format": "atom10", "title": "", "entries": entries, "next_url": NEXT, **changes})


CASES: dict[str, tuple[FeedState, ParsedFeed, bool, int, str]] = {
    "first poll, the look-back goes on": (NEW, page(0.1, 0.5), False, DAY, NEXT),
    "first poll, the look-back ends here": (NEW, page(2, 3), False, DAY, ""),
    "first poll, no page after it": (NEW, page(0.1, next_url=""), False, DAY, ""),
    "first poll, undated": (NEW, page(None), False, DAY, ""),
    "first poll, any age": (NEW, page(900, None), False, -1, NEXT),
    "nothing known after an outage": (KNOWN, page(0.1, 2), False, DAY, NEXT),
    "nothing known, undated": (KNOWN, page(None, None), False, DAY, NEXT),
    "something known": (KNOWN, page(0.1, 2), True, DAY, ""),
    "older than the last good poll": (KNOWN, page(5, 6), False, DAY, ""),
    "no entries": (KNOWN, page(), False, DAY, ""),
    "the same page again": (KNOWN, page(0.1, next_url=URL), False, DAY, ""),
    "another site": (KNOWN, page(0.1, next_url="https://other.example/2"), False, DAY, ""),
    "inside": (KNOWN, page(0.1, next_url="http://127.0.0.1/2"), False, DAY, ""),
}


@pytest.mark.parametrize(("feed", "first", "met", "lookback", "expected"), list(CASES.values()), ids=list(CASES))
def test_where_it_reads_on(feed: FeedState, first: ParsedFeed, met: bool, lookback: int, expected: str) -> None:
    assert reads_on_at(feed, Trail(pages=(first,), urls=(URL,), met=met), lookback, NOW) == expected


def test_it_ends_where_pages_go_round_or_never_end() -> None:
    trail, count = Trail(pages=(page(0.1),), urls=(URL,), met=False), 1
    while url := reads_on_at(KNOWN, trail, DAY, NOW):
        count += 1
        trail = trail.on(page(0.1, next_url=f"https://news.example/{count}"), url, met=False)
    assert count == MAX_PAGES
    round_trip = Trail(pages=(page(0.1),), urls=(URL,), met=False).on(page(0.1, next_url=URL), NEXT, met=False)
    assert reads_on_at(KNOWN, round_trip, DAY, NOW) == ""


def test_the_first_parts_of_an_index_are_read_and_stand_for_it() -> None:
    parts = tuple(f"https://news.example/map-{n}.xml" for n in range(20))
    index = page(*[None] * 20, parts=("https://other.example/x.xml", *parts), next_url="")
    trail = Trail(pages=(index,), urls=(URL,), met=False)
    while url := reads_on_at(KNOWN, trail, DAY, NOW):
        trail = trail.on(page(0.1, next_url=""), url, met=True)
    assert trail.urls[1:] == parts[: MAX_PARTS - 1]
    assert len(trail.whole.entries) == MAX_PARTS - 1


def test_secrets_go_to_the_feeds_own_origin_alone() -> None:
    request = FetchRequest(url=URL, etag="e", secret_headers=(("X-Key", "k"),), max_bytes=100)
    own = page_request(NEXT, KNOWN, request, 30)
    assert (own.secret_headers, own.etag, own.max_bytes) == (request.secret_headers, "", 70)
    for other in ("https://www.news.example/2", "http://news.example/2", "https://news.example:8443/2"):
        assert page_request(other, KNOWN, request, 30).secret_headers == ()
