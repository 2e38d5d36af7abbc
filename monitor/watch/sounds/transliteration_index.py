"""Which words of names a word in other letters may be: those that can begin and end with its letters, then the rest.

A watchlist of thousands of topics has dozens of words with the same classes of consonants; the first and the last
letter tell most of them apart before letter groups are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from monitor.watch.sounds.transliteration_table import Step
from monitor.watch.text import Script

Steps = Sequence[Sequence[Step]]
"""For each position of a romanised word the groups that start there."""


class Spelled(NamedTuple):
    """A romanised word of a name."""

    token: int
    source: str
    given: frozenset[Script]
    """The scripts in which it is spelled out, so that nothing is guessed there."""


class Candidate(NamedTuple):
    """A romanised word of a name, ready to be compared with words in the letters of one script."""

    token: int
    consonants: int
    limit: float
    """Up to which sum of habits a word is this one."""
    steps: Steps
    inserted: Mapping[str, float]
    letters: str
    """All the letters a word may have."""
    shortest: int
    longest: int
    """How many letters a word may have, doubled ones counted once."""


def letters(steps: Steps, inserted: Collection[str]) -> str:
    """The letters of all words that are written by these steps."""
    return "".join(sorted(set(inserted).union(*(written for here in steps for _, written, _ in here))))


def beginnings(steps: Steps, inserted: Mapping[str, float], limit: float) -> frozenset[str]:
    """The first letter, and the first two, of all words that are written by these steps up to a limit of cost.

    Of words that begin with a letter twice, which are also compared without one of them, no more is told than that.
    """
    most = limit + _ROUNDING
    reached: list[dict[str, float]] = [{} for _ in steps]
    reached[0][""] = 0.0
    found: set[str] = set()
    single: set[str] = set()
    for at, ways in enumerate(steps):
        here = reached[at]
        if "" in here:
            for letter, more in inserted.items():
                here[letter] = min(here[""] + more, here.get(letter, most + 1.0))
        for begun, cost in here.items():
            if cost > most:
                continue
            single.add(begun)
            if begun:
                found.update(begun + letter for letter, more in inserted.items() if cost + more <= most)
            for ahead, written, more in ways:
                if cost + more <= most:
                    if len(begun) + len(written) >= _HEAD:
                        found.add((begun + written)[:_HEAD])
                    else:
                        beyond = reached[at + ahead]
                        beyond[begun + written] = min(cost + more, beyond.get(begun + written, most + 1.0))
    single.update(head[0] for head in found)
    single.discard("")
    return frozenset(found | single | {letter * 2 for letter in single})


def endings(steps: Steps, inserted: Mapping[str, float], limit: float) -> frozenset[str]:
    """The last letter, and the last two, of all such words: they begin so when they are read backwards."""
    last = len(steps) - 1
    backwards: list[list[Step]] = [[] for _ in steps]
    for at, ways in enumerate(steps):
        for ahead, written, cost in ways:
            backwards[last - at - ahead].append((ahead, written[::-1], cost))
    return frozenset(begun[::-1] for begun in beginnings(backwards, inserted, limit))


def sizes(steps: Steps, inserted: Mapping[str, float], limit: float) -> tuple[int, int]:
    """How few and how many letters a word may have that is written by these steps up to a limit of cost."""
    most = limit + _ROUNDING
    reached: list[dict[int, float]] = [{} for _ in steps]
    reached[0][0] = 0.0
    for at, ways in enumerate(steps):
        for size, cost in reached[at].items():
            for ahead, written, more in ways:
                if cost + more <= most:
                    beyond, longer = reached[at + ahead], size + len(written)
                    if cost + more < beyond.get(longer, most + 1.0):
                        beyond[longer] = cost + more
    if not reached[-1]:
        return 1, 0
    dearest = min(inserted.values(), default=most + 1.0)
    return min(reached[-1]), max(size + int((most - cost) / dearest) for size, cost in reached[-1].items())


_ROUNDING = 1e-6
"""Costs are sums of decimal fractions."""
_HEAD = 2


_FEW = 6
"""Words of names that are not worth an index of beginnings and ends."""


class Spellings:
    """Romanised words of names by the classes of their consonants in other letters.

    What is compared is made ready when a word with those consonants is first met: the news knows few of many names.
    """

    def __init__(self, ready: Callable[[Spelled, Script], Candidate]) -> None:
        self._make = ready
        self._by_key: dict[str, list[Spelled]] = defaultdict(list)
        self._ready: dict[tuple[str, Script], _Alike] = {}

    def add(self, key: str, spelled: Spelled) -> None:
        """Index a word under one of its keys."""
        self._by_key[key].append(spelled)

    @property
    def keys(self) -> Collection[str]:
        """The keys of all words."""
        return self._by_key.keys()

    def candidates(self, key: str, form: str, script: Script) -> Sequence[Candidate]:
        """What a form of a word in the letters of `script` may be that has these consonants."""
        if key not in self._by_key:
            return ()
        known = self._ready.get((key, script))
        if known is None:
            made = [self._make(one, script) for one in self._by_key[key] if script not in one.given]
            known = self._ready[key, script] = _Alike(made)
        return known.candidates(form)

    def of(self, token: int, script: Script) -> Iterator[tuple[str, Candidate]]:
        """The keys of a word and what is compared with forms that have them."""
        for key, spelled in self._of_token[token]:
            if script not in spelled.given:
                yield key, self._make(spelled, script)

    @cached_property
    def _of_token(self) -> Mapping[int, Sequence[tuple[str, Spelled]]]:
        found: dict[int, list[tuple[str, Spelled]]] = defaultdict(list)
        for key, alike in self._by_key.items():
            for one in alike:
                found[one.token].append((key, one))
        return found

    def parted(self, tokens: Collection[int]) -> tuple[Spellings, Spellings]:
        """The words with these numbers, and the others."""
        some, others = Spellings(self._make), Spellings(self._make)
        for key, alike in self._by_key.items():
            for one in alike:
                (some if one.token in tokens else others).add(key, one)
        return some, others


class _Alike:
    """Words of names of the same consonants, by how words may begin and end that are one of them.

    Each is a bit of a number, so that both are known at once whatever their count.
    """

    __slots__ = ("_all", "_begun", "_ended")

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = tuple(candidates)
        self._begun: dict[str, int] = defaultdict(int)
        self._ended: dict[str, int] = defaultdict(int)
        if len(candidates) > _FEW:
            for at, one in enumerate(candidates):
                for found, heads in (
                    (self._begun, beginnings(one.steps, one.inserted, one.limit)),
                    (self._ended, endings(one.steps, one.inserted, one.limit)),
                ):
                    for letters in heads:
                        found[letters] |= 1 << at

    def candidates(self, form: str) -> Sequence[Candidate]:
        """Those that `form` may be, in their order."""
        if not self._begun:
            return self._all
        bits = self._begun.get(form[:_HEAD], 0) & self._ended.get(form[-_HEAD:], 0)
        found = []
        while bits:
            first = bits & -bits
            found.append(self._all[first.bit_length() - 1])
            bits ^= first
        return found
