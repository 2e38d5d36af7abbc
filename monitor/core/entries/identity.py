"""What makes an entry of a feed the one it is: several keys, because each alone fails on some real feed.

Guids change on every poll, move to https, or are `0` for all; links gain parameters, move to another host, or lead to
one page for all; titles are edited. Which of these says something is judged from the whole answer
(`monitor.core.entries.evidence`), and whether an entry is a known one from all of it (`monitor.core.entries.sameness`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Final

from monitor.core.entries.moving import path_of
from monitor.core.pages import is_section
from monitor.core.url_tables import PLACES_OF_EVERY_PAGE
from monitor.core.urls import canonical_url, parse_url, precise_url, url_key
from monitor.model.feeds import EntryData
from monitor.records import dataclass

GUID, LINK, BODY, PATH, SHARED = "g:", "u:", "b:", "p:", "s:"
"""First characters of the keys: by guid, by link, by title and body together, by title and path of a link whose
parameters may change, and of a link that several entries share."""

NO_IDENTITY_KEY: Final = "none"
"""Key under which a feed's entries without guid, link, title and text are kept: all of them as one."""

_WEAK_GUIDS = frozenset(
    {"0", "-1", "null", "none", "nil", "undefined", "nan", "n/a", "na", "false", "true", "guid", "id"}
)
_NUMBERED_PLACE = re.compile(r"[^=&!]*\d[^=&]*\d[^=&]*")
_NAMED_PLACE = re.compile(r"(?!\d$)[^=&!]{2,}")
_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_UNSEEN = str.maketrans("", "", "\t\r\n")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one entry of an answer can be recognised by."""

    data: EntryData
    canonical: str
    """The address of the page that is this entry's alone, "" if it has none."""
    guid: str
    """Key by guid, "" if there is none."""
    guid_forms: frozenset[str]
    """All keys under which this guid may be stored: with and without https and `www.`."""
    guid_is_own: bool
    """The guid says something by itself: it is no filler such as "0", not the link again, and not that of many."""
    link: str
    """Key by link, "" if there is none."""
    exact: str
    """As `link`, with all that may choose an item in it: doubtful parameters and the fragment."""
    body: str
    """Key by title and body, "" if both are empty."""
    path: str
    """Key by title and path of a link with parameters, "" if the guid says enough."""
    title_key: str
    link_is_section: bool
    """The link leads to a front or section page: it names no article by itself."""
    link_is_place: bool
    """The link leads to a place within a page: it names the entry, but its page is not the entry's alone."""
    link_is_shared: bool = False
    """Several entries lead to this link: it names none of them."""
    weighed: bool = False
    """What its guid or link is worth was judged by other entries of the answer."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which the entry is kept, the most specific first; empty if it has no guid, link, title and text."""
        link = "" if self.link_is_shared else self.link
        return tuple(key for key in (self.guid, link, self.body, self.path) if key)

    @property
    def lookups(self) -> frozenset[str]:
        """All keys by which it may be known."""
        shared = SHARED + self.link if self.link else ""
        # What has but a link has nothing if that turns out to be another's.
        none = "" if self.guid or self.body or self.path else NO_IDENTITY_KEY
        return frozenset({*self.guid_forms, self.exact, self.link, self.body, self.path, shared, none} - {""})

    @property
    def published_at(self) -> datetime | None:
        """When it was published, as the feed says."""
        return self.data.published_at

    @property
    def text(self) -> str:
        """What the feed tells below the title."""
        return self.data.content or self.data.summary


def identify(data: EntryData) -> Identity:
    """Everything that an entry can be recognised by, as far as it can be told from the entry alone."""
    parts = parse_url(data.url)
    canonical = "" if parts is None else parts.url
    link, exact = link_keys(data.url, canonical)
    place = _numbered_place(data.url)
    forms = _guid_forms(data.guid, canonical)
    own = guid_is_own(data.guid, canonical)
    title = title_key(data.title)
    path = path_of(data.url) if title and not own else ""
    return Identity(
        data=data,
        canonical=canonical,
        guid=forms[0] if forms else "",
        guid_forms=frozenset(forms),
        guid_is_own=own,
        link=link,
        exact=exact,
        body=_body_key(data),
        path=f"{PATH}{_digest(path, title)}" if path else "",
        title_key=title,
        link_is_section=parts is not None and not place and is_section(parts),
        link_is_place=bool(canonical and place),
    )


