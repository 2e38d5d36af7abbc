"""The engine of one process: APScheduler's ticks claim due rows, bounded tasks handle them.

Feeds are rows with `next_poll_at`, never scheduler jobs: 10,000 jobs in a persistent scheduler store lose runs, one
tick over a table does not. The scheduler holds a handful of coarse jobs in memory and nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from monitor.engine.cycle import beside_news, each_of
from monitor.engine.lanes import Lane
from monitor.engine.work import assess_lane, extract_lane, poll_lane, send_lane
from monitor.errors import MonitorError
from monitor.flow import upkeep
from monitor.flow.alerting import alert_due, alerts_at_once
from monitor.flow.archive.trends import count_mentions
from monitor.flow.clock import STEP, clock_moved
from monitor.flow.compose import compose_due
from monitor.flow.poll import tell_failures
from monitor.flow.review import review_some
from monitor.flow.services import Services
from monitor.model.ids import Queue
from monitor.ports import Progress

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger("monitor.engine")

GRACE_S = 4.0
"""How long work under way may go on after a stop: with it, the whole stop takes under 8 s."""
SEND_GRACE_S = 30.0
"""How long a message may wait for its receiver's answer: broken off, it would be sent again at the next start."""
_LOOK_S = _CLOCK_S = 1.0
_ALERTS_S = _FAILURES_S = 2.0
_MENTIONS_S, _FRESH_S, _CLOCK, _FRESH = 15.0, 10.0, "clock", "fresh"
_PAGES, _FAILURES, _ARCHIVE, _MENTIONS, _SPELLINGS = "pages", "failures", "archive", "mentions", "spellings"
_RARE = ("prune", "checkpoint", _PAGES, _CLOCK, _FAILURES, _ARCHIVE, _FRESH, _MENTIONS, _SPELLINGS)

Step = Callable[[], Awaitable[object]]
Aside = tuple[str, float, Step]
"""A name, how many seconds lie between two runs, and what is run."""


