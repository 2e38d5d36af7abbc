"""Cycles that cron begins do once a day what a running bot does by itself, and trust no clock of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.store.areas import Pruning
from tests.unit.flow.shell_world import T0, Shell, fetcher_for, watched

HOUR, DAY, YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=73 * 365)
KEPT = timedelta(days=365)


@pytest.fixture
def pruned(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Before when articles were removed, in the order of the calls."""
    calls: list[datetime] = []
    whole = Pruning.prune

    def seen(store: Pruning, articles_before: datetime, polls_before: datetime) -> object:
        calls.append(articles_before)
        return whole(store, articles_before, polls_before)

    monkeypatch.setattr(Pruning, "prune", seen)
    return calls


@pytest.mark.parametrize(
    ("cycles", "reckoned_from"),
    [
        ((0 * DAY, HOUR, 23 * HOUR), ()),
        ((0 * DAY, HOUR, DAY, DAY + HOUR, 2 * DAY), (0 * DAY, DAY)),
        # Cron that begins one a day, or a week, never at the same second.
        ((0 * DAY, DAY + HOUR, 2 * DAY + 2 * HOUR), (0 * DAY, DAY + HOUR)),
        ((0 * DAY, 7 * DAY, 14 * DAY), (0 * DAY, 7 * DAY)),
        # A clock that leaps ahead and is put right within the day prunes nothing that is of today.
        ((0 * DAY, DAY, YEARS, YEARS + HOUR, 2 * DAY, 3 * DAY), (0 * DAY, DAY, 2 * DAY)),
        # One that shows 1970 at the start of the machine removes nothing at all.
        ((0 * DAY, -YEARS, DAY, DAY + HOUR), (-YEARS,)),
    ],
)
async def test_a_day_later_what_was_old_then_goes(
    tmp_path: Path, pruned: list[datetime], cycles: Sequence[timedelta], reckoned_from: Sequence[timedelta]
) -> None:
    shell = Shell(tmp_path, fetcher_for())
    for moment in cycles:
        shell.clock.step_wall(T0 + moment)
        async with shell.life() as services:
            await shell.cycle(services)
    assert pruned == [T0 + moment - KEPT for moment in reckoned_from]


async def test_a_damaged_database_is_looked_at_in_each_cycle_and_not_pruned(
    tmp_path: Path, pruned: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(tmp_path, fetcher_for())
    async with shell.life() as services:
        await shell.cycle(services)
    shell.clock.advance(DAY)
    for _ in range(2):
        async with shell.life() as services:
            monkeypatch.setattr(services.store, "quick_check", lambda: "page 7 is damaged")
            await shell.cycle(services)
            assert services.damage == "page 7 is damaged"
        shell.clock.advance(HOUR)
    assert pruned == []


async def test_a_cycle_counts_which_spellings_were_met(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))))
    async with shell.life() as services:
        await shell.cycle(services)
        assert sum(one.hits for one in services.store.spelling_uses()) == 3
