"""One part of a text on its way through the matcher: its words, where they stand, and what they can be read as."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from itertools import compress, count
from typing import NamedTuple

from monitor.model.watch import Field
from monitor.watch.lexicon.modes import ARTICLES
from monitor.watch.lexicon.organisation_words import LINKS
from monitor.watch.lexicon.person_names import fills
from monitor.watch.lexicon.trie import Trie, View
from monitor.watch.lexicon.word_memory import Memory
from monitor.watch.text import (
    COMMAS,
    ROW_ARTICLES,
    Cleaned,
    Reading,
    Span,
    Way,
    fold,
    listed,
    one_phrase,
    paragraph_starts,
    seam,
    sentence_starts,
    trimmed,
)

MOST_ENTRIES = 2_000
"""Occurrences of one written word at which names are looked for; no news text has more, an attack may."""
_AHEAD = 50
_COMMAS = re.compile(f"[{COMMAS}]")
_ADDRESS = frozenset("@./")
"""What parts the words of an address of a page or a mailbox."""
_SURE_ARTICLES = ROW_ARTICLES.union(
    fold(a)
    for a in listed("अल एल ए इ е э আল এল এ ই አል ኤል al el ul az ez ash esh eş ال אל א эль аль эз эт эш аш ел ель i")
)
"""May stand inside a phrase without a hyphen; single letters are the Persian and Turkish construct vowel."""


class Manner(NamedTuple):
    """What is the same for all parts of an article."""

    memory: Memory
    caseless: bool = False
    """Whether it is written without capitals, so that none can be asked for."""
    seams: frozenset[str] = frozenset()
    """The marks that names of the lists hold between their words."""


class Scan:
    """The title or the text, cleaned and split into words."""

    def __init__(self, field: Field, original: str, cleaned: Cleaned, words: list[str], manner: Manner) -> None:
        self.field, self.original, self.cleaned, self.words = field, original, cleaned, words
        self.memory, self.caseless, self._seams = manner
        self._known = self.memory.readings
        self._ends: list[int] = []
        self.view = View(self._readings, self._passable, self._skippable, self._fills, self._links, self._quoted)

    def span(self, position: int) -> Span:
        """Where the word at `position` stands in the cleaned text; found out for the words up to it."""
        ends = self._ends
        if position >= len(ends):
            self._find(position)
        end = ends[position]
        return end - len(self.words[position]), end

    def _find(self, position: int) -> None:
        """Where the words end up to the one at `position` and some behind it, which are asked for next."""
        ends, find = self._ends, self.cleaned.text.find
        at = ends[-1] if ends else 0
        for word in self.words[len(ends) : position + _AHEAD]:
            at = find(word, at) + len(word)
            ends.append(at)

    def stands_free(self, position: int) -> bool:
        """Whether the word at `position` is no part of an address."""
        start, end = self.span(position)
        text = self.cleaned.text
        behind = text[end : end + 2]
        return text[max(0, start - 1) : start] not in _ADDRESS and not (
            behind[:1] == "@" or (behind[:1] in _ADDRESS and behind[1:].isalnum())
        )

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The words with which the sentences begin, the first sentence apart, ascending."""
        starts = sentence_starts(self.cleaned.text)
        if not starts or not self.words:
            return []
        self.span(len(self.words) - 1)
        # No sentence begins inside a word, so the first word that ends behind its beginning is the first of it.
        return [bisect_right(self._ends, start) for start in starts]

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds the word at `position`, from 0."""
        return bisect_right(self.sentence_starts, position)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        """The words with which the paragraphs begin, the first apart, ascending."""
        starts = paragraph_starts(self.cleaned.text)
        if not starts or not self.words:
            return []
        self.span(len(self.words) - 1)
        return [bisect_right(self._ends, start) for start in starts]

    def paragraph(self, position: int) -> int:
        """The number of the paragraph that holds the word at `position`, from 0."""
        return bisect_right(self._paragraph_starts, position)

    def surface(self, first: int, last: int) -> tuple[int, int]:
        """The span of the original that the words `first` to `last` came from."""
        text = self.cleaned.text
        start, end = trimmed(text, self.span(first))[0], trimmed(text, self.span(last))[1]
        return self.cleaned.original(start, end)

    @cached_property
    def hot(self) -> list[int]:
        """Where names may be entered."""
        return self._positions(self.memory.hot)

    def places(self, trie: Trie) -> dict[int, list[tuple[int, int]]]:
        """Where the phrases of conditions and rules stand: by phrase, first and last word, ascending."""
        places: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for position in self._positions(self.memory.cues):
            for found in trie.walk(position, self.view):
                alone = not (self.comma(found.first, found.last) or self.seams(found.first, found.last))
                if alone and _speaks(found.readings):
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
        text, one, other = self.cleaned.text, self.span(before), self.span(after)
        between = text[one[1] : other[0]]
        if one_phrase(text, one, other) or between == "، " or (between == ", " and text[other[0]].isupper()):
            return True
        return bool(self._seams) and seam(text, one, other) in self._seams

    def seams(self, first: int, last: int) -> frozenset[str]:
        """The marks between the words `first` to `last` that part all but names which are written so, commas apart."""
        if not self._seams:
            return frozenset()
        text = self.cleaned.text
        found = (seam(text, self.span(at), self.span(at + 1)) for at in range(first, last))
        return frozenset(found) - {"", ","}

    def comma(self, first: int, last: int) -> int:
        """The words from `first` to the comma before `last`, articles apart; 0 if there is none, -1 for several."""
        if first == last:
            return 0  # Where a lone word stands in the text need not be found out.
        text = self.cleaned.text
        between = text[self.span(first)[1] : self.span(last)[0]]
        commas = _COMMAS.findall(between)
        if not commas:
            return 0
        at = self.span(first)[1] + between.index(commas[0])
        before = [word for word in range(first, last) if self.span(word)[1] <= at]
        return -1 if len(commas) > 1 else sum(not is_article(self.words[word]) for word in before)

    def _fills(self, position: int) -> bool:
        return 0 <= position < len(self.words) and fills(self.words[position])

    def _links(self, position: int) -> bool:
        return 0 <= position < len(self.words) and self.words[position].lower() in LINKS

    def _quoted(self, position: int) -> bool:
        """Whether the word at `position` stands alone, or with one beside it, in quotation marks or parentheses; or is
        an initial."""
        if not 0 < position < len(self.words) - 1:
            return False
        if len(self.words[position]) == 1 and self.words[position].isupper():
            return True
        text, (start, end) = self.cleaned.text, self.span(position)
        opened, closed = text[start - 1 : start] in _OPENING, text[end : end + 1] in _CLOSING
        if opened and not closed:
            behind = self.span(position + 1)[1]
            return text[behind : behind + 1] in _CLOSING
        if closed and not opened:
            before = self.span(position - 1)[0]
            return before > 0 and text[before - 1] in _OPENING
        return opened and closed

    def _skippable(self, position: int) -> bool:
        if not 0 <= position < len(self.words):
            return False
        word = _article(self.words[position])
        if not word:
            return False
        end = self.span(position)[1]
        return word in _SURE_ARTICLES or self.cleaned.text[end : end + 1] in _JOINERS


def is_article(word: str) -> bool:
    """Whether a phrase may hold it although the name does not."""
    return bool(_article(word))


def _article(word: str) -> str:
    """A word folded if it may be an article, else ""."""
    folded = fold(word).strip("'")
    return folded if folded in ARTICLES or folded in _SURE_ARTICLES else ""


def speaks_alone(reading: Reading) -> bool:
    """Whether a word read like this is sure enough to be a phrase."""
    return reading.way < Way.SOUND


def _speaks(readings: tuple[Reading, ...]) -> bool:
    """Whether words read in these ways are sure enough to speak for or against a mention."""
    if any(reading.filled or reading.linked for reading in readings):
        return False
    if len(readings) == 1:
        return speaks_alone(readings[0])
    return sum(reading.way.loose for reading in readings) <= len(readings) // 2


_JOINERS = frozenset("-‐‑–’'")
_OPENING, _CLOSING = frozenset('"“„«”('), frozenset('"“»”)')
