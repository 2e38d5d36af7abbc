"""Which of several addresses an article gets, and which addresses are no article's.

A wrong merge of two pages loses an article; a missed merge only costs a comparison of texts. So doubt keeps them apart.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from monitor.core.entries.moving import shows_the_latest
from monitor.core.url_tables import DOOR_HOSTS, DOOR_WORDS, SECTION_LIKE_DOORS, SECTION_WORDS
from monitor.core.urls import UrlParts, canonical_url, parse_url, same_site, url_key

_ARTICLE_LIKE = re.compile(r"\d{4}|[-_].*[-_]|%|.{25}|\.(?:html?|php|aspx?|jsp|story)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ID_RUN = re.compile(r"\d{5,}")
_DATE_RUN = re.compile(r"(?:19|20)\d{6}")
_WORDS = re.compile(r"[-_+.~ ]+")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")


def is_section_page(canonical: str) -> bool:
    """Whether this address is a front or section page (`/`, `/en/latest`), which identifies no single article."""
    parts = parse_url(canonical)
    return parts is not None and is_section(parts)


def is_section(parts: UrlParts) -> bool:
    """As `is_section_page`, of an address that was taken apart."""
    if parts.query or parts.fragment:
        return False
    return all(segment.lower() in SECTION_WORDS for segment in parts.segments)


def is_door(entry_canonical: str, final_url: str) -> bool:
    """Whether a request for the entry ended at a consent, login, error or front page instead of the article."""
    entry, final = parse_url(entry_canonical), parse_url(final_url)
    if final is None or entry is None or url_key(entry.url) == url_key(final.url):
        return False
    if is_section_page(final.url) and not is_section_page(entry.url):
        return True
    if shows_the_latest(final.url) and not shows_the_latest(entry.url):
        return True
    return bool(_door_marks(final) - _door_marks(entry)) or _is_above(final, entry)


def page_identity(entry_canonical: str, final_url: str, rel_canonical: str) -> str:
    """The canonical URL that an article gets.

    The page's rel=canonical, if it stays on the site and plausibly names this very page: sites exist that put their
    front page, a section or one fixed article there on every page, and believing them would merge all their articles.
    Else the redirect's target, unless that is a consent, login, error or front page. Else the entry's own.
    """
    final = canonical_url(final_url)
    if not final or is_door(entry_canonical, final):
        return entry_canonical
    usual = canonical_url(entry_canonical)
    if usual != entry_canonical and url_key(usual) == url_key(final):
        return entry_canonical  # a parameter that is tracking elsewhere chooses this page
    rel = canonical_url(rel_canonical, final)
    return rel if rel and _names_same_page(rel, final) else final


def _door_marks(parts: UrlParts) -> set[str]:
    marks = {segment.lower() for segment in parts.segments} & DOOR_WORDS
    if marks and _says_which(parts.segments[-1]):
        # `/account/barges-sink-in-the-night.html`: some of the words are sections of newspapers, too.
        marks -= SECTION_LIKE_DOORS
    first = parts.host.partition(".")[0]
    return marks | ({f"{first}."} if first in DOOR_HOSTS else set())


def _says_which(segment: str) -> bool:
    """Whether a last segment names one article in words: three at least, none of them a door's."""
    words = [word for word in _WORDS.split(_EXTENSION.sub("", unquote(segment.lower()))) if word]
    return len(words) >= 3 and not DOOR_WORDS & {*words}


def _is_article_like(segment: str) -> bool:
    return not _YEAR.fullmatch(segment) and bool(_ARTICLE_LIKE.search(segment.lower()))


def _is_above(upper: UrlParts, lower: UrlParts) -> bool:
    """Whether `upper` is a section that `lower` lies in: a shorter path, its last segment no article's."""
    high, low = upper.segments, lower.segments
    if upper.query or not same_site(upper.url, lower.url) or len(high) >= len(low) or low[: len(high)] != high:
        return False
    return not high or not _is_article_like(high[-1])


def _names_same_page(rel: str, final: str) -> bool:
    """Whether a rel=canonical may be believed to name the page at `final`."""
    named, page = parse_url(rel), parse_url(final)
    if named is None or page is None or not same_site(rel, final):
        return False
    if url_key(rel) == url_key(final):
        return True
    if shows_the_latest(rel) and not shows_the_latest(final):
        return False
    if is_section_page(rel) or _door_marks(named) or _is_above(named, page):
        return False
    tokens = _article_tokens(page)
    return not tokens or bool(tokens & _article_tokens(named))


def _article_tokens(parts: UrlParts) -> set[str]:
    """What in an address names one article: long last segments and id numbers, but no dates."""
    slugs = {_EXTENSION.sub("", segment.lower()) for segment in parts.segments[-2:] if _is_article_like(segment)}
    ids = set(_ID_RUN.findall(f"{parts.path}?{parts.query}"))
    return {token for token in slugs | ids if not _DATE_RUN.fullmatch(token)}
