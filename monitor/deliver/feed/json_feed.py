"""JSON Feed 1.1, written and read back: the file is also the channel's memory of what it told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.deliver.feed.entries import FeedEntry, FeedHead
from monitor.deliver.feed.printing import stamp, updated

VERSION = "https://jsonfeed.org/version/1.1"


def print_json(head: FeedHead, entries: Sequence[FeedEntry], address: str) -> str:
    """The document; what JSON Feed has no field for stands under `_monitor`."""
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": head.title,
        "description": head.about,
        "language": head.language,
        "authors": [{"name": "monitor"}],
        "_monitor": {"id": head.id, "at": stamp(head.at), "updated": stamp(updated(head, entries))},
        "items": [_item(entry) for entry in entries],
    }
    if address:
        feed["feed_url"] = address
    return json.dumps(feed, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_json(text: str) -> tuple[FeedHead, tuple[FeedEntry, ...]]:
    """What `print_json` wrote.

    Raises:
        ValueError: it is no feed of ours.
    """
    try:
        feed = json.loads(text)
        if feed["version"] != VERSION:
            raise ValueError(VERSION)
        head = FeedHead(
            id=str(feed["_monitor"]["id"]),
            title=str(feed["title"]),
            about=str(feed["description"]),
            language=str(feed["language"]),
            at=_moment(feed["_monitor"]["at"]),
        )
        return head, tuple(_entry(item) for item in feed["items"])
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(error) from error


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": stamp(entry.at),
        "date_modified": stamp(entry.at),
        "authors": [{"name": entry.publisher or "unknown"}],
        "tags": list(entry.topics),
        "language": entry.language,
        "_monitor": {
            "state": entry.state,
            "story": entry.story,
            "publishers": entry.publishers,
            "other_urls": list(entry.others),
        },
    }
    return item | ({"url": entry.url} if entry.url else {})


def _entry(item: Mapping[str, Any]) -> FeedEntry:
    own = item["_monitor"]
    return FeedEntry(
        id=str(item["id"]),
        at=_moment(item["date_published"]),
        title=str(item["title"]),
        language=str(item["language"]),
        url=str(item.get("url", "")),
        publisher=str(item["authors"][0]["name"]),
        summary=str(item["summary"]),
        html=str(item["content_html"]),
        topics=tuple(map(str, item["tags"])),
        state=str(own["state"]),
        story=str(own["story"]),
        publishers=int(own["publishers"]),
        others=tuple(map(str, own["other_urls"])),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
