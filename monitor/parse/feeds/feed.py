"""Feeds: bytes of RSS, RDF, Atom, JSON Feed or a sitemap to a `ParsedFeed`."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.encoding import decode_body
from monitor.parse.feeds.asked import asked_by
from monitor.parse.feeds.entries import Surroundings, clean_line_of, entry_data, page_link
from monitor.parse.feeds.hubs import hubs_of, self_of
from monitor.parse.feeds.imprint import imprints_of
from monitor.parse.feeds.json_feed import begins_as_json, parse_json_feed
from monitor.parse.feeds.prepare import fault_of, prepare_feed
from monitor.parse.feeds.reader import Document, Group, read_document
from monitor.parse.feeds.second import MAX_SECOND, needs_second_reading, with_second_reading
from monitor.parse.feeds.unpack import unpacked_body
from monitor.parse.language import normal_tag
from monitor.parse.links import web_url
from monitor.parse.sniff import (
    MAX_ATTRIBUTES,
    attribute_storm,
    looks_like_html,
    page_instead_of_feed,
    shown_source,
    unusable_bytes,
)
from monitor.parse.text import clean_line

MAX_FEED_BYTES = 15_000_000
"""Larger bodies are refused unread."""

_BEGINNING = "\ufeff\x00 \t\r\n"
_RSS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
_MAX_PARTS = 200
_NEXT = ("next", "next-archive", "prev-archive")
_NONE: AbstractSet[str] = frozenset()


def parse_feed(
    body: bytes, content_type: str, url: str, language: str = "", known: AbstractSet[str] = _NONE
) -> ParsedFeed | ParseFailure:
    """The entries of a feed; never raises for anything `body` can hold, never opens or fetches anything.

    `content_type` is the header of the answer ("" if none): only its charset counts, since feeds are served under
    every type. `url` is where the body came from after redirects: links are resolved against it. `language` is the
    feed's as configured, "" if it is not: evidence where nothing tells how the letters are encoded. A feed without
    entries is a `ParsedFeed` without entries; what is no feed is a `ParseFailure` that says what it is instead.

    Entries whose imprints are among the `known` are not read, but named in `passed`: most of a feed stands in it for
    days, and telling that an entry is the same costs a fifth of reading it. All others come out as without `known`.
    """
    body = unpacked_body(body, MAX_FEED_BYTES)
    if len(body) > MAX_FEED_BYTES:
        detail = f"The feed has {len(body):,} bytes; more than {MAX_FEED_BYTES:,} are not read."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    unusable = unusable_bytes(body)
    if unusable is not None:
        return unusable
    decoded = decode_body(body, content_type, language)
    text = decoded.text.lstrip(_BEGINNING)
    if begins_as_json(text):
        return parse_json_feed(text, url, decoded.note)
    if attribute_storm(text):
        detail = f"An element has more than {MAX_ATTRIBUTES:,} attributes; the feed was not parsed."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    return _parse_xml(text, url, decoded.note, known)


def _parse_xml(text: str, url: str, encoding_note: str, known: AbstractSet[str]) -> ParsedFeed | ParseFailure:
    is_page = looks_like_html(text)
    prepared = prepare_feed(text)
    document = read_document(prepared.text)
    if is_page and not (document.root and document.entries):
        inner = shown_source(text)
        if inner and not looks_like_html(inner):
            return parse_feed(inner.encode(), "text/xml; charset=utf-8", url)
        page = page_instead_of_feed(text)
        return replace(page, offers=tuple(filter(None, (web_url(one, url) for one in page.offers))))
    fault = fault_of(prepared.text)
    feed = _parsed_feed(document, url, known, well_formed=not fault)
    again = needs_second_reading(feed, prepared.text)
    if again or document.references.mended or len(prepared.text) > MAX_SECOND:
        # What is told of the whole, and what a second reading adds, would depend on what is passed over.
        if feed.passed:
            document.references.mended = 0
            feed = _parsed_feed(document, url, _NONE, well_formed=not fault)
        feed = replace(feed, imprints=())
    if again:
        feed = with_second_reading(feed, prepared.text, url)
    if not feed.size and (fault or not document.root):
        return _not_parsed(feed.format, fault, text)
    mended = f"Letters that were encoded twice were mended ({document.references.mended} texts)."
    notes = (encoding_note, fault, *prepared.notes, mended if document.references.mended else "")
    return replace(feed, note=" ".join(note for note in notes if note))


def _parsed_feed(document: Document, url: str, known: AbstractSet[str], *, well_formed: bool) -> ParsedFeed:
    feed, version = document.feed, _version(document)
    base = web_url(feed.attributes.get("xml:base") or feed.attributes.get("base", ""), url)
    surroundings = Surroundings(
        home=page_link(feed.all("link"), base, url) or url,
        url=url,
        title=_title(feed, is_atom=version.startswith("atom")),
        language=_language(feed),
        base=base,
        is_atom=version.startswith("atom"),
    )
    is_index = document.root == "sitemapindex"
    tells = not (is_index or document.references.declared)
    imprints = imprints_of(document.entries, surroundings) if tells else [""] * len(document.entries)
    unread = [(one, entry) for one, entry in zip(imprints, document.entries, strict=True) if one not in known]
    entries = tuple(entry_data(entry, surroundings) for _, entry in unread)
    return ParsedFeed(
        format=version,
        title=surroundings.title,
        entries=() if is_index else entries,
        language=surroundings.language,
        well_formed=well_formed,
        asked=asked_by(feed),
        moved_to=_moved_to(feed, url),
        hubs=hubs_of(feed, base, url),
        self_url=self_of(feed, base, url),
        next_url=_next_url(feed, base, url),
        parts=tuple(entry.url for entry in entries if entry.url)[:_MAX_PARTS] if is_index else (),
        imprints=tuple(one for one, _ in unread) if tells else (),
        passed=tuple(one for one in imprints if one in known),
    )


def _version(document: Document) -> str:
    attributes, root = document.feed.attributes, document.root
    if root == "rss":
        version = attributes.get("version", "").strip()
        return _RSS.get(version) or ("rss20" if version.startswith("2") else "rss")
    if root == "feed":
        old = "purl.org/atom" in attributes.get("xmlns", "") or attributes.get("version", "") in _ATOM
        return _ATOM.get(attributes.get("version", ""), "atom03") if old else "atom10"
    if root.startswith("rdf"):
        return "rss10" if "purl.org/rss/1" in " ".join(attributes.values()) else "rss090"
    if root in ("urlset", "sitemapindex"):
        return "sitemap"
    if root == "channel":
        return "cdf" if any("href" in entry.attributes for entry in document.entries) else "rss"
    return "unknown"


def _title(feed: Group, *, is_atom: bool) -> str:
    nodes = feed.all("title", "dc:title", "media:title", "itunes:title")
    return next((line for node in nodes if (line := clean_line_of(node, is_atom=is_atom))), "")


def _language(feed: Group) -> str:
    tags = [feed.value("language", "dc:language"), feed.attributes.get("xml:lang", "")]
    tags += [node.attributes.get("xml:lang", "") for node in feed.all("title")]
    return next((normal for tag in tags if (normal := normal_tag(tag))), "")


def _moved_to(feed: Group, url: str) -> str:
    """Where the feed says that it has moved to (`itunes:new-feed-url`), "" if it does not."""
    there = web_url(feed.value("itunes:new-feed-url", "redirect", "newlocation"), url)
    return "" if there == url else there


def _next_url(feed: Group, base: str, url: str) -> str:
    """The next older page of a feed in pages (RFC 5005), "" if there is none."""
    for relation in _NEXT:
        for node in feed.all("link"):
            if node.attributes.get("rel", "").strip().lower() == relation:
                there = web_url(node.attributes.get("href", ""), base, url)
                if there and there != url:
                    return there
    return ""


def _not_parsed(version: str, fault: str, text: str) -> ParseFailure:
    if version != "unknown":
        return ParseFailure(reason=ParseReason.MALFORMED, detail=f"The feed is broken before its first entry. {fault}")
    if re.search(r"<opml\b", text[:2_000], re.IGNORECASE):
        detail = "The answer is a list of feeds (OPML): `monitor feeds import` takes its feeds."
        return ParseFailure(reason=ParseReason.NOT_A_FEED, detail=detail)
    start = clean_line(text[:200], 60)
    detail = f'The answer is not a feed; it begins with "{start}".' if start else "The answer is XML, but not a feed."
    return ParseFailure(reason=ParseReason.NOT_A_FEED, detail=detail)
