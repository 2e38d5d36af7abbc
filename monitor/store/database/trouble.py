"""Driver errors told as sentences: by error code, never by message text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from monitor.errors import StoreBusyError, StoreError

LOST = "08006"
_FOR_NOW = {
    sqlite3.SQLITE_BUSY: "is locked by another connection. Try again, and close other programs that have it open",
    sqlite3.SQLITE_LOCKED: "is locked by another connection. Try again, and close other programs that have it open",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Free some space; nothing was half written",
    sqlite3.SQLITE_READONLY: "is read-only. Give this user the right to write to the file and its folder",
}

_FOR_GOOD = {
    sqlite3.SQLITE_PERM: "may not be opened by this user. Check the rights of the file and its folder",
    sqlite3.SQLITE_IOERR: "could not be read or written. Check the disk and the free space, then start again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and that this user may write there",
    sqlite3.SQLITE_CORRUPT: "is damaged. Stop the bot and put a backup in its place: monitor db restore FILE",
    sqlite3.SQLITE_NOTADB: "is no SQLite database, or is damaged. Check the path, or restore: monitor db restore FILE",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what the database at `path` reports as `StoreBusyError` or `StoreError`; let bugs pass."""
    try:
        yield
    except PoolTimeoutError as problem:
        raise StoreBusyError(f"Too many readers of the database {path} at once. Try again.") from problem
    except (DBAPIError, sqlite3.Error) as problem:
        known = as_store_error(problem, path)
        if known is None:
            raise
        raise known from problem


def error_name(problem: Exception) -> str:
    """What the database calls an error, raised through SQLAlchemy or by the driver itself; "" for others.

    SQLite's name ("SQLITE_FULL") or PostgreSQL's five signs ("53100"); a connection that was lost is "08006".
    """
    driver = problem.orig if isinstance(problem, DBAPIError) else problem
    if hasattr(driver, "sqlstate"):
        lost = LOST if type(driver).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"} else ""
        return str(getattr(driver, "sqlstate", "") or lost)
    return str(getattr(driver, "sqlite_errorname", ""))


def as_store_error(problem: Exception, path: Path) -> StoreError | None:
    """What a user can do about `problem`; None if it is a bug."""
    driver = problem.orig if isinstance(problem, DBAPIError) else problem
    # The low byte is the primary code; the rest tells variants of it apart.
    code = getattr(driver, "sqlite_errorcode", 0) & 0xFF
    if code in _FOR_NOW:
        return StoreBusyError(f"The database {path} {_FOR_NOW[code]}.")
    if code in _FOR_GOOD:
        return StoreError(f"The database {path} {_FOR_GOOD[code]}.")
    return None
