"""The wall clock is moved while the bot runs, or between two runs: it goes on as if it had not been."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from apscheduler.schedulers import base

from monitor.engine.embedded import EmbeddedEngine
from monitor.flow.clock import clock_moved, compare_clock
from monitor.flow.compose import compose_now
from monitor.flow.upkeep import prune_if_trusted
from monitor.model.delivery import Message, Receipt
from monitor.testing.channel import RecordingChannel
from monitor.testing.faulty import faulty_store
from tests.unit.flow.shell_world import Shell, fetcher_for, until, watched


class ShiftedClock:
    """The real clock, moved by an administrator."""

    def __init__(self) -> None:
        self.shift = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


def _follow(clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the scheduler see the same time."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + clock.shift

    monkeypatch.setattr(base, "datetime", Shifted)
    monkeypatch.setattr("monitor.engine.embedded.datetime", Shifted)


async def test_a_clock_that_goes_back_a_day_stops_no_tick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ShiftedClock()
    _follow(clock, monkeypatch)
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


@pytest.mark.parametrize(
    "shift", [timedelta(hours=-1), timedelta(days=-1), timedelta(hours=1), timedelta(days=30), timedelta(days=400)]
)
async def test_polls_go_on_in_their_rhythm_wherever_the_clock_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shift: timedelta
) -> None:
    clock = ShiftedClock()
    _follow(clock, monkeypatch)
    fetcher = fetcher_for()
    shell = Shell(tmp_path, fetcher)
    async with shell.life(clock=clock) as services:
        engine, stop = EmbeddedEngine(services), asyncio.Event()
        run = asyncio.create_task(engine.run(stop))
        (first,) = await services.call(services.store.feeds)
        await until(lambda: services.recent_polls, "the first poll")
        before = clock.now()
        clock.shift = shift

        def near() -> bool:
            (state,) = services.store.feeds()
            return state.next_poll_at <= before + shift + timedelta(hours=1)

        await until(near, "the next poll is no farther away than it was")
        await until(lambda: (services.store.newest_time() or before) > before + shift / 2 or shift < timedelta(0), "")
        stop.set()
        await run
    assert first.url


async def test_a_start_with_an_earlier_clock_brings_everything_near(tmp_path: Path) -> None:
    clock = ShiftedClock()
    clock.shift = timedelta(days=30)
    shell = Shell(tmp_path, fetcher_for())
    async with shell.life(clock=clock) as services:
        await compare_clock(services)
        await shell.cycle(services)
        (state,) = services.store.feeds()
        assert state.next_poll_at > datetime.now(UTC) + timedelta(days=29)
    clock.shift = timedelta(0)
    async with shell.life(clock=clock) as services:
        await compare_clock(services)
        (state,) = services.store.feeds()
        assert state.next_poll_at < datetime.now(UTC) + timedelta(hours=2)


@pytest.mark.parametrize(("leap", "pruned"), [(timedelta(days=400), False), (timedelta(hours=3), True)])
async def test_nothing_is_pruned_on_the_strength_of_a_leap(tmp_path: Path, leap: timedelta, pruned: bool) -> None:
    clock = ShiftedClock()
    calls: list[str] = []

    def seen(method: str, _number: int) -> bool:
        calls.append(method)
        return False

    shell = Shell(tmp_path, fetcher_for())
    async with shell.life(lambda store: faulty_store(store, before=seen), clock=clock) as services:
        await clock_moved(services, leap)
        await prune_if_trusted(services)
        assert ("prune" in calls) is pruned
        services.prune_after = 0.0
        await prune_if_trusted(services)
        assert "prune" in calls


class SlowChannel(RecordingChannel):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()

    async def send(self, message: Message) -> Receipt:
        receipt = await super().send(message)
        await self.answers.wait()
        return receipt


LEAPS = {
    "asleep for three hours, longer than any lease": timedelta(hours=3, minutes=1),
    "a day ahead": timedelta(days=1),
    "400 days ahead": timedelta(days=400),
    "from 1970": timedelta(days=365 * 56),
    "an hour back": timedelta(hours=-1),
    "a day back": timedelta(days=-1),
}


@pytest.mark.parametrize("leap", LEAPS.values(), ids=LEAPS)
async def test_a_clock_that_moves_in_the_midst_of_a_send_sends_nothing_twice(tmp_path: Path, leap: timedelta) -> None:
    channel = SlowChannel()
    shell = Shell(tmp_path, fetcher_for(watched(1)), channel=channel)
    async with shell.life() as services:
        engine = EmbeddedEngine(services)
        for lane in engine._reading:
            await engine._exhaust(lane, None)
        await compose_now(services, "border")
        await engine._sending.tick()
        await until(lambda: channel.attempts, "the message is on its way")
        shell.clock.step_wall(shell.clock.now() + leap)
        await clock_moved(services, leap)
        for _ in range(3):
            await engine._sending.tick()
            await asyncio.sleep(0)
        channel.answers.set()
        await engine._sending.idle()
        await engine._exhaust(engine._sending, None)
        assert len(channel.attempts) == 1
        assert {state for (state,) in shell.query("SELECT state FROM outbox")} == {"sent"}
        await compose_now(services, "border")
        await engine._exhaust(engine._sending, None)
        assert sum(len(one.digest.stories) for one in channel.accepted) == 1, "and its story is told once"
