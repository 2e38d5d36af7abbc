"""The only place where statements differ between SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

CHUNK = 500
"""Values in one IN list: far below either database's limit of bound values."""

T = TypeVar("T")


def _insert(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert those of `rows` that break no unique key; how many that were."""
    if not rows:
        return 0
    # Parameters and not VALUES lists: such a statement is compiled once and reused.
    return conn.execute(_insert(conn, table).on_conflict_do_nothing(), rows).rowcount


def upsert(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, all with the same columns, or replace all but the primary key of those already there."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = _insert(conn, table)
    updates = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=updates), rows)


def claiming(query: Select[Any]) -> Select[Any]:
    """`query` with its rows locked against other claimers; rows that others hold are passed over.

    Nothing on SQLite, where BEGIN IMMEDIATE already lets one writer in.
    """
    return query.with_for_update(skip_locked=True)


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`values` in lists of at most `size`."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
