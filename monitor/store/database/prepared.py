"""Statements that every article needs, run on the driver's own cursor.

SQLAlchemy compiles a statement once, but each run of it costs more than SQLite takes to answer a small one, and an
article needs a dozen. They are written like all others, for both databases; only running them goes past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from monitor.records import dataclass
from monitor.store.schema import dialect

_FLOAT8 = 701
"""What PostgreSQL calls the only kind of number that comes otherwise than it is wanted; SQLite has no such names."""
_Turn = Callable[[Any], Any]
"""From a value to what the driver wants in its place, or back."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one database wants it."""

    text: str
    names: tuple[str, ...]
    """Its parameters; one that stands at several places is there several times if they are told by place."""
    by_place: bool
    fixed: dict[str, Any]
    """Values that the statement brings along."""
    bound: tuple[tuple[str, _Turn], ...]
    """Parameters that the driver wants in another form."""
    read: tuple[tuple[int, _Turn], ...]
    """Columns that the driver gives in another form."""

    def given(self, values: dict[str, Any]) -> Any:
        """The parameters as the driver wants them."""
        given = self.fixed | values
        for name, turn in self.bound:
            given[name] = turn(given[name])
        return [given[name] for name in self.names] if self.by_place else given


class Prepared:
    """One statement, or how to make it for a database ("sqlite" | "postgresql").

    `columns`: of an INSERT or UPDATE without values of its own, those that are given when it is run.
    """

    def __init__(self, statement: Executable | Callable[[str], Executable], columns: Sequence[str] = ()) -> None:
        self._statement, self._columns = statement, columns
        self._ready: dict[str, _Ready] = {}

    def run(self, conn: Connection, **values: Any) -> int:
        """Run it; `values` by the names of parameters and columns. How many rows it changed."""
        cursor = self._executed(conn, values)[1]
        changed = cursor.rowcount
        cursor.close()
        return changed

    def run_each(self, conn: Connection, rows: Iterable[dict[str, Any]]) -> None:
        """Run it for each of the rows, one by one: of an INSERT of many SQLite would keep what it takes to undo it."""
        ready = self._for(conn)
        cursor = conn.connection.cursor()
        cursor.executemany(ready.text, [ready.given(values) for values in rows])
        cursor.close()

    def all(self, conn: Connection, **values: Any) -> list[Sequence[Any]]:
        """The rows found, each in the order of the statement's columns."""
        ready, cursor = self._executed(conn, values)
        rows = cursor.fetchall()
        cursor.close()
        return [_turned(row, ready.read) for row in rows] if ready.read else list(rows)

    def all_by_index(self, conn: Connection, **values: Any) -> list[Sequence[Any]]:
        """As `all`, on a server: by the indexes alone (see `dialect.by_index`), and planned once for all that is asked.

        Both go there in one trip.
        """
        connection: Any = conn.connection.driver_connection
        with connection.pipeline():
            _BY_INDEX.run(conn)
            ready, cursor = self._executed(conn, values)
        rows = cursor.fetchall()
        return [_turned(row, ready.read) for row in rows]

    def first(self, conn: Connection, **values: Any) -> Sequence[Any] | None:
        """The first row, None if there is none."""
        ready, cursor = self._executed(conn, values)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else _turned(row, ready.read)

    def _executed(self, conn: Connection, values: dict[str, Any]) -> tuple[_Ready, DBAPICursor]:
        ready = self._for(conn)
        cursor = conn.connection.cursor()
        cursor.execute(ready.text, ready.given(values))
        return ready, cursor

    def _for(self, conn: Connection) -> _Ready:
        return self._ready.get(conn.dialect.name) or self._compiled(conn.dialect)

    def _compiled(self, database: Dialect) -> _Ready:
        made = self._statement(database.name) if callable(self._statement) else self._statement
        statement = cast("ClauseElement", made)
        compiled = cast("SQLCompiler", statement.compile(dialect=database, column_keys=list(self._columns) or None))
        binds = [(name, one, one.type.dialect_impl(database)) for name, one in compiled.binds.items()]
        bound = ((name, kind.bind_processor(database)) for name, _, kind in binds)
        ready = _Ready(
            text=str(compiled),
            names=tuple(compiled.positiontup or compiled.binds),
            by_place=compiled.positional,
            fixed={name: one.value for name, one, _ in binds if not one.required},
            bound=tuple((name, turn) for name, turn in bound if turn),
            read=_read(statement, database),
        )
        self._ready[database.name] = ready
        return ready


def _read(statement: ClauseElement, dialect: Dialect) -> tuple[tuple[int, _Turn], ...]:
    if not isinstance(statement, Select):
        return ()
    kinds = enumerate(column.type for column in statement.selected_columns)
    turned = ((place, kind.dialect_impl(dialect).result_processor(dialect, _FLOAT8)) for place, kind in kinds)
    return tuple((place, turn) for place, turn in turned if turn)


def _turned(row: Sequence[Any], read: tuple[tuple[int, _Turn], ...]) -> Sequence[Any]:
    if not read:
        return row
    values = list(row)
    for place, turn in read:
        values[place] = turn(values[place])
    return values


_BY_INDEX = Prepared(dialect.by_index_alone("force_generic_plan"))
