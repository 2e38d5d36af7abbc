"""What every engine promises: due work is done once, within bounds, and stopping loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.engine.embedded import EmbeddedEngine
from monitor.flow.compose import compose_now
from monitor.flow.services import Services
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.ports import Engine
from monitor.testing.faulty import faulty_store, on_method
from monitor.testing.scripted import ScriptedFetcher
from tests.acceptance.world import GUARD_S
from tests.elapsing import elapse
from tests.unit.flow.shell_world import NoProgress, Shell, fetcher_for, titles, until, unwatched, watched

MakeEngine = Callable[[Services], Engine]


@pytest.fixture(params=[EmbeddedEngine], ids=["embedded"])
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Every implementation of the port runs these tests; the distributed engine will be one more `param`."""
    made: MakeEngine = request.param
    return made


@contextlib.asynccontextmanager
async def running(engine: Engine) -> AsyncIterator[asyncio.Event]:
    """The engine at work; stopped at the end, and nothing of it left behind."""
    stop = asyncio.Event()
    others = asyncio.all_tasks()
    task = asyncio.create_task(engine.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait({task}, timeout=GUARD_S)
        assert task.done(), f"the engine was told to stop and works {GUARD_S:.0f} s later"
        await task
        assert asyncio.all_tasks() == others


class GatedFetcher(ScriptedFetcher):
    """Lets pages of a host through when its gate opens; counts who is inside."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[str, asyncio.Event] = {}
        self.inside: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        host = request.url.split("/")[2]
        self.inside[host] += 1
        self.most[host] = max(self.most[host], self.inside[host])
        self.most["all"] = max(self.most["all"], self.inside.total())
        try:
            if host in self.gates:
                await self.gates[host].wait()
            return await super().fetch(request)
        finally:
            self.inside[host] -= 1


def gated(*items: object) -> GatedFetcher:
    plain, fetcher = fetcher_for(*items), GatedFetcher()
    fetcher._script = plain._script
    return fetcher


async def test_once_does_all_due_work_and_each_item_once(tmp_path: Path, make_engine: MakeEngine) -> None:
    items = [watched(number) for number in range(6)] + [unwatched(9)]
    shell = Shell(tmp_path, fetcher_for(*items))
    async with shell.life() as services:
        engine = make_engine(services)
        first, second = NoProgress(), NoProgress()
        await engine.once(first)
        await engine.once(second)
    assert first.totals == {"poll": 1, "extract": 7, "assess": 7, "send": 0}
    assert second.totals == {"poll": 0, "extract": 0, "assess": 0, "send": 0}
    assert shell.outcomes("assess") == {"alerted": 6, "no_match": 1}


@pytest.mark.parametrize(
    "step",
    ["embedded.review_some", "embedded.alert_due", "embedded.compose_due", "cycle.count_mentions"],
)
async def test_a_step_of_a_cycle_that_fails_keeps_no_other_from_its_work(
    tmp_path: Path, make_engine: MakeEngine, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def fails(*_values: object, **_named: object) -> None:
        raise RuntimeError("a bug")

    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))))
    async with shell.life() as services:
        await make_engine(services).once(NoProgress())
        await compose_now(services, "border")
        monkeypatch.setattr(f"monitor.engine.{step}", fails)
        # What is beside the news is no trouble of the cycle's.
        expected = contextlib.nullcontext() if step.startswith("cycle.") else pytest.raises(RuntimeError, match="a bug")
        with expected:
            await make_engine(services).once(NoProgress())
    assert shell.query("SELECT state FROM outbox") == [("sent",)]
    assert shell.query("SELECT 1 FROM counter WHERE name = 'archive_version'") == [(1,)]


async def test_a_bug_with_what_is_told_at_once_keeps_no_digest_from_being_composed(
    tmp_path: Path, make_engine: MakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_values: object, **_named: object) -> None:
        raise RuntimeError("a bug")

    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))))
    async with shell.life() as services:
        await make_engine(services).once(NoProgress())
        shell.clock.advance(timedelta(minutes=31))
        monkeypatch.setattr("monitor.engine.embedded.alert_due", fails)
        with pytest.raises(RuntimeError, match="a bug"):
            await make_engine(services).once(NoProgress())
    assert shell.query("SELECT state FROM outbox") == [("sent",)]


async def test_run_carries_new_work_through_all_steps(tmp_path: Path, make_engine: MakeEngine) -> None:
    items = [watched(number) for number in range(6)]
    shell = Shell(tmp_path, fetcher_for(*items))
    async with shell.life() as services, running(make_engine(services)):
        await until(lambda: shell.outcomes("assess") == {"alerted": 6}, "all articles are judged")
        shell.clock.advance(timedelta(minutes=31))
        await until(lambda: shell.query("SELECT state FROM outbox") == [("sent",)], "the digest is sent")
    assert shell.frozen() == titles(items)
    assert Counter(request.url for request in shell.fetcher.requests).most_common(1)[0][1] <= 2
    assert len(shell.channel.attempts) == 1


async def test_hosts_are_asked_in_turn_and_a_slow_one_holds_up_only_itself(
    tmp_path: Path, make_engine: MakeEngine
) -> None:
    slow = [watched(number, host="slow.example") for number in range(40)]
    quick = [watched(100 + number, host=f"quick{number}.example") for number in range(30)]
    fetcher = gated(*slow, *quick)
    fetcher.gates["slow.example"] = asyncio.Event()
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services, running(make_engine(services)):
        await until(lambda: shell.outcomes("extract") == {"page": 30}, "the quick hosts' pages are read meanwhile")
        fetcher.gates["slow.example"].set()
        await until(lambda: shell.outcomes("extract") == {"page": 70}, "then the slow host's")
    assert fetcher.most["slow.example"] == 2
    assert fetcher.most["all"] <= 16


async def test_stopping_waits_a_moment_and_then_breaks_off(tmp_path: Path, make_engine: MakeEngine) -> None:
    """What hangs is broken off, what waited is given up; the next start does both, and no attempt is lost."""
    items = [watched(number, host="hangs.example") for number in range(5)]
    fetcher = gated(*items)
    fetcher.gates["hangs.example"] = asyncio.Event()
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services, running(make_engine(services)) as stop:
        await until(lambda: fetcher.inside["hangs.example"] == 2, "two pages are under way")
        stop.set()
        await elapse(1.0)
        assert fetcher.inside["hangs.example"] == 2, "they may yet end"
        await elapse(7.0)
        assert fetcher.inside["hangs.example"] == 0, "after the 8 s that people are promised"
    assert shell.outcomes("extract") == {}
    fetcher.gates.clear()
    async with shell.life() as services:
        assert shell.query("SELECT DISTINCT attempts FROM entry") == [(0,)], "given back"
        await make_engine(services).once(NoProgress())
    assert shell.outcomes("extract") == {"page": 5}


async def test_stopping_does_not_wait_for_a_disk_that_is_full(tmp_path: Path, make_engine: MakeEngine) -> None:
    """The receiver has answered, only it cannot be written down: the next start sends it again, under the same id."""
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life() as services:
        await make_engine(services).once(NoProgress())
        await compose_now(services, "border")
    broken = on_method("save_delivery")
    async with (
        shell.life(lambda store: faulty_store(store, before=broken)) as services,
        running(make_engine(services)) as stop,
    ):
        await until(lambda: services.in_trouble, "the answer cannot be saved")
        stop.set()
        await elapse(1.0)
        assert services.in_trouble, "there may be room in a moment"
        await elapse(7.0)
        assert not services.in_trouble, "after the 8 s that people are promised"
    assert shell.query("SELECT state FROM outbox") == [("sending",)]


async def test_stopping_lets_work_end_that_is_nearly_done(tmp_path: Path, make_engine: MakeEngine) -> None:
    fetcher = gated(watched(1))
    fetcher.gates["river.example"] = asyncio.Event()
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services, running(make_engine(services)) as stop:
        await until(lambda: fetcher.inside["river.example"] == 1, "the feed is asked")
        stop.set()
        asyncio.get_running_loop().call_later(0.1, fetcher.gates["river.example"].set)
    assert shell.outcomes("intake") == {"new": 1}
    assert shell.outcomes("extract") == {}, "nothing new is begun after the stop"


async def test_the_age_of_a_tick_grows_only_while_it_fails(tmp_path: Path, make_engine: MakeEngine) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with shell.life(lambda store: faulty_store(store, before=on_method("claim_entries"))) as services:
        engine = make_engine(services)
        async with running(engine):
            await until(lambda: shell.outcomes("intake") == {"new": 1}, "there is something to read")
            assert {"poll", "extract", "assess", "send", "compose"} <= engine.tick_ages().keys()
            shell.clock.advance(100)
            await until(lambda: engine.tick_ages()["poll"] == engine.tick_ages()["compose"] == 0, "the others go on")
            assert engine.tick_ages()["extract"] == 100


async def test_one_item_sees_one_revision(tmp_path: Path, make_engine: MakeEngine) -> None:
    """The configuration changes while a poll waits for its answer: it is judged by the one it began with."""
    fetcher = gated(watched(1))
    fetcher.gates["river.example"] = asyncio.Event()
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services, running(make_engine(services)):
        await until(lambda: fetcher.inside["river.example"] == 1, "the feed is asked")
        before = services.config
        slower = replace(before.settings.polling, interval_s=86_400)
        services.config = replace(before, settings=replace(before.settings, polling=slower, revision="r2"))
        fetcher.gates["river.example"].set()
        await until(lambda: shell.outcomes("assess") == {"alerted": 1}, "the article is judged")
        (feed,) = services.store.feeds()
    assert feed.next_poll_at < shell.clock.now() + timedelta(hours=1)
    assert shell.query("SELECT revision FROM outcome WHERE step = 'assess'") == [("r2",)]
