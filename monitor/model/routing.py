"""Routes: which alerts a subscription tells, what holds them back, and what is never told to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from monitor.model.ids import AlertId, ArticleId, Priority, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Telling
from monitor.records import dataclass


class StoryState(StrEnum):
    """What a story is to a subscription's readers."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"


ALL_STATES = frozenset(StoryState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Conditions on an alert: all that are given must hold. What is empty holds for everything."""

    watchlists: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    """(watchlist, topic): one of the article's is among them."""
    tags: tuple[str, ...] = ()
    """One of those of its feed is among them."""
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """As short tags; `ar` stands for `ar-SY` too."""
    stories: tuple[StoryId, ...] = ()
    confirmed_by: int = 1
    """So many independent publishers tell the story."""
    states: frozenset[StoryState] = ALL_STATES

    def __bool__(self) -> bool:
        return self != ANYTHING


ANYTHING = Match()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When nothing is delivered, by the wall clock of a zone: each night, and whole days."""

    zone: str
    start: time | None = None
    """None: only whole days are quiet."""
    end: time | None = None
    """On the next day if it is not after `start`."""
    days: frozenset[int] = frozenset()
    """Weekdays that are quiet from midnight to midnight, Monday is 0."""
    holidays: frozenset[date] = frozenset()
    break_through: Priority | None = None
    """Alerts of watchlists with this priority or a higher one are told at once all the same; None: none are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Alerts that nobody wants to hear of for a while: held back until it ends, and told then."""

    id: str
    match: Match
    until: datetime
    by: str
    why: str
    start: datetime | None = None
    """None: since ever."""
    subscriptions: tuple[str, ...] = ()
    """Only theirs; empty: everybody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What of a match is fixed, whoever is told of it and when."""

    watchlist: str
    topics: tuple[str, ...]
    publisher: str
    language: str
    """"" if nobody knows."""
    tags: tuple[str, ...]
    """Of the feed that brought the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedAlert:
    """What routes look at of an alert that a subscription has not been told."""

    id: AlertId
    traits: Traits
    story_id: StoryId
    """The oldest of its event."""
    own_story_id: StoryId
    """Its own, if links made that one part of another."""
    reason: AlertReason
    article_id: ArticleId
    version: int
    """Of the article."""
    created_at: datetime
    by_hand: bool = False
    """Somebody asked for it to be told to this subscription, whatever its route."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldArticle:
    """A version of an article with which another subscription told a story."""

    subscription: str
    story_id: StoryId
    """The oldest of its event."""
    article_id: ArticleId
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFacts:
    """What waits for a subscription, and what has been told of it, without texts."""

    alerts: tuple[RoutedAlert, ...]
    """In order."""
    told: Mapping[StoryId, datetime] = field(default_factory=dict)
    """Events that the subscription was told, and when last."""
    known: frozenset[StoryId] = frozenset()
    """Events that it, or a subscription before it, was told, or others of their series."""
    elsewhere: tuple[ToldArticle, ...] = ()
    """What the subscriptions before it told of the same events."""
    tellings: tuple[tuple[StoryId, Telling], ...] = ()
    """(event, who tells it), for all articles of these events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteQuestion:
    """What is asked of what waits for a subscription."""

    subscription: str
    watchlists: tuple[str, ...]
    before: tuple[str, ...] = ()
    """The subscriptions whose tellings count for it as well."""
    after: int = 0
    """No alert up to this one waits, but adopted ones."""
    counted: bool = False
    """Whether it matters who tells the stories."""
    story: StoryId | None = None
    """Only alerts of its event."""


class Rule(StrEnum):
    """What kept an alert from being told; stored, never renamed."""

    MATCH = "match"
    """The subscription's `match` asks for other alerts."""
    STATE = "state"
    """It asks for stories in another state."""
    TOLD = "told"
    """A subscription before it told the story."""
    TURN = "turn"
    """A subscription before it is about to tell the story."""
    CONFIRMATION = "confirmation"
    """Too few independent publishers tell the story (yet)."""
    SILENCE = "silence"
    QUIET_HOURS = "quiet_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """The alert may be told now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The alert is told later."""

    rules: tuple[Rule, ...]
    why: str
    until: datetime | None
    """None: nobody can know."""
    silences: tuple[str, ...] = ()
    """Ids of those that hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """The alert is not told to this subscription."""

    rule: Rule
    why: str


Fate = Tell | Hold | Never


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a subscription before another one is about to tell."""

    subscription: str
    story_id: StoryId
    article_id: ArticleId
    version: int
    until: datetime
    """By then it has; nobody waits longer for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What becomes of all that waits for a subscription."""

    tell: tuple[RoutedAlert, ...] = ()
    held: tuple[tuple[RoutedAlert, Hold], ...] = ()
    never: tuple[tuple[RoutedAlert, Never], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An alert that is settled for a subscription without being told."""

    alert_id: AlertId
    rule: Rule
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRoute:
    """What of a window goes to a subscription that is not told everything."""

    match: Match
    """Its fixed conditions count for all that the window holds."""
    tell: tuple[AlertId, ...]
    """Of what waits only these."""
    before: tuple[str, ...]
    """The subscriptions whose tellings count for it as well."""
