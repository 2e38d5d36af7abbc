"""What is kept of the pages, texts and watchlists that an alert rests on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.records import dataclass


class BlobKind(StrEnum):
    """What some kept bytes are."""

    PAGE = "page"
    """The body of an answer, decoded from its transfer."""
    TEXT = "text"
    """What was matched: JSON, see `MatchedText`."""
    LISTS = "lists"
    """All watchlists that were in force: JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Some bytes, each content kept once."""

    hash: str
    """SHA-256 of the bytes, in hexadecimal."""
    size: int
    """How many they are before they are packed."""
    data: bytes = b""
    """Packed with zstd; empty where only the hash is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """One answer of a server, without its body."""

    url: str
    """After redirects."""
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    """In the order of the answer, names in lower case."""
    left_out: tuple[str, ...] = ()
    """Names of headers that are not kept, because they are secrets of a session or too long."""
    part: str = ""
    """Why the body may not be whole, "" if it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """An answer of a server, with its body."""

    head: PageHead
    body: Packed


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedText:
    """What the matcher was given."""

    title: str
    text: str
    language: str
    source: str
    outside: str = ""
    """What page and feed show beside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What an alert is sealed with beside its own rows."""

    program: str
    """The program's version."""
    matcher: str = ""
    """A mark of everything that matching rests on; "" if it was not looked at."""
    text: Packed | None = None
    lists: Packed | None = None
    """The watchlists in force."""
    keeps: bool = False
    """Whether the bytes are kept, the waiting pages of the article included, and not their hashes alone."""
