"""A watchlist tried on stored articles: what an edit of it gains and loses, and what it would tell whom."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.archive.search import Sighting
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Verdict
from monitor.records import dataclass


class Effect(StrEnum):
    """What an edit does to an article."""

    GAINED = "gained"
    """It alerts, and did not before."""
    LOST = "lost"
    """It alerted, and does so no more."""
    NEARLY = "nearly"
    """It does not alert: a name stands there that does not count."""
    UNCHANGED = "unchanged"
    """It alerts as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article in which a watchlist found something strongly when it was judged."""

    watchlist: str
    article_id: ArticleId
    story_id: StoryId
    topics: tuple[str, ...]
    alerted: bool
    first_seen_at: datetime
    publisher: str
    language: str
    tags: tuple[str, ...]
    """Of the feed that brought it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a watchlist says of one article."""

    alerts: bool
    """It fires by a mention that counts."""
    verdict: Verdict | None
    """None: none of its topics is mentioned."""
    forms: tuple[tuple[str, str], ...]
    """(topic, name as the list writes it) for each name met, those that make it alert alone if it does."""
    failed: tuple[str, ...]
    """What failed of mentions that do not count."""
    sighting: Sighting
    """Where the names stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article that shows what an edit does."""

    article_id: ArticleId
    story_id: StoryId | None
    url: str
    title: str
    publisher: str
    language: str
    first_seen_at: datetime
    sentence: str
    """A stretch of the title or text in one line."""
    marks: tuple[tuple[int, int], ...]
    """In it the names that were met."""
    why: str
    """Why it alerts, or what failed."""
    names: tuple[tuple[str, str], ...]
    """(topic, name) for each that was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How many articles, or stories, an edit does what to."""

    gained: int = 0
    lost: int = 0
    nearly: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEffects:
    """What it does to the articles in which one spelling, or one rule, counts."""

    topic: str
    """"" for a rule."""
    name: str
    effects: Effects


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The stories a day that a subscription is told, on the average, those of its other watchlists included."""

    subscription: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPin:
    """An example of the list that came out right before and comes out the other way."""

    topic: str
    expected: str
    """`match` or `ignore`."""
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What came of trying an edit of a watchlist."""

    watchlist: str
    since: datetime
    until: datetime
    seen: int
    """Articles of that time."""
    matched: int
    """Of them those that were matched again: the others cannot differ."""
    articles: Effects
    stories: Effects
    names: tuple[NameEffects, ...]
    rules: tuple[NameEffects, ...]
    volumes: tuple[Volume, ...]
    pins: tuple[BrokenPin, ...]
    examples: tuple[tuple[Effect, tuple[Example, ...]], ...]
    """The most telling of each."""
    unindexed: int = 0
    """Articles that the index does not hold yet, matched one and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a watchlist would tell of stored articles if it looked through them now."""

    watchlist: str
    since: datetime
    seen: int
    """Articles of that time."""
    articles: int
    """Those in which it finds what it did not before, and that it did not alert."""
    stories: int
    """Of these articles; those that readers know already tell only what is new in them."""
    examples: tuple[Example, ...]
