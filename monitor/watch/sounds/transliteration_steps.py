"""How a romanised word may be written in the letters of another script, group by group.

What groups begin at a place of a word is told by few of its letters: it is worked out once for all words with these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.watch.sounds.transliteration_table import (
    BACKWARDS,
    INSERTED,
    SPELLINGS,
    Spelling,
    Step,
    consonants_written,
)
from monitor.watch.text import Script


class Group(NamedTuple):
    """The groups that may start at a position of a romanised word."""

    silent: Sequence[tuple[int, float]]
    """Those that are not written: how many letters they have, and at what cost."""
    written: Mapping[str, Sequence[Step]]
    """The others by the first letter that they are written with."""


Steps = Sequence[Group]
"""For each position of a romanised word the groups that start there."""
_NOTHING = Group((), {})
VOWELS = frozenset("aeiouy")
_ROUNDING = 1e-6
"""Costs are sums of decimal fractions."""
_MARKS = frozenset("^$")


class Rows:
    """The groups of a script; `backwards`: as words show them that are read from their end."""

    def __init__(self, script: Script, *, backwards: bool) -> None:
        self.rows: Mapping[str, Sequence[Spelling]] = (BACKWARDS if backwards else SPELLINGS)[script]
        self._begun = {group[:size] for group in self.rows for size in range(1, len(group) + 1)}

    def deciding(self, source: str, at: int) -> str:
        """The letters from `at` on that tell, with the one behind them, which groups begin there."""
        end = at + 1
        while end < len(source) and source[at : end + 1] in self._begun:
            end += 1
        return source[at:end]


@cache
def rows_of(script: Script, backwards: bool) -> Rows:
    """The groups of a script, made once."""
    return Rows(script, backwards=backwards)


def steps_of(source: str, script: Script, limit: float) -> Steps:
    """For each position of a romanised word the groups that start there: their letters, how written, at what cost.

    What alone costs more than the limit is left out.
    """
    deciding = rows_of(script, False).deciding
    steps = (_group(deciding(source, at), is_plain_edge(source, at), script, limit) for at in range(len(source)))
    return (*steps, _NOTHING)


class StepsAsked(Sequence[Group]):
    """`steps_of`, each found out when it is asked for: most pairs of words part at the first letters."""

    __slots__ = ("_deciding", "_limit", "_script", "_source")

    def __init__(self, source: str, script: Script, limit: float) -> None:
        self._source, self._script, self._limit = source, script, limit
        self._deciding = rows_of(script, False).deciding

    def __len__(self) -> int:
        return len(self._source) + 1

    def __getitem__(self, at: int) -> Group:  # type: ignore[override]  # no slice is asked for
        letters = self._deciding(self._source, at)
        if not letters:
            return _NOTHING
        return _group(letters, is_plain_edge(self._source, at), self._script, self._limit)


@lru_cache(maxsize=16_384)
def _group(letters: str, plain_edge: bool, script: Script, limit: float) -> Group:
    ways = ways_of(letters, plain_edge, script, limit, False)
    written: dict[str, list[Step]] = {}
    for way in ways:
        if way[1]:
            written.setdefault(way[1][0], []).append(way)
    return Group(tuple((ahead, cost) for ahead, letters, cost in ways if not letters), written)


@lru_cache(maxsize=16_384)
def ways_of(letters: str, plain_edge: bool, script: Script, limit: float, backwards: bool) -> tuple[Step, ...]:
    """The groups that some letters of a romanised word may begin with."""
    rows = rows_of(script, backwards).rows
    sizes = range(1, len(letters) + 1)
    ways = [(size, written, cost) for size in sizes for written, cost in rows.get(letters[:size], ()) if cost <= limit]
    if plain_edge:
        ways.append((1, "", 0.0))
    return tuple(ways)


@cache
def inserted_in(script: Script, limit: float) -> dict[str, float]:
    """What a letter costs that no sound asks for, if it does not cost too much alone."""
    return {letter: cost for letter, cost in INSERTED[script].items() if cost <= limit}


def is_plain_edge(source: str, at: int) -> bool:
    """Whether the mark of a word's edge at `at` stands beside a consonant, where it says nothing."""
    return source[at] in _MARKS and source[at - 1 if at else 1] not in VOWELS


def first_letters(folded: str, script: Script) -> frozenset[str]:
    """With which letters a romanised word begins that may be written as a folded word of `script`."""
    inserted = INSERTED[script]
    asked = next((at for at, letter in enumerate(folded) if letter not in inserted), len(folded) - 1)
    begun = frozenset(folded[: asked + 1])
    return frozenset(
        group.lstrip("^")[:1]
        for group, ways in SPELLINGS[script].items()
        # In front of a vowel stands the mark of the edge, which only groups take that begin with it.
        if group[0] not in VOWELS and any(not written or written[0] in begun for written, _ in ways)
    )


def classes_of(source: str, script: Script, limit: float) -> frozenset[str]:
    """The classes of the consonants, in their order, of all words that are written as `source` up to a sum of costs.

    Letters that no sound asks for have no class.
    """
    deciding, most = rows_of(script, False).deciding, limit + _ROUNDING
    reached: list[dict[str, float]] = [{} for _ in range(len(source) + 1)]
    reached[0][""] = 0.0
    for at in range(len(source)):
        if not reached[at]:
            continue
        ways = _class_ways(deciding(source, at), is_plain_edge(source, at), script, limit)
        for begun, cost in reached[at].items():
            for ahead, kinds, more in ways:
                total = cost + more
                if total <= most:
                    beyond, longer = reached[at + ahead], begun + kinds
                    if total < beyond.get(longer, most + 1.0):
                        beyond[longer] = total
    return frozenset(reached[-1])


@lru_cache(maxsize=16_384)
def _class_ways(letters: str, plain_edge: bool, script: Script, limit: float) -> tuple[Step, ...]:
    """`_ways` with the classes of consonants in the place of the letters, each at its least cost."""
    least: dict[tuple[int, str], float] = {}
    for ahead, written, cost in ways_of(letters, plain_edge, script, limit, False):
        way = ahead, consonants_written(written)
        least[way] = min(cost, least.get(way, cost))
    return tuple((ahead, kinds, cost) for (ahead, kinds), cost in least.items())
