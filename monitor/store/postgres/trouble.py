"""Errors of PostgreSQL and of the way to it told as sentences: by their codes, never by the text of a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from monitor.errors import StoreBusyError, StoreError
from monitor.store.database import error_name

_FOR_NOW = {
    "08": "cannot be reached, or the connection was lost. See whether the server runs; the bot tries again",
    "25": "is read-only: a standby, or a server that was set so. Let storage.url name the primary",
    "40": "undid a change that met another. Try again",
    "53": "has no room left: no disk, memory or free connection. Free some; nothing was half written",
    "55": "is locked by another connection. Try again, and look for who holds it in pg_stat_activity",
    "57": "stopped the statement: it took too long, or the server is being stopped or started. The bot tries again",
}
_FOR_GOOD = {
    "28": "refused this user. Check the name and the password of storage.url, and the server's pg_hba.conf",
    "3D": "is not there. Make it first: createdb -E UTF8 NAME",
    "3F": "has no schema to work in. Check search_path",
    "42501": "forbids this user to do that. The user needs all rights on the schema, or a database of its own",
    "58": "could not read or write its files. Check the server's disk and log",
    "F0": "could not read or write its files. Check the server's disk and log",
    "XX": "is damaged, or the server met a fault of its own. See the server's log, and keep older backups",
}


@contextmanager
def translated_server(name: str) -> Iterator[None]:
    """Raise what the database called `name` reports as `StoreBusyError` or `StoreError`; let bugs pass."""
    try:
        yield
    except PoolTimeoutError as problem:
        raise StoreBusyError(f"Too many readers of the database {name} at once. Try again.") from problem
    except (DBAPIError, psycopg.Error) as problem:
        known = _as_store_error(problem, name)
        if known is None:
            raise
        raise known from problem


def _as_store_error(problem: Exception, name: str) -> StoreError | None:
    code = error_name(problem)
    for said in (code, code[:2]):
        if said in _FOR_GOOD:
            return StoreError(f"The database {name} {_FOR_GOOD[said]}.")
        if said in _FOR_NOW:
            return StoreBusyError(f"The database {name} {_FOR_NOW[said]}.{_why(problem, code)}")
    return None


def _why(problem: Exception, code: str) -> str:
    """What the driver says of a connection that could not be made: which host, which port, refused or not found."""
    driver = problem.orig if isinstance(problem, DBAPIError) else problem
    lines = str(driver).strip().splitlines()
    return f" ({lines[-1].strip()})" if code.startswith("08") and lines else ""
