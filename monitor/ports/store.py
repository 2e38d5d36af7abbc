"""The database as the shell sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from monitor.model.articles import Article, ArticleClaim, AssessIntent, EntryClaim, ExtractIntent
from monitor.model.bodies import Body
from monitor.model.config import Subscription
from monitor.model.digests import Digest, DigestIntent
from monitor.model.facts import (
    FoundCandidate,
    HealthFacts,
    HeldEntry,
    Orphan,
    Pruned,
    Stats,
    StoryArticle,
    SubscriptionState,
    WindowFacts,
)
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.health import FeedRecent
from monitor.model.ids import ArticleId, DigestId, EntryId, FeedId, StoryId
from monitor.model.routing import WindowRoute
from monitor.model.stories import StoryRecord
from monitor.model.trails import Trail
from monitor.ports.alerting import Alerting
from monitor.ports.archive import Archived
from monitor.ports.evidence import Evidence
from monitor.ports.hubs import Hubs
from monitor.ports.linking import Linking
from monitor.ports.lookup import Lookup
from monitor.ports.outbox import Outbox
from monitor.ports.polling import Polling
from monitor.ports.recipients import Recipients
from monitor.ports.reviewing import Reviewing
from monitor.ports.rhythms import Rhythms
from monitor.ports.timekeeping import Timekeeping
from monitor.ports.triage import Triage

T = TypeVar("T")


class Store(
    Timekeeping,
    Polling,
    Rhythms,
    Hubs,
    Alerting,
    Archived,
    Evidence,
    Linking,
    Outbox,
    Recipients,
    Reviewing,
    Triage,
    Protocol,
):
    """Everything that outlives the process. The state is the queue: due work is a query.

    Threads: every method may be called from any thread and blocks it; the shell calls them through a small
    executor. Writes run one at a time, each in one transaction that is either whole or absent.
    Claims: `claim_*` leases rows until `lease_until` and stamps each with a fresh fencing token; a row whose lease ran
    out is due again, unless the caller says that it is `in_hand` (a clock may jump over a lease). `save_*` takes effect
    only while the row still carries the intent's token, else returns False and changes nothing. Saving the same intent
    twice changes nothing the second time.
    Times are aware UTC in and out.

    Raises (any method):
        StoreBusyError: locked, full or read-only for now.
        StoreError: anything else that a user can act on. Bugs (`ProgrammingError`) pass unwrapped.
    """

    def close(self) -> None:
        """Finish the running write, checkpoint, release the lock file."""
        ...

    def check(self) -> list[str]:
        """Integrity and foreign-key problems, one sentence each; empty if sound."""
        ...

    def quick_check(self) -> str:
        """What a look at every page finds wrong first, "" if nothing; others work on meanwhile."""
        ...

    def sync_config(
        self,
        feeds: Sequence[FeedSpec],
        subscriptions: Sequence[tuple[Subscription, datetime]],
        revision: tuple[str, str],
        now: datetime,
    ) -> datetime:
        """Make the tables follow the configuration.

        Feeds: new URLs are added, due at once; absent ones become inactive; labels follow. A disabled feed whose
        spec came anew becomes active. Subscriptions: (spec, next due time if new or if its schedule changed).
        `revision`: (short hash, JSON of the watchlists' texts), kept once per hash. Returns since when it is in force.
        """
        ...

    # Intake

    def held_entries(self) -> list[HeldEntry]:
        """All entries that intake held back, by feed, the oldest first."""
        ...

    def release_held(self, entry_ids: Sequence[EntryId], now: datetime) -> int:
        """Have held entries read like new ones; how many of these were held."""
        ...

    # Extract

    def claim_entries(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[EntryClaim]:
        """Entries that wait for their text, the oldest first; counts an attempt for each."""
        ...

    def article_by_url(self, url_key: str) -> ArticleId | None:
        """The article at that canonical URL."""
        ...

    def rests(self, feed_id: FeedId, but: ArticleId, limit: int) -> list[str]:
        """What the newest other articles of a feed have beside their texts."""
        ...

    def bodies(self, marks: Sequence[str]) -> list[Body]:
        """What is remembered of page texts with any of these marks; each with the mark that it shares."""
        ...

    def save_extract(self, intent: ExtractIntent) -> bool:
        """Article (due for assessment) or link to one, outcome; see `ExtractIntent`.

        EDITED: the version that was is kept (`article_versions`), the new one is due for assessment, and a claim on
        the article ends. If the article has another version by now, the outcome is UNCHANGED. Of two entries of a feed
        that lead to one page at once under two titles, the second is due again.
        """
        ...

    # Assess

    def claim_articles(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[ArticleClaim]:
        """Articles that wait to be assessed, the oldest first; counts an attempt for each."""
        ...

    def look(self, question: Callable[[Lookup], T]) -> T:
        """What `question` finds, in one consistent read; it must not call the store itself."""
        ...

    def assess(self, claim: ArticleClaim, judge: Callable[[Lookup], AssessIntent]) -> AssessIntent | None:
        """Judge an article and save the judgement: story membership, matches, alerts, outcome, all in one transaction.

        Articles are judged one at a time, by however many workers: `judge` sees all that were judged before, and
        nothing it rests on changes until its answer is saved. It is not called, and None returned, if the claim no
        longer holds the article. What it raises is raised here, and nothing is changed. A power cut may take back
        judgements that no other write has followed yet: their articles are then due again.
        """
        ...

    def assess_all(
        self, judgements: Sequence[tuple[ArticleClaim, Callable[[Lookup], AssessIntent]]]
    ) -> list[AssessIntent | None]:
        """As `assess`, for each in its order, in one transaction: each sees those before it; all are saved or none."""
        ...

    # Compose

    def due_subscriptions(self, now: datetime) -> list[SubscriptionState]:
        """Subscriptions whose `next_due_at` has come."""
        ...

    def subscription(self, subscription_id: str) -> SubscriptionState | None:
        """One subscription's state."""
        ...

    def window(
        self, subscription_id: str, watchlists: Sequence[str], since: datetime, route: WindowRoute | None = None
    ) -> WindowFacts:
        """What a digest of that subscription would be made of now, in one consistent read.

        `route`: only what is told of it; None for all that waits.
        """
        ...

    def save_digest(self, intent: DigestIntent) -> DigestId | None:
        """Freeze a digest with its alerts and outbox rows; None, changing nothing, if the slot was composed before.

        An alert that another digest of the subscription froze meanwhile makes it None too.
        """
        ...

    def orphans(self) -> list[Orphan]:
        """Alerts that a subscription was to tell when it, or its watchlist, left, and that none will tell now.

        Not those that another watchlist found as well, if somebody was told of it or will be. The oldest first.
        """
        ...

    def adopt_orphans(self, subscriptions: Sequence[str]) -> list[Orphan]:
        """Have these subscriptions tell all orphans in their next digest, once; returns them."""
        ...

    def forget_orphans(self) -> list[Orphan]:
        """Take all orphans for settled; returns them."""
        ...

    # Questions of people

    def feeds(self) -> list[FeedState]:
        """All feeds, active first, by title."""
        ...

    def trails(self, url: str, canonical_url: str) -> list[Trail]:
        """Everything recorded about entries with this link or canonical link, oldest first."""
        ...

    def article(self, article_id: ArticleId) -> Article | None:
        """One article with its text."""
        ...

    def story_articles(self, story_id: StoryId) -> list[Article]:
        """The articles of a story, lead first."""
        ...

    def members(self, story_id: StoryId) -> tuple[StoryArticle, ...]:
        """The articles of a story without their texts, as they came: who told it, and what is a copy of what."""
        ...

    def candidates(self, watchlist: str, topic: str) -> list[FoundCandidate]:
        """Mentions that may be new spellings of that topic, newest article first; of all topics for "".

        Old ones may be left out.
        """
        ...

    def story(self, story_id: StoryId) -> StoryRecord | None:
        """One story, the copies among its articles and the stories linked to it."""
        ...

    def digest(self, key: str) -> Digest | None:
        """A composed digest by its key; the newest of all for ""."""
        ...

    def digests(self, most: int, subscription: str = "") -> list[Digest]:
        """The newest composed digests, newest first; of all subscriptions for ""."""
        ...

    def health(self) -> HealthFacts:
        """Ages and counts for health and metrics."""
        ...

    def arrivals(self, feed_ids: Sequence[FeedId], most: int) -> Mapping[FeedId, Sequence[datetime]]:
        """When the newest entries of these feeds came, for `monitor.core.health.habit`."""
        ...

    def recents(self, feed_ids: Sequence[FeedId]) -> Mapping[FeedId, FeedRecent]:
        """What the newest entries and polls of these feeds were like."""
        ...

    def stats(self) -> Stats:
        """Counts of rows and outcomes."""
        ...

    # Upkeep

    def backup(self, target: Path) -> None:
        """A verified copy of the live database; refuses to overwrite (StoreError)."""
        ...

    def prune(self, articles_before: datetime, polls_before: datetime) -> Pruned:
        """Remove what is older, except what an undelivered digest or a pending alert needs."""
        ...

    def forget_bodies(self, before: datetime) -> int:
        """Forget page texts (see `bodies`) that were last seen before; how many marks went."""
        ...

    def forget_rests(self, before: datetime) -> int:
        """Forget what pages read before showed beside their articles' texts; how many that were."""
        ...

    def trim_index(self, texts_before: datetime, stories_before: datetime) -> int:
        """Forget the shingles of texts first seen before, the terms of stories last seen before; rows removed."""
        ...

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the database file."""
        ...
