"""What is known of when to come for a feed: what its own text asks for, and what was learnt of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from monitor.model.ids import FeedId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How often a feed wants to be asked, and when not."""

    interval_s: int = 0
    """By `ttl` or the syndication module (`sy:`), in seconds; 0 if it asks for none."""
    hours: frozenset[int] = frozenset()
    """Of the day in GMT, 0 to 23, at which nobody need come (`skipHours`)."""
    days: frozenset[int] = frozenset()
    """Of the week in GMT, Monday 0, on which nobody need come (`skipDays`)."""


NOTHING: Final = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a poll has to know of its feed's rhythm."""

    asked: Asked = NOTHING
    week: bytes = b""
    """As it was learnt, empty if too little is known."""


UNHEARD: Final = Heard()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntWeek:
    """How lively a feed is, as it was learnt last."""

    week: bytes
    """As `monitor.core.pace.liveliness` gives it; empty if too little was known."""
    interval_s: int
    """The feed's interval then."""
    learnt_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWeek:
    """A feed that is polled, and what was learnt of it."""

    id: FeedId
    url: str
    learnt: LearntWeek | None
    """None of one that was never looked at."""
