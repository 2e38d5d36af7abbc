"""The only place where statements differ between SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

from monitor.store.schema.types import CleanText, JsonText, UtcTime, clean_text

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

CHUNK = 500
"""Values in one IN list: far below either database's limit of bound values."""

T = TypeVar("T")


# Statements are built once for each database and table: building one costs more than running it does.


def _insert(database: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    if database == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - much to load for a program on SQLite

        return postgresql.insert(table)
    return sqlite.insert(table)


@cache
def inserting(database: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Inserts rows that break no unique key."""
    return _insert(database, table).on_conflict_do_nothing()


@cache
def upserting(database: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Inserts rows with all columns of the table, or replaces those already there."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(database, table)
    updates = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=updates)


@cache
def inserting_smallest(database: str, table: Table, name: str) -> sqlite.Insert | postgresql.Insert:
    """Inserts rows; of those already there only column `name` changes, if it becomes less."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(database, table)
    given = statement.excluded[name]
    return statement.on_conflict_do_update(index_elements=keys, set_={name: given}, where=given < table.c[name])


def insert_new(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert those of `rows` that break no unique key; how many that were."""
    if not rows:
        return 0
    # Parameters and not VALUES lists: such a statement is compiled once and reused.
    return conn.execute(inserting(conn.dialect.name, table), rows).rowcount


def listed(database: str) -> FromClause:
    """Whole numbers as rows with the column `value`: one parameter `listed` (see `packed`), however many they are."""
    values = bindparam("listed", type_=Text)
    if database == "postgresql":
        rows = func.json_array_elements_text(cast(values, JSON)).table_valued(column("value", Text))
        return select(cast(rows.c.value, BigInteger).label("value")).subquery()
    return func.json_each(values).table_valued(column("value", Integer))


def listed_texts(database: str) -> FromClause:
    """As `listed`, of texts (see `packed_texts`)."""
    values = bindparam("listed", type_=Text)
    if database == "postgresql":
        return func.json_array_elements_text(cast(values, JSON)).table_valued(column("value", Text))
    return func.json_each(values).table_valued(column("value", Text))


def packed_texts(values: Iterable[str]) -> dict[str, str]:
    """The parameter of a statement with `listed_texts`."""
    return {"listed": json.dumps([clean_text(value) for value in values], ensure_ascii=False)}


def packed(values: Sequence[int]) -> dict[str, str]:
    """The parameter of a statement with `listed`."""
    return {"listed": f"[{','.join(map(str, values))}]"}


def upsert(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, with all columns of the table, or replace those already there."""
    if rows:
        conn.execute(upserting(conn.dialect.name, table), rows)


def as_stored(database: str, columns: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    """One text that differs as soon as any byte of these columns does, whatever is in them: none is decoded.

    The same on every database: what was sealed on one is sound on the other.
    """
    whole: ColumnElement[Any] = literal_column("''", Text)
    for one in columns:
        if database == "postgresql":
            part = _as_in_sqlite(one)
        else:
            part = func.typeof(one).concat(literal_column("':'", Text)).concat(func.hex(one))
        whole = whole.concat(part).concat(literal_column("'|'", Text))
    return whole


def _as_in_sqlite(one: ColumnElement[Any]) -> ColumnElement[str]:
    """The kind and the bytes that SQLite would have of a value in PostgreSQL."""
    kind = "integer"
    written: ColumnElement[Any] = cast(one, Text)
    if isinstance(one.type, UtcTime):
        kind, written = "text", func.to_char(func.timezone("UTC", one), "YYYY-MM-DD HH24:MI:SS.US")
    elif isinstance(one.type, Boolean):
        written = cast(cast(one, Integer), Text)
    elif isinstance(one.type, CleanText | JsonText):
        kind = "text"
    raw: ColumnElement[Any] = func.convert_to(written, "UTF8")
    if isinstance(one.type, LargeBinary):
        kind, raw = "blob", one
    hexadecimal = func.upper(func.encode(raw, "hex"))
    return func.coalesce(literal_column(f"'{kind}:'", Text).concat(hexadecimal), literal_column("'null:'", Text))


def claiming(query: Select[Any]) -> Select[Any]:
    """`query` with its rows locked against other claimers; rows that others hold are passed over.

    Nothing on SQLite, where BEGIN IMMEDIATE already lets one writer in.
    """
    return query.with_for_update(skip_locked=True)


def one_at_a_time(conn: Connection, what: str) -> None:
    """Of the transactions that do `what`, the others wait until this one has ended.

    Nothing on SQLite, where BEGIN IMMEDIATE already lets one writer in.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(turn(what))


def turn(what: str) -> Select[Any]:
    """PostgreSQL's lock for `one_at_a_time`."""
    return select(func.pg_advisory_xact_lock(func.hashtext(what)))


def by_index(conn: Connection) -> None:
    """Have a server look rows up by their indexes until the transaction ends, whatever it reckons of other ways.

    For what is asked all the time and wants a few of the first rows: as soon as it takes these for many, it reads all
    of a table of a million, and it does so when a connection has it reckon without knowing what is asked for. Nothing
    on SQLite, which has no other ways.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(_BY_INDEX)


# A bitmap of rows leads to each version of a row that is gone, time and again; who goes along an index marks them as
# gone. And to keep all of a table at hand is to read all of it.
_OTHER_WAYS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material", "sort")


def by_index_alone(planned: str) -> Select[Any]:
    """What `by_index` says, with when a statement is planned (`plan_cache_mode`)."""
    return select(
        *(func.set_config(f"enable_{way}", "off", True) for way in _OTHER_WAYS),
        func.set_config("max_parallel_workers_per_gather", "0", True),
        func.set_config("plan_cache_mode", planned, True),
    )


_BY_INDEX = by_index_alone("force_custom_plan")


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
