"""A second reading of a feed, by feedparser: what it sees and the reader of elements does not is kept.

feedparser knows formats that hardly anybody writes any more. It is asked where the first reading is not whole, for
asking it each time would cost more than all the rest (docs/decisions/0014-two-readers-of-feeds.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import feedparser

from monitor.model.feeds import EntryData, ParsedFeed
from monitor.parse.dates import parse_date
from monitor.parse.feeds.bodies import split_bodies
from monitor.parse.language import normal_tag
from monitor.parse.links import is_permalink, web_url
from monitor.parse.text import clean_line, clean_text

MAX_SECOND = 3_000_000
"""Longer texts of which entries were read are not read again: both readings must fit into a worker's time."""

_FORMATS = frozenset(("rss20", "rss", "rss091u", "rss092", "rss10", "atom10", "sitemap"))
"""Formats that the first reading knows as well."""
_ELEMENT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_DATES = ("published", "updated", "created")
_NOT_THE_ARTICLE = frozenset(("enclosure", "replies", "edit", "license", "hub", "next", "prev", "search", "shorturl"))
_TEXT_TYPES = frozenset(("", "text/plain", "text/html", "application/xhtml+xml", "html", "xhtml", "text"))
_LONG_NAME = re.compile(
    r"(<(?:[\w.-]{1,40}:)?(?:author|creator|managingEditor|webMaster|contributor|publisher|owner|name|email)\b[^<>]*+>"
    r"\s*+(?:<!\[CDATA\[)?+)[^<\]]{400,}+",
    re.IGNORECASE,
)
"""feedparser's pattern for addresses is quadratic: 32 KB of a name take 8 s."""
_LIBRARY_ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError)
"""What feedparser has been seen to raise on hostile input; anything else is a bug and passes."""


def needs_second_reading(feed: ParsedFeed, text: str) -> bool:
    """Whether the first reading of `text` may have missed something: entries, or what an entry is told by."""
    if not feed.size:
        return feed.format != "sitemap"
    if len(text) > MAX_SECOND or feed.format == "sitemap":
        return False
    thin = any(not (entry.title or entry.summary or entry.content) or not entry.url for entry in feed.entries)
    return thin or feed.format not in _FORMATS or len(_ELEMENT.findall(text)) > feed.size


def with_second_reading(feed: ParsedFeed, text: str, url: str) -> ParsedFeed:
    """`feed` with the entries and fields that feedparser finds in `text` beside; `feed` itself if it finds none."""
    result = _read(text)
    if result is None:
        return feed
    told = result["feed"]
    language = feed.language or normal_tag(_plain(told, "language"))
    home = web_url(_plain(told, "link"), url) or url
    others = [_entry(entry, home, url, language) for entry in result["entries"]]
    version = _plain(result, "version") if feed.format == "unknown" else ""
    return replace(
        feed,
        format=version or feed.format,
        title=feed.title or clean_line(_plain(told, "title")),
        language=language,
        entries=_merged(feed.entries, others),
    )


def _read(text: str) -> Any:
    body = _LONG_NAME.sub(r"\1", text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # A stream, never bytes or str: those feedparser tries to open as a local file or to fetch.
        return feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _LIBRARY_ERRORS:
        return None


def _merged(ours: Sequence[EntryData], others: Sequence[EntryData]) -> tuple[EntryData, ...]:
    """Entries of both readings: the same by place if there are as many, else by guid or link; then those beside."""
    if len(ours) == len(others):
        return tuple(_filled(one, other) for one, other in zip(ours, others, strict=True))
    known = {key: place for place, entry in enumerate(others) for key in _keys(entry)}
    places = [next((known[key] for key in _keys(entry) if key in known), None) for entry in ours]
    merged = [one if place is None else _filled(one, others[place]) for one, place in zip(ours, places, strict=True)]
    seen = {key for entry in merged for key in _keys(entry)} | {entry.title for entry in merged}
    merged += [entry for entry in others if not seen & {*_keys(entry), entry.title}]
    return tuple(merged)


def _keys(entry: EntryData) -> list[str]:
    return [key for key in (entry.guid, entry.url) if key]


def _filled(one: EntryData, other: EntryData) -> EntryData:
    """`one`, with what only `other` has."""
    has_text = bool(one.summary or one.content)
    # feedparser makes links of ids that are none, by whatever base there is.
    made_of_id = bool(one.guid) and not is_permalink(one.guid or "") and other.url.endswith(one.guid or "")
    return replace(
        one,
        guid=one.guid if one.guid is not None else other.guid,
        url=one.url or ("" if made_of_id else other.url),
        title=one.title or other.title,
        summary=one.summary if has_text else other.summary,
        content=one.content if has_text else other.content,
        author=one.author or other.author,
        published_at=one.published_at or other.published_at,
    )


def _entry(entry: Any, home: str, url: str, language: str) -> EntryData:
    bodies = [_plain(item, "value") for item in _items(entry, "content") if _plain(item, "type") in _TEXT_TYPES]
    title = clean_line(_plain(entry, "title"))
    summary, content = split_bodies(
        [clean_text(_plain(entry, "summary"))], [clean_text(body) for body in bodies], title
    )
    guid = dict.get(entry, "id")
    dates = (parse_date(_plain(entry, key), language) for key in _DATES)
    return EntryData(
        guid=guid if isinstance(guid, str) else None,
        url=_link(entry, home, url),
        title=title,
        summary=summary,
        content=content,
        author=clean_line(_plain(entry, "author"), 300),
        published_at=next((date for date in dates if date is not None), None),
        language=language,
    )


def _link(entry: Any, home: str, url: str) -> str:
    guid = _plain(entry, "id")
    links = [item for item in _items(entry, "links") if _plain(item, "rel") not in _NOT_THE_ARTICLE]
    candidates = [_plain(item, "href") for item in links if _plain(item, "rel") in ("alternate", "")]
    candidates += [_plain(entry, "link")] if _plain(entry, "link") != guid else []
    candidates += [guid] if is_permalink(guid) else []
    resolved = (web_url(candidate, home, url) for candidate in candidates if candidate.strip())
    return next((link for link in resolved if link), "")


def _plain(mapping: Any, key: str) -> str:
    """A string of a feedparser mapping, "" if absent.

    Read as from a plain dict: feedparser's own look-up substitutes one key for another and warns about it.
    """
    value = dict.get(mapping, key)
    return value if isinstance(value, str) else ""


def _items(entry: Any, key: str) -> list[Any]:
    value = dict.get(entry, key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
