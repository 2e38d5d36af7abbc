"""Putting a backup in the place of a database, and sparing receivers what the newer one is known to have sent."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from monitor.core.evidence.chain import record
from monitor.errors import StoreError
from monitor.model.evidence.chain import RecordKind
from monitor.records import dataclass
from monitor.store.database import sqlite
from monitor.store.database.copying import copy_database
from monitor.store.database.location import is_server, lock_path, sqlite_path
from monitor.store.database.lockfile import LockFile
from monitor.store.database.marker import marker_path
from monitor.store.database.migrate import known_schema, migrate_file
from monitor.store.database.trouble import translated

LOGS = ("", "-wal", "-shm")
_SETTLE = """
UPDATE outbox SET state = 'sent', due_at = NULL, token = NULL,
    sent_at = (SELECT o.sent_at FROM newer.outbox o WHERE o.dedupe_key = outbox.dedupe_key),
    detail = (SELECT o.detail FROM newer.outbox o WHERE o.dedupe_key = outbox.dedupe_key)
WHERE state <> 'sent' AND EXISTS (
    SELECT 1 FROM newer.outbox o
    WHERE o.dedupe_key = outbox.dedupe_key AND o.created_at = outbox.created_at AND o.state = 'sent')
"""
_LINES = """
SELECT count(*) FROM newer.digest_alert a JOIN newer.digest d ON d.id = a.digest_id
WHERE d.key NOT IN (SELECT key FROM main.digest WHERE key IS NOT NULL)
"""
_WAITING = "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'abandoned')"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What a restore did, and what readers may notice of it."""

    aside: Path | None
    """Where the database lies that was there; None if there was none."""
    settled: int
    """Messages that wait in the backup and were sent since: they are not sent again."""
    again: int
    """Messages that wait in the backup: sent as they are, with the ids they had."""
    lines: int | None
    """Lines of digests since the backup: what feeds still show of them is told again. None: nobody can count them."""


def restore(url: str, backup: Path, now: datetime) -> RestoreReport:
    """Put a copy of `backup` in the place of the database of `url`; what is there is moved aside with its logs.

    Raises:
        StoreLockedError: a running monitor uses the database.
        SchemaTooNewError, ForeignFileError: `backup` is not one that this program can use.
        StoreError: it is damaged or cannot be copied; everything is as it was.
    """
    if is_server(url):
        raise StoreError("storage.url names a server: its own tools put a backup back (pg_restore).")
    path = sqlite_path(url)
    if not backup.is_file() or not known_schema(backup):
        raise StoreError(f"{backup} is no backup of a monitor database. `monitor db backup` makes them.")
    if path.exists() and path.samefile(backup):
        raise StoreError(f"{backup} is the database itself. Name a backup of it.")
    sqlite.make_folder(path)
    lock = LockFile(lock_path(path))
    try:
        lock.guard(marker_path(path))
        fresh = path.with_name(f"{path.name}.restoring")
        # Copied and checked before anything is moved.
        copy_database(backup, fresh)
        aside = _move_aside(path, f"replaced-{now:%Y%m%dT%H%M%SZ}")
        fresh.replace(path)
        migrate_file(path)
        return _settled(path, aside, now)
    finally:
        lock.release()


def problems_of(path: Path) -> list[str]:
    """What is wrong with a backup, one sentence each; empty if it can be restored. The file is only read.

    Raises:
        SchemaTooNewError, ForeignFileError: it is not one that this program can use.
        StoreError: it cannot be read.
    """
    if not known_schema(path):
        return [f"{path} is no backup of a monitor database."]
    with translated(path), closing(sqlite3.connect(sqlite.reading_uri(path), uri=True)) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    damaged = [f"The database file is damaged: {line}." for line in found if line != "ok"]
    return damaged + [f"Row {row[1]} of {row[0]} points to a row of {row[2]} that is not there." for row in lost]


def _move_aside(path: Path, name: str) -> Path | None:
    target = path.with_name(f"{path.name}.{name}")
    for end in LOGS:
        found = path.with_name(f"{path.name}{end}")
        if found.exists():
            found.replace(target.with_name(f"{target.name}{end}"))
    return target if target.exists() else None


def _settled(path: Path, aside: Path | None, now: datetime) -> RestoreReport:
    with translated(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        settled, lines = _compared(connection, aside)
        _record(connection, now)
        waiting = connection.execute(_WAITING).fetchone()[0]
    return RestoreReport(aside=aside, settled=settled, again=waiting, lines=lines)


def _record(connection: sqlite3.Connection, now: datetime) -> None:
    """Have the chain of records say that it goes on from a backup, if it has begun."""
    last = connection.execute("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
    if last is None:
        return
    body = {"why": "what was recorded after it was made is in the database that was moved aside, if there was one"}
    new = record((last[0], last[1]), RecordKind.RESTORED, 0, now, body)
    row = (new.number, new.kind.value, new.subject, f"{now:%Y-%m-%d %H:%M:%S.%f}", new.body, new.content, new.hash)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO chain (number, kind, subject, at, body, content, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", row
    )
    connection.execute("UPDATE counter SET value = ? WHERE name = 'chain'", (new.number,))
    connection.execute("COMMIT")


def _compared(connection: sqlite3.Connection, aside: Path | None) -> tuple[int, int | None]:
    """How many messages the newer database is known to have sent, and how many lines it told since."""
    if aside is None:
        return 0, None
    try:
        connection.execute("ATTACH DATABASE ? AS newer", (str(aside),))
        lines = connection.execute(_LINES).fetchone()[0]
        return connection.execute(_SETTLE).rowcount, int(lines)
    except sqlite3.DatabaseError:
        # It is damaged, which may be why it is replaced.
        return 0, None
