"""Which words of the lexicon sound like a word of a text.

A watchlist may hold ten thousands of words: they are heard all at once when the first text is read, and indexed by
their consonants. Heard when a text first asks for them, they made new words of a text twice as dear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from sys import intern
from threading import Lock
from typing import NamedTuple

from monitor.watch.sounds import (
    FROM_CYRILLIC,
    Skeleton,
    consonant_outline,
    is_heard,
    skeletons_of,
    skeletons_of_names,
    with_glides,
)
from monitor.watch.text import Script, Way, fold, script_of

_VARIANT_APART = {3: 0.16, 4: 0.35}
"""By consonants, the vowel distance up to which a Latin word is the same word spelled by another habit."""
_VARIANT_CONSONANTS_MOST = 4
_OF_WORDS = 2
"""Consonants that a single letter has not."""


class Alike(NamedTuple):
    """A word of a name with the consonants that were asked for."""

    token: int
    vowels: str
    """Of its skeleton."""
    only_in: Script | None
    """The script of the only texts in which the word is spelled so; None if the name itself is."""


class _Spelled(NamedTuple):
    token: int
    surface: str
    script: Script
    hypotheses: tuple[str, ...]
    only_in: Script | None


class _Index:
    """Words by their sound that are looked for in the same texts."""

    def __init__(self) -> None:
        self._added: dict[_Spelled, None] = {}
        self._near: Mapping[str, Collection[Alike]] | None = None
        self._lock = Lock()

    def add(self, spelled: _Spelled) -> None:
        self._added[spelled] = None

    @property
    def outlines(self) -> Set[str]:
        """The outlines of all consonants that `like` may find a word for."""
        return set(map(consonant_outline, self._heard()))

    def like(self, consonants: str) -> Collection[Alike]:
        """The words with these consonants of a skeleton."""
        return self._heard().get(consonants, ())

    def _heard(self) -> Mapping[str, Collection[Alike]]:
        """All words by the consonants of their skeletons; nothing is added from the first question on."""
        if self._near is None:
            with self._lock:
                if self._near is None:
                    self._near = _by_consonants(self._added)
        return self._near


class Sounds:
    """The words of names by their sound; `add` while compiling, then asked from any number of threads."""

    def __init__(self) -> None:
        self._indexes = {script: _Index() for script in (None, Script.LATIN, Script.CYRILLIC)}

    def add(
        self,
        token: int,
        surface: str,
        script: Script,
        hypotheses: tuple[str, ...],
        only_in: Script | None = None,
    ) -> None:
        """Find word number `token` by the sound of `surface`; `hypotheses` say how Latin letters may sound.

        With `only_in`, in texts of that script alone.
        """
        if script in {Script.LATIN, Script.CYRILLIC}:
            spelled = _Spelled(token, surface.lower().strip("'’‘`"), script, hypotheses, only_in)
            self._indexes[only_in].add(spelled)
            if script is Script.CYRILLIC and only_in is None:
                for glided in with_glides(spelled.surface):
                    latin = _Spelled(token, glided, Script.LATIN, hypotheses, Script.LATIN)
                    self._indexes[Script.LATIN].add(latin)

    def add_in_cyrillic(self, token: int, surface: str, spelled: Iterable[str] = ()) -> None:
        """Find a Latin word by its sound in Cyrillic texts, and by those of other ways to spell it there."""
        for way in (surface, *spelled):
            self.add(token, way, script_of(way), FROM_CYRILLIC, Script.CYRILLIC)

    def outlines(self, script: Script) -> Collection[str]:
        """The outlines of all consonants that `like` may find a word for in texts of a script."""
        found = {index_of: index.outlines for index_of, index in self._indexes.items()}
        # A lone capital may be one of the other alphabet that looks alike.
        lone = {outline for outlines in found.values() for outline in outlines if len(outline) < _OF_WORDS}
        return found[None] | found[script] | lone

    def like(self, consonants: str, script: Script) -> Sequence[Alike]:
        """The words with these consonants of a skeleton that are looked for in texts of a script."""
        return [*self._indexes[None].like(consonants), *self._indexes[script].like(consonants)]


def _by_consonants(added: Iterable[_Spelled]) -> Mapping[str, Collection[Alike]]:
    """Words by the consonants of their skeletons; many are heard as fast as one long word."""
    groups: dict[tuple[Script, tuple[str, ...]], list[_Spelled]] = defaultdict(list)
    for spelled in added:
        if is_heard(spelled.surface):
            groups[spelled.script, spelled.hypotheses].append(spelled)
    near: dict[str, list[Alike]] = defaultdict(list)
    for (script, hypotheses), group in groups.items():
        for number, skeleton in _sounds_of([spelled.surface for spelled in group], script, hypotheses):
            # Words have few vowels between them, the same ones again and again.
            near[skeleton.consonants].append(Alike(group[number].token, intern(skeleton.vowels), group[number].only_in))
    return {consonants: tuple(dict.fromkeys(alike)) for consonants, alike in near.items() if consonants}


def _sounds_of(words: list[str], script: Script, hypotheses: tuple[str, ...]) -> Iterator[tuple[int, Skeleton]]:
    if script is Script.LATIN:
        return skeletons_of_names(words, hypotheses)
    return skeletons_of(list(map(fold, words)), script, hypotheses, bool)


def variant_limit(skeleton: Skeleton) -> float:
    """The vowel distance up to which a Latin word with this skeleton is the same word spelled by another habit."""
    return _VARIANT_APART.get(min(len(skeleton.consonants), _VARIANT_CONSONANTS_MOST), -1.0)


def sound_way(close: bool, apart: float, near: float, latin: bool) -> Way:
    """How sure a word is that sounds like a name and whose vowels are `apart`; `latin`: both are, as written."""
    if latin and close:
        return Way.VARIANT
    return Way.SOUND if apart <= near else Way.SOUND_LOOSE
