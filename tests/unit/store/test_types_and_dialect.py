from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, create_mock_engine, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable

from monitor.store.schema.columns import metadata
from monitor.store.schema.dialect import chunks, claiming, insert_new, one_at_a_time, turn, upsert
from monitor.store.schema.tables import outbox
from monitor.store.schema.types import JsonText, UtcTime, clean_text

things = Table(
    "thing", MetaData(), Column("id", Integer, primary_key=True), Column("at", UtcTime), Column("j", JsonText)
)
moments = st.datetimes(timezones=st.just(UTC))


@given(st.lists(moments, min_size=1, max_size=8))
def test_times_come_back_and_sort_as_times(times: list[datetime]) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as conn:
        things.create(conn)
        conn.execute(insert(things), [{"at": one} for one in times])
        assert list(conn.execute(select(things.c.at).order_by(things.c.at)).scalars()) == sorted(times)
    engine.dispose()


@pytest.mark.parametrize(
    "wrong",
    [datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=3)))],  # noqa: DTZ001
    ids=["naive", "another zone"],
)
def test_only_utc_is_stored(wrong: datetime) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as conn:
        things.create(conn)
        with pytest.raises(StatementError, match="must be an aware UTC time"):
            conn.execute(insert(things), [{"at": wrong}])
    engine.dispose()


@given(st.text())
def test_clean_text_keeps_every_offset(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned
    cleaned.encode()


@given(st.lists(st.integers()), st.integers(1, 5))
def test_chunks_lose_nothing(values: list[int], size: int) -> None:
    parts = list(chunks(values, size))
    assert [one for part in parts for one in part] == values
    assert all(0 < len(part) <= size for part in parts)


def test_insert_new_and_upsert() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as conn:
        things.create(conn)
        assert insert_new(conn, things, [{"id": 1, "j": ["a"]}, {"id": 2, "j": None}]) == 2
        assert insert_new(conn, things, [{"id": 2, "j": ["b"]}, {"id": 3, "j": ["ü"]}]) == 1
        assert insert_new(conn, things, []) == 0
        upsert(conn, things, [{"id": number, "j": [number]} for number in range(2, 400)])
        assert conn.execute(select(things.c.j).where(things.c.id == 3)).scalar_one() == [3]
        assert conn.execute(select(things.c.j).where(things.c.id == 1)).scalar_one() == ["a"]
    engine.dispose()


def test_claims_skip_locked_rows_on_postgresql_only() -> None:
    query = claiming(select(outbox.c.id))
    assert "FOR UPDATE SKIP LOCKED" in str(query.compile(dialect=postgresql.dialect()))
    assert "FOR UPDATE" not in str(query.compile(dialect=sqlite.dialect()))


def test_turns_are_taken_by_a_lock_of_the_transaction_on_postgresql_only() -> None:
    query = turn("assess").compile(dialect=postgresql.dialect())
    assert str(query).startswith("SELECT pg_advisory_xact_lock(hashtext(%(hashtext_1)s")
    assert query.params == {"hashtext_1": "assess"}
    asked: list[str] = []
    postgres = create_mock_engine("postgresql://", lambda statement, *_: asked.append(str(statement)))
    one_at_a_time(cast("Connection", postgres), "assess")
    assert asked == [str(turn("assess"))]
    sqlite_only = create_mock_engine("sqlite://", lambda statement, *_: asked.append(str(statement)))
    one_at_a_time(cast("Connection", sqlite_only), "assess")
    assert len(asked) == 1, "BEGIN IMMEDIATE did it"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_postgresql(table: Table) -> None:
    text = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert "DATETIME" not in text
    for column in table.columns:
        if isinstance(column.type, UtcTime):
            assert f"{column.name} TIMESTAMP WITH TIME ZONE" in text.replace('"', "")
