"""Which database a test's installation has: a file, or one of the tests' own server where the test is run on that."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from monitor.errors import StoreLockedError
from monitor.ports import Store
from monitor.store import is_server, open_store
from tests.new_database import put_new_database
from tests.postgres_server import server

ON_BOTH = ("sqlite", "postgresql")

_WAITS_S = 120.0
_readers: dict[str, psycopg.Connection[Any]] = {}
"""By URL, as long as its database lives: what waits for something asks ten times a second."""
_served: list[dict[Path, str]] = [{}] if os.environ.get("TESTS_DATABASE") == ON_BOTH[1] else []
"""While a test is run on the server: for each file that it would have, the database in its place.

`TESTS_DATABASE=postgresql` runs all of them there: to look for what a change broke; tests of files fail then.
"""


@contextlib.contextmanager
def on_server() -> Iterator[None]:
    """Whatever is installed meanwhile has a database of the server; they are dropped at the end."""
    _served.append({})
    try:
        yield
    finally:
        for url in _served.pop().values():
            if url in _readers:
                _readers.pop(url).close()
            server().drop(url)


def url_of(path: Path, *, made: bool = True) -> str:
    """The storage URL of what lies at `path`, or would; `made`: new databases have their tables already."""
    if not _served:
        if made:
            put_new_database(path)
        return f"sqlite:///{path}"
    urls = _served[-1]
    if path not in urls:
        urls[path] = server().new() if made else server().bare()
    return urls[path]


def copy(old: Path, new: Path) -> tuple[str, str]:
    """The database of an installation that was copied, and which nobody uses; the URLs of both."""
    if not _served:
        return f"sqlite:///{old}", f"sqlite:///{new}"
    urls = _served[-1]
    urls[new] = server().new(copied=urls[old])
    return urls[old], urls[new]


def opened_again(url: str, busy_timeout_ms: int) -> Store:
    """The store, as soon as the server has noticed that its last owner is gone, which it may do a moment later."""
    until = time.monotonic() + _WAITS_S
    while True:
        try:
            return open_store(url, busy_timeout_ms=busy_timeout_ms)
        except StoreLockedError:
            if not is_server(url) or time.monotonic() > until:
                raise
        time.sleep(0.01)


def rows(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Read from the database, whoever works with it; nothing while it has no tables."""
    if _served:
        try:
            return _reader(url_of(path)).execute(statement.encode(), prepare=False).fetchall()
        except psycopg.errors.UndefinedTable:
            return []
    if not path.exists():
        return []
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=_WAITS_S)) as connection:
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):  # killed before its schema was made
                return []
            raise


def _reader(url: str) -> psycopg.Connection[Any]:
    """One that was cut, or its server, is made anew."""
    if url not in _readers or _readers[url].closed:
        _readers[url] = psycopg.connect(url, autocommit=True, options="-c timezone=UTC")
    return _readers[url]


def change(path: Path, statement: str) -> None:
    """Written into the database behind the back of whoever works with it."""
    if _served:
        with psycopg.connect(url_of(path), autocommit=True, options="-c timezone=UTC") as server_connection:
            server_connection.execute(statement.encode())
        return
    with contextlib.closing(sqlite3.connect(path, timeout=_WAITS_S)) as connection:
        connection.execute(statement)
        connection.commit()
