"""How the running bot is: what its store, its engine and its parts say, within a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from monitor.core.health.judge import Limits, judge_health
from monitor.core.rhythm import Rhythm
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.model.facts import HealthFacts
from monitor.model.health import HealthReport, Note, Vitals
from monitor.obs.metrics import PrometheusMeter
from monitor.ports import Ticking

ASKED_S = 1.0
"""How long the store has for its answer: who asks for the health gets it within two seconds."""
STUCK_S = 10.0
"""A store that has not answered for so long is in trouble; less is a machine that is busy."""
STEP_TOLD_S = 3600.0
"""How long it is said that the clock was moved."""
_INTERVALS_MISSED = 5
"""How many intervals of the most frequent feed may pass without any good poll before health is red.

Four are what a server may ask for between two polls, and one for the poll itself.
"""
_LEAST_POLL_LIMIT_S = 900


class Checkup:
    """Asks the store on a thread of its own: where its four others wait for a lock, health still has an answer."""

    def __init__(self, services: Services, meter: PrometheusMeter, started_at: datetime) -> None:
        self._services, self._meter, self._started_at = services, meter, started_at
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: asyncio.Future[HealthFacts] | None = None
        self._asked_at = 0.0
        self._facts: HealthFacts | None = None
        self._trouble = ""
        self._normal: tuple[Settings, Limits] | None = None
        """What is normal under the settings that were looked at last: with thousands of feeds that takes a while."""
        self.parts: list[Callable[[], Sequence[Note]]] = []
        """What else is asked what it noticed."""

    async def report(self, engine: Ticking) -> HealthReport:
        """The verdict; the store's last answer is judged where it gives none."""
        trouble, config, ages = await self._ask(), self._services.config, engine.tick_ages()
        if self._facts is not None:
            self._meter.observe(self._facts, ages, config_refused=bool(config.error))
        vitals = Vitals(
            now=self._services.clock.now(),
            started_at=self._started_at,
            tick_ages=ages,
            tick_troubles=engine.troubles(),
            store_trouble=trouble or self._services.trouble or _damaged(self._services.damage),
            config_error=config.error,
            clock_step=self._clock_step(),
            notes=tuple(note for part in self.parts for note in part()),
        )
        return judge_health(self._facts, vitals, self._limits(config.settings), config.settings.subscriptions)

    def _limits(self, settings: Settings) -> Limits:
        if self._normal is None or self._normal[0] is not settings:
            self._normal = settings, limits_of(settings)
        return self._normal[1]

    def _clock_step(self) -> timedelta | None:
        step = self._services.clock_step
        if step is None or self._services.clock.monotonic() - step[1] > STEP_TOLD_S:
            return None
        return step[0]

    async def _ask(self) -> str:
        """Take over the store's facts; why it gives none, "" if it does."""
        clock = self._services.clock
        if self._asked is None:
            loop = asyncio.get_running_loop()
            self._asked = loop.run_in_executor(self._thread, self._services.store.health)
            self._asked_at = clock.monotonic()
        asked = self._asked
        await asyncio.wait((asked,), timeout=ASKED_S)
        if asked.done():
            self._asked = None if self._asked is asked else self._asked
            try:
                self._facts, self._trouble = asked.result(), ""
            except StoreError as error:
                self._trouble = str(error)
        elif (waited := clock.monotonic() - self._asked_at) > STUCK_S:
            self._trouble = (
                f"The database has not answered for {waited:.0f} s: close what else has it open, and check the disk."
            )
        return self._trouble

    def close(self) -> None:
        """Ask nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _damaged(what: str) -> str:
    if not what:
        return ""
    return f"The database is damaged ({what}): stop the bot and put a backup in its place, monitor db restore FILE."


def limits_of(settings: Settings) -> Limits:
    """What is normal with feeds that are polled as rarely as these."""
    intervals = [Rhythm.of(spec, settings.polling).interval_s for spec in settings.feeds]
    poll = timedelta(seconds=max(_LEAST_POLL_LIMIT_S, _INTERVALS_MISSED * min(intervals, default=0)))
    return Limits(poll=poll, failing_percent=settings.server.failing_feeds)
