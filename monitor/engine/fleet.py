"""One of several workers: it tells that it lives, does jobs of its roles, and may be the one that schedules."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ParamSpec, TypeVar

import structlog

from monitor import __version__
from monitor.bootstrap import App
from monitor.engine.cluster import JobQueue
from monitor.engine.embedded import GRACE_S, EmbeddedEngine, Step
from monitor.engine.handing import Handing
from monitor.engine.jobs import Jobs
from monitor.engine.work import load_steps
from monitor.errors import MonitorError, SchemaTooNewError, StoreError
from monitor.flow.feeds.learning import recall
from monitor.flow.poll import tell_failures
from monitor.model.fleet.workers import GONE_S, SILENT_S, QueueLag, Role, RoleFigures
from monitor.ports import Fleet

log = structlog.get_logger("monitor.engine")

_P = ParamSpec("_P")
_R = TypeVar("_R")

BEAT_S, LEAD_S, RELOAD_S, RECALL_S = 2.0, 2.0, 2.0, 300.0
LEADS_FOR_S = 15.0
SWEEP_S, FORGET_S = 2.0, 3600.0
SETTLES_S = 20.0
"""So long after a start of the server each worker has had time to be heard of: its end cut all connections at once."""
DEAD_S = 60.0
"""A worker that reached the database for so long not once ends, for its supervisor to start it anew."""
EXIT_UNREACHED = 70
"""`EX_SOFTWARE` of sysexits.h."""
SKEW_S = 10.0
"""More than this a worker's clock should not be apart from the server's: what is due is reckoned by it."""
_LOOK_S = 1.0

Leading = Callable[[Mapping[str, Step]], EmbeddedEngine]


class Member:
    """Implements `ports.Ticking`. Everything that is true stands in the tables: a member may be killed at any time."""

    def __init__(self, app: App, fleet: Fleet, queue: JobQueue, roles: Sequence[Role], leading: Leading) -> None:
        """`leading` makes the engine of the one that schedules; what others do it hands out."""
        self._app, self._services = app, app.services
        self._fleet, self._queue, self._roles, self._leading = fleet, queue, roles, leading
        self._jobs = Jobs(app.services)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="fleet")
        self._number = 0
        self._beaten = time.monotonic()
        self._steady_since = float("-inf")
        """Since when each beat was heard; one that has just begun knows of none that was not."""
        self._heard_before = float("-inf")
        """The last beat that was heard before those that were not."""
        self._told_skew = False
        self._engine: EmbeddedEngine | None = None
        self._stop = asyncio.Event()
        app.roles = self.figures

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let what is under way end within its grace."""
        load_steps()
        await self._join()
        self._watch_over()
        loops = [
            self._again(BEAT_S, "beat", self._beat),
            self._again(RELOAD_S, "config", self._reload),
            self._again(RECALL_S, "rhythms", self._recall),
            self._again(2.0, "failures", self._tell_failures),
        ]
        if Role.SCHEDULE in self._roles:
            loops.append(self._schedule())
        if mine := [role for role in self._roles if role is not Role.SCHEDULE]:
            loops.append(self._queue.work(mine, self._jobs.handle, self._jobs.places(mine), self._stop))
        tasks = [asyncio.create_task(one) for one in loops]
        stopping = asyncio.create_task(stop.wait())
        try:
            # None of them ends by itself; a bug in one must not leave the others working on for nothing.
            done, _ = await asyncio.wait((*tasks, stopping), return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
        finally:
            stopping.cancel()
            await self._end(tasks)

    async def _end(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        self._stop.set()
        await self._jobs.end(sends=Role.SEND in self._roles)
        await asyncio.wait(tasks, timeout=2 * GRACE_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        tell_failures(self._services)
        with suppress(StoreError):
            # What was broken off is due at once, and not when this one is missed.
            await self._call(self._fleet.retire, self._number)
            await self._services.call(self._services.store.release_lost, self._services.clock.now())
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _join(self) -> None:
        self._number = await self._call(self._fleet.register, self._fleet.name, self._roles, __version__)
        self._services.store.claim_as(self._number)
        self._beaten = time.monotonic()
        log.info("worker registered", action="work", number=self._number, roles=" ".join(self._roles))

    async def _beat(self) -> None:
        asked_at = time.monotonic()
        try:
            heard_at = await self._call(self._fleet.beat, self._number)
        except StoreError:
            if self._steady_since <= self._beaten:
                self._heard_before = self._beaten
            self._steady_since = float("inf")
            raise
        self._beaten = time.monotonic()
        self._steady_since = min(self._steady_since, self._beaten)
        if heard_at is None:
            log.warning("this worker was taken for dead, what it had in hand is others' now", action="work")
            await self._join()
            return
        skew_s = abs((self._services.clock.now() - heard_at).total_seconds()) - (self._beaten - asked_at)
        if skew_s > SKEW_S and not self._told_skew:
            log.warning("the clock differs from the database server's, set both by NTP", action="work", seconds=skew_s)
        self._told_skew = skew_s > SKEW_S

    def _watch_over(self) -> None:
        """End the process when the database was out of reach for too long: a connection may hang for hours."""

        def watch() -> None:
            while not self._stop.is_set():
                time.sleep(_LOOK_S)
                if time.monotonic() - self._beaten > DEAD_S and not self._stop.is_set():
                    sys.stderr.write(
                        f"the database was out of reach for {DEAD_S:.0f} s: ended, start the worker anew\n"
                    )
                    sys.stderr.flush()
                    os._exit(EXIT_UNREACHED)

        threading.Thread(target=watch, name="watchdog", daemon=True).start()

    async def _reload(self) -> None:
        if self._engine is None:
            await self._app.reload()

    async def _recall(self) -> None:
        if Role.POLL in self._roles:
            await recall(self._services)

    async def _tell_failures(self) -> None:
        if self._engine is None:
            tell_failures(self._services)

    # Scheduling

    async def _schedule(self) -> None:
        """Be the one that schedules whenever no other is, for as long as the database says so."""
        while not self._stop.is_set():
            if not await self._leads():
                await self._pause(LEAD_S)
                continue
            log.info("this worker schedules from now on", action="work")
            parts = list(self._app.checkup.parts)
            try:
                await self._lead()
            except StoreError as error:
                log.warning("could not schedule, tried again", action="work", why=str(error))
                await self._pause(_LOOK_S)
            finally:
                self._engine = None
                self._app.follow()
                self._app.checkup.parts[:] = parts

    async def _lead(self) -> None:
        await self._app.lead()
        over = asyncio.Event()
        handing = Handing(self._services, self._queue, self._workers)
        engine = self._engine = self._leading(handing.steps)
        running = asyncio.create_task(engine.run(over))
        beside = [
            asyncio.create_task(self._again(SWEEP_S, "sweep", self._sweep)),
            asyncio.create_task(self._again(FORGET_S, "hosts", self._forget_hosts)),
        ]
        until = time.monotonic() + LEADS_FOR_S
        try:
            while not self._stop.is_set() and time.monotonic() < until and not running.done():
                await self._pause(LEAD_S)
                asked_at = time.monotonic()
                with suppress(StoreError):
                    until = (
                        asked_at + LEADS_FOR_S if await self._call(self._fleet.lead, self._number, LEADS_FOR_S) else 0
                    )
        finally:
            for one in beside:
                one.cancel()
            over.set()
            await asyncio.gather(*beside, return_exceptions=True)
            await running
            log.info("this worker schedules no longer", action="work")

    async def _leads(self) -> bool:
        with suppress(StoreError):
            return await self._call(self._fleet.lead, self._number, LEADS_FOR_S)
        return False

    async def _sweep(self) -> None:
        """Free what workers held that are gone. After a restart of the server each has time to come back first.

        So it has after a cut of the network, and more of it: what was sent meanwhile may hang for as long as it took.
        """
        up_s, now = await self._call(self._fleet.up_s), time.monotonic()
        restarted = now - up_s > self._heard_before
        if min(up_s, now - self._steady_since) < (SETTLES_S if restarted else SILENT_S):
            return
        if gone := await self._call(self._fleet.give_up, SILENT_S, GONE_S):
            log.warning("workers are gone, what they had in hand is handed out anew", action="work", workers=gone)
        await self._services.call(self._services.store.release_lost, self._services.clock.now())
        await self._queue.strike_out_stalled()

    async def _forget_hosts(self) -> None:
        """Of a million hosts that takes a while, and nothing waits for it."""
        await self._call(self._fleet.forget_hosts)

    async def _workers(self) -> Mapping[Role, int]:
        """How many places for jobs of each role there are."""
        rows = [row for row in await self._call(self._fleet.workers) if row.silent_s < SILENT_S]
        return {role: sum(self._jobs.places([role]) for row in rows if role in row.roles) for role in Role}

    async def _again(self, seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
        while not self._stop.is_set():
            try:
                await work()
            except SchemaTooNewError:
                # It cannot be right here again before it is a newer program.
                raise
            except MonitorError as error:
                log.warning("not done, tried again", action=name, why=str(error))
            except Exception:
                log.exception("internal error, tried again", action=name)
            await self._pause(seconds)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _call(self, function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """On a thread of its own: where the store's wait for a lock, this one must be heard all the same."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: function(*args, **kwargs))

    async def figures(self) -> Sequence[RoleFigures]:
        """How each role does, here and among all workers."""
        lags = await self._services.call(self._services.store.lags, self._services.clock.now())
        living = [row for row in await self._call(self._fleet.workers) if row.silent_s < SILENT_S]
        return [
            RoleFigures(
                role=role,
                mine=role in self._roles,
                at_work=self._jobs.under_way[role] > 0 or (role is Role.SCHEDULE and self._engine is not None),
                jobs=self._jobs.done[role],
                in_hand=self._jobs.in_hand(role),
                workers=sum(role in row.roles for row in living),
                lag=lags.get(role, QueueLag(waiting=0, lag_s=0.0)),
            )
            for role in Role
        ]

    def tick_ages(self) -> dict[str, float]:
        """See `ports.Ticking`."""
        return {"beat": time.monotonic() - self._beaten, **(self._engine.tick_ages() if self._engine else {})}

    def troubles(self) -> dict[str, str]:
        """See `ports.Ticking`."""
        return self._engine.troubles() if self._engine else {}
