"""An open database of a PostgreSQL server."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from monitor.errors import StoreBusyError, StoreError
from monitor.store.database import Database
from monitor.store.postgres.trouble import translated_server
from monitor.store.schema import metadata

_INVALID = text(
    "SELECT c.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
    "WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
)


class ServerDatabase(Database):
    """As `Database`, on a server: who owns it holds a lock there, and the server looks after its own logs."""

    far = True

    def __init__(self, name: str, *, writer: Engine, reader: Engine, owner: bool) -> None:
        self.name = name
        self._lock = None
        # Only shown; nothing lies there.
        self.path = Path(name)
        self._begin(writer, reader, owner=owner)

    def translated(self) -> AbstractContextManager[None]:
        """Raise what the database reports as `StoreBusyError` or `StoreError`; let bugs pass."""
        return translated_server(self.name)

    def _lost_answer(self, error: BaseException) -> bool:
        """Whether the server may have done what it did not answer any more."""
        return isinstance(error, StoreBusyError)

    def size_bytes(self, conn: Connection) -> int:
        """How much room its tables and indexes take on the server's disk."""
        names = [table.name for table in metadata.sorted_tables]
        asked = text(
            "SELECT coalesce(sum(pg_total_relation_size(to_regclass(n))), 0) FROM unnest(CAST(:names AS text[])) AS n"
        )
        return int(conn.execute(asked, {"names": names}).scalar_one())

    def first_damage(self, conn: Connection) -> str:
        """An index that the server holds for unfinished, "" if there is none; pages it checks by itself."""
        return next((f"the index {name} is not valid" for name in conn.execute(_INVALID).scalars()), "")

    def problems(self, conn: Connection) -> list[str]:
        """Indexes that are not valid, and rows that point nowhere, one sentence each."""
        found = [
            f"The index {name} is not valid. Make it anew: REINDEX INDEX {name}."
            for name in conn.execute(_INVALID).scalars()
        ]
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                column, other = key.parent, key.column
                asked = text(
                    f'SELECT c."{column.name}" FROM "{table.name}" AS c '  # noqa: S608 - names of our tables
                    f'WHERE c."{column.name}" IS NOT NULL AND NOT EXISTS '
                    f'(SELECT 1 FROM "{other.table.name}" AS p WHERE p."{other.name}" = c."{column.name}") LIMIT 20'
                )
                found += [
                    f"A row of {table.name} points to {other.table.name} {one}, which is not there."
                    for one in conn.execute(asked).scalars()
                ]
        return found

    def copy_to(self, _: Path) -> None:
        """Nothing: the server's own tools make copies of it."""
        raise StoreError(
            f"The database {self.name} is backed up by its server's own tools: pg_dump -Fc -f FILE URL, and pg_restore."
        )

    def _fold(self) -> None:
        """The server folds its log by itself."""

    def _require_there(self) -> None:
        """A server that is gone says so by itself."""
