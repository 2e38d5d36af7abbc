"""The engine of one process: APScheduler's ticks claim due rows, bounded tasks handle them.

Feeds are rows with `next_poll_at`, never scheduler jobs: 10,000 jobs in a persistent scheduler store lose runs, one
tick over a table does not. The scheduler holds a handful of coarse jobs in memory and nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, timedelta
from functools import partial
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.engine.lanes import Lane
from monitor.errors import StoreError
from monitor.flow import upkeep
from monitor.flow.assess import assess_article, assess_broke
from monitor.flow.compose import compose_due
from monitor.flow.extract import extract_broke, extract_entry
from monitor.flow.poll import poll_feed
from monitor.flow.send import deliver, deliver_broke
from monitor.flow.services import Services
from monitor.model.articles import ArticleClaim, EntryClaim
from monitor.model.delivery import DeliveryClaim
from monitor.model.feeds import FeedClaim
from monitor.ports import Progress

log = structlog.get_logger("monitor.engine")

LEASE = timedelta(seconds=180)
"""Above the longest a feed or page may take: a turn at its host (60 s), the fetch (30 s), the sandbox's queue."""
SEND_LEASE = timedelta(seconds=900)
"""Above the ten minutes that a mail server may take after the final dot."""
GRACE_S = 4.0
"""How long work under way may go on after a stop; the whole stop takes under 8 s."""
EXTRACTS, SENDS = 16, 4


class EmbeddedEngine:
    """Implements `ports.Engine` in this process."""

    def __init__(self, services: Services, reload: Callable[[], Awaitable[None]] | None = None) -> None:
        self._services = services
        self._reload = reload
        self._lanes = self._make_lanes()
        self._ticked: dict[str, float] = {}
        self._wakes: set[asyncio.Task[None]] = set()
        self._stopping = False

    def _make_lanes(self) -> tuple[Lane[Any], ...]:
        services, store = self._services, self._services.store

        async def feeds(limit: int) -> Sequence[FeedClaim]:
            now = services.clock.now()
            return await services.call(store.claim_feeds, now, now + LEASE, limit)

        async def entries(limit: int) -> Sequence[EntryClaim]:
            now = services.clock.now()
            return await services.call(store.claim_entries, now, now + LEASE, limit)

        async def articles(limit: int) -> Sequence[ArticleClaim]:
            now = services.clock.now()
            return await services.call(store.claim_articles, now, now + LEASE, limit)

        async def deliveries(limit: int) -> Sequence[DeliveryClaim]:
            now = services.clock.now()
            return await services.call(store.claim_deliveries, now, now + SEND_LEASE, limit)

        async def poll_broke(claim: FeedClaim, _error: Exception) -> None:
            # The feed's lease keeps it from being polled again at once; the log has the traceback.
            log.error("feed left until its lease ends", action="poll", feed=claim.feed.title)

        lanes: tuple[Lane[Any], ...] = (
            Lane(
                "poll",
                services.config.settings.polling.concurrency,
                feeds,
                lambda c: poll_feed(services, c),
                poll_broke,
            ),
            Lane(
                "extract",
                EXTRACTS,
                entries,
                lambda c: extract_entry(services, c),
                lambda c, e: extract_broke(services, c, e),
            ),
            # One at a time: whether a text's story was alerted before is then never a race.
            Lane(
                "assess",
                1,
                articles,
                lambda c: assess_article(services, c),
                lambda c, e: assess_broke(services, c, e),
            ),
            Lane("send", SENDS, deliveries, lambda c: deliver(services, c), lambda c, e: deliver_broke(services, c, e)),
        )
        for lane, following in zip(lanes, (*lanes[1:3], None, None), strict=True):
            lane.after = partial(self._wake, lane, following)
        return lanes

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let what is under way end within its grace."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        scheduler.add_listener(_on_missed, EVENT_JOB_MISSED)
        for name, seconds, work in self._ticks():
            self._ticked[name] = self._services.clock.monotonic()
            scheduler.add_job(self._tick, "interval", seconds=seconds, args=[name, work], id=name)
        scheduler.start()
        try:
            await stop.wait()
        finally:
            self._stopping = True
            scheduler.pause()
            await self._drain()
            scheduler.shutdown(wait=False)
            await asyncio.sleep(0)

    def _ticks(self) -> list[tuple[str, float, Callable[[], Awaitable[object]]]]:
        ticks: list[tuple[str, float, Callable[[], Awaitable[object]]]] = [
            (lane.name, 1.0, lane.tick) for lane in self._lanes
        ]
        ticks.append(("compose", 2.0, lambda: compose_due(self._services)))
        ticks.append(("checkpoint", 60.0, lambda: upkeep.checkpoint(self._services)))
        ticks.append(("prune", 3600.0, lambda: upkeep.prune(self._services)))
        if self._reload is not None:
            ticks.append(("config", 2.0, self._reload))
        return ticks

    async def _tick(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """One tick; its age for health grows only while it does not end well."""
        try:
            await work()
        except StoreError as error:
            log.warning("store trouble, tried again at the next tick", action=name, why=str(error))
            return
        except Exception:
            # A bug: its traceback goes to the log, the next tick runs all the same, health turns red in time.
            log.exception("a tick failed", action=name)
            return
        self._ticked[name] = self._services.clock.monotonic()

    def _wake(self, *lanes: Lane[Any] | None) -> None:
        """Do not wait for the next tick where an item's end may have made room or work."""
        for lane in lanes:
            if lane is not None and not self._stopping:
                task = asyncio.create_task(self._tick(lane.name, lane.tick))
                self._wakes.add(task)
                task.add_done_callback(self._wakes.discard)

    async def _drain(self) -> None:
        for task in self._wakes:
            task.cancel()
        try:
            async with asyncio.timeout(GRACE_S):
                await asyncio.gather(*(lane.idle() for lane in self._lanes))
        except TimeoutError:
            log.info("work under way is broken off and taken up at the next start", action="stop")
        await asyncio.gather(*(lane.cancel() for lane in self._lanes))

    async def once(self, progress: Progress) -> None:
        """Poll every due feed, then work until nothing is due any more, digests and deliveries included."""
        for lane in self._lanes[:3]:
            await self._exhaust(lane, progress)
        await compose_due(self._services)
        await self._exhaust(self._lanes[3], progress)

    async def send_due(self) -> None:
        """Deliver what is due now and wait for it."""
        await self._exhaust(self._lanes[3], None)

    async def _exhaust(self, lane: Lane[Any], progress: Progress | None) -> None:
        taken = 0
        while True:
            taken += await lane.tick()
            if progress is not None:
                progress.step(lane.name, taken - lane.busy, taken)
            if lane.busy == 0:
                return
            await lane.idle()

    def tick_ages(self) -> dict[str, float]:
        """Seconds since each tick last ended well; without the hourly ones."""
        now = self._services.clock.monotonic()
        return {name: now - at for name, at in self._ticked.items() if name not in ("prune", "checkpoint")}


def _on_missed(event: Any) -> None:
    """The machine was so busy or asleep that ticks fell together; due work is in the tables, so nothing is lost."""
    log.warning("a tick came late", action=event.job_id)
