"""Text that is safe to show: no controls, no bidi tricks, no half characters, bounded length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

ELLIPSIS = "…"
_KEPT_JOINERS = "\u200c\u200d"
"""Persian spelling needs the non-joiner, emoji and Indic scripts the joiner; neither reorders anything."""
_REPLACEMENT = "\ufffd"
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)
"""Scripts written without spaces: a mark there must not grow to the whole sentence."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quote; `marked` stretches are the words that matched."""

    text: str
    marked: bool


def clean(text: str, limit: int = 10_000) -> str:
    """One line of plain text, at most `limit` characters, cut at a word where possible."""
    head = text[: limit * 4]
    return shorten(head if _is_clean(head) else _clean_mapped(head)[0], limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis in place of what was cut; never inside a cluster."""
    if len(text) <= limit:
        return text
    cut = max(limit - 1, 0)
    while cut > 0 and unicodedata.combining(text[cut]):
        cut -= 1
    space = text.rfind(" ", 0, cut + 1)
    if space >= cut * 2 // 3 and space > 0:
        cut = space
    return text[:cut].rstrip(" ,;:-–—\u200c\u200d") + ELLIPSIS


def quote_segments(text: str, marks: Iterable[tuple[int, int]], limit: int = 240) -> tuple[Segment, ...]:
    """The quote around its first mark, at most about `limit` characters, cut into plain and marked stretches.

    Marks outside the text are ignored; each grows to the whole written word, because a change of weight or colour
    inside a word can break the joining of Arabic letters.
    """
    cleaned, exact = clean_marks(text, marks)
    spans = _merged(_whole_word(cleaned, start, end) for start, end in exact)
    low, high = _window(cleaned, spans, limit)
    segments: list[Segment] = []
    at = low
    visible = ((max(start, low), min(end, high)) for start, end in spans)
    for start, end in visible:
        if start >= end:
            continue
        segments += [Segment(cleaned[at:start], marked=False), Segment(cleaned[start:end], marked=True)]
        at = end
    segments.append(Segment(cleaned[at:high], marked=False))
    if low > 0:
        segments.insert(0, Segment(ELLIPSIS + " ", marked=False))
    if high < len(cleaned):
        segments.append(Segment(" " + ELLIPSIS, marked=False))
    return tuple(segment for segment in segments if segment.text)


def clean_marks(text: str, marks: Iterable[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The cleaned text in full, and the exact marks as offsets into it; marks outside the text are dropped."""
    cleaned, position = _clean_mapped(text)
    spans = ((position[start], position[end]) for start, end in marks if 0 <= start < end < len(position))
    return cleaned, [(start, end) for start, end in spans if start < end]


def _is_clean(text: str) -> bool:
    """True for nearly all text; going through it letter by letter takes many times longer."""
    return text.isprintable() and "  " not in text and not text.startswith(" ") and not text.endswith(" ")


def _clean_mapped(text: str) -> tuple[str, list[int]]:
    """The cleaned text, and for each offset of the original (its end included) the offset in the cleaned one."""
    if _is_clean(text):
        return text, list(range(len(text) + 1))
    out: list[str] = []
    position: list[int] = []
    for char in text:
        position.append(len(out))
        category = unicodedata.category(char)
        if char.isspace() or category in {"Zl", "Zp"} or char in "\x85\x0b\x0c":
            if out and out[-1] != " ":
                out.append(" ")
        elif category == "Cs":
            out.append(_REPLACEMENT)
        elif category not in {"Cc", "Cf", "Cn", "Co"} or char in _KEPT_JOINERS:
            out.append(char)
    position.append(len(out))
    if out and out[-1] == " ":
        out.pop()
    end = len(out)
    return "".join(out), [min(offset, end) for offset in position]


def _word_char(char: str) -> bool:
    if any(low <= ord(char) <= high for low, high in _UNSPACED):
        return False
    return char.isalnum() or char in _KEPT_JOINERS or unicodedata.category(char).startswith("M")


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while start > 0 and _word_char(text[start - 1]) and _word_char(text[start]):
        start -= 1
    while end < len(text) and _word_char(text[end - 1]) and _word_char(text[end]):
        end += 1
    return start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, spans: list[tuple[int, int]], limit: int) -> tuple[int, int]:
    if len(text) <= limit:
        return 0, len(text)
    first = spans[0] if spans else (0, 0)
    low = max(0, min(first[0] - limit // 3, len(text) - limit))
    high = min(len(text), low + limit)
    if low > 0:
        space = text.find(" ", low, first[0])
        low = space + 1 if space >= 0 else low
    if high < len(text):
        space = text.rfind(" ", max(first[1], low), high)
        high = space if space > 0 else high
    return low, high
