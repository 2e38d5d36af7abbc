"""The index of the archive is put together once a day, step by step, and a step that fails is no one's trouble."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from monitor.errors import StoreBusyError
from monitor.flow import upkeep
from monitor.flow.archive.searching import FRESH_LOT
from monitor.testing.faulty import faulty_store, on_method
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched

HOUR, DAY = 3_600.0, 86_400.0


def test_the_index_is_put_together_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))), settings_for())
    steps: list[bool] = []

    async def run() -> None:
        async with shell.life() as services:
            await shell.cycle(services)
            while not services.archive_indexed:
                await upkeep.index_archive(services)
            merge = services.store.merge_archive_index

            def merged(*, anew: bool) -> bool:
                steps.append(anew)
                merge(anew=anew)
                return len(steps) % 3 > 0

            monkeypatch.setattr(services.store, "merge_archive_index", merged)
            for later in (0.0, 0.0, HOUR, 1.0, 1.0, 1.0, DAY):
                shell.clock.advance(later)
                await upkeep.index_archive(services)

    asyncio.run(run())
    assert steps == [True, False, False, True], "an hour after the start three steps, a day later the next"


def test_a_step_that_fails_is_begun_anew_a_day_later(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(*map(watched, range(3))), settings_for())

    async def run() -> None:
        async with shell.life() as services:
            await shell.cycle(services)
            while not services.archive_indexed:
                await upkeep.index_archive(services)
            await upkeep.index_archive(services)
            sound, services.store = (
                services.store,
                faulty_store(services.store, before=on_method("merge_archive_index")),
            )
            shell.clock.advance(HOUR)
            with pytest.raises(StoreBusyError):
                await upkeep.index_archive(services)
            await upkeep.index_archive(services)
            services.store = sound
            shell.clock.advance(DAY)
            await upkeep.index_archive(services)
            assert not services.archive_merging

    asyncio.run(run())


def test_new_articles_are_put_in_by_lots_and_after_a_minute_however_few(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(), settings_for())
    asked: list[int] = []
    waiting = [FRESH_LOT + 3, 3, 3, 3, 0]

    async def run() -> None:
        async with shell.life() as services:

            def index_fresh(most: int, least: int) -> int:
                asked.append(least)
                return min(most, waiting.pop(0)) if waiting[0] >= least else 0

            await upkeep.index_fresh(services, all_of_them=True)
            services.store.index_fresh = index_fresh  # type: ignore[method-assign]
            for later in (1.0, 58.0, 2.0):
                shell.clock.advance(later)
                await upkeep.index_fresh(services)

    asyncio.run(run())
    assert asked == [FRESH_LOT, FRESH_LOT, FRESH_LOT, 1, 1, 1, 1]
    assert waiting == [0]
