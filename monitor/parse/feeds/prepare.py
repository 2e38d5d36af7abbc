"""Make a feed's text safe to hand to feedparser: what is known to stall or break it is taken out first."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_ENTRIES = 10_000
"""Entries read of one feed; of a longer one the first 8,000 and the last 2,000 (feeds run in either order)."""
_HEAD_ENTRIES = 8_000

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]++|[0-9]++);?")
_LONG_NAME = re.compile(
    r"(<(?:[\w.-]{1,40}:)?(?:author|creator|managingEditor|webMaster|contributor|publisher|owner|name|email)\b[^<>]*+>"
    r"\s*+(?:<!\[CDATA\[)?+)[^<\]]{400,}+",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"<!ENTITY\s++[^<>]*+>", re.IGNORECASE)
_HARMFUL_ENTITY = re.compile(r"&(?!#)|%|\b(?:SYSTEM|PUBLIC)\b")
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A feed ready for the parser."""

    body: bytes
    """UTF-8."""
    notes: tuple[str, ...]
    """Sentences about what was taken out."""


def prepare_feed(text: str) -> Prepared:
    """Take out of `text` what feedparser 6 cannot survive or chokes on; bounded in time by the length of `text`.

    Characters that XML forbids; entities that are made of entities or of files; references to surrogates, NUL and
    numbers beyond Unicode (they raise out of feedparser); names of authors longer than 400 characters (its address
    pattern is quadratic: 32 KB take 8 s); entries beyond `MAX_ENTRIES`.
    """
    notes = []
    cleaned = _ILLEGAL.sub("", text)
    if len(cleaned) != len(text):
        notes.append(f"{len(text) - len(cleaned)} forbidden characters were removed.")
    if "&#" in cleaned:
        before, cleaned = cleaned, _REFERENCE.sub(_checked_reference, cleaned)
        if cleaned != before:
            notes.append("References to impossible characters were replaced.")
    if "<!ENTITY" in cleaned:
        cleaned = _ENTITY.sub(lambda entity: "" if _HARMFUL_ENTITY.search(entity[0]) else entity[0], cleaned)
    cleaned, long_names = _LONG_NAME.subn(r"\1", cleaned)
    if long_names:
        notes.append(f"{long_names} overlong author names were dropped.")
    cleaned, dropped = _thinned(cleaned)
    if dropped:
        notes.append(f"{dropped} entries beyond {MAX_ENTRIES:,} were left out.")
    return Prepared(body=cleaned.encode("utf-8", "replace"), notes=tuple(notes))


def _checked_reference(match: re.Match[str]) -> str:
    digits = match[1]
    hexadecimal = digits[0] == "x"
    significant = (digits[1:] if hexadecimal else digits).lstrip("0")
    if not significant or len(significant) > 7:
        return "&#xFFFD;"
    number = int(significant, 16 if hexadecimal else 10)
    possible = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    # C0 controls (and the two non-characters) by reference make the document malformed as a whole.
    legal = number in (9, 10, 13) or (number >= 32 and number not in (0xFFFE, 0xFFFF))
    return match[0] if possible and legal else "&#xFFFD;"


def _thinned(text: str) -> tuple[str, int]:
    """Cut the entries between the head and the tail out, leaving the document around them whole."""
    if text.count("<item") + text.count("<entry") + text.count(":item") + text.count(":entry") <= MAX_ENTRIES:
        return text, 0
    starts = [match.start() for match in _ENTRY.finditer(text)]
    excess = len(starts) - MAX_ENTRIES
    if excess <= 0:
        return text, 0
    return text[: starts[_HEAD_ENTRIES]] + text[starts[_HEAD_ENTRIES + excess] :], excess
