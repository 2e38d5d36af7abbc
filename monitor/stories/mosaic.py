"""Pages that tell several things, one below the other: round-ups, tickers, what happened today."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from itertools import islice

from monitor.model.stories import OF_ITEM, ON, Fact, FactKind
from monitor.records import dataclass
from monitor.stories.cleaning import WORD, Sentence, sentences, words
from monitor.stories.common_words import COMMON, IN_THE_NEWS
from monitor.stories.words.lexicon import lexicon
from monitor.stories.words.stems import fold_word

MOST_ITEMS = 40
"""Watched sentences of a page by which it is told whether it tells several things."""
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


def is_mosaic(title: str, text: str, surfaces: Mapping[str, str], language: str = "") -> bool:
    """Whether the watched sentences of a text tell several things that have nothing to do with one another.

    `surfaces`: watched mentions as they stand in the text, with their topics. A headline that names something watched
    says what its text is about; below one that calls it a round-up ("the week in brief", "live") and says nothing of
    what is watched there, whatever is watched is one of several.
    """
    if not surfaces or any(surface in title for surface in surfaces):
        return False
    if is_round_up(title, language) and not _says_what(title, text, surfaces):
        return any(surface in text for surface in surfaces)
    if len(set(surfaces.values())) < _LEAST_ITEMS:
        return False
    items = _items(text, surfaces)
    told, longest = sum(one.sentences for one in items), max((one.sentences for one in items), default=0)
    return len(items) >= _LEAST_ITEMS and 2 * longest <= told


def _says_what(title: str, text: str, surfaces: Collection[str]) -> bool:
    """Whether a headline has words of what is watched below it: "the storm at a glance" is about one thing."""
    headline = set(_stems(tuple(words(title)), frozenset()))
    return any(
        not headline.isdisjoint(_stems(one.words, frozenset())) for one in islice(_holding(text, surfaces), MOST_ITEMS)
    )


def is_round_up(title: str, language: str) -> bool:
    """Whether a headline says that several things are told below it."""
    words_of = lexicon(language)
    said = [fold_word(one, words_of.language) for one in WORD.findall(title)]
    cues = words_of.words("round_up")
    if not said or not cues:
        return False
    runs = ("_".join(said[start : start + length]) for length in (1, 2, 3) for start in range(len(said)))
    starts = ("_".join(said[:length]) for length in (1, 2))
    return any(words_of.has("live", one) for one in starts) or not cues.isdisjoint(runs)


def _items(text: str, surfaces: Mapping[str, str]) -> list[_Item]:
    items: list[_Item] = []
    for found in _watched(text, surfaces):
        same = [one for one in items if one.tells_as(found)]
        for one in same:
            found.topics |= one.topics
            found.stems |= one.stems
            found.sentences += one.sentences
        items = [*(one for one in items if one not in same), found]
    return items


def watched_sentences(text: str, surfaces: Collection[str]) -> list[Sentence]:
    """The sentences that hold one of these mentions, in reading order."""
    return list(_holding(text, surfaces))


def _holding(text: str, surfaces: Collection[str]) -> Iterator[Sentence]:
    return (one for one in sentences(text) if any(surface in one.shown for surface in surfaces))


def item_fact(sentence: Sentence, surfaces: Collection[str]) -> Fact:
    """A sentence as something new in a page of several things."""
    met = ", ".join(dict.fromkeys(surface for surface in surfaces if surface in sentence.shown))
    value = f"{OF_ITEM}{' '.join(sentence.words)[:_LONGEST_VALUE]}"
    return Fact(kind=FactKind.STATEMENT, value=value, shown=f"{ON}{met}", sentence=sentence.shown)


def _watched(text: str, surfaces: Mapping[str, str]) -> Iterator[_Item]:
    named = {word for surface in surfaces for word in words(surface)}
    for sentence in islice(_holding(text, surfaces), MOST_ITEMS):
        topics = {topic for surface, topic in surfaces.items() if surface in sentence.shown}
        yield _Item(topics, set(_stems(sentence.words, named)))


def _stems(found: tuple[str, ...], named: Set[str]) -> Iterator[str]:
    for word in found:
        if not (word in COMMON or word in IN_THE_NEWS or word in named or word.isdecimal()):
            yield word[:_STEM]
