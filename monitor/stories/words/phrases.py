"""Several words that say one thing: "call off", "back on track", "fällt ... aus"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.stories.words.stems import LONGER, fold_word, forms_of

_NEXT, _LATER = "_", "~"
"""Between words that stand side by side, and between a verb and what stands at the end of its sentence."""
_LEAST_STEM = 4
"""Letters of a part from which it is the beginning of a word; shorter ones are that very word."""
_FAR = 7
"""Words among which the last part of a parted verb is looked for."""
_KEY = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a list; `name`: the entry folded, under which its meaning is looked up."""

    name: str
    parts: tuple[str, ...]
    parted: bool

    def places(self, words: Sequence[str], at: int) -> tuple[int, ...]:
        """Where its words stand if it begins at a place; empty if it does not."""
        if self.parted:
            behind = range(at + 1, min(at + _FAR, len(words)))
            last = next((place for place in behind if self._fits(1, words[place])), 0)
            return (at, last) if last else ()
        if len(words) - at < len(self.parts):
            return ()
        places = tuple(range(at, at + len(self.parts)))
        return places if all(self._fits(part, words[place]) for part, place in enumerate(places)) else ()

    def begins(self, word: str) -> bool:
        """Whether a word may be its first."""
        return self._fits(0, word)

    def _fits(self, part: int, word: str) -> bool:
        mine = self.parts[part]
        if mine[0] == "=" or len(mine) < _LEAST_STEM:
            return word == mine.lstrip("=")
        return any(form.startswith(mine) and len(form) - len(mine) <= LONGER for form in forms_of(word))


class Phrases:
    """Those of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._names: dict[str, str] = {}
        self._found: set[Phrase] = set()
        self._begin: dict[str, list[Phrase]] = {}

    def name_of(self, said: str) -> str:
        """The name of the entry that words as they stand in a text belong to: "called_off" is "call_off"."""
        if said not in self._names:
            words = said.split(_NEXT)
            found = (one.name for one in self.beginning(words[0]) if len(one.places(words, 0)) == len(words))
            self._names[said] = next(found, said)
        return self._names[said]

    def add(self, entry: str) -> str:
        """One entry of a lexicon file; its name."""
        parted = _LATER in entry
        parts = entry.split(_LATER if parted else _NEXT)
        folded = tuple("=" * (one[0] == "=") + fold_word(one.lstrip("="), self._language) for one in parts)
        name = _NEXT.join(one.lstrip("=") for one in folded)
        phrase = Phrase(name, folded, parted)
        if phrase not in self._found:
            self._found.add(phrase)
            self._begin.setdefault(folded[0].lstrip("=")[:_KEY], []).append(phrase)
        return name

    def beginning(self, word: str) -> tuple[Phrase, ...]:
        """Those that a word may begin, the longest first."""
        keys = {form[:_KEY] for form in forms_of(word)} | {word[:2], word[:1]}
        found = (one for key in keys for one in self._begin.get(key, ()) if one.begins(word))
        return tuple(sorted(found, key=lambda one: (-len(one.parts), one.name)))


def said_as(words: Sequence[str], places: Sequence[int]) -> str:
    """What stands for a phrase among a statement's words: its own words, joined."""
    return _NEXT.join(words[place] for place in places)


def is_phrase(entry: str) -> bool:
    """Whether an entry of a file is several words."""
    return entry[0] != "/" and (_NEXT in entry or _LATER in entry)
