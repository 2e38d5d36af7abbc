"""JSON Feed 1.0 and 1.1, which feedparser 6 does not read."""

from __future__ import annotations

import json
import re
from typing import Any

from monitor.model.feeds import EntryData, ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.dates import parse_date
from monitor.parse.feeds.bodies import split_bodies
from monitor.parse.feeds.prepare import MAX_ENTRIES
from monitor.parse.language import normal_tag
from monitor.parse.links import is_permalink, web_url
from monitor.parse.text import clean_line

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(1(?:\.1)?)/?", re.IGNORECASE)


def parse_json_feed(text: str, url: str) -> ParsedFeed | ParseFailure:
    """Entries of a JSON Feed; NOT_A_FEED for other JSON, MALFORMED for what is not JSON at all. Never raises."""
    try:
        document = json.loads(text.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        return ParseFailure(
            reason=ParseReason.MALFORMED, detail=f"The answer is broken JSON: {clean_line(str(error), 120)}."
        )
    version = _version(document)
    if not version:
        return ParseFailure(reason=ParseReason.NOT_A_FEED, detail="The answer is JSON, but not a JSON Feed.")
    items = document.get("items")
    if not isinstance(items, list):
        return ParseFailure(reason=ParseReason.MALFORMED, detail="The JSON Feed has no list of items.")
    usable = [item for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    language = normal_tag(_text(document.get("language")))
    home = web_url(_text(document.get("home_page_url")), url) or url
    odd = len(items) - len(usable)
    return ParsedFeed(
        format=version,
        title=clean_line(_text(document.get("title"))),
        entries=tuple(_entry(item, home, language) for item in usable),
        language=language,
        well_formed=odd == 0,
        note=f"{odd} items were not readable or beyond {MAX_ENTRIES:,}." if odd else "",
    )


def _version(document: Any) -> str:
    """`json1` or `json11`; a document that forgot its version but has titled items counts as `json1`."""
    if not isinstance(document, dict):
        return ""
    match = _VERSION.fullmatch(_text(document.get("version")).strip())
    if match is not None:
        return "json1" if match[1] == "1" else "json11"
    titled = isinstance(document.get("title"), str)
    return "json1" if titled and isinstance(document.get("items"), list) else ""


def _entry(item: dict[str, Any], home: str, language: str) -> EntryData:
    identifier = item.get("id")
    guid = None if identifier is None else _text(identifier)
    link = web_url(_text(item.get("url")), home) or web_url(_text(item.get("external_url")), home)
    if not link and guid and is_permalink(guid):
        link = web_url(guid)
    content = _text(item.get("content_html")) or _text(item.get("content_text"))
    summary, full = split_bodies(_text(item.get("summary")), content)
    return EntryData(
        guid=guid,
        url=link,
        title=clean_line(_text(item.get("title"))),
        summary=summary,
        content=full,
        author=_author(item),
        published_at=parse_date(_text(item.get("date_published"))) or parse_date(_text(item.get("date_modified"))),
        language=normal_tag(_text(item.get("language"))) or language,
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = [clean_line(_text(person.get("name")), 200) for person in people[:10] if isinstance(person, dict)]
    return ", ".join(name for name in names if name)[:300]


def _text(value: Any) -> str:
    """Strings as they are, numbers as written (ids are often numbers), anything else as nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
