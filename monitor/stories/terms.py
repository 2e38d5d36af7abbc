"""What a text tells of: its words, pairs of words, names and numbers, weighed by how often they stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import compress, pairwise
from operator import and_, or_
from zlib import crc32

from monitor.model.stories import Marks
from monitor.stories.cleaning import Sentence, capitals, lines_of, sentences, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS
from monitor.stories.shingles import sampled

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
_HALF = 1 << 31
_YEAR = re.compile(r"(?:19|20)\d\d")


def marks_of(title: str, text: str, topics: Iterable[str] = (), surfaces: Iterable[str] = ()) -> Marks:
    """What an article is recognised by. `topics` are the watched topics that it met, as `watchlist/topic`.

    `surfaces` are their mentions as they stand in the text. They tell what is watched, not which event: two stories
    from one watched town would look alike by its name alone, so they do not count as words or names.
    """
    counts = _Counts(frozenset(word for surface in surfaces for word in words(surface)))
    for line in (*(() if text.startswith(title) else lines_of(title)), *lines_of(text)):
        for sentence in line:
            counts.add(sentence)
    all_words = Counter(counts.words)
    names, numbers = counts.names(all_words)
    return Marks(
        shingles=_shingles(title, text),
        words=_heaviest({**all_words, **Counter(counts.pairs)}, KEPT_WORDS, SHARES[0]),
        names=_heaviest(names, KEPT_NAMES, SHARES[1]) + _heaviest(numbers, KEPT_NUMBERS, SHARES[2]),
        topics=tuple(dict.fromkeys(topics)),
        numbers=tuple(sorted(_short(number) for number in numbers if _joins(number))),
    )


def copy_marks(title: str, text: str) -> Marks:
    """By what copies of an article are recognised, and nothing else."""
    return Marks(shingles=_shingles(title, text), words=(), names=())


def _shingles(title: str, text: str) -> tuple[int, ...]:
    return sampled([word for sentence in sentences(text or title) for word in sentence.words])


class _Counts:
    """Words that are not common, and pairs of words in one sentence with such a one.

    They are collected first and counted all at once, for that is much quicker.
    """

    def __init__(self, watched: frozenset[str]) -> None:
        self._usual = COMMON | watched if watched else COMMON
        self.words: list[str] = []
        self.pairs: list[str] = []
        self._capitals: list[str] = []
        self._capital_pairs: list[str] = []

    def add(self, sentence: Sentence) -> None:
        said, usual = sentence.words, self._usual
        telling = [word not in usual for word in said]
        pairs = list(map(" ".join, pairwise(said)))
        self.words += compress(said, telling)
        self.pairs += compress(pairs, map(or_, telling, telling[1:]))
        capital = list(map(and_, telling, capitals(sentence)))
        self._capitals += compress(said, capital)
        self._capital_pairs += compress(pairs, map(and_, capital, capital[1:]))

    def names(self, all_words: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
        """Capitalised words that are not just the first word of a sentence; and numbers, years among them.

        Two parts of names in a row are one, a first and a last name.
        """
        names: dict[str, int] = {}
        numbers: dict[str, int] = {}
        for word, count in Counter(self._capitals).items():
            if count > _NAME_SHARE * (all_words[word] - count):
                (numbers if word.isdecimal() else names)[word] = count
        return {**names, **Counter(self._capital_pairs)}, numbers


def _joins(number: str) -> bool:
    return len(number) <= _LONGEST_NUMBER and not _YEAR.fullmatch(number)


def _heaviest(counts: Mapping[str, int], most: int, share: float) -> tuple[tuple[int, float], ...]:
    """The `most` heaviest terms, their squares adding up to `share`.

    Of equals those that sort first are kept, so that the same text always has the same marks.
    """
    alike: defaultdict[float, list[str]] = defaultdict(list)
    for term in counts.keys() & IN_THE_NEWS:
        alike[counts[term] * _IN_NEWS_COUNTS].append(term)
    for term, count in counts.items():
        if count > 1 and term not in IN_THE_NEWS:
            alike[count].append(term)
    alike[1] += [term for term, count in counts.items() if count == 1 and term not in IN_THE_NEWS]
    kept: list[tuple[str, float]] = []
    for times in sorted(alike, reverse=True):
        weight = times / (times + _SATURATED)
        kept += [(term, weight) for term in sorted(alike[times])[: most - len(kept)]]
        if len(kept) == most:
            break
    scale = math.sqrt(share / (sum([weight * weight for _, weight in kept]) or 1.0))
    return tuple([(_short(term), round(scale * weight, 3)) for term, weight in kept])


def topic_term(topic: str) -> int:
    """The term under which a story is found by a watched topic, `watchlist/topic`."""
    return _short(f"\0{topic}")


def _short(term: str) -> int:
    """32 bits tell terms apart well enough where dozens of them must agree, in half the room."""
    return crc32(term.encode("utf-8", "surrogatepass")) - _HALF
