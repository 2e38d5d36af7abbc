"""JSON that lists articles and is no JSON Feed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.parse.feeds.feed import parse_feed

URL, LINK, TITLE, TEXT = "https://n.example/api", "https://n.example/a/1.html", "Blast in Qadmar", "Two shells fell."
RENDERED = {"link": LINK, "title": {"rendered": TITLE}, "content": {"rendered": f"<p>{TEXT}</p>"}}
PLAIN = {"title": TITLE, "url": LINK, "description": TEXT, "publishedAt": "2026-10-05T07:00:00Z"}
FORMS: dict[str, Any] = {
    "a content system's list": [{"id": 7, "date_gmt": "2026-10-05T07:00:00", **RENDERED}],
    "a news interface's answer": {"status": "ok", "totalResults": 1, "articles": [PLAIN]},
    "entries of a feed": {"feed": {"title": "F"}, "entries": [PLAIN]},
    "RSS made JSON": {"rss": {"channel": {"item": [{"title": TITLE, "link": LINK, "description": TEXT}]}}},
    "RSS made JSON, one item": {"rss": {"channel": {"item": {"title": TITLE, "link": LINK, "description": TEXT}}}},
    "deep": {"response": {"results": [{"webTitle": TITLE, "webUrl": LINK, "trailText": TEXT}]}},
    "with a menu beside": {"menu": [{"title": "Home", "url": "/"}], "posts": [PLAIN]},
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_its_articles_are_read(document: Any) -> None:
    feed = parse_feed(json.dumps(document).encode(), "application/json", URL)
    assert isinstance(feed, ParsedFeed)
    (entry,) = feed.entries
    assert (entry.title, entry.url) == (TITLE, LINK)
    assert TEXT in f"{entry.summary} {entry.content}"


def test_a_document_a_line() -> None:
    lines = "\n".join(json.dumps({**PLAIN, "url": f"{LINK}?n={n}"}) for n in range(3))
    feed = parse_feed(lines.encode(), "application/x-ndjson", URL)
    assert isinstance(feed, ParsedFeed)
    assert [entry.url[-1] for entry in feed.entries] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "document",
    [
        {"error": "not found"},
        {"menu": [{"title": "Home", "url": "/"}, {"title": "World", "url": "/w"}]},
        {"users": [{"name": "Ann", "url": "/ann"}]},
        [1, 2, 3],
        [],
        {"a": {"b": {"c": {"d": {"e": [PLAIN]}}}}},
    ],
)
def test_other_json_is_no_feed(document: Any) -> None:
    assert isinstance(parse_feed(json.dumps(document).encode(), "application/json", URL), ParseFailure)
