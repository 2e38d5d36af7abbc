"""Which words of the lexicon sound like a word of a text.

A watchlist may hold ten thousands of words and a text meets few of them, so words are indexed by the outline of their
consonants, many at once, and heard in full when a word with such an outline is first asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from monitor.watch.sounds import (
    FROM_CYRILLIC,
    Skeleton,
    consonant_outline,
    heard_words,
    outlines,
    skeletons,
    skeletons_heard,
)
from monitor.watch.text import Script, Way, script_of

_VARIANT_APART = {3: 0.16, 4: 0.35}
"""By consonants, the vowel distance up to which a Latin word is the same word spelled by another habit."""
_VARIANT_CONSONANTS_MOST = 4


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
        self._words: list[_Spelled] = []
        self._sounds: list[str] = []
        """The ways to hear words, one letter for each sound; "" for those that are heard by themselves."""
        self._word_of: list[int] = []
        """For each way the number of its word."""
        self._unheard: dict[str, list[int]] | None = None
        """The numbers of the ways by outline."""
        self._heard: set[int] = set()
        self._near: dict[str, dict[Alike, None]] = defaultdict(dict)
        self._lock = Lock()

    def add(self, spelled: _Spelled) -> None:
        self._added[spelled] = None

    @property
    def outlines(self) -> Collection[str]:
        """The outlines of all consonants that `like` may find a word for."""
        with self._lock:
            self._outline()
            return {*(self._unheard or ()), *map(consonant_outline, self._near)}

    def like(self, consonants: str) -> Collection[Alike]:
        """The words with these consonants of a skeleton."""
        outline = consonant_outline(consonants)
        if self._unheard is None or outline in self._unheard:
            with self._lock:
                self._hear(outline)
        return self._near.get(consonants, ())

    def _hear(self, outline: str) -> None:
        """Index the words with this outline by their skeletons. They leave the unheard last: others may be asking."""
        unheard = self._outline()
        for number in unheard.get(outline, ()):
            if number in self._heard:
                continue
            self._heard.add(number)
            spelled, sounds = self._words[self._word_of[number]], self._sounds[number]
            for skeleton in sorted(skeletons_heard(sounds) if sounds else _skeletons_of(spelled)):
                found = Alike(spelled.token, skeleton.vowels, spelled.only_in)
                if skeleton.consonants:
                    self._near[skeleton.consonants][found] = None
        unheard.pop(outline, None)

    def _outline(self) -> dict[str, list[int]]:
        if self._unheard is not None:
            return self._unheard
        groups: dict[tuple[Script, tuple[str, ...]], list[_Spelled]] = defaultdict(list)
        for spelled in self._added:
            groups[spelled.script, spelled.hypotheses].append(spelled)
        unheard: dict[str, list[int]] = defaultdict(list)
        for (script, hypotheses), group in groups.items():
            first = len(self._words)
            self._words += group
            surfaces = [spelled.surface for spelled in group]
            for at, sounds, outline in _ways(surfaces, script, hypotheses):
                number = len(self._sounds)
                self._sounds.append(sounds)
                self._word_of.append(first + at)
                unheard[outline].append(number)
                if outline.endswith("h"):
                    unheard[outline[:-1]].append(number)
        self._added.clear()
        self._unheard = dict(unheard)
        return self._unheard


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

    def add_in_cyrillic(self, token: int, surface: str, spelled: Iterable[str] = ()) -> None:
        """Find a Latin word by its sound in Cyrillic texts, and by those of other ways to spell it there."""
        for way in (surface, *spelled):
            self.add(token, way, script_of(way), FROM_CYRILLIC, Script.CYRILLIC)

    @property
    def outlines(self) -> Collection[str]:
        """The outlines of all consonants that `like` may find a word for."""
        return set().union(*(index.outlines for index in self._indexes.values()))

    def like(self, consonants: str, script: Script) -> Sequence[Alike]:
        """The words with these consonants of a skeleton that are looked for in texts of a script."""
        return [*self._indexes[None].like(consonants), *self._indexes[script].like(consonants)]


def _ways(surfaces: list[str], script: Script, hypotheses: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """The numbers of words, ways to hear them ("" for Cyrillic ones), and their outlines."""
    if script is Script.LATIN:
        for at, ways in enumerate(heard_words(surfaces, hypotheses)):
            for sounds, outline in ways.items():
                yield at, sounds, outline
        return
    for numbers, found in outlines(surfaces, script, hypotheses):
        for at, outline in zip(numbers, found, strict=True):
            yield at, "", outline


def _skeletons_of(spelled: _Spelled) -> frozenset[Skeleton]:
    return skeletons(spelled.surface, spelled.script, spelled.hypotheses)


def variant_limit(skeleton: Skeleton) -> float:
    """The vowel distance up to which a Latin word with this skeleton is the same word spelled by another habit."""
    return _VARIANT_APART.get(min(len(skeleton.consonants), _VARIANT_CONSONANTS_MOST), -1.0)


def sound_way(close: bool, apart: float, near: float, latin: bool) -> Way:
    """How sure a word is that sounds like a name and whose vowels are `apart`; `latin`: both are, as written."""
    if latin and close:
        return Way.VARIANT
    return Way.SOUND if apart <= near else Way.SOUND_LOOSE
