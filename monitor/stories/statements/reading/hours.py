"""From when to when something holds: the hours of a curfew, of polls, of a closure."""

from __future__ import annotations

import re

_HOUR = re.compile(
    r"\b(\d{1,2})(?:[:.h٫]\s?(\d{2}))?\s?(?:([ap])\.?\s?m\b|(?:uhr|heures?|horas|часов|h)\b)?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.٫]\d{2}\b(?!\s?%)|\b\d{1,2}\s?h\s?\d{0,2}\b|\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?\s?m\b"
    r"|\b\d{1,2}\s(?:uhr|heures|часов)\b",
    re.IGNORECASE,
)
_NOON = 12

Hours = frozenset[tuple[int, int]]
"""Hours and minutes."""


def hours_of(shown: str) -> Hours:
    """From when to when, as of a curfew: each clock that is named; none if it is one alone, which says when."""
    found = (_HOUR.match(one.group()) for one in _CLOCK.finditer(shown))
    hours = frozenset((_hour(int(one[1]), one[3]), int(one[2] or 0)) for one in found if one is not None)
    return hours if len(hours) > 1 else frozenset()


def says_clock(shown: str) -> bool:
    """Whether a clock's time is named."""
    return _CLOCK.search(shown) is not None


def _hour(hour: int, half: str | None) -> int:
    """6 pm is 18."""
    if half is None:
        return hour
    return hour % _NOON + (_NOON if half.lower() == "p" else 0)
