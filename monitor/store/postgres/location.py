"""Which database of which server a storage URL means; what is said of it never holds its password."""

from __future__ import annotations

import os
import platform

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import StoreError


def address(url: str) -> URL:
    """`url` as SQLAlchemy takes it.

    Raises:
        StoreError: it is none, or names no database.
    """
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        if "@" in (parsed.host or ""):
            # A password with a bare @: half of it would be taken for the host, and told to whoever reads a message.
            raise ValueError
    except (ArgumentError, ValueError):
        raise StoreError(
            "storage.url is not a database URL. Write for example postgresql://monitor@db.example.org/monitor; letters "
            "such as @, / and : in a password are written as %40, %2F and %3A."
        ) from None
    if not parsed.database:
        raise StoreError(
            "storage.url names no database. Write for example postgresql://monitor@db.example.org/monitor."
        )
    return parsed


def libpq_url(url: str) -> str:
    """`url`, password and all, as the client library of PostgreSQL takes it."""
    return address(url).set(drivername="postgresql").render_as_string(hide_password=False)


def server_name(url: str) -> str:
    """How messages call the database."""
    found = address(url)
    host = found.host or found.query.get("host", "")
    where = host if isinstance(host, str) else host[0]
    port = f":{found.port}" if found.port else ""
    return f"{found.database} at {where or 'this machine'}{port}"


def process_name() -> str:
    """How this process is called among all that use the database."""
    return f"{platform.node()}:{os.getpid()}"


def connections_name(process: str) -> str:
    """What the connections of a process call themselves; the server keeps 63 bytes of it."""
    return f"monitor {process}".encode()[:63].decode(errors="ignore")
