"""Counting mentions behind the news, and the look at all topics for metrics."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import StoreBusyError, StoreError
from monitor.flow.archive.trends import TrendWatch, count_mentions, zone_of
from monitor.model.archive.trends import Trend
from monitor.model.config import Subscription
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched


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


async def test_counting_that_fails_costs_nobody_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings_for())
    async with shell.life() as services:
        await shell.cycle(services)

        def broken(_: int) -> int:
            raise StoreError("the table is damaged")

        monkeypatch.setattr(services.store, "count_mentions", broken)
        await count_mentions(services)

        def busy(_: int) -> int:
            raise StoreBusyError("locked")

        monkeypatch.setattr(services.store, "count_mentions", busy)
        with pytest.raises(StoreBusyError):
            await count_mentions(services)


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
