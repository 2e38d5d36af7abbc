"""The four lanes of the pipeline: what each claims, how its items are handled, how much it takes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from typing import TypeVar

from monitor import flow
from monitor.core.urls import host_of
from monitor.engine.lanes import Bounds, Hand, Lane, Work
from monitor.engine.lots import Lots
from monitor.flow.evidence.keeping import matcher_mark
from monitor.flow.services import Services
from monitor.model.articles import ArticleClaim, EntryClaim
from monitor.model.config import EmailChannel
from monitor.model.delivery import DeliveryClaim
from monitor.model.feeds import FeedClaim, PollIntent
from monitor.model.fleet.workers import Role
from monitor.model.outcomes import AssessOutcome, PollOutcome

T = TypeVar("T")

LEASE = timedelta(hours=3)
"""Far above the longest that an item may wait here: 256 of one host that lets each run into its 30 s deadline.

A lease that is too long costs nothing: nobody else takes leases on this database, and the next start ends them all.
"""
SEND_LEASE = timedelta(hours=3)
"""Far above the longest time-outs a mail server can be given; a lease that runs out sends the mail again."""
HELD, PER_HOST, EXTRACTS, SENDS_PER_CHANNEL, LEAST_CHANNELS = 256, 2, 16, 4, 8
"""Two per host keep it busy: one is read while the other is parsed and saved; the hosts' pace lets one in at a time."""

SAVED_TOGETHER = 64
"""Polls that ended while those before were saved; nobody waits for so many."""

ASSESSED_AHEAD, ASSESSED_TOGETHER = 32, 8
"""Nobody else writes while some are saved together, at some milliseconds each."""


def load_steps() -> None:
    """Load the steps of the pipeline before there is anything to do.

    For a bot that runs for weeks: it takes no part of itself from files that an update has replaced meanwhile.
    """
    for step in ("poll", "extract", "assess", "linking", "send"):
        import_module(f"monitor.flow.{step}")
    for room in ("render.pages", "feed.printing"):
        import_module(f"monitor.deliver.{room}").load_templates()
    matcher_mark()
    # What a change of the configuration may need.
    for part in ("watch.query.parser", "deliver.custom_templates.check"):
        import_module(f"monitor.{part}")


def poll_lane(services: Services, due_by: Callable[[], datetime | None] = lambda: None) -> Lane[FeedClaim]:
    """Feeds that are due now, or were at `due_by`; several feeds of one host take turns."""

    def bounds() -> Bounds:
        return Bounds(places=services.config.settings.polling.concurrency, per_key=PER_HOST, held=HELD)

    return Lane(poll_work(services, due_by), bounds)


def poll_work(services: Services, due_by: Callable[[], datetime | None] = lambda: None) -> Work[FeedClaim]:
    """Feeds: what ends at the same time is saved together."""
    saves: Lots[PollIntent, Callable[[], bool]] = Lots(lambda polls: flow.save_polls(services, polls), SAVED_TOGETHER)

    async def one(claim: FeedClaim) -> object:
        return await flow.poll_feed(services, claim, saves.handle)

    async def broke(claim: FeedClaim, error: Exception) -> None:
        await flow.poll_broke(services, claim, error)

    def due(now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int]) -> list[FeedClaim]:
        return services.store.claim_feeds(due_by() or now, lease_until, limit, in_hand)

    claim = _claiming(services, due, LEASE)
    return Work(
        name="poll",
        claim=claim,
        free=_freeing(services, Role.POLL),
        handle=one,
        broke=broke,
        id=lambda feed: feed.feed.id,
        key=lambda feed: host_of(feed.feed.url),
        feeds_next=lambda outcome: outcome is PollOutcome.READ,
    )


def extract_lane(services: Services) -> Lane[EntryClaim]:
    """Entries that wait for their text; the hosts take turns, so a slow one holds up its own pages only."""
    return Lane(extract_work(services), lambda: Bounds(places=EXTRACTS, per_key=PER_HOST, held=HELD))


