"""What a text tells of: its words, pairs of words and names, with the weight of their place and number."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from monitor.model.stories import Marks
from monitor.stories.cleaning import LINK, WORD, fold, sentences, words
from monitor.stories.common_words import COMMON
from monitor.stories.shingles import sampled, term_hash

KEPT_WORDS, KEPT_NAMES = 100, 48
"""The heaviest terms of a text; those beyond it say little and cost room in every story."""
_LEAD_WORDS = 100
_LEAD_BOOST = 2.0
"""The first word counts three times as much as those behind the lead: news says first what it is about."""
_NAME_SHARE = 3
"""A word that also stands in small letters is a name if it is capitalised so many times as often."""
_LONGEST_NUMBER = 12
_YEAR = re.compile(r"(?:19|20)\d\d")


def marks_of(title: str, text: str, topics: Iterable[str] = (), surfaces: Iterable[str] = ()) -> Marks:
    """What an article is recognised by. `topics` are the watched topics that it met, as `watchlist/topic`.

    `surfaces` are their mentions as they stand in the text. They tell what is watched, not which event: two stories
    from one watched town would look alike by its name alone, so they do not count as words or names.
    """
    body = text if text.startswith(title) else f"{title}\n{text}"
    counts = _Counts(frozenset(word for surface in surfaces for word in words(surface)))
    for line in body.split("\n"):
        if not LINK.match(line):
            counts.add(line)
    return Marks(
        shingles=sampled([word for sentence in sentences(text or title) for word in sentence.words]),
        words=_heaviest(counts.words, KEPT_WORDS),
        names=_heaviest(counts.names(), KEPT_NAMES),
        topics=tuple(dict.fromkeys(topics)),
        numbers=tuple(sorted(_short(number) for number in counts.numbers)),
    )


class _Counts:
    """Weighted counts of a text's terms, line by line."""

    def __init__(self, watched: frozenset[str]) -> None:
        self._usual = COMMON | watched if watched else COMMON
        self.words: defaultdict[str, float] = defaultdict(float)
        self.numbers: set[str] = set()
        self._capitals: defaultdict[str, float] = defaultdict(float)
        self._small: Counter[str] = Counter()
        self._place = 0

    def add(self, line: str) -> None:
        before, named = "", False
        for found in WORD.finditer(line):
            shown = found.group()
            word = fold(shown)
            weight = 1 + _LEAD_BOOST * max(0.0, 1 - self._place / _LEAD_WORDS)
            self._place += 1
            name = self._count(shown, word, weight)
            if before and not (word in self._usual and before in self._usual):
                self.words[f"{before} {word}"] += weight
                if name and named:
                    self._capitals[f"{before} {word}"] += weight
            before, named = word, name

    def _count(self, shown: str, word: str, weight: float) -> bool:
        """Whether the word may be (a part of) a name: then two in a row are one, a first and a last name."""
        digits = word.isdecimal()
        if digits and len(word) <= _LONGEST_NUMBER and not _YEAR.fullmatch(word):
            self.numbers.add(word)
        if word not in self._usual:
            self.words[word] += weight
        if digits or shown[0].isupper():
            self._capitals[word] += weight
            return word not in self._usual
        self._small[word] += 1
        return False

    def names(self) -> Mapping[str, float]:
        """Capitalised words and numbers that are not just the first word of a sentence."""
        return {
            word: weight
            for word, weight in self._capitals.items()
            if word not in self._usual and weight > _NAME_SHARE * self._small[word]
        }


def _heaviest(counts: Mapping[str, float], most: int) -> tuple[tuple[int, float], ...]:
    """The `most` heaviest terms; of equals those that sort first, so that the same text always has the same marks."""
    kept = nsmallest(most, counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((_short(term), round(1 + math.log(count), 2)) for term, count in kept)


def topic_term(topic: str) -> int:
    """The term under which a story is found by a watched topic, `watchlist/topic`."""
    return _short(f"\0{topic}")


def _short(term: str) -> int:
    """32 bits tell terms apart well enough where dozens of them must agree, in half the room."""
    return term_hash(term) >> 32
