"""The composition root: reload under trouble, health's limits, and the order of taking down."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from monitor.bootstrap import App, Place, open_place
from monitor.core.health.judge import Limits
from monitor.engine.embedded import EmbeddedEngine
from monitor.errors import StoreBusyError
from monitor.model.health import HealthReport
from monitor.obs.logs import configure_logs
from monitor.testing.faulty import faulty_store
from tests.acceptance.world import World
from tests.unit.flow.shell_world import until


class Busy:
    """A fault in `sync_config` while it is switched on."""

    on = False

    def __call__(self, method: str, _number: int) -> bool:
        return self.on and method == "sync_config"


class Bench:
    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.world.write({"River": "https://river.example/feed"})
        self.place = Place(config=self.world.config, data=self.world.data, env=lambda _: None)
        self.world.data.mkdir()
        self.busy = Busy()
        self.logs = StringIO()
        configure_logs("json", "info", self.logs)
        settings, store = open_place(self.place, exclusive=True)
        self.app = App(settings, faulty_store(store, before=self.busy))

    def events(self) -> list[str]:
        return [json.loads(line)["event"] for line in self.logs.getvalue().splitlines()]

    def edit(self, old: str, new: str) -> None:
        path = self.world.config / "monitor.yaml"
        path.write_text(path.read_text().replace(old, new))

    async def settle(self) -> None:
        """Reload until the edit was noticed and judged."""
        seen = self.app.services.config
        async with asyncio.timeout(60):
            while self.app.services.config is seen:
                await self.app.reload()
                await asyncio.sleep(0.05)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path)
    await made.app.start(made.place.watcher(made.app.services.config.settings))
    yield made
    await made.app.stop()


async def test_an_edit_that_the_store_was_too_busy_for_comes_into_force_later(bench: Bench) -> None:
    before = bench.app.services.config
    bench.busy.on = True
    bench.edit("max_stories: 500", "max_stories: 7")
    with pytest.raises(StoreBusyError):
        await bench.settle()
    assert bench.app.services.config is before, "whole or not at all"
    bench.busy.on = False
    await bench.app.reload()
    assert bench.app.services.config.settings.subscriptions[0].max_stories == 7
    assert bench.events().count("config/ changed, the new one is in force") == 1
    await bench.app.reload()
    assert bench.events().count("config/ changed, the new one is in force") == 1


async def test_a_bad_edit_is_told_and_a_mended_one_taken(bench: Bench) -> None:
    before = bench.app.services.config
    bench.edit("quiet: skip", "quite: skip\n    zone: Mars/Olympus")
    await bench.settle()
    assert bench.app.services.config.settings is before.settings
    assert "quite" in bench.app.services.config.error
    report = await bench.app.health(EmbeddedEngine(bench.app.services))
    assert any("refused" in note.detail for note in report.notes)
    bench.edit("quite: skip\n    zone: Mars/Olympus", "quiet: skip")
    await bench.settle()
    assert bench.app.services.config.error == ""


async def test_what_a_reload_cannot_change_is_said(bench: Bench) -> None:
    bench.edit("level: warning", "level: debug")
    await bench.settle()
    last = json.loads(bench.logs.getvalue().splitlines()[-1])
    assert (last["event"], last["settings"]) == ("a changed setting takes effect at the next start only", "log")


LIMITS = {
    "frequent": ((60, 900), 900),
    "the default": ((900,), 4500),
    "the most frequent counts": ((3600, 86_400), 18_000),
    "only daily feeds": ((86_400,), 432_000),
    "no feed": ((), 900),
}


@pytest.mark.parametrize(("intervals", "limit_s"), LIMITS.values(), ids=LIMITS)
async def test_health_waits_as_long_as_the_feeds_are_rare(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, intervals: tuple[int, ...], limit_s: int
) -> None:
    services = bench.app.services
    plain = services.config.settings
    feeds = tuple(replace(plain.feeds[0], url=f"https://f/{each}", interval_s=each) for each in intervals)
    services.config = replace(services.config, settings=replace(plain, feeds=feeds))
    asked: list[float] = []

    def judge(_facts: object, _vitals: object, limits: Limits, _subscriptions: object) -> HealthReport:
        asked.append(limits.poll.total_seconds())
        return HealthReport(checks=())

    monkeypatch.setattr("monitor.bootstrap.checkup.judge_health", judge)
    await bench.app.health(EmbeddedEngine(services))
    assert asked == [limit_s]


async def test_stopping_does_not_wait_for_a_long_upkeep(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    await bench.app.start()
    store, began = bench.app.services.store, []

    def endless() -> None:
        while True:
            began.append(1)
            store.checkpoint()

    task = asyncio.ensure_future(bench.app.services.call(endless))
    await until(lambda: began, "the upkeep is under way")
    async with asyncio.timeout(60):
        await bench.app.stop()
    assert "was closed" in str((await asyncio.gather(task, return_exceptions=True))[0])
