"""Changing the index of the archive in the transaction that stores the news, and giving it up instead of the news."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TypeVar

from sqlalchemy import Connection, bindparam, select, text

from monitor.store.database import Prepared, apart
from monitor.store.index import archive_arrays, archive_fts
from monitor.store.schema import counter, dialect

VERSION = "archive_version"
"""The counter that says of which version the index is; 0 once it was given up."""
BELOW, ABOVE = "archive_below", "archive_above"
"""Counters: articles with ids before the first wait, and those from the second on; 0: none does."""
T = TypeVar("T")
_KEPT = {"sqlite": archive_fts, "postgresql": archive_arrays}
_WRITTEN = Prepared(text("SAVEPOINT archive_written"))
_VALUE = Prepared(select(counter.c.value).where(counter.c.name == bindparam("of")))


def version(database: str = "sqlite") -> int:
    """Another one as soon as words are read or kept otherwise."""
    from monitor.watch import ARCHIVE_VERSION  # noqa: PLC0415 - the matcher, which most commands do not need

    return ARCHIVE_VERSION + int(_KEPT[database].layout())


def kept_in(conn: Connection) -> ModuleType:
    """How this database keeps the index."""
    return _KEPT[conn.dialect.name]


def is_current(conn: Connection) -> bool:
    """Whether there is an index, of this version."""
    return bool(counted(conn, VERSION) == version(conn.dialect.name))


def in_step(conn: Connection, change: Callable[[], T]) -> T | None:
    """Change the index, if there is one, with the news; one that cannot be changed is given up instead.

    What is no trouble of the index itself (a full disk, a busy file) is raised.
    """

    def step() -> T | None:
        if not is_current(conn):
            return None
        done = change()
        if conn.dialect.name == "sqlite":
            # FTS5 writes what it was given; at a release it is too late.
            _WRITTEN.run(conn)
        return done

    return apart(conn, step, partial(_give_up, conn))


def _give_up(conn: Connection, problem: Exception) -> None:
    """From now on there is no index; the line in the log is the only one, for nothing is changed in it any more."""
    import structlog  # noqa: PLC0415 - which most commands do not need

    structlog.get_logger("monitor.store").warning(
        "the index of `monitor search` failed and was given up; articles are stored and alerted as ever, and the next "
        "start makes it anew",
        why=f"{type(problem).__name__}: {problem}",
    )
    dialect.upsert(conn, counter, [{"name": VERSION, "value": 0}])


def counted(conn: Connection, name: str) -> int:
    """The value of a counter, 0 if there is none."""
    row = _VALUE.first(conn, of=name)
    return int(row[0]) if row is not None else 0
