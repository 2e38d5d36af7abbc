"""Feeds: bytes of RSS, RDF, Atom or JSON Feed to a `ParsedFeed`."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.encoding import decode_body
from monitor.parse.feeds.entries import entry_data, plain
from monitor.parse.feeds.json_feed import parse_json_feed
from monitor.parse.feeds.prepare import prepare_feed
from monitor.parse.language import normal_tag
from monitor.parse.links import web_url
from monitor.parse.sniff import MAX_ATTRIBUTES, attribute_storm, looks_like_html, page_instead_of_feed, unusable_bytes
from monitor.parse.text import clean_line

MAX_FEED_BYTES = 15_000_000
"""Larger bodies are refused unread."""

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_SMALL_NUMBER = re.compile(r"\s*(\d{1,7})\s*")
_LIBRARY_ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError)
"""What feedparser has been seen to raise on hostile input; anything else is a bug and passes."""


def parse_feed(body: bytes, content_type: str, url: str) -> ParsedFeed | ParseFailure:
    """The entries of a feed; never raises for anything `body` can hold, never opens or fetches anything.

    `content_type` is the header of the answer ("" if none): only its charset counts, since feeds are served under
    every type. `url` is where the body came from after redirects: links are resolved against it. A feed without
    entries is a `ParsedFeed` without entries; what is no feed is a `ParseFailure` that says what it is instead.
    """
    if len(body) > MAX_FEED_BYTES:
        detail = f"The feed has {len(body):,} bytes; more than {MAX_FEED_BYTES:,} are not read."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    unusable = unusable_bytes(body)
    if unusable is not None:
        return unusable
    decoded = decode_body(body, content_type)
    text = decoded.text.lstrip("\ufeff\x00 \t\r\n")
    if text.startswith(("{", "[")):
        return parse_json_feed(text, url)
    if looks_like_html(text):
        return page_instead_of_feed(text)
    if attribute_storm(text):
        detail = f"An element has more than {MAX_ATTRIBUTES:,} attributes; the feed was not parsed."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    return _parse_xml(text, url, decoded.note)


def _parse_xml(text: str, url: str, encoding_note: str) -> ParsedFeed | ParseFailure:
    prepared = prepare_feed(text)
    headers = {"content-type": "application/xml; charset=utf-8"}
    if b"xml:base" in prepared.body:
        # Only where relative bases need it: with a location feedparser also turns guids such as "0" into links.
        headers["content-location"] = url
    try:
        # A stream, never bytes or str: those feedparser tries to open as a local file or to fetch.
        result = feedparser.parse(
            io.BytesIO(prepared.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _LIBRARY_ERRORS as error:
        detail = f"The parser gave up on this feed ({type(error).__name__})."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    fault = _fault(result)
    version, raw_entries = plain(result, "version"), result["entries"]
    if not raw_entries and (fault or not version):
        return _not_parsed(version, fault, text)
    notes = tuple(note for note in (encoding_note, fault, *prepared.notes) if note)
    return _parsed_feed(result, version or "unknown", url, notes, well_formed=not fault)


def _parsed_feed(result: Any, version: str, url: str, notes: tuple[str, ...], *, well_formed: bool) -> ParsedFeed:
    feed = result["feed"]
    home = web_url(plain(feed, "link"), url) or url
    title_detail = feed.get("title_detail") or {}
    language = normal_tag(plain(feed, "language")) or normal_tag(plain(title_detail, "language"))
    return ParsedFeed(
        format=version,
        title=clean_line(plain(feed, "title")),
        entries=tuple(entry_data(entry, home, url, language) for entry in result["entries"]),
        language=language,
        well_formed=well_formed,
        note=" ".join(notes),
        hub_interval_s=_interval(feed),
    )


def _not_parsed(version: str, fault: str, text: str) -> ParseFailure:
    if version:
        return ParseFailure(reason=ParseReason.MALFORMED, detail=f"The feed is broken before its first entry. {fault}")
    start = clean_line(text[:200], 60)
    detail = f'The answer is not a feed; it begins with "{start}".' if start else "The answer is XML, but not a feed."
    return ParseFailure(reason=ParseReason.NOT_A_FEED, detail=detail)


def _fault(result: Any) -> str:
    """What was not well-formed, as a sentence; "" if nothing was."""
    if not result.get("bozo"):
        return ""
    error = result.get("bozo_exception")
    if isinstance(error, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        return ""
    message = getattr(error, "getMessage", lambda: str(error))()
    line = getattr(error, "getLineNumber", lambda: None)()
    where = f" (line {line})" if line else ""
    return f"The XML is not well-formed{where}: {clean_line(str(message), 120)}."


def _interval(feed: Any) -> int | None:
    """The longer of `ttl` and the syndication module's update period, in seconds."""
    ttl = _small_number(plain(feed, "ttl")) * 60
    period = _PERIODS.get(plain(feed, "sy_updateperiod").strip().lower(), 0)
    frequency = max(1, _small_number(plain(feed, "sy_updatefrequency")))
    return max(ttl, period // frequency) or None


def _small_number(value: str) -> int:
    match = _SMALL_NUMBER.fullmatch(value)
    return int(match[1]) if match else 0
