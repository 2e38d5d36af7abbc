"""What later events say of those that they follow: one reviewed file a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.records import dataclass
from monitor.stories.cleaning import fold
from monitor.stories.words.numbers import numbers
from monitor.stories.words.phrases import Beginning, Phrases, is_phrase, said_as
from monitor.stories.words.stems import Stems, entries, fold_word

LANGUAGES = ("en", "de", "fr", "es", "ru", "tr", "ar", "fa", "he", "zh")
_MOST_KNOWN = 50_000
_WITHOUT_SPACES = "zh"
_LONGEST_COUNT = 6
"""Figures; what is longer is a serial number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word, or several in a row, stands for."""

    section: str
    """`event`, `after`, `another`, `victim`, `unit`, `bare`, `ago`, `span`."""
    what: str
    """The kind; days of a unit, named or bare; first and last day of a span, as "1-13"."""
    place: int
    """Of its first word."""


class ChainWords:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._stems, self._phrases = Stems(language), Phrases(language)
        self.heads: list[tuple[str, str]] = []
        """(section, what it stands for) of each line of the list."""
        self.parts: tuple[str, ...] = ()
        """Parts of the day that are written behind a weekday, in one word with it."""
        self._counts: dict[str, int] = {}
        self._known: dict[str, tuple[frozenset[int], Beginning | None]] = {}
        for head, body in entries("chains", language):
            section, _, what = head.partition(" ")
            if section == "parts":
                self.parts = tuple(fold_word(one, language) for one in body.split())
                continue
            if section == "counts":
                self._counts |= {one: number for number, one in enumerate(body.split(), 1)}
                continue
            if section == "ones":
                self._counts |= {fold_word(one, language): 1 for one in body.split()}
                continue
            self.heads.append((section, what))
            for entry in map(self._spaced, body.split()):
                name = f"={self._phrases.add(entry)}" if is_phrase(entry) else entry
                self._stems.add(name, ("", len(self.heads) - 1))

    def marks(self, words: Sequence[str]) -> Iterator[Mark]:
        """What stands among these folded words, by place."""
        for place, word in enumerate(words):
            if not word:
                continue
            heads, phrases = self._known.get(word) or self._look(word)
            for head in heads:
                yield Mark(*self.heads[head], place)
            if phrases is not None and (places := phrases.places(words, place)):
                name = self._phrases.name_of(said_as(words, places))
                for _, head in self._stems.of(name):
                    yield Mark(*self.heads[head], place)

    def count(self, word: str) -> int:
        """The whole number that a folded word is, 0 for other words."""
        if word.isdecimal():
            return int(word) if len(word) <= _LONGEST_COUNT else 0
        plain = fold(word)
        return self._counts.get(word) or (int(numbers(self._language)[plain]) if plain else 0)

    def _spaced(self, entry: str) -> str:
        if self._language != _WITHOUT_SPACES:
            return entry
        return "_".join(entry) if len(entry) > 1 else f"={entry}"

    def _look(self, word: str) -> tuple[frozenset[int], Beginning | None]:
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[word] = found = (
            frozenset(head for _, head in self._stems.of(word)),
            self._phrases.beginning(word),
        )
        return found


@lru_cache(maxsize=len(LANGUAGES))
def chain_words(language: str) -> ChainWords | None:
    """Those of a language ("de-AT" is "de"); None where there is no list."""
    primary = language.partition("-")[0].lower()
    return _chain_words(primary) if primary in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _chain_words(language: str) -> ChainWords:
    return ChainWords(language)
