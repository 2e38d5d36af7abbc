"""`monitor db copy` killed at any moment, its disk full, its server gone: gone on with, or told what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

import pytest

from monitor.errors import StoreBusyError, StoreError
from monitor.store import copying, open_store
from monitor.store.copying import copy_store
from monitor.store.database import FileSide
from tests.new_database import put_new_database
from tests.postgres_server import Server, server

sys.path.insert(0, str(Path(__file__).parents[2] / "contract" / "store"))

from store_world import World, minutes

COPIER = """
import os, sys
from monitor.store import copying
copying.LOT = 4
def step(*told):
    print(*told, flush=True)
    os.read(0, 1)
print("begins", flush=True)
copying.copy_store(sys.argv[1], sys.argv[2], step)
"""
KILLED_AT = (0, 1, 6, 20)
"""After so many lots; a kill then comes wherever the copy has got to meanwhile, which is a few lots more at most."""
MORE_LOTS = 3


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "monitor.db"
    put_new_database(path)
    with closing(open_store(f"sqlite:///{path}")) as store:
        world = World(store)
        world.configure()
        for number in range(4):
            world.alerted(f"story {number}", at=minutes(20 * number))
        world.composed("08:00", at=minutes(100))
    return f"sqlite:///{path}"


@pytest.fixture(params=["to sqlite", "to postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "to sqlite":
        yield f"sqlite:///{tmp_path}/copy.db"
    else:
        made = server().bare()
        yield made
        server().drop(made)


def killed(source: str, target: str, lots: int) -> None:
    command = [sys.executable, "-c", COPIER, source, target]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        said, allowed = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stdin)
        allowed.write(b"." * (lots + MORE_LOTS))
        allowed.flush()
        for _ in range(lots + 1):
            said.readline()
        process.kill()
    if target.startswith("postgresql"):
        server().end_sessions(target)


def test_a_copy_that_is_killed_at_any_moment_is_gone_on_with(source: str, target: str) -> None:
    for lots in KILLED_AT:
        killed(source, target, lots)
        with pytest.raises(StoreError, match=r"not finished|no tables|is there|no database"):
            open_store(target, exclusive=False, create=False)
    report = copy_store(source, target, lambda *_: None)
    assert report.resumed > 0, "the last kill came after some lots"
    with closing(open_store(source)) as old, closing(open_store(target)) as new:
        assert dict(new.stats().tables) | {"counter": 0} == dict(old.stats().tables) | {"counter": 0}
        assert new.check() == []
        assert new.audit().records == old.audit().records > 0


def test_a_disk_that_is_full_says_what_to_do_and_what_is_there_stays(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = f"sqlite:///{tmp_path}/copy.db"
    # More than fits into the pages that a file without rows has.
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as big, big:
        big.execute("INSERT INTO secret (name, value) VALUES ('big', ?)", ("x" * 200_000,))
    monkeypatch.setattr(copying, "LOT", 4)
    connect = FileSide._connect

    def small(self: FileSide) -> object:
        connection = connect(self)
        if "copy" in str(self._path):
            connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as full:
        full.setattr(FileSide, "_connect", small)
        with pytest.raises(StoreError, match=r"disk is full. Free some space.* same `monitor db copy` again"):
            copy_store(source, target, lambda *_: None)
    assert copy_store(source, target, lambda *_: None).rows > 0


def test_a_server_that_goes_in_the_middle_is_told_and_gone_on_with(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Server()
    try:
        target = own.bare()
        monkeypatch.setattr(copying, "LOT", 4)
        steps: list[int] = []

        def gone(_what: str, done: int, _of: int) -> None:
            steps.append(done)
            if len(steps) == 12:
                own.stop()

        with pytest.raises(StoreBusyError, match=r"cannot be reached.* same `monitor db copy` again"):
            copy_store(source, target, gone)
        own.start()
        assert copy_store(source, target, lambda *_: None).resumed > 0
    finally:
        own.end()
