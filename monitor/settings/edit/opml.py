"""OPML, the exchange format of feed readers, both ways. What comes in is hostile until shown otherwise."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec
from monitor.records import dataclass
from monitor.settings.build import publisher_of, same_feed_key
from monitor.settings.edit.outlines import Outline, named, read_outlines
from monitor.settings.schema import check_language, one_line, url_fault

MAX_OPML_BYTES = 5_000_000
MAX_OPML_FEEDS = 20_000
_FEED_HOSTS = re.compile(
    r"feedburner|feedproxy|feedblitz|rss\.app|rssing|feedspot|politepol|rsshub|fetchrss|feed43|feedx"
)
"""Hosts that serve the feeds of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlImport:
    """What an OPML file holds."""

    feeds: tuple[FeedSpec, ...]
    """Each feed once; folders have become tags."""
    skipped: tuple[str, ...]
    """One sentence for each outline that cannot be used."""


def import_opml(content: bytes) -> OpmlImport:
    """The feeds of an OPML file, well-formed or not. Document types, entities and the network are never followed.

    The title of a feed is its publisher, for addresses say little (`feeds.feedburner.com`); feeds of one site that the
    file lists together have the site as their publisher, so that they count as one.

    Raises:
        UsageError: not OPML, or too large.
    """
    if content.startswith(b"\x1f\x8b"):
        content = _unpacked(content)
    if len(content) > MAX_OPML_BYTES:
        raise UsageError(f"The OPML file is larger than {MAX_OPML_BYTES // 1_000_000} MB.")
    found = read_outlines(content)
    skipped, feeds = found.faults, dict[str, FeedSpec]()
    for outline in found.usable:
        url = _address(outline.attributes)
        fault = url_fault(url)
        why = fault[0] if fault is not None else _twin(feeds.get(same_feed_key(url)))
        if why:
            skipped.append((outline.line, f"{named(outline.attributes)}{why}"))
            continue
        feeds[same_feed_key(url)] = _feed(outline, url)
        if len(feeds) > MAX_OPML_FEEDS:
            raise UsageError(f"The OPML file lists more than {MAX_OPML_FEEDS:,} feeds.")
    sentences = tuple(f"line {line}: {fault}" for line, fault in sorted(skipped))
    return OpmlImport(feeds=_with_publishers(list(feeds.values())), skipped=sentences)


def _twin(feed: FeedSpec | None) -> str:
    return "" if feed is None else f"its address stands in the file already, as {feed.title}."


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(content, MAX_OPML_BYTES + 1)
    except zlib.error as error:
        raise UsageError("The file is packed with gzip, but cannot be unpacked.") from error


def _address(attributes: dict[str, str]) -> str:
    url = attributes["xmlurl"].strip().replace("&amp;", "&")
    lowered = url.lower()
    if lowered.startswith(("feed:http:", "feed:https:")):
        return url[5:]
    if lowered.startswith("feed://"):
        return "http" + url[4:]
    return f"http://{url}" if lowered.startswith("www.") else url


def _feed(outline: Outline, url: str) -> FeedSpec:
    attributes = outline.attributes
    try:
        language = check_language(attributes.get("language", ""))
    except ValueError:
        language = ""
    return FeedSpec(
        url=url,
        title=one_line(attributes.get("title") or attributes.get("text") or "") or publisher_of(url),
        publisher=one_line(attributes.get("publisher", "")),
        language=language,
        tags=tuple(dict.fromkeys(name for folder in outline.folders if (name := one_line(folder)))),
    )


def _with_publishers(feeds: list[FeedSpec]) -> tuple[FeedSpec, ...]:
    sites = Counter(publisher_of(feed.url) for feed in feeds)
    named = []
    for feed in feeds:
        site = publisher_of(feed.url)
        of_site = sites[site] > 1 and _FEED_HOSTS.search(site) is None
        named.append(feed if feed.publisher else replace(feed, publisher=site if of_site else feed.title))
    return tuple(named)


def export_opml(feeds: Sequence[FeedSpec]) -> bytes:
    """OPML 2.0 with one outline per feed, in the first tag's folder; secret headers stay here."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of monitor"
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in feeds:
        parent = body
        if feed.tags:
            tag = feed.tags[0]
            parent = folders.get(tag)
            if parent is None:
                parent = folders[tag] = etree.SubElement(body, "outline", text=tag)
        attributes = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
        attributes["publisher"] = feed.publisher
        if feed.language:
            attributes["language"] = feed.language
        etree.SubElement(parent, "outline", attributes)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
