"""Statements run on the driver's cursor say what they say through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, bindparam, create_engine, insert, select, update
from sqlalchemy.dialects import postgresql

from monitor.store.database.prepared import Prepared
from monitor.store.schema import dialect
from monitor.store.schema.types import CleanText, JsonText, Terms, UtcTime

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
thing = Table(
    "thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("said", CleanText),
    Column("at", UtcTime),
    Column("data", JsonText),
    Column("terms", Terms),
)
ADD = Prepared(insert(thing), ("id", "said", "at", "data", "terms"))
ONE = {"said": "a\0b", "at": NOW, "data": {"ü": [1, None]}, "terms": ((-7, 0.5), (8, 0.25))}


@pytest.fixture
def conn() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        thing.metadata.create_all(connection)
        ADD.run(connection, id=1, **ONE)
        yield connection
    engine.dispose()


def test_rows_are_the_same_either_way(conn: Connection) -> None:
    conn.execute(insert(thing), {"id": 2, **ONE})
    query = select(thing).order_by(thing.c.id)
    found = Prepared(query).all(conn)
    assert [tuple(row) for row in found] == [tuple(row) for row in conn.execute(query)]
    assert tuple(found[0])[1:] == ("a\N{REPLACEMENT CHARACTER}b", NOW, {"ü": [1, None]}, ((-7, 0.5), (8, 0.25)))


def test_a_parameter_may_stand_at_several_places_and_values_may_be_fixed(conn: Connection) -> None:
    at = bindparam("at", type_=UtcTime)
    query = select(thing.c.id).where(thing.c.at <= at, thing.c.at >= at, thing.c.id == 1).limit(5)
    assert Prepared(query).first(conn, at=NOW) == (1,)
    assert Prepared(query).first(conn, at=NOW.replace(year=2027)) is None
    assert Prepared(query).all(conn, at=NOW.replace(year=2027)) == []


def test_columns_are_set_by_their_names_and_what_was_added_comes_back(conn: Connection) -> None:
    Prepared(update(thing).where(thing.c.id == bindparam("mine")), ("said", "at")).run(conn, mine=1, said="c", at=None)
    assert Prepared(select(thing.c.said, thing.c.at)).first(conn) == ["c", None]
    assert Prepared(insert(thing).returning(thing.c.id), ("said",)).first(conn, said="d") == (2,)


def test_a_value_that_may_not_be_stored_is_refused(conn: Connection) -> None:
    with pytest.raises(ValueError, match="aware"):
        ADD.run(conn, id=3, **{**ONE, "at": NOW.replace(tzinfo=None)})
    with pytest.raises(KeyError):
        ADD.run(conn, id=3)


def test_a_statement_is_made_for_the_database_that_runs_it(conn: Connection) -> None:
    made: list[str] = []

    def build(database: str) -> object:
        made.append(database)
        return dialect.upserting(database, thing)

    put = Prepared(build, ("id", "said", "at", "data", "terms"))
    put.run(conn, id=1, **ONE)
    put.run(conn, id=1, **{**ONE, "said": "again"})
    assert made == ["sqlite"], "once"
    assert Prepared(select(thing.c.said)).all(conn) == [("again",)]
    ready = put._compiled(postgresql.dialect())
    assert not ready.by_place
    assert "%(said)s" in ready.text
    assert "ON CONFLICT (id) DO UPDATE" in ready.text
    assert made == ["sqlite", "postgresql"]
