"""Which folded Arabic and Hebrew words may be a form of a word of the lexicon; see `sieves`.

Particles and articles are taken off first, the same few for every word; what is left, the core, is asked for as a
whole word, without its vowel letters, and by the classes of its consonants where names of other scripts are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import compress

from monitor.records import dataclass
from monitor.watch.languages import arabic, hebrew
from monitor.watch.sounds import Forms
from monitor.watch.text import Script

Spelled = Callable[[Forms, Sequence[int], Collection[int]], set[int]]
"""The owners of folded forms that are a word of a name, known ones apart; the numbers of owners go with the forms."""


@dataclass(frozen=True, slots=True)
class Abjad:
    """What a sieve has to know of a script."""

    script: Script
    article: str
    cores: Callable[[str], Iterable[str]]
    particles: frozenset[str]
    """The letters a word must begin with to have another core than itself."""
    uninflected: Callable[[str], Iterable[str]] | None
    """What a core may be with another ending or none; None where words take none."""
    outline: Callable[[str], str]
    vowel_key: Callable[[str], str]
    outlines_of: Callable[[str], set[str]]
    """The outlines that forms of a word with a given outline may have."""
    always: frozenset[str] = frozenset()


def _itself(outline: str) -> set[str]:
    return {outline}


ARABIC = Abjad(
    Script.ARABIC,
    arabic.ARTICLE,
    arabic.cores,
    arabic.FIRST_OF_PARTICLES,
    arabic.uninflected,
    arabic.outline,
    arabic.vowel_key,
    arabic.inflected_outlines,
    arabic.KUNYAS,
)
HEBREW = Abjad(
    Script.HEBREW,
    "ה",
    hebrew.cores,
    hebrew.FIRST_OF_PARTICLES,
    None,
    hebrew.outline,
    hebrew.vowel_key,
    _itself,
)


ABJADS = {abjad.script: abjad for abjad in (ARABIC, HEBREW)}


class AbjadSieve:
    """For words in the letters of one abjad."""

    def __init__(
        self,
        abjad: Abjad,
        whole: Iterable[str],
        beginnings: Iterable[str],
        vowel_keys: Collection[str],
        spelled: Spelled | None,
    ) -> None:
        self._abjad, self._vowel_keys, self._spelled = abjad, vowel_keys, spelled
        article = abjad.article
        self._whole = {short for word in whole for short in (word, word.removeprefix(article))} | abjad.always
        starts = {short for word in beginnings for short in (word, word.removeprefix(article))}
        self._starts = (
            {start[:2] for start in starts},
            {size: {s for s in starts if len(s) == size} for size in map(len, starts)},
        )
        self.open = any(len(start) < 2 for start in starts)
        """Whether a beginning is so short that nothing can be told."""
        outlines = {abjad.outline(key) for key in vowel_keys}
        self._outlines = {outline for known in outlines for outline in abjad.outlines_of(known)}
        front = abjad.outline(article)
        self._outlines |= {outline.removeprefix(front) for outline in self._outlines}

    def held(self, asked: Cores) -> set[str]:
        """Those of folded words that may be a form of a known one."""
        cores, owners = asked.cores, asked.owners
        found = self._forms(cores, owners)
        if self._outlines and cores:
            found |= self._with_other_vowels(cores, owners, found)
        if self._spelled is not None and cores:
            found |= self._spelled(asked.forms, owners, found)
        return {asked.words[number] for number in found}

    def _forms(self, cores: Sequence[str], owners: Sequence[int]) -> set[int]:
        whole, uninflected = self._whole, self._abjad.uninflected
        found = set(compress(owners, map(whole.__contains__, cores)))
        if uninflected is not None:
            last = arabic.LAST_OF_ENDINGS
            ended = [core[-1] in last for core in cores]
            found |= {
                owner
                for core, owner in zip(compress(cores, ended), compress(owners, ended), strict=True)
                if not whole.isdisjoint(uninflected(core))
            }
        heads, by_size = self._starts
        begun = [core[:2] in heads for core in cores]
        for core, owner in zip(compress(cores, begun), compress(owners, begun), strict=True):
            if any(core[:size] in known for size, known in by_size.items()):
                found.add(owner)
        return found

    def _uninflected(self, core: str) -> Iterable[str]:
        return () if self._abjad.uninflected is None else self._abjad.uninflected(core)

    def _with_other_vowels(self, cores: Sequence[str], owners: Sequence[int], found: Collection[int]) -> set[int]:
        outlines = self._abjad.outline("\n".join(cores)).split("\n")
        alike = list(map(self._outlines.__contains__, outlines))
        return {
            owner
            for core, owner in zip(compress(cores, alike), compress(owners, alike), strict=True)
            if owner not in found and self._has_vowel_key(core)
        }

    def _has_vowel_key(self, core: str) -> bool:
        keys, key_of, article = self._vowel_keys, self._abjad.vowel_key, self._abjad.article
        return any(key_of(form) in keys or key_of(article + form) in keys for form in (core, *self._uninflected(core)))


class Cores:
    """Folded words in plain letters of an abjad, and what is left of them behind particles."""

    def __init__(self, words: Sequence[str], abjad: Abjad) -> None:
        self.words, self.script, self._abjad = words, abjad.script, abjad
        self.cores, self.owners = parted(words, abjad)

    @cached_property
    def forms(self) -> Forms:
        """The same as names are compared with them, behind the article, too."""
        return Forms(self.cores, self._abjad.script, self._abjad.article)


def parted(words: Sequence[str], abjad: Abjad) -> tuple[list[str], list[int]]:
    """The cores of folded words, and the number of the word of each."""
    cores, owners = list(words), list(range(len(words)))
    if not words:
        return cores, owners
    cuts = _CUTS[abjad.script]
    for at, (word, front) in enumerate(zip(words, cuts.fronts.findall("\n".join(words)), strict=True)):
        if front:
            for size in cuts[front, min(len(word), _TOLD)]:
                cores.append(word[size:])
                owners.append(at)
            if word in arabic.KUNYAS:
                cores.append(arabic.KUNYA)
                owners.append(at)
    return cores, owners


_LONGEST_FRONT = 6
"""Letters of two particles and two articles at most."""
_TOLD = 12
"""Letters from which on it makes no difference how many a word has."""
_REST = "\n"
"""Stands for letters that are no part of a particle."""


class _Cuts(dict[tuple[str, int], Sequence[int]]):
    """How many letters may be taken off a word with such letters of particles in front, and so many letters."""

    def __init__(self, abjad: Abjad) -> None:
        super().__init__()
        letters = "".join(sorted(abjad.particles.union(*abjad.article)))
        self.fronts = re.compile(f"^[{letters}]{{0,{_LONGEST_FRONT}}}", re.MULTILINE)
        self._cores = abjad.cores

    def __missing__(self, met: tuple[str, int]) -> Sequence[int]:
        front, size = met
        cores = self._cores(front + _REST * (size - len(front)))
        found = self[met] = tuple(sorted({size - len(core) for core in cores} - {0, size}))
        return found


_CUTS = {abjad.script: _Cuts(abjad) for abjad in (ARABIC, HEBREW)}
