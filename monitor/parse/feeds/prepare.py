"""A feed's text without what no feed may hold, and what keeps it from being well-formed XML."""

from __future__ import annotations

import pyexpat
import re

from monitor.records import dataclass

MAX_ENTRIES = 10_000
"""Entries read of one feed; of a longer one the first 8,000 and the last 2,000 (feeds run in either order)."""
_HEAD_ENTRIES = 8_000

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
"""Controls that nobody writes: quotation marks and dashes of Windows-1252 that were taken for ISO-8859-1."""
_CONTROL_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_C1_BYTES, _NO_CHARACTER_BYTES = re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]++|[0-9]++);?")
_ENTITY = re.compile(r"<!ENTITY\s++[^<>]*+>", re.IGNORECASE)
_HARMFUL_ENTITY = re.compile(r"&(?!#)|%|\b(?:SYSTEM|PUBLIC)\b")
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A feed ready to be read."""

    text: str
    notes: tuple[str, ...]
    """Sentences about what was taken out."""


def prepare_feed(text: str) -> Prepared:
    """Take out of `text` what XML forbids or what is made to harm; bounded in time by the length of `text`.

    Characters that XML forbids; entities that are made of entities or of files; references to surrogates, NUL and
    numbers beyond Unicode; entries beyond `MAX_ENTRIES`.
    """
    cleaned, notes = _without_controls(text) if _may_hold_controls(text) else (text, [])
    if "&#" in cleaned:
        before, cleaned = cleaned, _REFERENCE.sub(_checked_reference, cleaned)
        if cleaned != before:
            notes.append("References to impossible characters were taken out.")
    if "<!ENTITY" in cleaned:
        cleaned = _ENTITY.sub(lambda entity: "" if _HARMFUL_ENTITY.search(entity[0]) else entity[0], cleaned)
    cleaned, dropped = _thinned(cleaned)
    if dropped:
        notes.append(f"{dropped} entries beyond {MAX_ENTRIES:,} were left out.")
    return Prepared(text=cleaned, notes=tuple(notes))


def _may_hold_controls(text: str) -> bool:
    """Whether there may be something to do for `_without_controls`: bytes tell it in a tenth of the time."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True  # a surrogate
    controls = len(data.translate(None, _CONTROL_BYTES)) != len(data)
    return controls or bool(_C1_BYTES.search(data) or _NO_CHARACTER_BYTES.search(data))


def _without_controls(text: str) -> tuple[str, list[str]]:
    notes = []
    cleaned = _ILLEGAL.sub("", text)
    if len(cleaned) != len(text):
        notes.append(f"{len(text) - len(cleaned)} forbidden characters were removed.")
    if _C1.search(cleaned):
        cleaned = _C1.sub(lambda sign: bytes([ord(sign[0])]).decode("cp1252", "ignore") or sign[0], cleaned)
        notes.append("Signs of Windows-1252 were read as such.")
    return cleaned, notes


def fault_of(text: str) -> str:
    """What is not well-formed in `text` as XML, as a sentence; "" if nothing is. Nothing is opened or fetched."""
    parser = pyexpat.ParserCreate("utf-8")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except pyexpat.ExpatError as error:
        message = pyexpat.ErrorString(error.code)
        return f"The XML is not well-formed (line {error.lineno}): {message}."
    return ""


def _checked_reference(match: re.Match[str]) -> str:
    digits = match[1]
    hexadecimal = digits[0] == "x"
    significant = (digits[1:] if hexadecimal else digits).lstrip("0")
    if len(significant) > 7:
        return "&#xFFFD;"
    if not significant:
        return ""
    number = int(significant, 16 if hexadecimal else 10)
    possible = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    # C0 controls (and the two non-characters) by reference make the document malformed as a whole.
    legal = number in (9, 10, 13) or (number >= 32 and number not in (0xFFFE, 0xFFFF))
    if possible and not legal:
        return ""
    return match[0] if possible else "&#xFFFD;"


def _thinned(text: str) -> tuple[str, int]:
    """Cut the entries between the head and the tail out, leaving the document around them whole."""
    if text.count("<") <= MAX_ENTRIES:
        return text, 0
    if text.count("<item") + text.count("<entry") + text.count(":item") + text.count(":entry") <= MAX_ENTRIES:
        return text, 0
    starts = [match.start() for match in _ENTRY.finditer(text)]
    excess = len(starts) - MAX_ENTRIES
    if excess <= 0:
        return text, 0
    return text[: starts[_HEAD_ENTRIES]] + text[starts[_HEAD_ENTRIES + excess] :], excess
