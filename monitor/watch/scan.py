"""One part of a text on its way through the matcher: its words, where they stand, and what they can be read as."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import compress, count

from monitor.model.watch import Field
from monitor.watch.clean import Cleaned
from monitor.watch.fold import fold, listed
from monitor.watch.lexicon import ARTICLES
from monitor.watch.memory import Memory
from monitor.watch.tokens import Sentences, Span, one_phrase, spans, trimmed
from monitor.watch.trie import Found, Trie, View
from monitor.watch.ways import Reading, Way

MOST_ENTRIES = 2_000
"""Occurrences of one written word at which names are looked for; no news text has more, an attack may."""
_SURE_ARTICLES = frozenset(fold(a) for a in listed("al el ul az ez ash esh eş ال אל א эль аль эз эт эш аш i"))
"""May stand inside a phrase without a hyphen; the last is the Persian and Turkish construct vowel."""


class Scan:
    """The title or the text, cleaned and split into words."""

    def __init__(self, field: Field, original: str, cleaned: Cleaned, words: list[str], memory: Memory) -> None:
        self.field, self.original, self.cleaned, self.words, self.memory = field, original, cleaned, words, memory
        self._known = memory.readings
        self.view = View(self._readings, self._passable, self._skippable)

    @cached_property
    def spans(self) -> list[Span]:
        """Where the words stand in the cleaned text."""
        return spans(self.cleaned.text)

    @cached_property
    def sentences(self) -> Sentences:
        """Sentences of the cleaned text."""
        return Sentences(self.cleaned.text)

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds the word at `position`."""
        return self.sentences.number(self.spans[position][0])

    def surface(self, first: int, last: int) -> tuple[int, int]:
        """The span of the original that the words `first` to `last` came from."""
        text = self.cleaned.text
        start, end = trimmed(text, self.spans[first])[0], trimmed(text, self.spans[last])[1]
        return self.cleaned.original(start, end)

    @cached_property
    def hot(self) -> list[int]:
        """Where names may be entered."""
        return self._positions(self.memory.hot)

    def names(self, trie: Trie) -> list[Found]:
        """Every name of `trie` in this part."""
        return [found for position in self.hot for found in trie.walk(position, self.view)]

    def places(self, trie: Trie) -> dict[int, list[tuple[int, int]]]:
        """Where the phrases of conditions and rules stand: by phrase, first and last word, ascending."""
        places: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for position in self._positions(self.memory.cues):
            for found in trie.walk(position, self.view):
                if _speaks(found.readings):
                    places[found.payload].add((found.first, found.last))
        return {payload: sorted(at) for payload, at in places.items()}

    def _positions(self, entries: set[str]) -> list[int]:
        """Where the words in `entries` stand; of a word that a text is made of only the first places."""
        positions = list(compress(count(), map(entries.__contains__, self.words)))
        if len(positions) <= MOST_ENTRIES:
            return positions
        entered: Counter[str] = Counter()
        kept = []
        for position in positions:
            word = self.words[position]
            entered[word] += 1
            if entered[word] <= MOST_ENTRIES:
                kept.append(position)
        return kept

    def _readings(self, position: int) -> tuple[Reading, ...]:
        if 0 <= position < len(self.words):
            return self._known.get(self.words[position], ())
        return ()

    def _passable(self, before: int, after: int) -> bool:
        if before < 0 or after >= len(self.words):
            return False
        return one_phrase(self.cleaned.text, self.spans[before], self.spans[after])

    def _skippable(self, position: int) -> bool:
        if not 0 <= position < len(self.words):
            return False
        word = fold(self.words[position]).strip("'")
        if word not in ARTICLES and word not in _SURE_ARTICLES:
            return False
        end = self.spans[position][1]
        return word in _SURE_ARTICLES or self.cleaned.text[end : end + 1] in _JOINERS


def _speaks(readings: tuple[Reading, ...]) -> bool:
    """Whether words read in these ways are sure enough to speak for or against a mention."""
    if len(readings) == 1:
        return readings[0].way < Way.SOUND
    return sum(reading.way.loose for reading in readings) <= len(readings) // 2


_JOINERS = frozenset("-‐‑–’'")
