"""Two edits of one text: put together where they lie apart, both shown where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from monitor.records import dataclass

MINE, BASE, THEIRS, END = "<<<<<<< yours", "||||||| before", "=======", ">>>>>>> theirs"
"""Around what clashes. No YAML, so a text in which they are left cannot be saved."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Two edits in one text."""

    text: str
    clashes: int
    """Places where both changed the same lines; both stand there, between marks."""


class _Stretch(NamedTuple):
    """Lines of each that stand between lines that all have."""

    base: Sequence[str]
    mine: Sequence[str]
    theirs: Sequence[str]


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Both edits of `base`, line by line."""
    found: list[str] = []
    clashes = 0
    for one in _stretches(*map(_lines, (base, mine, theirs))):
        if one.mine in (one.base, one.theirs):
            found += one.theirs
        elif one.theirs == one.base:
            found += one.mine
        else:
            clashes += 1
            for mark, lines in ((MINE, one.mine), (BASE, one.base), (THEIRS, one.theirs)):
                found += [f"{mark}\n", *_ended(lines)]
            found.append(f"{END}\n")
    return Merged("".join(found), clashes)


def _ended(lines: Sequence[str]) -> list[str]:
    """The last line of a text may have no break."""
    return [line if line.endswith(("\n", "\r")) else f"{line}\n" for line in lines]


def _stretches(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[_Stretch]:
    """The texts in turn: lines that all have, and what each has between them."""
    at, in_mine, in_theirs = 0, 0, 0
    for start, end, mine_at, theirs_at in _shared(base, mine, theirs):
        yield _Stretch(base[at:start], mine[in_mine:mine_at], theirs[in_theirs:theirs_at])
        yield _Stretch(*[base[start:end]] * 3)
        at, in_mine, in_theirs = end, mine_at + end - start, theirs_at + end - start


def _shared(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """From where to where of `base` all three are alike, and where that stands in the others; at last their ends."""
    one, other = (SequenceMatcher(None, base, text).get_matching_blocks() for text in (mine, theirs))
    first = second = 0
    while first < len(one) and second < len(other):
        (a, at_a, size_a), (b, at_b, size_b) = one[first], other[second]
        start, end = max(a, b), min(a + size_a, b + size_b)
        if start < end:
            yield start, end, at_a + start - a, at_b + start - b
        if a + size_a < b + size_b:
            first += 1
        else:
            second += 1
    yield len(base), len(base), len(mine), len(theirs)


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]
