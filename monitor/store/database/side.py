"""One side of a copy, whichever database it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import Column, Table

COPYING = "copying"
"""In the place of a schema's number, as long as a copy is not finished."""
UNFINISHED = (
    "A copy into the database {name} was not finished. Give the same `monitor db copy` again, or remove what is there."
)
OCCUPIED = "The database {name} holds something already. A copy goes into a new one."
WHERE = {"counter": "substr(name, 1, 8) <> 'archive_'"}
"""What is copied of a table, if not all: the index of search is not copied, and made anew where the copy is used."""


class Side(ABC):
    """A database that is copied, or copied into; held for itself from `__enter__` to `__exit__`.

    Rows are tuples of the table's columns in their order, values as SQLite stores them.
    """

    mark = "?"
    """What stands in a statement for a value."""

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(self, *_: object) -> None: ...

    @abstractmethod
    def require_whole(self) -> None:
        """Refuse, with a StoreError, to copy from what is absent or of another schema than this program's."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the tables, or find those of a copy that was not finished; refuse, with a StoreError, all else."""

    @abstractmethod
    def finish(self) -> None:
        """Let it be a database of this program's schema."""

    @abstractmethod
    def asked(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""

    @abstractmethod
    def put(self, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, all or none."""

    @abstractmethod
    def highest_id(self, table: Table) -> int:
        """The highest id that was ever given in a table, also if its row is gone."""

    @abstractmethod
    def set_highest_id(self, table: Table, highest: int) -> None:
        """Give no id up to this one again."""

    def read(self, column: Column[Any]) -> str:
        """A column as SQLite stores it."""
        return f'"{column.name}"'

    def count(self, table: Table) -> int:
        """How many rows of a table are copied."""
        query = f'SELECT count(*) FROM "{table.name}"{_where(table)}'  # noqa: S608 - names of our tables
        return int(self.asked(query)[0][0])

    def last_key(self, table: Table) -> list[Any]:
        """The key of the last row."""
        keys = [f'"{column.name}"' for column in table.primary_key]
        order = ", ".join(f"{key} DESC" for key in keys)
        query = f'SELECT {", ".join(keys)} FROM "{table.name}"{_where(table)} ORDER BY {order} LIMIT 1'  # noqa: S608
        return list(self.asked(query)[0])

    def rows(self, table: Table, after: Sequence[Any] | None, most: int) -> list[tuple[Any, ...]]:
        """The next rows behind a key, in the order of their keys."""
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        columns = ", ".join(self.read(column) for column in table.c)
        behind = "" if after is None else f"({keys}) > ({', '.join([self.mark] * len(after))})"
        query = f'SELECT {columns} FROM "{table.name}"{_where(table, behind)} ORDER BY {keys} LIMIT {most}'  # noqa: S608
        return self.asked(query, after or ())


def _where(table: Table, behind: str = "") -> str:
    conditions = [one for one in (WHERE.get(table.name, ""), behind) if one]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
