"""A server that is stopped, cut off, locked by others, or not what its address says: sentences, and nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from monitor.errors import ForeignFileError, SchemaTooNewError, StoreBusyError, StoreError, StoreLockedError
from monitor.store import MigrationReport, copy_store, migrate, open_store
from tests.postgres_server import Server, server
from tests.unit.flow.shell_world import NoProgress

FORGET = "DELETE FROM counter WHERE name = %s"


@pytest.fixture
def url() -> Iterator[str]:
    made = server().new()
    yield made
    server().drop(made)


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that a test may stop."""
    made = Server()
    yield made
    made.end()


def name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def cut(url: str) -> None:
    """End all connections to a database, as a network does that forgets them."""
    server().execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name_of(url)}'")


def kept(store: Any, name: str) -> None:
    store._db.write(lambda conn: conn.execute(text("INSERT INTO secret (name, value) VALUES (:n, '')"), {"n": name}))


def names(store: Any) -> set[str]:
    return set(store._db.read(lambda conn: conn.execute(text("SELECT name FROM secret")).scalars().all()))


@pytest.mark.parametrize("trusted_s", [60.0, 0.0])
def test_connections_that_were_cut_are_made_anew_and_nobody_hears_of_it(
    url: str, trusted_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.postgres.living._TRUSTED_S", trusted_s)
    with closing(open_store(url)) as store:
        kept(store, "before")
        for number in range(3):
            cut(url)
            kept(store, f"after {number}")
            cut(url)
            assert names(store) == {"before", *(f"after {one}" for one in range(number + 1))}


def test_a_change_during_which_the_connection_is_cut_is_undone_and_told_in_a_sentence(url: str) -> None:
    def work(conn: Connection) -> None:
        conn.execute(text("INSERT INTO secret (name, value) VALUES ('half', '')"))
        cut(url)
        conn.execute(text("INSERT INTO secret (name, value) VALUES ('whole', '')"))

    with closing(open_store(url)) as store:
        with pytest.raises(StoreBusyError, match="tries again") as told:
            store._db.write(work)  # type: ignore[attr-defined]
        assert name_of(url) in str(told.value)
        kept(store, "next")
        assert names(store) == {"next"}


def test_a_change_of_which_a_part_failed_unheard_is_not_taken_for_saved(url: str) -> None:
    """The server answers its COMMIT in order, and undoes it: what it claimed would be sent, and told again later."""

    def swallows(conn: Connection) -> str:
        conn.execute(text("INSERT INTO secret (name, value) VALUES ('claimed', '')"))
        with suppress(DBAPIError):
            conn.execute(text("SELECT 1 / 0"))
        return "saved"

    def neighbour(conn: Connection) -> str:
        conn.execute(text("INSERT INTO secret (name, value) VALUES ('neighbour', '')"))
        return "saved"

    with closing(open_store(url)) as store:
        good, bad = store._db.write_each([(neighbour, 1), (swallows, 1)])  # type: ignore[attr-defined]
        assert good() == "saved"
        with pytest.raises(StoreError, match="undone: a part of it had failed"):
            bad()
        assert names(store) == {"neighbour"}


def test_changes_whose_end_was_not_heard_of_are_not_made_twice(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be done: each of a lot learns so, and a claim is not taken for one that found nothing."""
    made: list[str] = []

    def work(name: str, conn: Connection) -> None:
        made.append(name)
        conn.execute(text("INSERT INTO secret (name, value) VALUES (:n, '')"), {"n": name})

    with closing(open_store(url)) as store:
        database: Any = store._db  # type: ignore[attr-defined]

        def commit(connection: psycopg.Connection[Any]) -> None:
            connection.commit()
            raise psycopg.OperationalError("the connection is lost")

        with monkeypatch.context() as cut_off:
            cut_off.setattr(database._writer.dialect, "do_commit", commit)
            answers = database.write_each([(partial(work, name), 1) for name in "ab"])
        for answer in answers:
            with pytest.raises(StoreBusyError):
                answer()
        assert made == ["a", "b"]
        assert names(store) == {"a", "b"}


def test_a_server_that_crashes_keeps_what_was_saved_and_is_found_again(own: Server) -> None:
    url = own.new()
    with closing(open_store(url)) as store:
        kept(store, "before")
        own.stop()
        with pytest.raises(StoreBusyError, match="tries again"):
            kept(store, "lost")
        with pytest.raises(StoreError):
            open_store(url, exclusive=False)
        own.start()
        kept(store, "after")
        assert names(store) == {"before", "after"}
        with pytest.raises(StoreLockedError):
            open_store(url)


def test_one_bot_at_a_time_and_whoever_lost_its_place_writes_nothing(url: str) -> None:
    first = open_store(url)
    with pytest.raises(StoreLockedError, match=r"Another monitor \(monitor .*\) is using the database"):
        open_store(url)
    cut(url)
    with closing(open_store(url)) as second:
        with pytest.raises(StoreLockedError):
            kept(first, "of the first")
        kept(second, "of the second")
        assert names(second) == {"of the second"}
    kept(first, "again")
    first.close()


def test_a_write_that_another_holds_up_is_told_and_can_be_tried_again(url: str) -> None:
    with closing(open_store(url, busy_timeout_ms=50)) as store, closing(open_store(url, exclusive=False)) as other:

        def held(_: Connection) -> None:
            with pytest.raises(StoreBusyError, match="locked by another"):
                kept(store, "late")

        other._db.write(held)  # type: ignore[attr-defined]
        kept(store, "in time")
        assert names(store) == {"in time"}


def test_threads_share_the_turn_and_lose_nothing(url: str) -> None:
    with closing(open_store(url)) as store, closing(open_store(url, exclusive=False)) as beside:
        threads = [
            Thread(target=lambda one=one: [kept((store, beside)[one % 2], f"{one}.{each}") for each in range(5)])
            for one in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(names(store)) == 30


OF_OTHERS = (
    ("CREATE TABLE article (id INT)", ForeignFileError, "another program"),
    ("CREATE TABLE alembic_version (version_num TEXT)", ForeignFileError, "another program"),
)


@pytest.mark.parametrize(("statement", "error", "said"), OF_OTHERS)
def test_tables_of_another_program_are_not_touched(statement: str, error: type[Exception], said: str) -> None:
    url = server().bare()
    server().execute(statement, name_of(url))
    for opening in (open_store, migrate):
        with pytest.raises(error, match=said):
            opening(url)
    server().drop(url)


@pytest.mark.parametrize(
    "promise", ["UPDATE counter SET value = 9999 WHERE name = %s", "DELETE FROM counter WHERE name = %s"]
)
def test_a_newer_schema_is_not_touched(url: str, promise: str) -> None:
    _made_newer(url, promise)
    for exclusive in (True, False):
        with pytest.raises(SchemaTooNewError, match="9999"):
            open_store(url, exclusive=exclusive)


def test_a_newer_schema_that_says_so_is_worked_on_and_not_changed(url: str) -> None:
    _made_newer(url)
    assert migrate(url) == MigrationReport(before="9999", after="9999")
    for exclusive in (True, False):
        with closing(open_store(url, exclusive=exclusive)) as store:
            kept(store, f"exclusive {exclusive}")
    assert server().execute("SELECT version_num FROM alembic_version", name_of(url)) == [("9999",)]
    with pytest.raises(StoreError, match="the newer schema 9999"):
        copy_store(url, server().bare(), NoProgress())


def test_who_was_cut_off_does_not_go_on_with_tables_that_were_changed_meanwhile(url: str) -> None:
    with closing(open_store(url)) as store:
        _made_newer(url, FORGET)
        kept(store, "whoever is connected keeps all others from changing it")
        cut(url)
        with pytest.raises(SchemaTooNewError, match="Install the newer monitor"):
            kept(store, "of the older one")


def _made_newer(url: str, promise: str = "") -> None:
    for statement in ("UPDATE alembic_version SET version_num = '9999'", promise.replace("%s", "'oldest program'")):
        if statement:
            server().execute(statement, name_of(url))


def test_a_database_without_tables_is_made_by_who_may_make_one() -> None:
    url = server().bare()
    with pytest.raises(StoreError, match="no tables"):
        open_store(url, exclusive=False, create=False)
    assert (migrate(url).before, migrate(url).before != "") == ("", True)
    with closing(open_store(url)) as store:
        assert store.check() == []
    server().drop(url)


ADDRESSES = (
    ("postgresql://monitor:hidden@/nowhere?host={}", "createdb|cannot be reached"),
    ("postgresql://monitor:hidden@127.0.0.1:1/nowhere", "cannot be reached"),
    ("postgresql://monitor:hidden@127.0.0.1:1", "names no database"),
    ("postgresql://monitor:hid@den@[/x", "not a database URL"),
)


@pytest.mark.parametrize(("address", "said"), ADDRESSES)
def test_an_address_that_is_wrong_is_told_without_its_password(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as told:
        open_store(address.format(server().folder))
    assert "hid" not in str(told.value)


BORROWED = """
import os, time
from tests.postgres_server import server
print(server().folder, flush=True)
if os.fork():
    time.sleep(300)
"""


def test_a_server_of_the_tests_does_not_outlive_a_killed_process_of_theirs() -> None:
    with subprocess.Popen([sys.executable, "-c", BORROWED], stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().decode().strip())
        try:
            number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    until = time.monotonic() + 120
    while folder.exists() or runs(number, folder):
        assert time.monotonic() < until
        time.sleep(0.02)


def runs(number: int, folder: Path) -> bool:
    """Whether a process works in a folder, or did before that was removed."""
    try:
        return str(Path(f"/proc/{number}/cwd").readlink()).startswith(str(folder))
    except OSError:
        return False
