"""What of the store tells when to come for a feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from monitor.model.hearing.rhythm import Asked, LearntWeek
from monitor.model.ids import FeedId


class Rhythms(Protocol):
    """Part of `ports.Store`; raises as that does."""

    def asked(self) -> dict[FeedId, Asked]:
        """What feeds asked for in their text, of those that ever did."""
        ...

    def save_asked(self, feed_id: FeedId, asked: Asked) -> None:
        """Keep what a feed asks for now, in the place of what it asked for before."""
        ...

    def weeks(self) -> dict[FeedId, LearntWeek]:
        """What was learnt of feeds' weeks, of those that were ever looked at."""
        ...

    def save_weeks(self, weeks: Mapping[FeedId, LearntWeek]) -> None:
        """Keep what was learnt, in the place of what was learnt before."""
        ...
