import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.feeds import EntryData, ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.feeds.feed import parse_feed

URL = "https://news.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(items: Any, **top: Any) -> ParsedFeed | ParseFailure:
    document = {"version": VERSION, "title": "News", "home_page_url": "https://news.example/", "items": items} | top
    return parse_feed(json.dumps(document).encode(), "application/feed+json", URL)


def only(**item: Any) -> EntryData:
    result = feed([item])
    assert isinstance(result, ParsedFeed)
    (entry,) = result.entries
    return entry


def test_a_whole_item() -> None:
    entry = only(
        id="7",
        url="/7",
        title="Convoy <b>crosses</b>",
        summary="Short.",
        content_html="<p>One</p><p>two and three</p>",
        date_published="2026-03-05T14:30:00+03:00",
        authors=[{"name": "A. Writer"}, {"name": "B. Writer"}],
        language="ar-sy",
    )
    assert entry == EntryData(
        guid="7",
        url="https://news.example/7",
        title="Convoy crosses",
        summary="Short.",
        content="One\ntwo and three",
        author="A. Writer, B. Writer",
        published_at=datetime(2026, 3, 5, 11, 30, tzinfo=UTC),
        language="ar-SY",
    )


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        ({}, None),
        ({"id": None}, None),
        ({"id": ""}, ""),
        ({"id": 0}, "0"),
        ({"id": 7.5}, "7.5"),
        ({"id": {}}, ""),
        ({"id": "0"}, "0"),
    ],
)
def test_ids(item: dict[str, Any], guid: str | None) -> None:
    assert only(title="a", **item).guid == guid


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"url": "https://a.example/1", "external_url": "https://b.example/"}, "https://a.example/1"),
        ({"external_url": "https://b.example/"}, "https://b.example/"),
        ({"id": "https://a.example/1"}, "https://a.example/1"),
        ({"url": "javascript:x"}, ""),
        ({"url": 5}, "https://news.example/5"),
        ({"url": None}, ""),
    ],
)
def test_links(item: dict[str, Any], url: str) -> None:
    assert only(title="a", **item).url == url


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("https://jsonfeed.org/version/1", "json1"),
        ("https://jsonfeed.org/version/1.1", "json11"),
        ("http://jsonfeed.org/version/1/", "json1"),
        ("", "json1"),
        (None, "json1"),
    ],
)
def test_versions(version: str | None, expected: str) -> None:
    result = feed([], version=version)
    assert isinstance(result, ParsedFeed)
    assert result.format == expected


def test_the_old_author_and_text_content() -> None:
    entry = only(id="1", author={"name": "A. Writer"}, content_text="Plain text of it")
    assert (entry.author, entry.content) == ("A. Writer", "Plain text of it")


def test_odd_items_are_counted_not_fatal() -> None:
    result = feed([{"id": "1"}, None, 5, "x", {"id": "2", "title": ["x"], "authors": [5], "date_published": 7}])
    assert isinstance(result, ParsedFeed)
    assert [entry.guid for entry in result.entries] == ["1", "2"]
    assert not result.well_formed
    assert result.note.startswith("3 items")


FAILURES = {
    "other json": (b'{"posts": []}', ParseReason.NOT_A_FEED),
    "a list": (b"[1, 2]", ParseReason.NOT_A_FEED),
    "broken": (b'{"version": ', ParseReason.MALFORMED),
    "deep": (b"[" * 100_000, ParseReason.MALFORMED),
    "huge number": (b'{"a": ' + b"9" * 10_000 + b"}", ParseReason.NOT_A_FEED),
    "no items": (b'{"version": "https://jsonfeed.org/version/1"}', ParseReason.MALFORMED),
    "items is a map": (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', ParseReason.MALFORMED),
    "another service": (b'{"version": "https://a.example/jsonfeed.org/version/1"}', ParseReason.NOT_A_FEED),
}


@pytest.mark.parametrize(("body", "reason"), FAILURES.values(), ids=FAILURES)
def test_failures(body: bytes, reason: ParseReason) -> None:
    result = parse_feed(body, "application/json", URL)
    assert isinstance(result, ParseFailure)
    assert result.reason is reason


def test_utf_16_and_lone_surrogates() -> None:
    body = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "a\\ud800b"}]}'.encode(
        "utf-16-le"
    )
    result = parse_feed(body, "application/json", URL)
    assert isinstance(result, ParsedFeed)
    assert result.entries[0].title == "a\ufffdb"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
KEYS = [
    "id",
    "url",
    "title",
    "summary",
    "content_html",
    "date_published",
    "authors",
    "author",
    "language",
    "external_url",
]


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6), max_size=4), JSON)
def test_no_values_raise(items: list[dict[str, Any]], home: Any) -> None:
    assert isinstance(feed(items, home_page_url=home, language=home), ParsedFeed)
