"""Several words that say one thing: "call off", "back on track", "fällt ... aus"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.records import dataclass
from monitor.stories.words.stems import LONGER, fold_word, forms_of

_NEXT, _LATER = "_", "~"
"""Between words that stand side by side, and between a verb and what stands at the end of its sentence."""
_LEAST_STEM = 4
"""Letters of a part from which it is the beginning of a word; shorter ones are that very word."""
_FAR = 7
"""Words among which the last part of a parted verb is looked for."""
_KEY = 3
PREFIXED_FROM = "\u0590"
"""Hebrew and Arabic, whose words may have small words in front."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a list; `name`: the entry folded, under which its meaning is looked up."""

    name: str
    parts: tuple[str, ...]
    parted: bool

    def places(self, words: Sequence[str], at: int) -> tuple[int, ...]:
        """Where its words stand if its first stands at a place; empty if the others do not follow."""
        if self.parted:
            behind = range(at + 1, min(at + _FAR, len(words)))
            last = next((place for place in behind if _fits(self.parts[1], words[place])), 0)
            return (at, last) if last else ()
        end = at + len(self.parts)
        if end > len(words):
            return ()
        for part, place in zip(self.parts[1:], range(at + 1, end), strict=True):
            if not _fits(part, words[place]):
                return ()
        return tuple(range(at, end))


def _fits(part: str, word: str) -> bool:
    if part[0] == "=" or len(part) < _LEAST_STEM:
        return word == part.lstrip("=")
    if word.startswith(part):
        return len(word) - len(part) <= LONGER
    if word[0] < PREFIXED_FROM:
        return False
    return any(form.startswith(part) and len(form) - len(part) <= LONGER for form in forms_of(word))


class Beginning:
    """The entries that one word may begin, by what their second begins with."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._parted = tuple(one for one in phrases if one.parted)
        self._next: dict[str, list[Phrase]] = {}
        for one in phrases:
            if not one.parted:
                self._next.setdefault(one.parts[1].lstrip("=")[0], []).append(one)

    def places(self, words: Sequence[str], at: int) -> tuple[int, ...]:
        """Where the words of the longest entry stand that begins at a place; empty if none does."""
        if at + 1 >= len(words):
            return ()
        keys = {form[0] for form in forms_of(words[at + 1])} if words[at + 1][0] >= PREFIXED_FROM else words[at + 1][0]
        for key in keys:
            for one in self._next.get(key, ()):
                if found := one.places(words, at):
                    return found
        return next(filter(None, (one.places(words, at) for one in self._parted)), ())


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
            found = (one.name for one in self._of(words[0]) if len(one.places(words, 0)) == len(words))
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

    def beginning(self, word: str) -> Beginning | None:
        """Those that a word may begin, the longest first; None if it begins none."""
        found = self._of(word)
        return Beginning(found) if found else None

    def _of(self, word: str) -> list[Phrase]:
        keys = {form[:_KEY] for form in forms_of(word)} | {word[:2], word[:1]}
        found = (one for key in keys for one in self._begin.get(key, ()) if _fits(one.parts[0], word))
        return sorted(found, key=lambda one: (-len(one.parts), one.name))


def said_as(words: Sequence[str], places: Sequence[int]) -> str:
    """What stands for a phrase among a statement's words: its own words, joined."""
    return _NEXT.join(words[place] for place in places)


def is_phrase(entry: str) -> bool:
    """Whether an entry of a file is several words."""
    return entry[0] != "/" and (_NEXT in entry or _LATER in entry)
