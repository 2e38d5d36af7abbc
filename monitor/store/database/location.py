"""Which file a storage URL means, and the files beside it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import StoreError


def is_server(url: str) -> bool:
    """Whether `url` is one of a PostgreSQL database."""
    return url.startswith(("postgresql:", "postgresql+psycopg:", "postgres:"))


def sqlite_path(url: str) -> Path:
    """The database file of `url` (`sqlite:///relative.db`, `sqlite:////absolute.db`).

    Raises:
        StoreError: not a URL of an SQLite file; the message never repeats the URL, which may hold a password.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError("storage.url is not a database URL. Write for example sqlite:////data/monitor.db.") from None
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(
            f"storage.url asks for {parsed.get_backend_name()}, which this version does not store in. "
            "Write for example sqlite:////data/monitor.db."
        )
    if not parsed.database or parsed.database == ":memory:" or parsed.database.startswith("file:"):
        raise StoreError("storage.url must name a file, so that nothing is lost when the bot stops.")
    return Path(parsed.database)


def lock_path(database: Path) -> Path:
    """The lock file of a database."""
    return database.with_name(f"{database.name}.lock")


def backup_path(database: Path, revision: str) -> Path:
    """Where the copy made before migrating away from `revision` lies."""
    return database.with_name(f"{database.name}.before-migration-from-{revision}")
