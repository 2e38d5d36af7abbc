"""What a text tells of: its words, pairs of words, names and numbers, weighed by how often they stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress, pairwise
from operator import and_

from monitor.model.stories import Marks
from monitor.stories.cleaning import LINK, WORD, fold, sentences, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS
from monitor.stories.shingles import sampled, term_hash

KEPT_WORDS, KEPT_NAMES, KEPT_NUMBERS = 100, 48, 24
"""The heaviest terms of a text; those beyond it say little and cost room in every story."""
SHARES = (0.4, 0.4, 0.2)
"""What words and pairs of words, names, and numbers make of a text's similarity to itself, which is 1.

Numbers count for themselves: retellings of one event keep its toll, its time and its score, which two events of the
same people and place do not share.
"""
_SATURATED = 1.5
"""A term that weighs so much counts half of what it can at most: the tenth mention says less than the second."""
_IN_NEWS_COUNTS = 0.5
"""What a mention of a word that all news is full of counts."""
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
    names, numbers = counts.names()
    return Marks(
        shingles=sampled([word for sentence in sentences(text or title) for word in sentence.words]),
        words=_heaviest(counts.words(), KEPT_WORDS, SHARES[0]),
        names=_heaviest(names, KEPT_NAMES, SHARES[1]) + _heaviest(numbers, KEPT_NUMBERS, SHARES[2]),
        topics=tuple(dict.fromkeys(topics)),
        numbers=tuple(sorted(_short(number) for number in numbers if _joins(number))),
    )


class _Counts:
    """A text's words and pairs of words, line by line; counted at the end, all at once, for that is much quicker."""

    def __init__(self, watched: frozenset[str]) -> None:
        self._usual = COMMON | watched if watched else COMMON
        self._words: list[str] = []
        self._pairs: list[tuple[str, str]] = []
        self._capitals: list[str] = []
        self._capital_pairs: list[tuple[str, str]] = []

    def add(self, line: str) -> None:
        shown, folded = _folded(line)
        pairs = list(pairwise(folded))
        capital = [word.isdecimal() or as_is[0].isupper() for as_is, word in zip(shown, folded, strict=True)]
        self._words += folded
        self._pairs += pairs
        self._capitals += compress(folded, capital)
        self._capital_pairs += compress(pairs, map(and_, capital, capital[1:]))

    def words(self) -> dict[str, int]:
        """Words that are not common, and pairs of words with such a one."""
        usual = self._usual
        counts = self._counted_words(self._words)
        for (one, two), count in Counter(self._pairs).items():
            if one not in usual or two not in usual:
                counts[f"{one} {two}"] = count
        return counts

    def names(self) -> tuple[dict[str, int], dict[str, int]]:
        """Capitalised words that are not just the first word of a sentence; and numbers, years among them.

        Two parts of names in a row are one, a first and a last name.
        """
        usual, all_words = self._usual, Counter(self._words)
        names: dict[str, int] = {}
        numbers: dict[str, int] = {}
        for word, count in self._counted_words(self._capitals).items():
            if count > _NAME_SHARE * (all_words[word] - count):
                (numbers if word.isdecimal() else names)[word] = count
        for (one, two), count in Counter(self._capital_pairs).items():
            if one not in usual and two not in usual:
                names[f"{one} {two}"] = count
        return names, numbers

    def _counted_words(self, words: list[str]) -> dict[str, int]:
        counts = dict(Counter(words))
        for word in counts.keys() & self._usual:
            del counts[word]
        return counts


def _joins(number: str) -> bool:
    return len(number) <= _LONGEST_NUMBER and not _YEAR.fullmatch(number)


def _folded(line: str) -> tuple[list[str], list[str]]:
    """The words of a line as they stand there, and folded."""
    shown = WORD.findall(line)
    return shown, list(map(str.lower if line.isascii() else _folded_word, shown))


_folded_word = lru_cache(maxsize=16_384)(fold)


def _heaviest(counts: dict[str, int], most: int, share: float) -> tuple[tuple[int, float], ...]:
    """The `most` heaviest terms, their squares adding up to `share`.

    Of equals those that sort first are kept, so that the same text always has the same marks.
    """
    alike: defaultdict[float, list[str]] = defaultdict(list)
    for term, count in counts.items():
        alike[count].append(term)
    for term in counts.keys() & IN_THE_NEWS:
        alike[counts[term]].remove(term)
        alike[counts[term] * _IN_NEWS_COUNTS].append(term)
    kept: list[tuple[str, float]] = []
    for times in sorted(alike, reverse=True):
        weight = times / (times + _SATURATED)
        kept += [(term, weight) for term in sorted(alike[times])[: most - len(kept)]]
        if len(kept) == most:
            break
    scale = math.sqrt(share / (sum([weight * weight for _, weight in kept]) or 1.0))
    return tuple([(term_hash(term) >> 32, round(scale * weight, 3)) for term, weight in kept])


def topic_term(topic: str) -> int:
    """The term under which a story is found by a watched topic, `watchlist/topic`."""
    return _short(f"\0{topic}")


def _short(term: str) -> int:
    """32 bits tell terms apart well enough where dozens of them must agree, in half the room."""
    return term_hash(term) >> 32
