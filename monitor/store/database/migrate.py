"""Bringing a database to this program's schema: one transaction, a backup first, a newer schema refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, insert, text

from monitor.errors import SchemaTooNewError, StoreError
from monitor.records import dataclass
from monitor.store.database import sqlite
from monitor.store.database.copying import copy_database
from monitor.store.database.location import backup_path, lock_path, sqlite_path
from monitor.store.database.lockfile import LockFile
from monitor.store.database.marker import mark, marker_path, refuse_if_lost
from monitor.store.database.side import COPYING, UNFINISHED
from monitor.store.database.trouble import translated
from monitor.store.schema import counter, dialect, metadata

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013"),
    *("0014", "0015", "0016", "0017", "0018", "0019", "0020", "0021", "0022", "0023", "0024", "0025"),
    *("0026", "0027", "0028", "0029", "0030", "0031", "0032", "0033", "0034", "0035", "0036", "0038"),
    *("0040", "0041", "0042"),
)
"""All schemas this program knows, oldest first; a test keeps them equal to `migrations/versions`."""
HEAD = REVISIONS[-1]
FITS = "0041"
"""The oldest program, by the schema that it knows as the newest, that may work on this schema's tables.

What came since only added tables, indexes, and columns that may stay empty or have a default: a test looks.
"""
_FITS = "oldest program"
OLDEST_ASKED = f"SELECT value FROM counter WHERE name = '{_FITS}'"  # noqa: S608 - a name of ours
"""Where it stands for programs that do not know the schema; nothing before there was such a promise."""
_MIGRATIONS = Path(__file__).parents[1] / "schema" / "migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationReport:
    """What `migrate` did. A schema is a revision like `0001`, "" for a database that was not there."""

    before: str
    after: str
    backup: Path | None = None
    """The copy made before; None if there was nothing to keep or to do."""


def migrate(url: str) -> MigrationReport:
    """Create the database of `url` or bring it to this program's schema; does nothing if it has it.

    Raises:
        StoreLockedError: a running monitor uses it.
        SchemaTooNewError, ForeignFileError: it must not be touched.
        StoreError: it cannot be opened, copied or written; it is as it was.
    """
    path = sqlite_path(url)
    known_schema(path)
    sqlite.make_folder(path)
    lock = LockFile(lock_path(path))
    try:
        lock.guard(marker_path(path))
        return migrate_file(path)
    finally:
        lock.release()


def known_schema(path: Path) -> str:
    """The schema of the database at `path`, "" if it has none yet. Changes nothing.

    Raises:
        SchemaTooNewError, ForeignFileError: it must not be touched.
    """
    if not sqlite.is_ours(path):
        refuse_if_lost(path)
        return ""
    found = schema_of(path)
    if found == COPYING:
        raise StoreError(UNFINISHED.format(name=path))
    if found and found not in REVISIONS:
        raise SchemaTooNewError(
            f"The database {path} has schema {found}; this monitor knows schemas up to {HEAD}. "
            "Install the newer monitor that wrote it, or restore a backup made before the upgrade."
        )
    return found


def is_current(schema: str) -> bool:
    """Whether `schema` is one this program works with: its own, or a newer one that `fits` it."""
    return schema == HEAD or is_newer(schema)


def is_newer(schema: str) -> bool:
    """Whether `schema` is one this program does not know."""
    return bool(schema) and schema not in REVISIONS


def fits(schema: str, oldest: int | None) -> bool:
    """Whether this program may work on the tables of `schema`, which say by `OLDEST_ASKED` that `oldest` still may."""
    return schema in REVISIONS or (oldest is not None and oldest <= int(HEAD))


def migrate_file(path: Path) -> MigrationReport:
    """As `migrate`, for a caller that holds the lock."""
    before = known_schema(path)
    if is_current(before):
        mark(path)
        return MigrationReport(before=before, after=before)
    backup = None
    if before:
        backup = backup_path(path, before)
        copy_database(path, backup)
    else:
        sqlite.create_file(path)
    _bring(path, migrate_tables if before else create_tables)
    mark(path)
    return MigrationReport(before=before, after=HEAD, backup=backup)


def schema_of(path: Path) -> str:
    """What a database of ours says that its schema is, "" if nothing."""
    # Read-only, so that closing it cannot fold a log into a file that we may not be allowed to touch. Only a change
    # that was cut off (killed while the file was made) has to be undone first, and that needs the right to write.
    with translated(path):
        try:
            return _read_schema(sqlite.reading_uri(path))
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            return _read_schema(f"{path.absolute().as_uri()}?mode=rw")


def _read_schema(address: str) -> str:
    with closing(sqlite3.connect(address, uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return row[0] if row else ""


def _bring(path: Path, work: Callable[[Connection], None]) -> None:
    # Foreign keys are off while tables are rebuilt (dropping one would empty its children) and checked before the end.
    engine = sqlite.writer_engine(path, busy_timeout_ms=5000, owner=True, foreign_keys=False)
    try:
        with translated(path), engine.begin() as connection:
            work(connection)
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise StoreError(
                    f"Migrating {path} was undone: {len(broken)} rows would point nowhere. Please report it."
                )
    finally:
        engine.dispose()


def migrate_tables(connection: Connection) -> None:
    """What stands between the database's schema and this one, step by step."""
    # Ten megabytes and a quarter of a second, for the few starts that have something to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    _say_whom_it_fits(connection)


def _say_whom_it_fits(connection: Connection) -> None:
    dialect.upsert(connection, counter, [{"name": _FITS, "value": int(FITS)}])


def create_tables(connection: Connection, revision: str = HEAD) -> None:
    """All tables of a new database as they are now: the same that all migrations make, which a test checks."""
    metadata.create_all(connection)
    connection.execute(insert(counter).values(name="token", value=0))
    _say_whom_it_fits(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
