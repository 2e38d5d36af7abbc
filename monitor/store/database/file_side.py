"""A file of SQLite as one side of a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any, Self

from sqlalchemy import Table

from monitor.errors import StoreError
from monitor.store.database import sqlite
from monitor.store.database.location import lock_path, sqlite_path
from monitor.store.database.lockfile import LockFile
from monitor.store.database.marker import mark, marker_path
from monitor.store.database.migrate import HEAD, create_tables, known_schema, schema_of
from monitor.store.database.side import COPYING, OCCUPIED, Side
from monitor.store.database.trouble import translated


class FileSide(Side):
    """See `Side`; of a storage URL."""

    def __init__(self, url: str) -> None:
        self._path = sqlite_path(url)
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        sqlite.make_folder(self._path)
        self._lock = LockFile(lock_path(self._path))
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
        self._lock.release()

    def require_whole(self) -> None:
        """As `Side.require_whole`."""
        found = known_schema(self._path)
        if found != HEAD:
            what = f"has the older schema {found}: run `monitor db migrate`" if found else "is not there"
            raise StoreError(f"The database {self._path} {what}.")
        self._lock.guard(marker_path(self._path))
        # One view for the whole copy, whatever a command beside it writes.
        self._connect().execute("BEGIN")

    def prepare(self) -> None:
        """As `Side.prepare`."""
        found = schema_of(self._path) if sqlite.is_ours(self._path) else known_schema(self._path)
        if found and found != COPYING:
            raise StoreError(OCCUPIED.format(name=self._path))
        if not found:
            sqlite.create_file(self._path)
            engine = sqlite.writer_engine(self._path, busy_timeout_ms=5000, owner=True)
            try:
                with translated(self._path), engine.begin() as conn:
                    create_tables(conn, COPYING)
                    conn.exec_driver_sql("DELETE FROM counter")
            finally:
                engine.dispose()
        self._connect().execute("PRAGMA foreign_keys = OFF")

    def finish(self) -> None:
        """As `Side.finish`."""
        connection = self._connect()
        with translated(self._path):
            if lost := connection.execute("PRAGMA foreign_key_check").fetchall():
                raise StoreError(f"The copy {self._path} is not sound: {len(lost)} rows point nowhere.")
            connection.execute("UPDATE alembic_version SET version_num = ?", (HEAD,))
        mark(self._path)

    def asked(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """As `Side.asked`."""
        with translated(self._path):
            return self._connect().execute(query, tuple(values)).fetchall()

    def put(self, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """As `Side.put`."""
        names = ", ".join(f'"{column.name}"' for column in table.c)
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(table.c))})'  # noqa: S608
        connection = self._connect()
        with translated(self._path), closing(connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                cursor.executemany(statement, rows)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def highest_id(self, table: Table) -> int:
        """As `Side.highest_id`."""
        found = self.asked("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,))
        return int(found[0][0]) if found else 0

    def set_highest_id(self, table: Table, highest: int) -> None:
        """As `Side.set_highest_id`."""
        self.asked("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        self.asked("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, highest))

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            with translated(self._path):
                self._connection = sqlite3.connect(self._path, isolation_level=None)
        return self._connection
