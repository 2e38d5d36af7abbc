"""What makes an entry of a feed the one it is: several keys, because each alone fails on some real feed.

Guids change on every poll, move to https, or are `0` for all; links gain parameters, move to another host, or lead to
one page for all; titles are edited. An entry is known if the evidence says so as a whole (`is_known`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag

from monitor.core.pages import is_section_page
from monitor.core.urls import canonical_url, url_key
from monitor.model.feeds import EntryData, EntryKnown

GUID, LINK, BODY = "g:", "u:", "b:"
"""First characters of the keys: by guid, by link, by title and body together."""

NO_IDENTITY_KEY: Final = "none"
"""Key under which a feed's entries without guid, link, title and text are kept: all of them as one."""

_WEAK_GUIDS = frozenset(
    {"0", "-1", "null", "none", "nil", "undefined", "nan", "n/a", "na", "false", "true", "guid", "id"}
)
_PLACE_IN_PAGE = re.compile(r"[^=&!]*\d[^=&]*\d[^=&]*")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one entry of an answer can be recognised by."""

    keys: tuple[str, ...]
    """The most specific first; empty if the entry has no guid, link, title and text."""
    guid: str
    """Key by guid, "" if there is none."""
    link: str
    """Key by link, "" if there is none."""
    body: str
    """Key by title and body, "" if both are empty."""
    title_key: str
    guid_is_weak: bool
    """The guid is a filler such as "0": it supports no claim by itself."""
    link_is_section: bool
    """The link leads to a front or section page: it names no article by itself."""
    link_is_place: bool
    """The link leads to a numbered place within a page: it names the entry, but its page is not the entry's alone."""


def identify(data: EntryData, canonical: str) -> Identity:
    """Everything that the entry at canonical link `canonical` ("" if none) can be recognised by."""
    guid, place = _guid_key(data.guid, canonical), _place(data.url)
    link = f"{LINK}{_digest(canonical, place) if place else url_key(canonical)}" if canonical else ""
    body = _body_key(data)
    return Identity(
        keys=tuple(key for key in (guid, link, body) if key),
        guid=guid,
        link=link,
        body=body,
        title_key=title_key(data.title),
        guid_is_weak=(data.guid or "").strip().lower() in _WEAK_GUIDS,
        link_is_section=bool(canonical) and not place and is_section_page(canonical),
        link_is_place=bool(link and place),
    )


def entry_keys(data: EntryData, canonical: str) -> tuple[str, ...]:
    """The entry's keys within its feed, the most specific first: by guid, by link, by title and body.

    Empty only if there is neither guid nor link nor title nor text. A guid that is an address is the same for http and
    https, and if it is the entry's own link also with another one-digit fragment (`...#0`, `...#1`: revisions of one
    article).
    """
    return identify(data, canonical).keys


def title_key(title: str) -> str:
    """Key of a title, blind to case, spacing and punctuation; "" for an empty one."""
    tokens = _TOKEN.findall(_folded(title))
    # A title of symbols only is still a title.
    return _digest("title", " ".join(tokens) or title.strip()) if title.strip() else ""


def is_known(entry: Identity, known: EntryKnown) -> bool:
    """Whether `known`, which shares a key with `entry`, is the same item.

    Same guid: yes, unless both link and title differ (a guid used again). Same link: yes, unless it leads to a front or
    section page and the title differs. Same title and body only: yes, unless guid or link say otherwise.
    """
    links = {key for key in known.keys if key.startswith(LINK)} | ({LINK + known.url_key} if known.url_key else set())
    same_title = entry.title_key == known.title_key != "" or entry.body in known.keys
    same_guid = entry.guid in known.keys and not entry.guid_is_weak
    same_link = entry.link in links
    links_differ = bool(entry.link and links) and not same_link
    if same_guid:
        return same_link or same_title or not links_differ
    if same_link:
        return same_title or not entry.link_is_section
    guids_differ = bool(entry.guid) and not entry.guid_is_weak and any(key.startswith(GUID) for key in known.keys)
    return entry.body in known.keys and not links_differ and not guids_differ


def _guid_key(guid: str | None, canonical: str) -> str:
    text = (guid or "").strip()
    if not text:
        return ""
    if canonical and not _place(text) and url_key(canonical_url(text)) == url_key(canonical):
        return f"{GUID}{url_key(canonical)}"
    return f"{GUID}{_digest('guid', re.sub(r'^https?://', '//', text))}"


def _place(url: str) -> str:
    """The fragment of a link, if it names one of many items in a page (`#post-1204`), else ""."""
    fragment = urldefrag(url).fragment
    return fragment if _PLACE_IN_PAGE.fullmatch(fragment) else ""


def _body_key(data: EntryData) -> str:
    text = _folded(f"{data.title}\n{data.content or data.summary}")
    return f"{BODY}{_digest('body', ' '.join(text.split()))}" if text.strip() else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
