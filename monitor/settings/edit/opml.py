"""OPML, the exchange format of feed readers, both ways. What comes in is hostile until shown otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec
from monitor.settings.build import publisher_of, same_feed_key
from monitor.settings.schema import MAX_TEXT, check_language, url_fault

MAX_OPML_BYTES = 5_000_000
MAX_OPML_FEEDS = 20_000
_NOT_TEXT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlImport:
    """What an OPML file holds."""

    feeds: tuple[FeedSpec, ...]
    """Each feed once; folders have become tags."""
    skipped: tuple[str, ...]
    """One sentence for each outline that cannot be used."""


def import_opml(content: bytes) -> OpmlImport:
    """The feeds of an OPML file. Document types, entities and the network are never followed.

    Raises:
        UsageError: not OPML, or too large.
    """
    if len(content) > MAX_OPML_BYTES:
        raise UsageError(f"The OPML file is larger than {MAX_OPML_BYTES // 1_000_000} MB.")
    root = _parse(content)
    feeds: dict[str, FeedSpec] = {}
    skipped = []
    for outline, folders in _outlines(root):
        url = (outline.get("xmlUrl") or "").strip()
        fault = url_fault(url)
        if fault is not None:
            skipped.append(f"line {outline.sourceline}: {fault[0]}")
            continue
        feeds.setdefault(same_feed_key(url), _feed(outline, url, folders))
        if len(feeds) > MAX_OPML_FEEDS:
            raise UsageError(f"The OPML file lists more than {MAX_OPML_FEEDS:,} feeds.")
    return OpmlImport(feeds=tuple(feeds.values()), skipped=tuple(skipped))


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"This is not an OPML file: {str(error)[:200]}.") from None
    if root.getroottree().docinfo.doctype:
        raise UsageError("The OPML file declares a document type, which no feed reader needs. Remove the DOCTYPE line.")
    if etree.QName(root).localname.lower() != "opml":
        raise UsageError("This is not an OPML file: its first element is not opml.")
    return root


def _outlines(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Every outline with an address and the names of the folders around it; no recursion."""
    for outline in root.iter("outline"):
        if outline.get("xmlUrl") is not None:
            folders = [_clean(parent.get("text") or parent.get("title")) for parent in outline.iterancestors("outline")]
            yield outline, tuple(name for name in reversed(folders) if name)


def _feed(outline: etree._Element, url: str, folders: Iterable[str]) -> FeedSpec:
    publisher = publisher_of(url)
    try:
        language = check_language(outline.get("language") or "")
    except ValueError:
        language = ""
    return FeedSpec(
        url=url,
        title=_clean(outline.get("title") or outline.get("text")) or publisher,
        publisher=_clean(outline.get("publisher")) or publisher,
        language=language,
        tags=tuple(dict.fromkeys(folders)),
    )


def _clean(text: str | None) -> str:
    return _NOT_TEXT.sub(" ", text or "").strip()[:MAX_TEXT].strip()


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
