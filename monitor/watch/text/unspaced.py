"""Scripts of South-East Asia, whose words are written without spaces: names are found among the letters of a row.

A name begins and ends where a syllable does, which the signs beside it tell: no vowel or tone follows it, no vowel
that is written before its consonant and no sign that binds two consonants precedes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol

UNSPACED_LETTERS = "\u0e01-\u0e4e\u0e81-\u0ede\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17dd"
"""The inside of a character class: Thai, Lao, Burmese and Khmer."""
_FOLLOWING = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b6-\u17d3\u17dd"
_LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2"
LEAST_UNSPACED = 4
"""Signs of a name that is found inside a row; shorter ones stand apart or are not told from syllables."""

_LONGEST = 60


class Rows(Protocol):
    """The names of the lists in these scripts."""

    def unspaced(self, text: str, at: int, end: int) -> int:
        """How many signs of `text` up to `end` the longest name has that begins at `at`; 0 if none does."""


class RowNames:
    """The names of lists by the two signs they begin with; `add_row` while compiling."""

    def __init__(self) -> None:
        self.in_rows: dict[str, set[str]] = defaultdict(set)
        """Words by their first two signs."""

    def add_row(self, folded: str) -> None:
        """Look for a word of a name in rows, if it is long enough."""
        if len(folded) >= LEAST_UNSPACED:
            self.in_rows[folded[:2]].add(folded)

    def unspaced(self, text: str, at: int, end: int) -> int:
        """How many signs of `text` up to `end` the longest name has that begins at `at`; 0 if none does."""
        names = self.in_rows.get(text[at : at + 2])
        if names is None:
            return 0
        sizes = (size for size in range(min(_LONGEST, end - at), 0, -1) if text[at : at + size] in names)
        return next(sizes, 0)


def names_in_row(text: str, start: int, end: int, rows: Rows) -> Iterator[tuple[int, int]]:
    """Where names stand in a row of letters, apart from each other."""
    at = start
    while at < end:
        size = rows.unspaced(text, at, end)
        if size and text[max(0, at - 1) : at] not in _LEADERS and text[at + size : at + size + 1] not in _FOLLOWERS:
            yield at, at + size
            at += size
        else:
            at += 1


def _all(ranges: str) -> frozenset[str]:
    """The signs of the inside of a character class."""
    found: set[str] = set()
    at = 0
    while at < len(ranges):
        last = ranges[at + 2] if ranges[at + 1 : at + 2] == "-" else ranges[at]
        found.update(map(chr, range(ord(ranges[at]), ord(last) + 1)))
        at += 3 if ranges[at + 1 : at + 2] == "-" else 1
    return frozenset(found)


_FOLLOWERS, _LEADERS = _all(_FOLLOWING), _all(_LEADING)
