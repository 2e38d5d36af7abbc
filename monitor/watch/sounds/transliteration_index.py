"""Which words of names a word in other letters may be: those that can begin and end with its letters, then the rest.

A watchlist of thousands of topics has dozens of words with the same classes of consonants; the first and the last
letter tell most of them apart before letter groups are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from monitor.watch.sounds.transliteration_steps import HEAD, Steps
from monitor.watch.sounds.transliteration_table import consonants_written
from monitor.watch.text import Script


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


class Signs(NamedTuple):
    """What words show that may be a word of a name; needed while an index is made of many."""

    written: frozenset[str]
    """The classes of the consonants that a word may have, as `consonants_written` gives them."""
    heads: frozenset[str]
    """The first letter, and the first two, that a word may have."""
    tails: frozenset[str]
    """The last letter, and the last two."""


_Ready = tuple[Candidate, Signs]


class Spellings:
    """Romanised words of names by the classes of their consonants in other letters.

    What is compared is made ready when a word with those consonants is first met: the news knows few of many names.
    """

    def __init__(
        self, ready: Callable[[Spelled, Script], Candidate], signs: Callable[[Spelled, Script], Signs]
    ) -> None:
        self._make, self._signs = ready, signs
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
            spelled = [one for one in self._by_key[key] if script not in one.given]
            made = [(self._make(one, script), self._signs(one, script)) for one in spelled]
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
        some, others = Spellings(self._make, self._signs), Spellings(self._make, self._signs)
        for key, alike in self._by_key.items():
            for one in alike:
                (some if one.token in tokens else others).add(key, one)
        return some, others


class _Alike:
    """Words of names of the same consonants, by how words are written that are one of them: the classes of all their
    consonants, how they begin, how they end.

    Each is a bit of a number, so that all are known at once whatever their count.
    """

    __slots__ = ("_all", "_begun", "_ended", "_written")

    def __init__(self, candidates: Sequence[_Ready]) -> None:
        self._all = tuple(candidate for candidate, _ in candidates)
        self._begun: dict[str, int] = {}
        self._ended: dict[str, int] = {}
        self._written: dict[str, int] = {}
        for at, (_, signs) in enumerate(candidates):
            bit = 1 << at
            for found, known in (
                (self._written, signs.written),
                (self._begun, signs.heads),
                (self._ended, signs.tails),
            ):
                for sign in known:
                    found[sign] = found.get(sign, 0) | bit

    def candidates(self, form: str) -> Sequence[Candidate]:
        """Those that `form` may be, in their order."""
        bits = self._begun.get(form[:HEAD], 0) & self._ended.get(form[-HEAD:], 0)
        if not bits:
            return ()
        single = _SAME_TWICE.sub(_FIRST_OF_TWO, form)
        written = self._written.get(consonants_written(single), 0)
        if single != form:
            written |= self._written.get(consonants_written(form), 0)
        bits &= written
        found = []
        while bits:
            first = bits & -bits
            found.append(self._all[first.bit_length() - 1])
            bits ^= first
        return found


_SAME_TWICE, _FIRST_OF_TWO = re.compile(r"(.)\1"), itemgetter(1)
