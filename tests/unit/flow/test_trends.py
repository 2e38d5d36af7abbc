"""Counting mentions behind the news, and the look at all topics for metrics."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.engine import embedded
from monitor.engine.embedded import EmbeddedEngine
from monitor.errors import StoreError
from monitor.flow.archive.trends import TrendWatch, count_mentions, zone_of
from monitor.model.archive.trends import Trend
from monitor.model.config import Subscription
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, until, watched


async def test_what_was_judged_is_counted_and_shown(tmp_path: Path) -> None:
    shell, shown = Shell(tmp_path, fetcher_for(watched(3)), settings_for()), []
    async with shell.life() as services:
        watch = TrendWatch(services, shown.append)
        await watch.look()
        await shell.cycle(services)
        await count_mentions(services)
        await watch.look()
    before, (after,) = shown
    assert before == ()
    assert isinstance(after, Trend)
    assert (after.watchlist, after.stories > 0, after.usual) == ("towns", True, None)


async def test_counting_that_fails_is_told_once_and_costs_nobody_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings_for())
    monkeypatch.setattr(embedded, "_MENTIONS_S", 0.01)
    async with shell.life() as services:
        tries: list[int] = []

        def broken(_: int) -> int:
            tries.append(1)
            raise StoreError("the table is damaged")

        monkeypatch.setattr(services.store, "count_mentions", broken)
        engine, stop = EmbeddedEngine(services), asyncio.Event()
        with capture_logs() as logs:
            run = asyncio.create_task(engine.run(stop))
            await until(lambda: len(tries) > 3 and shell.outcomes("assess"), "it is tried again, and articles are read")
            stop.set()
            await run
        assert engine.tick_ages().keys().isdisjoint({"mentions"}), "no part of the pipeline"
    told = [one["why"] for one in logs if one.get("action") == "mentions"]
    assert told == ["the table is damaged"]


@pytest.mark.parametrize(
    ("lists", "zone"), [(("b",), "Asia/Damascus"), (("a", "b"), "Europe/Berlin"), (("c",), "Europe/Berlin")]
)
def test_days_are_those_of_who_is_told(lists: tuple[str, ...], zone: str) -> None:
    told = [
        Subscription(id=place, title="", watchlists=(name,), targets=(), cron="0 7 * * *", zone=place)
        for name, place in (("a", "Europe/Berlin"), ("b", "Asia/Damascus"))
    ]
    assert zone_of(told, lists) == zone
    assert zone_of([]) == "UTC"
