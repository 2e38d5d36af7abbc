"""A database of a server as one side of a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self, cast

import psycopg
from sqlalchemy import Boolean, Column, Table

from monitor.errors import StoreError
from monitor.store.database import COPYING, HEAD, OCCUPIED, UNFINISHED, Side, is_newer
from monitor.store.postgres.engines import writer_engine
from monitor.store.postgres.location import server_name
from monitor.store.postgres.schema import create, schema_in
from monitor.store.postgres.trouble import translated_server
from monitor.store.schema import UtcTime


class ServerSide(Side):
    """See `Side`; of a storage URL."""

    mark = "%s"

    def __init__(self, url: str) -> None:
        self._name = server_name(url)
        self._engine = writer_engine(url, busy_timeout_ms=30_000, owner=True)

    def __enter__(self) -> Self:
        with translated_server(self._name):
            with self._engine.begin() as conn:
                self._found = schema_in(conn, self._name, unfinished=True)
            self._held = self._engine.raw_connection()
            self._connection = cast("psycopg.Connection[Any]", self._held.driver_connection)
            self._connection.autocommit = False
            self._connection.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            self._connection.commit()
        return self

    def __exit__(self, *_: object) -> None:
        self._held.invalidate()
        self._engine.dispose()

    def require_whole(self) -> None:
        """As `Side.require_whole`."""
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        if (found := self._found) == COPYING:
            raise StoreError(UNFINISHED.format(name=self._name))
        if found != HEAD:
            what = f"has the older schema {found}: run `monitor db migrate`" if found else "has no tables"
            if is_newer(found):
                what = f"has the newer schema {found}: use the monitor that wrote it"
            raise StoreError(f"The database {self._name} {what}.")

    def prepare(self) -> None:
        """As `Side.prepare`."""
        if self._found == COPYING:
            return
        if self._found:
            raise StoreError(OCCUPIED.format(name=self._name))
        # Given back to make the tables by, and taken again: it is the one that holds the lock.
        self._held.close()
        with translated_server(self._name), self._engine.begin() as conn:
            create(conn, COPYING)
            conn.exec_driver_sql("DELETE FROM counter")
        self.__enter__()

    def finish(self) -> None:
        """As `Side.finish`."""
        with translated_server(self._name):
            self._connection.execute("UPDATE alembic_version SET version_num = %s", (HEAD,))
            self._connection.commit()
            self._connection.autocommit = True
            # Without figures the server would guess how to find things.
            self._connection.execute("ANALYZE")

    def asked(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """As `Side.asked`."""
        with translated_server(self._name):
            return self._connection.execute(query.encode(), tuple(values)).fetchall()

    def put(self, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """As `Side.put`."""
        names = ", ".join(f'"{column.name}"' for column in table.c)
        statement = f'COPY "{table.name}" ({names}) FROM STDIN'.encode()
        with translated_server(self._name), self._connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
            self._connection.commit()

    def highest_id(self, table: Table) -> int:
        """As `Side.highest_id`."""
        ((sequence,),) = self.asked("SELECT pg_get_serial_sequence(%s, 'id')", (f'"{table.name}"',))
        ((last, called),) = self.asked(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
        return int(last) if called else 0

    def set_highest_id(self, table: Table, highest: int) -> None:
        """As `Side.set_highest_id`."""
        values = (f'"{table.name}"', max(highest, 1), highest > 0)
        self.asked("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)", values)
        self._connection.commit()

    def read(self, column: Column[Any]) -> str:
        """A column as SQLite stores it."""
        name = f'"{column.name}"'
        if isinstance(column.type, UtcTime):
            return f"to_char(timezone('UTC', {name}), 'YYYY-MM-DD HH24:MI:SS.US')"
        return f"CAST({name} AS integer)" if isinstance(column.type, Boolean) else name