def entry_keys(data: EntryData) -> tuple[str, ...]:
    """The entry's keys within its feed, the most specific first: by guid, by link, by title and body.

    Empty only if there is neither guid nor link nor title nor text. A guid that is an address is the same for http and
    https, with and without `www.`, and if it is the entry's own link also with another one-digit fragment (`...#0`,
    `...#1`: revisions of one article).
    """
    return identify(data).keys


def link_keys(url: str, canonical: str) -> tuple[str, str]:
    """(key by link, the same with all that may choose an item in it); ("", "") if there is no link."""
    if not canonical:
        return "", ""
    if place := _numbered_place(url):
        # The fragment has always been part of the key; with a number in it, it surely names an item.
        key = f"{LINK}{_digest(canonical, place)}"
        return key, key
    precise = precise_url(url)
    named = _named_place(url)
    return f"{LINK}{url_key(canonical)}", f"{LINK}{_digest(precise, named) if named else url_key(precise)}"


def guid_is_own(guid: str | None, canonical: str) -> bool:
    """Whether a guid says more than the entry's link (`canonical`) does, and is no filler."""
    text = (guid or "").strip()
    if not text or text.lower() in _WEAK_GUIDS:
        return False
    return not _is_link_again(text, canonical)


def title_key(title: str) -> str:
    """Key of a title, blind to case, spacing and punctuation; "" for an empty one."""
    tokens = _TOKEN.findall(_folded(title))
    # A title of symbols only is still a title.
    return _digest("title", " ".join(tokens) or title.strip()) if title.strip() else ""


def guid_keys(guid: str | None, canonical: str) -> frozenset[str]:
    """The keys under which `guid` may be stored, for an entry whose link is `canonical`."""
    return frozenset(_guid_forms(guid, canonical))


def chosen_page(identity: Identity) -> str:
    """The address of the page that an entry means if its doubtful parameters choose it, "" if its fragment does."""
    return "" if _named_place(identity.data.url) else precise_url(identity.data.url)


def place_of(url: str) -> str:
    """The fragment of a link, if it may name one of several items in a page, else ""."""
    return _numbered_place(url) or _named_place(url)


def _guid_forms(guid: str | None, canonical: str) -> tuple[str, ...]:
    """Keys by guid, the one that is stored first; none if there is no guid."""
    text = (guid or "").strip()
    if not text:
        return ()
    forms = [f"{GUID}{url_key(canonical)}"] if _is_link_again(text, canonical) else []
    bare = _ADDRESS.sub("//", text)
    forms.append(f"{GUID}{_digest('guid', bare)}")
    if bare != text:
        # Guids that gain `www.` are the same ones; and so they were stored before that was known.
        forms.append(f"{GUID}{_digest('guid', f'//www.{bare[2:]}')}")
    return tuple(forms)


def _is_link_again(guid: str, canonical: str) -> bool:
    # Without a colon it is no address, and most guids are none.
    if not canonical or ":" not in guid or _numbered_place(guid):
        return False
    return url_key(canonical_url(guid)) == url_key(canonical)


def _numbered_place(url: str) -> str:
    """The fragment of a link, if it surely names one of many items in a page (`#post-1204`), else ""."""
    fragment = _fragment(url)
    return fragment if _NUMBERED_PLACE.fullmatch(fragment) else ""


def _named_place(url: str) -> str:
    """The fragment of a link, if it is a name of such an item rather than its number (`#north`), else ""."""
    fragment = _fragment(url)
    return fragment if _NAMED_PLACE.fullmatch(fragment) and fragment.lower() not in PLACES_OF_EVERY_PAGE else ""


def _fragment(url: str) -> str:
    """What follows the first #; of anything, for a guid may look like an address and be none (`http://[x`)."""
    return url.partition("#")[2].translate(_UNSEEN) if "#" in url else ""


def _body_key(data: EntryData) -> str:
    text = _folded(f"{data.title}\n{data.content or data.summary}")
    return f"{BODY}{_digest('body', ' '.join(text.split()))}" if text.strip() else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
