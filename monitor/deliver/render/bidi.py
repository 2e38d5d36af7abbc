"""Directions: which way a text runs, and which stretches of one of our lines must be isolated.

"البوكمال: 3 publishers" without isolation shows the 3 on the wrong side of the name. Mail clients strip `bdi` and
ignore `dir="auto"`, so the direction is decided here and written out.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

from monitor.model.ids import Direction
from monitor.records import dataclass

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_SCRIPT_LANGUAGE = {"ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka"}
_INSIDE = frozenset(" \u200c\u200d-'’\"«».")
"""What may stand between two words of one foreign name."""
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line; `language` is "" where it is written in the line's own script."""

    text: str
    language: str
    direction: Direction


def first_strong(text: str) -> Direction | None:
    """Direction of the first strong letter; None if there is none."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "L":
                return Direction.LTR
            case "R" | "AL":
                return Direction.RTL
    return None


def has_rtl(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def language_tag(language: str) -> str:
    """The value for a `lang` attribute: a well-formed tag, or `und` (undetermined)."""
    return language if _TAG.fullmatch(language) else "und"


def runs(text: str, base: Direction) -> list[Run]:
    """The line cut into its own stretches and those in a foreign script, in order; joined they are `text`."""
    found: list[Run] = []
    at = start = 0
    while start < len(text):
        language = _foreign(text[start], base)
        if not language:
            start += 1
            continue
        end = _end_of_run(text, start, base, language)
        if at < start:
            found.append(Run(text[at:start], "", base))
        found.append(Run(text[start:end], language, first_strong(text[start:end]) or base))
        at = start = end
    if at < len(text):
        found.append(Run(text[at:], "", base))
    return found


def isolate_html(text: str, base: Direction) -> Markup:
    """Escaped HTML with each foreign stretch in its own `<span lang dir>`."""
    span = Markup('<span lang="{}" dir="{}">{}</span>')
    parts = (
        span.format(run.language, run.direction, run.text) if run.language else escape(run.text)
        for run in runs(text, base)
    )
    return Markup("").join(parts)


def isolate_text(text: str, base: Direction) -> str:
    """Plain text with each stretch of the other direction between isolates, always paired."""
    return "".join(
        f"{FIRST_STRONG_ISOLATE}{run.text}{POP_ISOLATE}" if run.direction is not base else run.text
        for run in runs(text, base)
    )


def _foreign(char: str, base: Direction) -> str:
    """Language of a foreign letter's script, "" for our own script and for what is no letter."""
    if not char.isalpha():
        return ""
    if base is Direction.RTL:
        return "en" if unicodedata.bidirectional(char) == "L" else ""
    script = unicodedata.name(char, "LATIN").split(" ", 1)[0]
    return (
        "" if script in {"LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"} else _SCRIPT_LANGUAGE.get(script, "und")
    )


def _end_of_run(text: str, start: int, base: Direction, language: str) -> int:
    end = at = start + 1
    while at < len(text):
        char = text[at]
        if _foreign(char, base) == language or unicodedata.category(char).startswith("M"):
            end = at + 1
        elif not (char in _INSIDE or char.isdigit()):
            break
        at += 1
    return end
