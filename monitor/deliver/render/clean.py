"""Text that is safe to show: no controls, no bidi tricks, no half characters, bounded length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from monitor.core.text import JOINERS, shown_part, word_marks
from monitor.core.trust.links import schemes_to_drop
from monitor.records import dataclass

ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quote; `marked` stretches are the words that matched."""

    text: str
    marked: bool


def clean(text: str, limit: int = 10_000) -> str:
    """One line of plain text, at most `limit` characters, cut at a word where possible."""
    head = text[: limit * 4]
    return shorten(head if _is_clean(head) and ":/" not in head else clean_marks(head, ())[0], limit)


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

    Marks outside the text are ignored; each grows to the whole written word.
    """
    cleaned, exact = clean_marks(text, marks)
    spans = word_marks(cleaned, exact)
    low, high = shown_part(cleaned, (0, len(cleaned)), spans, limit)
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
    cleaned, position = _unlinked(*_clean_mapped(text))
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
        elif category not in {"Cc", "Cf", "Cn", "Co"} or char in JOINERS:
            out.append(char)
    position.append(len(out))
    if out and out[-1] == " ":
        out.pop()
    end = len(out)
    return "".join(out), [min(offset, end) for offset in position]


def _unlinked(text: str, position: list[int]) -> tuple[str, list[int]]:
    """`text` without the schemes of addresses that must not become links, and the places in it anew."""
    for start, end in reversed(schemes_to_drop(text)):
        text = text[:start] + text[end:]
        position = [at if at <= start else max(at - (end - start), start) for at in position]
    return text, position
