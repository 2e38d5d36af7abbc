"""JSON Feed 1.0 and 1.1, strict or nearly so, and other JSON that lists articles."""

from __future__ import annotations

import re
from typing import Any

from monitor.model.feeds import EntryData, ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.dates import parse_date
from monitor.parse.feeds.bodies import split_bodies
from monitor.parse.feeds.hubs import hubs_of_json, topic_address
from monitor.parse.feeds.other_json import items_of
from monitor.parse.feeds.prepare import MAX_ENTRIES
from monitor.parse.language import normal_tag
from monitor.parse.links import is_permalink, link_in, web_url
from monitor.parse.loose_json import load_lines, load_loosely
from monitor.parse.mojibake import mended
from monitor.parse.text import clean_declared, clean_line, clean_presumed, clean_text, one_line

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(1(?:\.1)?)/?", re.IGNORECASE)
_BEGINNING = re.compile(
    r"(?:\)\]\}'?,?|while\s*\(1\);?|for\s*\(;;\);?|(?:/\*[^*]{0,500}\*/|//[^\n]{0,500}\n|\s++){0,20}+"
    r"(?:(?:var\s+)?[\w$.]{1,60}\s*(?:\(|=))?)?\s*+(?=[{\[])"
)


def begins_as_json(text: str) -> bool:
    """Whether a body is JSON, maybe behind a guard against scripts or inside a call (JSONP)."""
    return _BEGINNING.match(text) is not None


def parse_json_feed(text: str, url: str, note: str = "") -> ParsedFeed | ParseFailure:
    """Entries of a JSON Feed or another list of articles; NOT_A_FEED for other JSON, MALFORMED for none. Never raises.

    Raw control characters, commas too many, wrong escapes and a cut end are forgiven, and noted.
    """
    beginning = _BEGINNING.match(text)
    text = text[beginning.end() if beginning else 0 :]
    document, fault = load_loosely(text)
    version = _version(document)
    if not version and (listed := items_of(document) or items_of(load_lines(text))):
        document, version = {**(document if isinstance(document, dict) else {}), "items": listed}, "json"
    if not version and (document is None or (fault and not document)):
        return ParseFailure(
            reason=ParseReason.MALFORMED, detail=f"The answer is broken JSON: {clean_line(fault, 120)}."
        )
    if not version:
        return ParseFailure(reason=ParseReason.NOT_A_FEED, detail="The answer is JSON, but not a JSON Feed.")
    items = document.get("items")
    if not isinstance(items, list):
        return ParseFailure(reason=ParseReason.MALFORMED, detail="The JSON Feed has no list of items.")
    usable = [item for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    language = normal_tag(_text(document.get("language")))
    home = web_url(_text(document.get("home_page_url")), url) or url
    notes = [note, f"The JSON is broken: {clean_line(fault, 120)}." if fault else ""]
    odd = len(items) - len(usable)
    if odd:
        notes.append(f"{odd} items were not readable or beyond {MAX_ENTRIES:,}.")
    return ParsedFeed(
        format=version,
        title=_line(document.get("title")),
        entries=tuple(_entry(item, home, language) for item in usable),
        language=language,
        well_formed=not odd and not fault,
        note=" ".join(one for one in notes if one),
        hubs=hubs_of_json(document.get("hubs"), url),
        self_url=topic_address(_text(document.get("feed_url")), url),
        next_url=web_url(_text(document.get("next_url")), url),
    )


def _version(document: Any) -> str:
    """`json1` or `json11`; a document that forgot its version but has items of a feed counts as `json1`."""
    if not isinstance(document, dict):
        return ""
    match = _VERSION.fullmatch(_text(document.get("version")).strip())
    if match is not None:
        return "json1" if match[1] == "1" else "json11"
    items = document.get("items")
    if not isinstance(items, list):
        return ""
    return "json1" if isinstance(document.get("title"), str) or any(map(_is_item, items[:20])) else ""


def _is_item(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and ("id" in item or "url" in item)
        and any(key in item for key in ("content_html", "content_text", "date_published"))
    )


def _entry(item: dict[str, Any], home: str, language: str) -> EntryData:
    identifier = item.get("id")
    guid = None if identifier is None else _text(identifier)
    title = _line(item.get("title"))
    contents = [clean_text(_told(item.get("content_html"))), clean_declared(_told(item.get("content_text")))]
    summary, full = split_bodies([clean_presumed(_told(item.get("summary")))], contents, title)
    return EntryData(
        guid=guid,
        url=_link(item, guid or "", home),
        title=title,
        summary=summary,
        content=full,
        author=_author(item),
        published_at=parse_date(_text(item.get("date_published"))) or parse_date(_text(item.get("date_modified"))),
        language=normal_tag(_text(item.get("language"))) or language,
    )


def _link(item: dict[str, Any], guid: str, home: str) -> str:
    given = (web_url(link_in(_text(item.get(key))), home) for key in ("url", "external_url"))
    return next((link for link in given if link), "") or (web_url(guid) if is_permalink(guid) else "")


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) and authors else [item.get("author")]
    names = [_line(person.get("name") if isinstance(person, dict) else person)[:200] for person in people[:10]]
    return ", ".join(name for name in names if name)[:300]


def _line(value: Any) -> str:
    return one_line(clean_presumed(_told(value)))


def _text(value: Any) -> str:
    """Strings and numbers as they are written (ids are often numbers), anything else as nothing."""
    return value if isinstance(value, str) else ""


def _told(value: Any) -> str:
    return mended(_text(value))