class EmbeddedEngine:
    """Implements `ports.Engine` in this process."""

    def __init__(
        self,
        services: Services,
        reload: Callable[[], Awaitable[None]] | None = None,
        asides: Sequence[Aside] = (),
        handed_out: Mapping[str, Step] | None = None,
    ) -> None:
        """`asides`: what is done beside the pipeline, and says nothing of its health; `handed_out`: how others are told
        of the work of the lanes, if they do it."""
        self._services = services
        self._reload = reload
        self._asides = asides
        self._due_by: datetime | None = None
        """For one cycle: feeds that fall due while it works wait for the next one, or it might never end."""
        self._sending = send_lane(services)
        polls = poll_lane(services, lambda: self._due_by)
        self._reading: tuple[Lane[Any], ...] = (polls, extract_lane(services), assess_lane(services))
        self._lanes: tuple[Lane[Any], ...] = (*self._reading, self._sending)
        self._reading, self._lanes = ((), ()) if handed_out is not None else (self._reading, self._lanes)
        self._steps: dict[str, Step] = {
            **{lane.name: lane.tick for lane in self._lanes},
            **(handed_out or {}),
            Queue.REVIEWS: lambda: review_some(services),
            Queue.DIGESTS: lambda: compose_due(services),
        }
        self._ticked: dict[str, float] = {}
        self._trouble: dict[str, str] = {}
        self._ticking: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let what is under way end within its grace."""
        # One cycle needs no scheduler.
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

        from monitor.engine.every import Every  # noqa: PLC0415

        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        now = self._services.clock.monotonic()
        self._ticked.update(dict.fromkeys(self._steps, now))
        scheduler.add_job(self._look, Every(_LOOK_S), id="look")
        for name, seconds, work in self._ticks():
            self._ticked[name] = now
            scheduler.add_job(self._fire, Every(seconds), args=[name, work], id=name)
        following = dict(zip(self._reading, self._reading[1:], strict=False))
        for lane in self._lanes:
            lane.after = partial(self._wake, lane, following.get(lane))
        scheduler.start()
        watch = asyncio.create_task(self._watch_clock(scheduler))
        try:
            await stop.wait()
        finally:
            self._stopping = True
            watch.cancel()
            scheduler.shutdown(wait=False)
            await self._drain()

    def _ticks(self) -> list[Aside]:
        """What is done again and again, whether or not anything is due."""
        ticks: list[Aside] = [
            ("checkpoint", 60.0, lambda: upkeep.checkpoint(self._services)),
            ("prune", 3600.0, lambda: upkeep.prune_if_trusted(self._services)),
            (_PAGES, 3600.0, lambda: upkeep.look_at_database(self._services)),
            (_ARCHIVE, 1.0, lambda: upkeep.index_archive(self._services)),
            (_FRESH, _FRESH_S, lambda: upkeep.index_fresh(self._services)),
            (_MENTIONS, _MENTIONS_S, lambda: count_mentions(self._services)),
            (_SPELLINGS, 600.0, lambda: upkeep.count_spellings(self._services)),
        ]
        ticks += [("alerts", _ALERTS_S, self._alert), (_FAILURES, _FAILURES_S, self._tell_failures)]
        if self._reload is not None:
            ticks.append(("config", 2.0, self._reload))
        return [*ticks, *self._asides]

    async def _alert(self) -> None:
        """Tell at once what is due; a subscription that wants it may come with any change of the configuration."""
        if alerts_at_once(self._services) and not self._services.in_trouble:
            await alert_due(self._services)

    async def _tell_failures(self) -> None:
        tell_failures(self._services)

    async def _look(self) -> None:
        """Begin the steps that have work. One small question a second is all that an idle bot asks its store."""
        if not self._services.in_trouble:
            self._start("look", self._begin_due)

    async def _begin_due(self) -> None:
        due = await self._services.call(self._services.store.due, self._services.clock.now())
        for queue, work in self._steps.items():
            if queue in due:
                self._start(queue, work)
            elif queue not in self._ticking:
                self._ended_well(queue)

    async def _fire(self, name: str, work: Step) -> None:
        self._start(name, work)

    def _start(self, name: str, work: Step) -> None:
        """Begin a tick unless the one before is still under way.

        In a task of ours: the scheduler would report a tick that a stop broke off as an error.
        """
        if self._stopping or name in self._ticking:
            return
        task = asyncio.create_task(self._tick(name, work), name=f"tick {name}")
        self._ticking[name] = task
        task.add_done_callback(lambda _: self._ticking.pop(name))

    async def _tick(self, name: str, work: Step) -> None:
        """One tick; its age for health grows only while it does not end well."""
        try:
            await work()
        except MonitorError as error:
            if self._is_news(name, str(error)):
                log.warning("tick not done, tried again", action=name, why=str(error))
        except Exception as error:
            # A bug: its traceback goes to the log, the next tick runs all the same, health turns red in time.
            if self._is_news(name, f"internal error ({type(error).__name__}: {error}), see the log"):
                log.exception("a tick failed", action=name)
        else:
            if not self._services.in_trouble:
                self._ended_well(name)

    def _ended_well(self, name: str) -> None:
        if self._trouble.pop(name, None) is not None:
            log.info("tick works again", action=name)
        self._ticked[name] = self._services.clock.monotonic()

    def _is_news(self, name: str, trouble: str) -> bool:
        """Whether a tick did not end like this the last time: one line for each trouble, not one a second."""
        before = self._trouble.get(name)
        self._trouble[name] = trouble
        return before != trouble

    def _wake(self, lane: Lane[Any], following: Lane[Any] | None, fed: bool) -> None:
        """Do not wait for the next tick where an item's end has made room for more, or may have made work.

        A lane that has items in store needs no more yet; one that is claiming at this moment is asked by its next tick.
        """
        if lane.more and not lane.waiting:
            self._start(lane.name, lane.tick)
        if fed and following is not None and not following.waiting:
            self._start(following.name, following.tick)

    async def _watch_clock(self, scheduler: AsyncIOScheduler) -> None:
        """See the wall clock step: the scheduler and all due times reckon with it."""
        clock = self._services.clock
        offset = clock.now() - timedelta(seconds=clock.monotonic())
        while True:
            await asyncio.sleep(_CLOCK_S)
            before, offset = offset, clock.now() - timedelta(seconds=clock.monotonic())
            if abs(step := offset - before) < STEP:
                continue
            if step < timedelta(0):
                # Its next runs would be as far away as the step was long.
                for job in scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))
            self._start(_CLOCK, partial(clock_moved, self._services, step))

    async def _drain(self) -> None:
        tell_failures(self._services)
        for lane in self._lanes:
            lane.close()
        for task in tuple(self._ticking.values()):
            task.cancel()
        reading = [lane.idle() for lane in self._reading]
        await asyncio.gather(
            self._wait(GRACE_S, *self._ticking.values(), *reading), self._wait(SEND_GRACE_S, self._sent())
        )
        await asyncio.gather(*(lane.cancel() for lane in self._lanes))

    async def _sent(self) -> None:
        """Wait for the answers of receivers; where the store is in trouble no longer than for other work.

        An answer that cannot be written down, for the disk is full, is no reason to stay.
        """
        clock = asyncio.get_running_loop().time
        enough = clock() + GRACE_S
        while self._sending.busy and not (self._services.in_trouble and clock() >= enough):
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_S):
                    await self._sending.one_ended()

    async def _wait(self, grace_s: float, *work: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(grace_s):
                await asyncio.gather(*work, return_exceptions=True)
        except TimeoutError:
            log.info("work under way is broken off and taken up at the next start", action="stop")

    async def once(self, progress: Progress) -> None:
        """Poll every due feed, then work until nothing is due any more, digests and deliveries included."""
        self._due_by = self._services.clock.now()
        for lane in self._reading:
            await self._exhaust(lane, progress)
        tell_failures(self._services)
        failed = await each_of(
            [
                (Queue.REVIEWS, partial(self._review, progress)),
                ("alerts", lambda: alert_due(self._services, waits=False)),
                (Queue.DIGESTS, lambda: compose_due(self._services)),
                (self._sending.name, lambda: self._exhaust(self._sending, progress)),
            ]
        )
        await beside_news(self._services)
        if failed is not None:
            raise failed

    async def _review(self, progress: Progress) -> None:
        """Look through the articles from before, for watchlists that changed."""
        while await review_some(self._services):
            await self._exhaust(self._reading[-1], progress)

    async def send_due(self) -> None:
        """Deliver what is due now and wait for it."""
        await self._exhaust(self._sending, None)

    async def _exhaust(self, lane: Lane[Any], progress: Progress | None) -> None:
        taken, look_again = 0, 0.0
        clock = self._services.clock.monotonic
        try:
            while True:
                # As `_wake` and `_look` do: a claim is a transaction, and for each item one would cost more than most.
                if not lane.waiting or clock() >= look_again:
                    taken, look_again = taken + await lane.tick(), clock() + _LOOK_S
                if progress is not None:
                    progress.step(lane.name, taken - lane.busy, taken)
                if lane.busy == 0:
                    return
                await lane.one_ended()
        except BaseException:
            await lane.cancel()
            raise

    def tick_ages(self) -> dict[str, float]:
        """Seconds since each tick last ended well; without the rare ones."""
        now = self._services.clock.monotonic()
        silent = {*_RARE, *(name for name, _, _ in self._asides)}
        return {name: now - at for name, at in self._ticked.items() if name not in silent}

    def troubles(self) -> dict[str, str]:
        """Why ticks did not end well the last time, where they did not."""
        return dict(self._trouble)
