"""Pages that tell several things, one below the other: round-ups, tickers, what happened today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from monitor.stories.cleaning import sentences, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS

_LEAST_ITEMS = 3
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


def _watched(text: str, surfaces: Mapping[str, str]) -> Iterator[_Item]:
    named = {word for surface in surfaces for word in words(surface)}
    for sentence in sentences(text):
        topics = {topic for surface, topic in surfaces.items() if surface in sentence.shown}
        if topics:
            yield _Item(topics, set(_stems(sentence.words, named)))


def _stems(found: tuple[str, ...], named: Set[str]) -> Iterator[str]:
    for word in found:
        if not (word in COMMON or word in IN_THE_NEWS or word in named or word.isdecimal()):
            yield word[:_STEM]
