"""How alike stories are by words and names, those that many stories have made lighter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from monitor.model.ids import StoryId
from monitor.model.stories import StorySketch
from monitor.stories.events.grouping import CLOSES_AFTER, FADES_IN_DAYS, Vector, rarity

LEAST_TERMS = 3
"""Two with fewer terms in common are hardly alike."""


class Weighed:
    """Stories with their terms weighed by rarity among them."""

    def __init__(self, sketches: Sequence[StorySketch], frequencies: Mapping[int, int]) -> None:
        self._by_id = {one.story_id: one for one in sketches}
        self.terms = {one.story_id: _terms(one) for one in sketches}
        self._found = self._counted(frequencies)
        self._vectors: dict[StoryId, tuple[Vector, Vector]] = {}

    def mean(self, one: StoryId, two: StoryId) -> float:
        """Mean similarity of their articles, 0 where they hardly have terms in common."""
        if len(self.terms[one] & self.terms[two]) < LEAST_TERMS:
            return 0.0
        return self.total(one, two) / self.pairs(one, two)

    def total(self, one: StoryId, two: StoryId) -> float:
        """Sum of the similarities of their articles."""
        return self.faded(one, two) * self._dots(one, two)

    def words(self, one: StoryId, two: StoryId) -> float:
        """Mean similarity of their articles, however few terms they share and whenever they were told."""
        return self._dots(one, two) / self.pairs(one, two)

    def faded(self, one: StoryId, two: StoryId) -> float:
        """What two are worth that were told at different times, see `faded`."""
        return faded(self._by_id[one], self._by_id[two])

    def pairs(self, one: StoryId, two: StoryId) -> int:
        """Pairs of articles, one of either."""
        return self._by_id[one].articles * self._by_id[two].articles

    def _dots(self, one: StoryId, two: StoryId) -> float:
        words, names = self._vector(one)
        other_words, other_names = self._vector(two)
        return _dot(words, other_words) + _dot(names, other_names)

    def _counted(self, frequencies: Mapping[int, int]) -> Mapping[int, int]:
        """In how many articles each term stands."""
        found = Counter(
            chain.from_iterable(self.terms[one] for one, sketch in self._by_id.items() if sketch.articles == 1)
        )
        for story_id, sketch in self._by_id.items():
            if sketch.articles > 1:
                for term in self.terms[story_id]:
                    found[term] = found.get(term, 0) + sketch.articles
        for term, count in frequencies.items():
            found[term] = max(found.get(term, 0), count)
        return found

    def _vector(self, story_id: StoryId) -> tuple[Vector, Vector]:
        if story_id not in self._vectors:
            sketch = self._by_id[story_id]
            self._vectors[story_id] = (_scaled(sketch.words, self._found), _scaled(sketch.names, self._found))
        return self._vectors[story_id]


def _scaled(terms: Sequence[tuple[int, float]], found: Mapping[int, int]) -> Vector:
    """The terms weighed by rarity, then made as heavy as they were.

    In a small store all terms are rare, in a large one few are: the same similarity must mean the same in both.
    """
    weighed = [(term, weight * rarity(found[term])) for term, weight in terms]
    left = sum([weight for _, weight in weighed])
    scale = sum([weight for _, weight in terms]) / left if left else 0.0
    return {term: weight * scale for term, weight in weighed}


def _terms(sketch: StorySketch) -> set[int]:
    return {*dict(sketch.words), *dict(sketch.names)}


def _dot(one: Vector, two: Vector) -> float:
    few, many = (one, two) if len(one) < len(two) else (two, one)
    return sum([weight * many[term] for term, weight in few.items() if term in many])


def faded(one: StorySketch, two: StorySketch) -> float:
    """1 for stories that were told at one time, less for every day between them, 0 once the first is over."""
    quiet = max(one.first_seen_at, two.first_seen_at) - min(one.last_seen_at, two.last_seen_at)
    if quiet > CLOSES_AFTER:
        return 0.0
    return math.exp(-max(0.0, quiet.total_seconds() / 86_400) / FADES_IN_DAYS)
