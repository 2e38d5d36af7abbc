"""What of the store tells when to come for a feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from monitor.model.hearing.rhythm import Asked, FeedWeek, LearntWeek
from monitor.model.ids import FeedId


class Rhythms(Protocol):
    """Part of `ports.Store`; raises as that does."""

    def save_asked(self, feed_id: FeedId, asked: Asked) -> None:
        """Keep what a feed asks for now, in the place of what it asked for before."""
        ...

    def weeks(self, after: FeedId, most: int) -> list[FeedWeek]:
        """Active feeds by their ids, those behind `after`, with what was learnt of their weeks; at most so many."""
        ...

    def measure(self) -> float | None:
        """By how much the learnt weeks of all feeds are to be multiplied, None if that is not known yet."""
        ...

    def save_measure(self, measure: float) -> None:
        """Keep that."""
        ...

    def save_weeks(self, weeks: Mapping[FeedId, LearntWeek]) -> None:
        """Keep what was learnt, in the place of what was learnt before."""
        ...
