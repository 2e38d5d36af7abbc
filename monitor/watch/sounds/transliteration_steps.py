"""How a romanised word may be written in the letters of another script, group by group, and how it may begin and end.

What groups begin at a place of a word is told by few of its letters, and how it may begin by few more: both are worked
out once for all words that begin so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from sys import intern

from monitor.watch.sounds.transliteration_table import (
    BACKWARDS,
    INSERTED,
    SPELLINGS,
    Spelling,
    Step,
    consonants_written,
)
from monitor.watch.text import Script

Steps = Sequence[Sequence[Step]]
"""For each position of a romanised word the groups that start there."""
VOWELS = frozenset("aeiouy")
HEAD = 2
"""Letters of a beginning or an end."""
_ROUNDING = 1e-6
"""Costs are sums of decimal fractions."""
_MARKS = frozenset("^$")
_STOP = "."
"""Stands behind a word, so that its end is told like a letter."""


class _Rows:
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
def _rows(script: Script, backwards: bool) -> _Rows:
    return _Rows(script, backwards=backwards)


def steps_of(source: str, script: Script, limit: float) -> Steps:
    """For each position of a romanised word the groups that start there: their letters, how written, at what cost.

    What alone costs more than the limit is left out.
    """
    deciding = _rows(script, False).deciding
    steps = (_ways(deciding(source, at), _is_plain_edge(source, at), script, limit, False) for at in range(len(source)))
    return (*steps, ())


class StepsAsked(Sequence[Sequence[Step]]):
    """`steps_of`, each found out when it is asked for: most pairs of words part at the first letters."""

    __slots__ = ("_deciding", "_limit", "_script", "_source")

    def __init__(self, source: str, script: Script, limit: float) -> None:
        self._source, self._script, self._limit = source, script, limit
        self._deciding = _rows(script, False).deciding

    def __len__(self) -> int:
        return len(self._source) + 1

    def __getitem__(self, at: int) -> Sequence[Step]:  # type: ignore[override]  # no slice is asked for
        letters = self._deciding(self._source, at)
        return _ways(letters, _is_plain_edge(self._source, at), self._script, self._limit, False) if letters else ()


@lru_cache(maxsize=16_384)
def _ways(letters: str, plain_edge: bool, script: Script, limit: float, backwards: bool) -> tuple[Step, ...]:
    """The groups that some letters of a romanised word may begin with."""
    rows = _rows(script, backwards).rows
    sizes = range(1, len(letters) + 1)
    ways = [(size, written, cost) for size in sizes for written, cost in rows.get(letters[:size], ()) if cost <= limit]
    if plain_edge:
        ways.append((1, "", 0.0))
    return tuple(ways)


@cache
def inserted_in(script: Script, limit: float) -> dict[str, float]:
    """What a letter costs that no sound asks for, if it does not cost too much alone."""
    return {letter: cost for letter, cost in INSERTED[script].items() if cost <= limit}


def _is_plain_edge(source: str, at: int) -> bool:
    """Whether the mark of a word's edge at `at` stands beside a consonant, where it says nothing."""
    return source[at] in _MARKS and source[at - 1 if at else 1] not in VOWELS


def classes_of(source: str, script: Script, limit: float) -> frozenset[str]:
    """The classes of the consonants, in their order, of all words that are written as `source` up to a sum of costs.

    Letters that no sound asks for have no class.
    """
    deciding, most = _rows(script, False).deciding, limit + _ROUNDING
    reached: list[dict[str, float]] = [{} for _ in range(len(source) + 1)]
    reached[0][""] = 0.0
    for at in range(len(source)):
        if not reached[at]:
            continue
        ways = _class_ways(deciding(source, at), _is_plain_edge(source, at), script, limit)
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
    for ahead, written, cost in _ways(letters, plain_edge, script, limit, False):
        way = ahead, consonants_written(written)
        least[way] = min(cost, least.get(way, cost))
    return tuple((ahead, kinds, cost) for (ahead, kinds), cost in least.items())


class Edges:
    """How words may begin and end that are written as the words of names."""

    def __init__(self) -> None:
        self._known: dict[tuple[Script, float, bool], dict[str, frozenset[str]]] = {}
        self._shared: dict[frozenset[str], frozenset[str]] = {}
        """Many words begin or end alike that are not spelled alike."""

    def heads(self, source: str, script: Script, limit: float) -> frozenset[str]:
        """The first letter, and the first two, of all words that are written as `source` up to a sum of costs.

        Of words that begin with a letter twice, which are also compared without one of them, no more is told.
        """
        return self._of(source, script, limit, False)

    def tails(self, source: str, script: Script, limit: float) -> frozenset[str]:
        """The last letter, and the last two."""
        return self._of(source[::-1], script, limit, True)

    def _of(self, source: str, script: Script, limit: float, backwards: bool) -> frozenset[str]:
        known = self._known.setdefault((script, limit, backwards), {})
        text = source + _STOP
        for size in range(2, len(text) + 1):
            if (found := known.get(text[:size])) is not None:
                return found
        heads, told = _heads(text, script, limit, backwards)
        edges = frozenset(intern(head[::-1] if backwards else head) for head in heads)
        return known.setdefault(text[:told], self._shared.setdefault(edges, edges))


def _heads(text: str, script: Script, limit: float, backwards: bool) -> tuple[frozenset[str], int]:
    """How words may begin that are written as a word with a stop behind it, and how many letters of it tell that."""
    deciding, inserted, most = _rows(script, backwards).deciding, inserted_in(script, limit), limit + _ROUNDING
    last = len(text) - 1
    reached: dict[int, dict[str, float]] = {0: {"": 0.0}}
    found: set[str] = set()
    single: set[str] = set()
    at = told = 0
    while reached:
        here = reached.pop(at, None)
        if here is not None:
            if "" in here:
                for letter, more in inserted.items():
                    here[letter] = min(here[""] + more, here.get(letter, most + 1.0))
            letters = deciding(text, at)
            told = max(told, min(at + len(letters) + 1, last + 1))
            ways = _ways(letters, _is_plain_edge(text[:last], at), script, limit, backwards) if at < last else ()
            for begun, cost in here.items():
                if cost > most:
                    continue
                single.add(begun)
                if begun:
                    found.update([begun + letter for letter, more in inserted.items() if cost + more <= most])
                for ahead, written, more in ways:
                    if cost + more <= most:
                        if len(begun) + len(written) >= HEAD:
                            found.add((begun + written)[:HEAD])
                        else:
                            beyond = reached.setdefault(at + ahead, {})
                            beyond[begun + written] = min(cost + more, beyond.get(begun + written, most + 1.0))
        at += 1
    single.update([head[0] for head in found])
    single.discard("")
    return frozenset(found | single | {letter * 2 for letter in single}), told
