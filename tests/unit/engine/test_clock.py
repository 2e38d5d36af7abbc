"""The wall clock is set back while the bot runs: it goes on ticking."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from monitor.engine.embedded import EmbeddedEngine
from tests.unit.flow.shell_world import Shell, fetcher_for, until


class ShiftedClock:
    """The real clock, moved by an administrator."""

    def __init__(self) -> None:
        self.shift = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


async def test_a_clock_that_goes_back_a_day_stops_no_tick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ShiftedClock()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + clock.shift

    for module in (base, interval):
        monkeypatch.setattr(module, "datetime", Shifted)
    monkeypatch.setattr("monitor.engine.embedded.datetime", Shifted)
    shell = Shell(tmp_path, fetcher_for())
    async with shell.life(clock=clock) as services:
        ticks: list[int] = []

        async def tick() -> None:
            ticks.append(1)

        engine, stop = EmbeddedEngine(services, tick), asyncio.Event()
        run = asyncio.create_task(engine.run(stop))
        await until(lambda: ticks, "the first tick")
        clock.shift = timedelta(days=-1)
        seen = len(ticks)
        await until(lambda: len(ticks) >= seen + 2, "ticks go on a day earlier")
        stop.set()
        await run
