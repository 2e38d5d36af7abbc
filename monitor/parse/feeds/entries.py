"""One entry as feedparser gives it, to `EntryData`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.model.feeds import EntryData
from monitor.parse.dates import from_struct, parse_date
from monitor.parse.feeds.bodies import split_bodies
from monitor.parse.language import normal_tag
from monitor.parse.links import is_permalink, web_url
from monitor.parse.text import clean_line

MAX_GUID = 4_000
"""Code points kept of a guid."""

_DATES = ("published", "updated", "created")
_NOT_THE_ARTICLE = frozenset({"enclosure", "replies", "edit", "license", "hub", "next", "prev", "search", "shorturl"})
_TEXT_TYPES = frozenset({"", "text/plain", "text/html", "application/xhtml+xml", "html", "xhtml", "text"})


def entry_data(entry: Any, home: str, url: str, language: str) -> EntryData:
    """The entry in our own shape: clean plain text, an absolute link or "", an aware UTC time or None.

    `home` and `url` are the feed's own link and address, against which relative links are resolved in that order;
    `language` is the feed's, for entries that do not tell their own.
    """
    guid = dict.get(entry, "id")
    content = _content(entry)
    summary, full = split_bodies(plain(entry, "summary"), content)
    return EntryData(
        guid=guid[:MAX_GUID] if isinstance(guid, str) else None,
        url=_link(entry, home, url),
        title=clean_line(plain(entry, "title")),
        summary=summary,
        content=full,
        author=clean_line(plain(entry, "author"), 300),
        published_at=_published(entry),
        language=_language(entry) or language,
    )


def plain(mapping: Any, key: str) -> str:
    """A string of a feedparser mapping, "" if absent.

    Read as from a plain dict: feedparser's own look-up substitutes one key for another and warns about it.
    """
    value = dict.get(mapping, key)
    return value if isinstance(value, str) else ""


def _items(entry: Any, key: str) -> list[Any]:
    value = dict.get(entry, key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _content(entry: Any) -> str:
    """The longest body in a text type; Atom allows several."""
    bodies = [plain(item, "value") for item in _items(entry, "content") if plain(item, "type") in _TEXT_TYPES]
    return max(bodies, key=len, default="")


def _link(entry: Any, home: str, url: str) -> str:
    """Where the article is read.

    The publisher's own link behind FeedBurner's, else the alternate link, else the plain one, else a guid that is an
    http(s) address, else any other link of the entry that may be a page (`self`, `via`, `related`). Enclosures are
    sounds and films, not articles.
    """
    links = [item for item in _items(entry, "links") if plain(item, "rel") not in _NOT_THE_ARTICLE]
    alternates = [item for item in links if plain(item, "rel") in ("alternate", "")]
    # Of several alternates the HTML one; sorting is stable, so the first of equals stays first.
    alternates.sort(key=lambda item: plain(item, "type") not in ("text/html", "application/xhtml+xml", ""))
    candidates = [plain(entry, "feedburner_origlink")]
    candidates += [plain(item, "href") for item in alternates]
    guid = plain(entry, "id")
    if plain(entry, "link") != guid:
        candidates.append(plain(entry, "link"))
    if is_permalink(guid):
        candidates.append(guid)
    candidates += [plain(item, "href") for item in links]
    resolved = (web_url(candidate, home, url) for candidate in candidates if candidate.strip())
    return next((link for link in resolved if link), "")


def _published(entry: Any) -> datetime | None:
    """Our own reading first: feedparser takes zones it does not know (EEST, MSK, TRT) for UTC."""
    for key in _DATES:
        found = parse_date(plain(entry, key)) or from_struct(dict.get(entry, f"{key}_parsed"))
        if found is not None:
            return found
    return None


def _language(entry: Any) -> str:
    details = [dict.get(entry, "title_detail"), *_items(entry, "content"), dict.get(entry, "summary_detail")]
    tags = (normal_tag(plain(detail, "language")) for detail in details if isinstance(detail, dict))
    return next((tag for tag in tags if tag), "")
