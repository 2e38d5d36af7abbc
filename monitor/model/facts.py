"""What reading the store yields for decisions that span many rows: composing, health, statistics."""

from __future__ import annotations

from datetime import datetime

from monitor.model.alerting import SentStory
from monitor.model.articles import Article
from monitor.model.coverage import Unfollowed
from monitor.model.delivery import Suppression
from monitor.model.feeds import FeedState
from monitor.model.ids import AlertId, ArticleId, EntryId, FeedId, StoryId
from monitor.model.outcomes import AlertReason, IntakeOutcome
from monitor.model.stories import CopyLabel, Fact, Telling
from monitor.model.watch import Hit, Verdict
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionState:
    """Where a subscription stands."""

    id: str
    schedule: str
    """`cron zone` that `next_due_at` was computed from."""
    next_due_at: datetime
    last_match_id: int
    """Matches up to this id are accounted for in earlier digests."""
    window_from: datetime
    """End of the last digest's window, or when the subscription was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAlert:
    """An alert that no digest of this subscription has frozen yet."""

    id: AlertId
    watchlist: str
    story_id: StoryId
    reason: AlertReason
    article: Article
    verdict: Verdict
    hits: tuple[Hit, ...]
    """Their offsets count in the version of the article that is given."""
    created_at: datetime
    facts: tuple[Fact, ...] = ()
    """What is new, if this is not the story's first alert."""
    late_at: datetime | None = None
    """When the watchlist changed that found it in an article from before."""
    known: bool = False
    """It is late, and the subscription told the article, or what it is a copy of, for another watchlist."""
    held: str = ""
    """What held it back until now, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """An alert that no subscription will tell any more."""

    alert_id: AlertId
    watchlist: str
    title: str
    """Headline of the article that it is for."""
    publisher: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCandidate:
    """A mention that may be a new spelling of a topic: met in an article, strength `candidate`."""

    hit: Hit
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """A member of a story, without its text."""

    story_id: StoryId
    title: str
    publisher: str
    url: str
    language: str
    first_seen_at: datetime
    lead: bool
    telling: Telling
    copy: CopyLabel | None = None
    """What it is of `telling.copy_of`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFact:
    """One match row in the window, without its hits."""

    id: int
    watchlist: str
    story_id: StoryId
    article_id: int
    strong: bool
    alert: bool
    """Whether this match created the alert of (watchlist, story)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFacts:
    """Everything composing one digest needs, read in one transaction."""

    alerts: tuple[PendingAlert, ...]
    weak: tuple[PendingAlert, ...]
    """Weak matches in the window, shaped as alerts with id 0."""
    matches: tuple[MatchFact, ...]
    """Match rows of the subscription's watchlists after `last_match_id`."""
    members: tuple[StoryArticle, ...]
    """All articles of the stories in `alerts` and `weak`."""
    tellers: tuple[PendingAlert, ...]
    """Further strong matches in the stories of `alerts`, shaped as alerts with id 0: one may be the better lead."""
    told_in: tuple[tuple[StoryId, str, datetime], ...]
    """(story, key of the subscription's digest that first told it, when that was composed) for stories in `alerts`."""
    feeds: tuple[FeedState, ...]
    """The active ones; where there are very many, those that fail, are paused or were never read."""
    read: frozenset[FeedId]
    """Feeds that were read well at least once in the window."""
    held: tuple[tuple[str, int], ...]
    """(feed's title, entries held back in the window and not released since), most first."""
    articles: int
    without_full_text: int
    parked: int
    undelivered: int
    last_match_id: int
    digests: int
    """How many digests this subscription has had."""
    followed: int = 0
    """Articles matched by the subscription's watchlists that are looked at as long as they change."""
    unfollowed: tuple[Unfollowed, ...] = ()
    """Those that were left in the window."""
    orphans: tuple[Orphan, ...] = ()
    """Of all watchlists: whoever reads a digest can see that something is told by none."""
    sent: tuple[SentStory, ...] = ()
    """What was told to the subscription at once in the window."""
    sent_articles: frozenset[ArticleId] = frozenset()
    """The articles with which it was told."""
    aside_articles: frozenset[ArticleId] = frozenset()
    """Matched articles in the window that the subscription set aside, though its match asks for them."""
    others: int = 0
    """Active feeds beside `feeds`, all of them read well."""
    others_read: int = 0
    """Of these, those that were read in the window."""
    suppressions: tuple[Suppression, ...] = ()
    """Of mail addresses, those in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """How a channel does that has messages waiting."""

    name: str
    waiting: int
    failing_since: datetime | None
    """The first try of the message that is tried longest; None if none failed yet."""
    tries: int
    """The most that one of them has had."""
    last_sent_at: datetime | None
    detail: str
    """What the newest failed try ended with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """Ages that health is judged by."""

    last_good_poll_at: datetime | None
    feeds: int
    feeds_failing: int
    entries_waiting: int
    articles_waiting: int
    oldest_due_delivery_at: datetime | None
    deliveries_waiting: int
    deliveries_abandoned: int
    """Given up since people last acknowledged such."""
    parked: int
    schema: str
    sqlite_version: str
    orphans: int = 0
    """Alerts that no subscription will tell any more."""
    oldest_undelivered_at: datetime | None = None
    """The first try of the message that is tried longest and neither sent nor given up."""
    failing_since: tuple[datetime, ...] = ()
    """Of each failing feed, the longest first."""
    failing_details: tuple[str, ...] = ()
    """What each of these said last, with the reason in brackets behind it."""
    channels: tuple[ChannelFacts, ...] = ()
    """Those with messages that wait."""
    given_up: str = ""
    """Why the newest of the unacknowledged messages was given up, and to whom it was to go."""
    given_up_channel: str = ""
    suppressions: tuple[Suppression, ...] = ()
    """Of mail addresses, those in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Row counts and outcome counts, for `db stats`, metrics and tests: outcomes add up to their items."""

    tables: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, str, int], ...]
    """(step, outcome, count)"""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What `db prune` removed."""

    articles: int
    entries: int
    polls: int
    digests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntry:
    """An entry that intake held back, as people are shown it."""

    id: EntryId
    feed_id: FeedId
    feed_title: str
    feed_url: str
    title: str
    url: str
    published_at: datetime | None
    held_at: datetime
    outcome: IntakeOutcome
    detail: str
    """Why it is held."""
