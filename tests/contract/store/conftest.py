"""Every implementation of the Store port runs the same tests; PostgreSQL will be one more `param`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.ports import Store
from monitor.store import open_store
from tests.new_database import put_new_database

sys.path.insert(0, str(Path(__file__).parent))

from store_world import World

Opener = Callable[[], Store]


@pytest.fixture(params=["sqlite"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same database again and again, one after the other, as restarts do."""
    opened: list[Store] = []
    put_new_database(tmp_path / "monitor.db")

    def reopen() -> Store:
        if opened:
            opened[-1].close()
        opened.append(open_store(f"sqlite:///{tmp_path}/monitor.db", busy_timeout_ms=200))
        return opened[-1]

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture(params=["sqlite"])
def handles(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """One database opened twice at once, as the bot and a command beside it have it; a write waits for the other's."""
    url = f"sqlite:///{tmp_path}/monitor.db"
    put_new_database(tmp_path / "monitor.db")
    with (
        closing(open_store(url, busy_timeout_ms=60_000)) as owner,
        closing(open_store(url, exclusive=False, busy_timeout_ms=60_000)) as visitor,
    ):
        yield owner, visitor


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener()


@pytest.fixture
def world(store: Store) -> World:
    made = World(store)
    made.configure()
    return made
