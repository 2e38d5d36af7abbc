"""Every implementation of the Store port runs the same tests: on SQLite and on PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from inspect import signature
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from monitor.ports import Store
from monitor.store import open_store
from tests.databases import opened_again
from tests.new_database import put_new_database
from tests.postgres_server import server

sys.path.insert(0, str(Path(__file__).parent))

from store_world import World

Opener = Callable[[], Store]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On both databases, but for what looks into the file of SQLite, or into the folder in which it lies."""
    if "database" in metafunc.fixturenames:
        own = "tmp_path" in signature(metafunc.function).parameters
        of_a_file = own or metafunc.definition.get_closest_marker("of_a_file") is not None
        metafunc.parametrize("database", ["sqlite"] if of_a_file else ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of this program's schema: empty, for a `world` as that is configured."""
    configured = "world" in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "monitor.db"
        if configured:
            file.write_bytes(_configured_file())
        else:
            put_new_database(file)
        yield f"sqlite:///{file}"
    else:
        made = server().new(copied=_configured_database() if configured else "")
        yield made
        server().drop(made)


@cache
def _configured_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "monitor.db"
        put_new_database(path)
        _configure(f"sqlite:///{path}")
        return path.read_bytes()


@cache
def _configured_database() -> str:
    url = server().new()
    _configure(url)
    return url


def _configure(url: str) -> None:
    with closing(open_store(url)) as store:
        World(store).configure()


@pytest.fixture
def opener(database: str) -> Iterator[Opener]:
    """Opens the same database again and again, one after the other, as restarts do."""
    opened: list[Store] = []

    def reopen() -> Store:
        if opened:
            opened[-1].close()
        opened.append(opened_again(database, busy_timeout_ms=200))
        return opened[-1]

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture
def handles(database: str) -> Iterator[tuple[Store, Store]]:
    """One database opened twice at once, as the bot and a command beside it have it; a write waits for the other's."""
    with (
        closing(open_store(database, busy_timeout_ms=60_000)) as owner,
        closing(open_store(database, exclusive=False, busy_timeout_ms=60_000)) as visitor,
    ):
        yield owner, visitor


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener()


@pytest.fixture
def world(store: Store) -> World:
    """It is configured: each test has a copy of a database in which that was done."""
    return World(store)
