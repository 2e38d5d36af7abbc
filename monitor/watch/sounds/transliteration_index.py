"""Which words of names a word in other letters may be: those that can begin and end with its letters, then the rest.

A watchlist of thousands of topics has dozens of words with the same classes of consonants; the first and the last
letter tell most of them apart before letter groups are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.watch.sounds.transliteration_table import Step

Steps = Sequence[Sequence[Step]]
"""For each position of a romanised word the groups that start there."""


class Candidate(NamedTuple):
    """A romanised word of a name, ready to be compared."""

    token: int
    source: str
    consonants: int
    limit: float
    """Up to which sum of habits a word is this one."""
    letters: str
    """All the letters a word may have."""
    lasts: str
    """The letters a word may end in."""
    longest: int
    """How many letters a word may have, doubled ones counted once."""


def letters(steps: Steps, inserted: Collection[str]) -> str:
    """The letters of all words that are written by these steps."""
    return "".join(sorted(set(inserted).union(*(written for here in steps for _, written, _ in here))))


def beginnings(steps: Steps, inserted: Mapping[str, float], limit: float) -> frozenset[str]:
    """The first letter, and the first two, of all words that are written by these steps up to a limit of cost.

    Of words that begin with a letter twice, which are also compared without one of them, no more is told than that.
    """
    found: set[str] = set()
    cheapest: dict[tuple[int, str], float] = {(0, ""): 0.0}
    ahead = [(0, "")]
    while ahead:
        at, begun = ahead.pop()
        cost = cheapest[at, begun]
        for after, written, more in (*steps[at], *((at, letter, more) for letter, more in inserted.items())):
            letters = (begun + written)[:2]
            if cost + more > limit + _ROUNDING:
                continue
            if len(letters) == 2:
                found.add(letters)
            elif cost + more < cheapest.get((after, letters), limit + 1.0):
                cheapest[after, letters] = cost + more
                ahead.append((after, letters))
    single = {letters[0] for letters in found} | {letters for _, letters in cheapest if letters}
    return frozenset(found | single | {letter * 2 for letter in single})


def lasts(steps: Steps, inserted: Collection[str]) -> str:
    """The letters in which a word may end that is written by these steps."""
    found = set(inserted)
    ending = {len(steps) - 1}
    for at in range(len(steps) - 2, -1, -1):
        for after, written, _ in steps[at]:
            if after in ending:
                if written:
                    found.add(written[-1])
                else:
                    ending.add(at)
    return "".join(sorted(found))


def longest(steps: Steps, inserted: Mapping[str, float], limit: float) -> int:
    """The most letters of a word that is written by these steps, with letters inserted up to a limit of cost."""
    reached = [-1] * len(steps)
    reached[0] = 0
    for at, here in enumerate(steps):
        for after, written, _ in here:
            if reached[at] >= 0:
                reached[after] = max(reached[after], reached[at] + len(written))
    return reached[-1] + (int(limit / min(inserted.values()) + _ROUNDING) if inserted else 0)


_ROUNDING = 1e-6
"""Costs are sums of decimal fractions."""


def by_beginning(candidates: Iterable[tuple[frozenset[str], Candidate]]) -> Mapping[str, Sequence[Candidate]]:
    """Candidates by the one or two letters with which a word may begin that is one of them; their order stays."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for begun, candidate in candidates:
        for letters in begun:
            found[letters].append(candidate)
    return {letters: tuple(alike) for letters, alike in found.items()}
