"""Scripts of South-East Asia, whose words are written without spaces: names are found among the letters of a row.

A name begins and ends where a syllable does, which the signs beside it tell: no vowel or tone follows it, no vowel
that is written before its consonant and no sign that binds two consonants precedes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

UNSPACED_LETTERS = "\u0e01-\u0e4e\u0e81-\u0ede\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17dd"
"""The inside of a character class: Thai, Lao, Burmese and Khmer."""
_FOLLOWING = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b6-\u17d3\u17dd"
_LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2"
LEAST_UNSPACED = 4
"""Signs of a name that is found inside a row; shorter ones stand apart or are not told from syllables."""

_LONGEST = 60
_INVISIBLE = "\u200b"
_SPACES = " \u00a0-‐"
_LONGEST_BESIDE = 48
"""Signs of the row beside a row that are looked at."""
ROW_ARTICLES = frozenset({"อัล", "แอล", "เอล", "อัช", "อัซ", "อัส", "อัร", "อัด", "อัน", "ອັລ", "ແອລ"})
"""The Arabic article as Thai and Lao write it, apart."""

Span = tuple[int, int]


class Rows(Protocol):
    """The names of the lists in these scripts."""

    def unspaced(self, text: str, at: int, end: int) -> int:
        """How many signs of `text` up to `end` the longest name has that begins at `at`; 0 if none does."""

    def heard_in_row(self, row: str, before: str, behind: str) -> Iterable[Span]:
        """Where words of names in other letters are heard in a row, which parts of other rows stand beside."""


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


def words_in_row(text: str, start: int, end: int, rows: Rows) -> Iterator[Span]:
    """Where words of names stand in a row of letters, written or heard, apart from each other, ascending."""
    found = list(names_in_row(text, start, end, rows))
    row = text[start:end]
    for first, behind in rows.heard_in_row(row, _beside(text, start, -1), _beside(text, end, 1)):
        heard = first + start, behind + start
        if all(heard[1] <= known[0] or known[1] <= heard[0] for known in found):
            found.append(heard)
    yield from sorted(found)


def _beside(text: str, at: int, step: int) -> str:
    """The row that nothing but a space parts from the one with an edge at `at`, an article left out; "" if none."""
    row, there = _run(text, at, step)
    return _run(text, there, step)[0] or row if row in ROW_ARTICLES else row


def _run(text: str, at: int, step: int) -> tuple[str, int]:
    """The row beside an edge, and its other edge."""
    here = first = at if step > 0 else at - 1
    spaces = 0
    while 0 <= here < len(text) and (spaces == 0 or abs(here - first) <= _LONGEST_BESIDE):
        if text[here] in _SPACES and not spaces:
            spaces, first = 1, here
        elif text[here] != _INVISIBLE and (text[here] not in _LETTERS or not spaces):
            break
        here += step
    run = text[first + 1 : here] if step > 0 else text[here + 1 : first]
    return (run.replace(_INVISIBLE, ""), max(here, here + 1 if step < 0 else 0)) if spaces else ("", at)


def names_in_row(text: str, start: int, end: int, rows: Rows) -> Iterator[tuple[int, int]]:
    """Where names stand in a row of letters, apart from each other."""
    at = start
    while at < end:
        size = rows.unspaced(text, at, end)
        if size and _opens(text, at) and text[at + size : at + size + 1] not in _FOLLOWERS:
            yield at, at + size
            at += size
        else:
            at += 1


def _opens(text: str, at: int) -> bool:
    return text[max(0, at - 1) : at] not in _LEADERS


def is_edge(row: str, at: int) -> bool:
    """Whether a syllable may begin at a sign of a row, or end before it."""
    here, behind = row[at : at + 1], row[at + 1 : at + 2]
    if not _opens(row, at) or here in _FOLLOWERS or behind == _UNSAID:
        return False
    # Between consonants it is a vowel, and a letter that carries one elsewhere.
    return here not in _CARRIERS or row[max(0, at - 1) : at] in _NO_CONSONANTS or behind in _NO_CONSONANTS


def _all(ranges: str) -> frozenset[str]:
    """The signs of the inside of a character class."""
    found: set[str] = set()
    at = 0
    while at < len(ranges):
        last = ranges[at + 2] if ranges[at + 1 : at + 2] == "-" else ranges[at]
        found.update(map(chr, range(ord(ranges[at]), ord(last) + 1)))
        at += 3 if ranges[at + 1 : at + 2] == "-" else 1
    return frozenset(found)


_FOLLOWERS, _LEADERS, _LETTERS = _all(_FOLLOWING), _all(_LEADING), _all(UNSPACED_LETTERS)
_CARRIERS = frozenset("อອ")
_NO_CONSONANTS = _FOLLOWERS | _LEADERS | {"", "อ", "ອ"}
_UNSAID = "\u0e4c"
"""The mark of a letter that Thai does not say, which ends the syllable before it."""