def extract_work(services: Services) -> Work[EntryClaim]:
    """Entries that wait for their text."""

    async def one(claim: EntryClaim) -> object:
        return await flow.extract_entry(services, claim)

    async def broke(claim: EntryClaim, error: Exception) -> None:
        await flow.extract_broke(services, claim, error)

    claim = _claiming(services, services.store.claim_entries, LEASE)
    return Work(
        name="extract",
        claim=claim,
        free=_freeing(services, Role.EXTRACT),
        handle=one,
        broke=broke,
        id=lambda entry: entry.id,
        key=lambda entry: host_of(entry.url),
    )


def assess_lane(services: Services, hand: Hand | None = None) -> Lane[ArticleClaim]:
    """Articles, one after the other in their order, as many at once as are saved together."""
    lots: Lots[ArticleClaim, AssessOutcome | None] = Lots(
        lambda articles: flow.assess_articles(services, articles), ASSESSED_TOGETHER
    )

    async def broke(claim: ArticleClaim, error: Exception) -> None:
        await flow.assess_broke(services, claim, error)

    claim = _claiming(services, services.store.claim_articles, LEASE)
    work = Work(
        name="assess",
        claim=claim,
        free=_freeing(services, Role.ASSESS),
        handle=lots.handle,
        broke=broke,
        id=lambda article: article.article.id,
    )
    return Lane(work, lambda: Bounds(places=ASSESSED_TOGETHER, per_key=ASSESSED_TOGETHER, held=ASSESSED_AHEAD), hand)


def send_lane(services: Services, hand: Hand | None = None) -> Lane[DeliveryClaim]:
    """Outbox rows; none waits here, because a claim puts an attempt on record.

    A channel has a few places of its own, so that a server that is silent holds up nobody else's mail.
    """

    async def one(claim: DeliveryClaim) -> object:
        return await flow.deliver(services, claim)

    async def broke(claim: DeliveryClaim, error: Exception) -> None:
        await flow.deliver_broke(services, claim, error)

    claim = _claiming(services, partial(_claim_deliveries, services), SEND_LEASE)
    # A channel gets no more than its places, however many of its messages wait.
    work = Work(
        name="send",
        claim=claim,
        free=_freeing(services, Role.SEND),
        handle=one,
        broke=broke,
        id=lambda delivery: delivery.id,
        takes_all=False,
    )

    def bounds() -> Bounds:
        # Enough for all: however many servers are silent, there is room for the one that is not.
        places = SENDS_PER_CHANNEL * max(LEAST_CHANNELS, len(services.config.settings.channels))
        return Bounds(places=places, per_key=places, held=places)

    return Lane(work, bounds, hand)


def _claim_deliveries(
    services: Services, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int]
) -> list[DeliveryClaim]:
    """What is due and may go now."""
    settings = services.config.settings
    paces = {one.name: one.pace for one in settings.channels if isinstance(one, EmailChannel) and one.pace}
    quiet = {one.id: one.quiet_hours for one in settings.subscriptions if one.quiet_hours is not None}
    if paces or quiet:
        services.store.put_off_deliveries(now, paces, quiet)
    return services.store.claim_deliveries(now, lease_until, limit, in_hand, per_channel=SENDS_PER_CHANNEL)


def _claiming(
    services: Services, claim: Callable[[datetime, datetime, int, Collection[int]], list[T]], lease: timedelta
) -> Callable[[int, Collection[int]], Awaitable[Sequence[T]]]:
    async def claims(limit: int, in_hand: Collection[int]) -> Sequence[T]:
        if services.in_trouble:
            # A claim might get through where a save does not, and would use up the item's attempts.
            return ()
        now = services.clock.now()
        return await services.call(claim, now, now + lease, limit, tuple(in_hand))

    return claims


def _freeing(services: Services, role: Role) -> Callable[[Collection[int]], Awaitable[object]]:
    async def free(in_hand: Collection[int]) -> object:
        return await services.call(services.store.release_unheld, role, tuple(in_hand), services.clock.now())

    return free
