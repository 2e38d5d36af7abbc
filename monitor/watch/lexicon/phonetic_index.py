"""Which words of the lexicon sound like a word of a text.

A watchlist may hold ten thousands of words and a text meets few of them, so words are indexed by the outline of their
consonants, many at once, and heard in full when a word with such an outline is first asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from threading import Lock
from typing import NamedTuple

from monitor.watch.sounds import Skeleton, consonant_outline, outlines, skeletons
from monitor.watch.text import Script, Way

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


class Sounds:
    """The words of names by their sound; `add` while compiling, then asked from any number of threads."""

    def __init__(self) -> None:
        self._added: dict[_Spelled, None] = {}
        self._unheard: dict[str, list[_Spelled]] | None = None
        self._heard: set[_Spelled] = set()
        self._near: dict[str, list[Alike]] = defaultdict(list)
        self._lock = Lock()

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
            self._added[_Spelled(token, surface.lower().strip("'’‘`"), script, hypotheses, only_in)] = None

    @property
    def outlines(self) -> Collection[str]:
        """The outlines of all consonants that `like` may find a word for."""
        with self._lock:
            self._outline()
            return {*(self._unheard or ()), *map(consonant_outline, self._near)}

    def like(self, consonants: str) -> Sequence[Alike]:
        """The words with these consonants of a skeleton."""
        outline = consonant_outline(consonants)
        if self._unheard is None or outline in self._unheard:
            with self._lock:
                self._hear(outline)
        return self._near.get(consonants, ())

    def _hear(self, outline: str) -> None:
        """Index the words with this outline by their skeletons. They leave the unheard last: others may be asking."""
        unheard = self._outline()
        for spelled in unheard.get(outline, ()):
            if spelled in self._heard:
                continue
            self._heard.add(spelled)
            for skeleton in sorted(skeletons(spelled.surface, spelled.script, spelled.hypotheses)):
                found = Alike(spelled.token, skeleton.vowels, spelled.only_in)
                if skeleton.consonants and found not in self._near[skeleton.consonants]:
                    self._near[skeleton.consonants].append(found)
        unheard.pop(outline, None)

    def _outline(self) -> dict[str, list[_Spelled]]:
        if self._unheard is not None:
            return self._unheard
        groups: dict[tuple[Script, tuple[str, ...]], list[_Spelled]] = defaultdict(list)
        for spelled in self._added:
            groups[spelled.script, spelled.hypotheses].append(spelled)
        unheard: dict[str, list[_Spelled]] = defaultdict(list)
        for (script, hypotheses), group in groups.items():
            for numbers, heard in outlines([spelled.surface for spelled in group], script, hypotheses):
                for number, outline in zip(numbers, heard, strict=True):
                    for written in {outline, outline.removesuffix("h")}:
                        unheard[written].append(group[number])
        self._added.clear()
        self._unheard = dict(unheard)
        return self._unheard


def variant_limit(skeleton: Skeleton) -> float:
    """The vowel distance up to which a Latin word with this skeleton is the same word spelled by another habit."""
    return _VARIANT_APART.get(min(len(skeleton.consonants), _VARIANT_CONSONANTS_MOST), -1.0)


def sound_way(close: bool, apart: float, near: float, latin: bool) -> Way:
    """How sure a word is that sounds like a name and whose vowels are `apart`; `latin`: both are, as written."""
    if latin and close:
        return Way.VARIANT
    return Way.SOUND if apart <= near else Way.SOUND_LOOSE
