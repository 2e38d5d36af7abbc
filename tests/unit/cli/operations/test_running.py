"""The start of `monitor run` where somebody else holds the database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli.operations import run
from monitor.errors import StoreBusyError, StoreLockedError
from monitor.ports import Store
from monitor.store import open_store
from tests.elapsing import elapse, outlast


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'monitor.db'}"


@pytest.fixture
def holder(url: str) -> Iterator[Store]:
    """A command that found no bot, or a bot on its way out."""
    store = open_store(url, exclusive=True)
    yield store
    store.close()


async def test_a_start_waits_for_a_command_that_holds_the_database(url: str, holder: Store, tmp_path: Path) -> None:
    start = asyncio.create_task(run.own_store(url, tmp_path, asyncio.Event()))
    await elapse(run.PATIENCE_S / 2)
    assert not start.done()
    holder.close()
    store = await outlast(start, run.PATIENCE_S)
    assert store is not None
    with pytest.raises(StoreLockedError):
        open_store(url, exclusive=True)
    store.close()


async def test_a_bot_that_stays_is_not_waited_for_for_ever(url: str, holder: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreLockedError, match="Another monitor"):
        await outlast(run.own_store(url, tmp_path, asyncio.Event()), 3 * run.PATIENCE_S)


async def test_a_stop_ends_the_waiting(url: str, holder: Store, tmp_path: Path) -> None:
    stop = asyncio.Event()
    start = asyncio.create_task(run.own_store(url, tmp_path, stop))
    await elapse(1.0)
    stop.set()
    assert await start is None


AWAY = StoreBusyError("The database news at db.example cannot be reached.")


async def test_a_server_that_starts_beside_the_bot_is_waited_for(url: str, tmp_path: Path) -> None:
    answers = iter([AWAY, AWAY])

    def opening(_url: str, _data: Path) -> Store:
        for problem in answers:
            raise problem
        return open_store(url)

    server = "postgresql://db.example/news"
    store = await outlast(run.own_store(server, tmp_path, asyncio.Event(), opening), run.SERVER_S)
    assert store is not None
    store.close()


@pytest.mark.parametrize("server", ["postgresql://db.example/news", ""])
async def test_a_server_that_stays_away_is_told_and_a_file_at_once(url: str, tmp_path: Path, server: str) -> None:
    tries: list[str] = []

    def opening(asked: str, _data: Path) -> Store:
        tries.append(asked)
        raise AWAY

    with pytest.raises(StoreBusyError):
        await outlast(run.own_store(server or url, tmp_path, asyncio.Event(), opening), 2 * run.SERVER_S)
    assert (len(tries) > 1) is bool(server)
