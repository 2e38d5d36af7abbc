"""Numbers that count nothing of the event: serial numbers ("update 4", "day 42") and times of day ("at eight")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.stories.words.lexicon import LANGUAGES, Lexicon, lexicon
from monitor.stories.words.stems import fold_word

_FLASH_HEAD = re.compile(r"^\W*((?:[^\W\d_]+ ){0,2}[^\W\d_]+)\s*[|:!\u2013\u2014-]+\s*(?=\S)")
_HOURS = 24
_NEAR = 4
"""Words behind a number among which the part of the day stands: "eight in the evening"."""
_PART_SIGNS = frozenset(":-\u2013\u2014.,)|/")
_END_SIGNS = frozenset(".,;:!?)\u060c")
_AND = frozenset({"on", "and", "et", "und", "y", "и"})


def is_mark(before: Sequence[str], value: float, behind: Sequence[str], sign: str, language: str = "") -> bool:
    """Whether a number is a serial number or a time of day, by the words around it.

    `before` and `behind`: the words next to it, as they stand there; `sign`: the letter right behind the number.
    """
    if is_counted(before):
        return False
    left = [fold_word(one, language) for one in before[-2:]]
    right = [fold_word(one, language) for one in behind[:_NEAR]]
    words = _words(language)
    if right and any(one.begins("people", right[0]) for one in _lexicons(language)):
        return False
    return _is_serial(words, left, right, sign) or (value <= _HOURS and _is_time(words, left, right, sign))


def is_counted(before: Sequence[str]) -> bool:
    """Whether a number is said to be so many: "the injured now number 25", "the dead in Harlow number 9"."""
    if not before or before[-1] not in ("number", "numbered", "numbering"):
        return False
    words = lexicon("en")
    said = [one.lower() for one in before]
    if any(words.begins("people", one) or words.has("counted", one) for one in said[-2:-1]):
        return True
    named = before[-2:-1] and before[-2][0].isupper()
    return bool(named) and any(words.has("place", one) for one in said[:-2])


def flash_end(text: str, words: Lexicon) -> int:
    """Where a text begins behind "BREAKING:" and the like in front of it; 0 if nothing of it stands there."""
    found = _FLASH_HEAD.match(text)
    says = found is not None and all(words.has("flash", fold_word(one, words.language)) for one in found[1].split())
    return found.end() if found is not None and says else 0


Words = dict[str, frozenset[str]]


def _is_serial(words: Words, left: Sequence[str], right: Sequence[str], sign: str) -> bool:
    last, following = (left or [""])[-1], (right or [""])[0]
    if last in words["serial"] or following in words["serial_after"]:
        return True
    return last in words["serial_loose"] and (sign in _PART_SIGNS or not right)


def _is_time(words: Words, left: Sequence[str], right: Sequence[str], sign: str) -> bool:
    last, following = (left or [""])[-1], (right or [""])[0]
    if last in words["clock_before"] or following in words["clock_after"]:
        return True
    near = not words["clock_near"].isdisjoint(left)
    if near and following in words["clock_hours"]:
        return True
    if last in words["clock_near"] and not words["clock_day"].isdisjoint(right):
        return True
    return last in words["clock_at"] and (not right or sign in _END_SIGNS or following in _AND)


_KINDS = (
    "serial",
    "serial_loose",
    "serial_after",
    "clock_before",
    "clock_after",
    "clock_hours",
    "clock_day",
    "clock_near",
    "clock_at",
)


def _languages(language: str) -> tuple[str, ...]:
    """The text's own language and English, whose words wires use everywhere; all, where it is not known."""
    return tuple(dict.fromkeys((language, "en"))) if language in LANGUAGES else LANGUAGES


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _lexicons(language: str) -> tuple[Lexicon, ...]:
    return tuple(map(lexicon, _languages(language)))


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _words(language: str) -> Words:
    return {kind: frozenset().union(*(one.words(kind) for one in _lexicons(language))) for kind in _KINDS}
