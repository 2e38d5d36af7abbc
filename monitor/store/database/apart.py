"""Parts of a transaction that may fail without it: an index or a proof is given up, never the news beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, text

from monitor.store.database.prepared import Prepared
from monitor.store.database.trouble import error_name

T = TypeVar("T")
_BEGIN, _UNDO, _END = (Prepared(text(f"{what} apart")) for what in ("SAVEPOINT", "ROLLBACK TO", "RELEASE"))
_OF_ALL = (
    *("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_NOMEM", "SQLITE_INTERRUPT"),
    # PostgreSQL: a lost connection, a read-only or failed transaction, a deadlock, no room, no lock, a stopped server.
    *("08", "25", "40", "53", "55P03", "57", "58"),
)
"""What hinders whoever writes, or has undone the transaction already: the news cannot be written either."""


def hinders_all(problem: Exception) -> bool:
    """Whether nobody can write now, whatever he writes: a full disk, a busy file."""
    return error_name(problem).startswith(_OF_ALL)


def apart(conn: Connection, work: Callable[[], T], give_up: Callable[[Exception], None]) -> T | None:
    """What `work` returns; where it fails, all that it wrote is undone, `give_up` is told why, and None returned.

    Raises:
        Exception: what `hinders_all`.
    """
    began = False
    try:
        _BEGIN.run(conn)
        began = True
        done = work()
        _END.run(conn)
    except Exception as problem:  # a bug costs no more than a damaged table
        if hinders_all(problem) or not began:
            raise
        _UNDO.run(conn)
        _END.run(conn)
        give_up(problem)
        return None
    return done


def attempted(conn: Connection, work: Callable[[], T]) -> T:
    """What `work` returns; where it fails, what it wrote is undone, and the transaction goes on if it still can.

    On a server nothing can be read or written behind a statement that failed, if that is not undone.
    """
    _BEGIN.run(conn)
    try:
        done = work()
    except Exception as problem:
        if not hinders_all(problem):
            _UNDO.run(conn)
            _END.run(conn)
        raise
    _END.run(conn)
    return done
