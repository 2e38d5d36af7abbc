"""How often topics were met: what is counted, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from monitor.records import dataclass

TopicKey = tuple[str, str]
"""Watchlist and topic."""
TellerKey = tuple[str, str]
"""Publisher and language, without region; "" where unknown."""
Mention = tuple[int, int, int, int]
"""Story, number of the topic, number of the teller, microseconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Which topics were surely met in which stories, who told them, and when each did so first."""

    topics: Mapping[int, TopicKey]
    tellers: Mapping[int, TellerKey]
    rows: Sequence[Mention]
    """Since the moment asked for, in order of time; of each story, topic and teller one."""
    earlier: frozenset[tuple[int, int, int]] = frozenset()
    """(story, topic, teller) of the same stories from before that moment."""
    known: frozenset[int] = frozenset()
    """Topics that were met before that moment."""


class By(StrEnum):
    """What trends are told of."""

    TOPIC = "topic"
    PUBLISHER = "publisher"
    LANGUAGE = "language"


class Span(StrEnum):
    """What a surge is seen in. Stored nowhere; names in JSON."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """Far more than usual."""

    span: Span
    stories: int
    usual: float
    """So many were to be expected in that span."""
    chance: float
    """How likely so many or more are where nothing happened: 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Stories a day of a topic, or of what one publisher or language had on it."""

    watchlist: str
    topic: str
    name: str
    """Of the topic, for people."""
    publisher: str = ""
    language: str = ""
    days: tuple[int, ...]
    """Stories by the day on which it was first met in them, the oldest first; the last day is not over."""
    week: int
    """In the last seven days, this one included."""
    usual: float | None
    """To be expected in seven days; None where too little is known."""
    publishers: int = 0
    """That had it in these days."""
    rise: Rise | None = None

    @property
    def stories(self) -> int:
        """In all these days."""
        return sum(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two topics met in the same stories more often than by chance."""

    topics: tuple[TopicKey, TopicKey]
    stories: int
    by_chance: float
    """So many stories would have both if neither had to do with the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Trends of a span of days."""

    zone: str
    days: tuple[date, ...]
    trends: tuple[Trend, ...]
    """Those with most to say first."""
    together: tuple[Together, ...]
