"""Pages that tell several things, one below the other: round-ups, tickers, what happened today."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice

from monitor.model.stories import OF_ITEM, Fact, FactKind
from monitor.stories.cleaning import Sentence, sentences, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS

MOST_ITEMS = 40
"""Watched sentences of a page that are looked at: each is looked for in what was judged before."""
_LEAST_ITEMS = 3
_LONGEST_VALUE = 120
_STEM = 5
"""Letters that the inflected forms of a word have in common."""


@dataclass(slots=True)
class _Item:
    """Sentences that tell one thing."""

    topics: set[str]
    stems: set[str]
    sentences: int = 1

    def tells_as(self, other: _Item) -> bool:
        """Whether the two share something watched, or what is said of it."""
        return not (self.topics.isdisjoint(other.topics) and self.stems.isdisjoint(other.stems))


def is_mosaic(title: str, text: str, surfaces: Mapping[str, str]) -> bool:
    """Whether the watched sentences of a text tell several things that have nothing to do with one another.

    `surfaces`: watched mentions as they stand in the text, with their topics. A headline that names something watched
    says what its text is about.
    """
    if len(set(surfaces.values())) < _LEAST_ITEMS or any(surface in title for surface in surfaces):
        return False
    items: list[_Item] = []
    for found in _watched(text, surfaces):
        same = [one for one in items if one.tells_as(found)]
        for one in same:
            found.topics |= one.topics
            found.stems |= one.stems
            found.sentences += one.sentences
        items = [*(one for one in items if one not in same), found]
    return len(items) >= _LEAST_ITEMS and 2 * max(one.sentences for one in items) <= sum(one.sentences for one in items)


def watched_sentences(text: str, surfaces: Collection[str]) -> list[Sentence]:
    """The sentences that hold one of these mentions, at most `MOST_ITEMS`, in reading order."""
    found = (one for one in sentences(text) if any(surface in one.shown for surface in surfaces))
    return list(islice(found, MOST_ITEMS))


def item_fact(sentence: Sentence, surfaces: Collection[str]) -> Fact:
    """A sentence as something new in a page of several things."""
    met = ", ".join(dict.fromkeys(surface for surface in surfaces if surface in sentence.shown))
    value = f"{OF_ITEM}{' '.join(sentence.words)[:_LONGEST_VALUE]}"
    return Fact(kind=FactKind.STATEMENT, value=value, shown=f"on {met}", sentence=sentence.shown)


def _watched(text: str, surfaces: Mapping[str, str]) -> Iterator[_Item]:
    named = {word for surface in surfaces for word in words(surface)}
    for sentence in watched_sentences(text, surfaces):
        topics = {topic for surface, topic in surfaces.items() if surface in sentence.shown}
        yield _Item(topics, set(_stems(sentence.words, named)))


def _stems(found: tuple[str, ...], named: Set[str]) -> Iterator[str]:
    for word in found:
        if not (word in COMMON or word in IN_THE_NEWS or word in named or word.isdecimal()):
            yield word[:_STEM]
