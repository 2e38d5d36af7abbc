"""Where in a row of Thai or Lao letters, which no spaces part, a word of a name may be heard.

The consonants of a stretch tell whether it is worth hearing, one after the other, so that nearly all are given up after
two or three; a stretch begins and ends where a syllable may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from monitor.watch.sounds.spoken.latin_sounds import apart
from monitor.watch.sounds.spoken.limits import close_limit
from monitor.watch.sounds.spoken.sign_sounds import LAO, THAI, sounds, writing_of
from monitor.watch.sounds.spoken.sound_keys import NO_CONSONANT, key_of, kind_of, vowels_heard
from monitor.watch.sounds.spoken.spoken_names import OTHER_VOWELS, SpokenNames
from monitor.watch.sounds.spoken.thai_signs import NASAL, UNHEARD, kinds_of
from monitor.watch.text import is_edge

T = TypeVar("T")

_LONGEST = 36
"""Signs of one word of a name."""
_LEAST_INSIDE = 3
"""Consonants of a name that is heard anywhere in a row."""
_SURE, _NEARLY = 4, 0.12
"""Consonants from which on it may be spelled as usual, and how far from it one of fewer may be."""
_WORTH = 0.1
"""Of a consonant, in what habits cost."""
_TOLD = 4
"""Consonants after which it is known whether a word may go on."""
_MOST_KEPT = 5_000
_WRITINGS = frozenset({THAI, LAO})


def is_heard_in_rows(row: str) -> bool:
    """Whether names are heard in a row of letters that no spaces part."""
    return writing_of(row) in _WRITINGS


class Stretch(NamedTuple):
    """A part of a row, and the words of names that it may be, with how much speaks against each."""

    first: int
    behind: int
    words: Mapping[int, float]


class _Keys:
    """Keys of words, and how they begin and end."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.all = frozenset(keys)
        self.begun = frozenset(key[:size] for key in self.all for size in range(1, _TOLD + 1))
        rests = {key.removeprefix(NO_CONSONANT) for key in self.all}
        self.ended = frozenset(key[-size:] for key in rests for size in range(1, _TOLD + 1)) | {""}


class SpokenRows:
    """Folded rows of letters read as words of `names`; `lone` are those that are a name by themselves."""

    def __init__(self, names: SpokenNames, lone: Collection[int]) -> None:
        self._names = names
        self._alone = {
            key: found
            for key, words in names.plain_words.items()
            if (found := [one for one in words if one.token in lone and one.consonants >= _LEAST_INSIDE])
        }
        self._keys, self._keys_alone = _Keys(names.plain_words), _Keys(self._alone)
        self._near: dict[str, Mapping[int, float]] = {}
        self._ends: dict[str, list[Stretch]] = {}
        self._begins: dict[str, list[Stretch]] = {}

    def at_the_end(self, row: str) -> list[Stretch]:
        """What a row may end with."""
        known = self._ends.get(row)
        if known is None:
            known = _kept(self._ends, row, list(self._words(row, self._from_the_end(row))))
        return known

    def at_the_beginning(self, row: str) -> list[Stretch]:
        """What a row may begin with."""
        known = self._begins.get(row)
        if known is None:
            known = _kept(self._begins, row, list(self._words(row, _from(row, kinds_of(row), 0, self._keys))))
        return known

    def anywhere(self, row: str) -> Iterator[Stretch]:
        """Which names of one word may stand in a row, each spelled as usual."""
        kinds = kinds_of(row)
        edges = (at for at in range(len(row)) if is_edge(row, at))
        for first, behind in dict.fromkeys(span for at in edges for span in _from(row, kinds, at, self._keys_alone)):
            word = row[first:behind]
            near = self._near.get(word)
            if near is None:
                near = _kept(self._near, word, self._nearly(word))
            if near:
                yield Stretch(first, behind, near)

    def _nearly(self, word: str) -> Mapping[int, float]:
        """The names of one word that a word spells as usual."""
        found: dict[int, float] = {}
        writing = writing_of(word)
        for heard in sounds(word):
            vowels = vowels_heard(heard, OTHER_VOWELS)
            for one in self._alone.get(key_of(heard, plain=True), ()):
                if one.vowels in vowels:
                    limit = close_limit(one.limit) if one.consonants >= _SURE else _NEARLY
                    cost = apart(one.source, heard, writing, limit)
                    if cost <= limit:
                        found[one.token] = _against(one.consonants, cost)
        return found

    def _words(self, row: str, spans: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
        for first, behind in dict.fromkeys(spans):
            spoken = self._names.spelled(row[first:behind])
            words = {one.token: _against(one.consonants, cost) for one, cost in spoken}
            if words:
                yield Stretch(first, behind, words)

    def _from_the_end(self, row: str) -> Iterator[tuple[int, int]]:
        """The stretches to the end of a row that have the consonants of a word."""
        size, rests, keys = len(row), {""}, self._keys
        kinds = kinds_of(row)
        for at in range(size - 1, max(-1, size - _LONGEST - 1), -1):
            if (kind := kinds[at]) not in _SILENT:
                rests = {_joined(one, rest) for rest in rests for one in _ways(kind)}
                rests = {rest for rest in rests if rest[-_TOLD:] in keys.ended}
                if not rests:
                    return
            if is_edge(row, at):
                opening = NO_CONSONANT if kinds[at:].lstrip()[:1] == UNHEARD else ""
                if not keys.all.isdisjoint(opening + rest for rest in rests):
                    yield at, size


def _from(row: str, kinds: str, first: int, keys: _Keys) -> Iterator[tuple[int, int]]:
    """The stretches of a row from a sign on that have the consonants of a word."""
    begun = {""}
    for at in range(first, min(len(row), first + _LONGEST)):
        if (kind := kinds[at]) != " " and (kind != UNHEARD or begun == {""}):
            begun = {_joined(key, one) for key in begun for one in _ways(kind)}
            begun = {key for key in begun if key[:_TOLD] in keys.begun}
            if not begun:
                return
        if is_edge(row, at + 1) and not keys.all.isdisjoint(begun):
            yield first, at + 1


def _ways(kind: str) -> tuple[str, ...]:
    """The kinds of consonants for which a sound stands in keys."""
    if kind == NASAL:
        return _NASAL_KINDS
    return (kind_of(kind),)


def _joined(one: str, other: str) -> str:
    """Two rows of kinds as one: the same side by side counts once."""
    return one + other[one[-1:] == other[:1] and bool(one) :]


def _against(consonants: int, cost: float) -> float:
    """How far the spelling is from the usual one, less what its consonants speak for the name: Lavrov is not Lavr."""
    return cost - _WORTH * consonants


def _kept(kept: dict[str, T], signs: str, found: T) -> T:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[signs] = found
    return found


_SILENT = frozenset({" ", UNHEARD})
_NASAL_KINDS = (kind_of(NASAL), kind_of(NASAL) + kind_of("k"))
