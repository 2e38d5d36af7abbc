"""Writes that wait for their turn share a transaction, and none is worse off for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, select

from monitor.errors import StoreBusyError
from monitor.store import SqlStore, open_store
from monitor.store.database.database import MOST_ROWS, MOST_TOGETHER, Database, Undo
from monitor.store.database.sqlite import pragma
from monitor.store.schema.tables import counter

GUARD_S = 300.0
FULL, NORMAL = 2, 1


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    assert isinstance(store, SqlStore)
    yield store._db
    store.close()


@pytest.fixture
def commits(db: Database) -> list[int]:
    """How carefully each transaction reaches the disk."""
    found: list[int] = []
    event.listen(db._writer, "commit", lambda conn: found.append(pragma(conn, "synchronous")))
    return found


Start = Callable[..., Future[Any]]


@contextmanager
def crowd(db: Database) -> Iterator[Start]:
    """Calls that are started here wait for one another: the turn is free when the block ends."""
    free = Event()
    with ThreadPoolExecutor(MOST_TOGETHER + 4) as pool:
        first = pool.submit(db.write, lambda _: free.wait(GUARD_S))
        until(lambda: db._turn.locked() and not db._waiting)
        started: list[Future[Any]] = []

        def start(write: Callable[..., Any], *arguments: Any) -> Future[Any]:
            started.append(pool.submit(write, *arguments))
            until(lambda: len(db._waiting) == len(started))
            return started[-1]

        yield start
        free.set()
        assert first.result(GUARD_S)


def until(happened: Callable[[], bool]) -> None:
    ends = time.monotonic() + GUARD_S
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.001)


def adds(name: str) -> Callable[[Connection], str]:
    def work(conn: Connection) -> str:
        conn.execute(insert(counter).values(name=name, value=len(names(conn))))
        return name

    return work


def breaks(error: BaseException) -> Callable[[Connection], str]:
    def work(conn: Connection) -> str:
        adds("broken")(conn)
        raise error

    return work


def names(conn: Connection) -> list[str]:
    others = counter.c.name.not_in(("token", "oldest program"))
    return list(conn.execute(select(counter.c.name).where(others).order_by(counter.c.value)).scalars())


def test_those_that_wait_are_saved_together_in_their_order(db: Database, commits: list[int]) -> None:
    with crowd(db) as start:
        made = [start(db.write, adds(name)) for name in "abc"]
    assert [one.result(GUARD_S) for one in made] == ["a", "b", "c"]
    assert db.read(names)[-3:] == ["a", "b", "c"]
    assert len(commits) == 2, "the one that held them up, and theirs"


def test_many_are_saved_in_several_lots(db: Database, commits: list[int]) -> None:
    many = [f"n{number}" for number in range(MOST_TOGETHER + 2)]
    with crowd(db) as start:
        made = [start(db.write, adds(name)) for name in many]
    assert [one.result(GUARD_S) for one in made] == many
    assert db.read(names)[-len(many) :] == many
    assert len(commits) == 3


@pytest.mark.parametrize("error", [KeyError("a bug"), KeyboardInterrupt()], ids=["a bug", "the end of the program"])
def test_what_one_raises_is_its_own_and_leaves_the_others_saved(db: Database, error: BaseException) -> None:
    with crowd(db) as start:
        before, broken, after = start(db.write, adds("a")), start(db.write, breaks(error)), start(db.write, adds("b"))
    assert (before.result(GUARD_S), after.result(GUARD_S)) == ("a", "b")
    assert broken.exception(GUARD_S) is error
    assert db.read(names)[-2:] == ["a", "b"]
    assert "broken" not in db.read(names)


def test_one_that_came_too_late_undoes_itself_alone(db: Database) -> None:
    with crowd(db) as start:
        made = [start(db.write, adds("a")), start(db.write_or, "late", breaks(Undo())), start(db.write, adds("b"))]
    assert [one.result(GUARD_S) for one in made] == ["a", "late", "b"]
    assert db.read(names)[-2:] == ["a", "b"]


@pytest.mark.parametrize(("asked", "waits"), [("rr", NORMAL), ("rw", FULL), ("wr", FULL), ("ww", FULL)])
def test_the_disk_is_waited_for_where_one_of_them_asks(
    db: Database, commits: list[int], asked: str, waits: int
) -> None:
    calls = {"r": db.write_repeatable, "w": db.write}
    with crowd(db) as start:
        for number, one in enumerate(asked):
            start(calls[one], adds(f"{one}{number}"))
    assert commits == [FULL, waits]


def test_works_of_one_caller_share_a_transaction_and_each_has_its_own_end(db: Database, commits: list[int]) -> None:
    error = KeyError("a bug")
    ends = db.write_each([(adds("a"), 1), (adds("b"), 1)])
    assert [one() for one in ends] == ["a", "b"]
    assert len(commits) == 1
    first, broken, last = db.write_each([(adds("c"), 1), (breaks(error), 1), (adds("d"), 1)])
    assert (first(), last()) == ("c", "d")
    with pytest.raises(KeyError):
        broken()
    assert db.read(names)[-4:] == ["a", "b", "c", "d"]
    assert db.write_each([]) == []


@pytest.mark.parametrize(
    ("rows", "lots"),
    [([MOST_ROWS, 1, 1], 2), ([1, MOST_ROWS, 1], 3), ([MOST_ROWS * 9, 1], 2), ([1] * MOST_TOGETHER, 1)],
    ids=["a large one", "a large one in the midst", "one larger than a lot", "many small ones"],
)
def test_a_transaction_is_bounded_in_rows(db: Database, commits: list[int], rows: list[int], lots: int) -> None:
    ends = db.write_each([(adds(f"n{number}"), size) for number, size in enumerate(rows)])
    assert [one() for one in ends] == [f"n{number}" for number in range(len(rows))]
    assert len(commits) == lots


def test_a_database_that_cannot_be_written_is_waited_for_once(db: Database, commits: list[int]) -> None:
    """Each work by itself would wait for the lock as long as all together, and all others behind them."""
    asked: list[str] = []

    def busy(_: Connection) -> None:
        asked.append("begin")
        raise StoreBusyError("locked")

    event.listen(db._writer, "begin", busy)
    ends = db.write_each([(adds(name), 1) for name in "abc"])
    event.remove(db._writer, "begin", busy)
    for one in ends:
        with pytest.raises(StoreBusyError):
            one()
    assert (asked, commits) == (["begin"], [])
    assert db.write(adds("d")) == "d"
