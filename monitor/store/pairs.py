"""The index tables of pairs (key, owner): which texts have a shingle, which stories a term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store import dialect
from monitor.store.dialect import packed


def among(database: str, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether `key` is one of the values of the parameter that `dialect.packed` makes."""
    return key.in_(select(dialect.listed(database).c.value))


def insert_rare(conn: Connection, table: Table, keys: Sequence[int], owner: int, most: int) -> None:
    """A row for each of the keys that at most `most` owners have; those already there stay."""
    conn.execute(_inserting(conn.dialect.name, table), {**packed(keys), "owner": owner, "most": most})


@cache
def _inserting(database: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    key, owner = table.primary_key.columns
    asked = dialect.listed(database).c.value
    full = select(key).where(among(database, key)).group_by(key).having(func.count() > bindparam("most"))
    rows = select(asked.label(key.name), bindparam("owner", type_=BigInteger).label(owner.name))
    return dialect.insert_selected(database, table, rows.where(asked.not_in(full)))


def shared(conn: Connection, table: Table, keys: Sequence[int], most: int) -> Counter[int]:
    """How many of the keys each owner has, without those keys that more than `most` owners have."""
    owners: dict[int, list[int]] = {}
    for key, owner in conn.execute(_pairs(conn.dialect.name, table), packed(keys)).all():
        owners.setdefault(key, []).append(owner)
    return Counter(chain.from_iterable(one for one in owners.values() if len(one) <= most))


@cache
def _pairs(database: str, table: Table) -> Select[Any]:
    key, owner = table.primary_key.columns
    return select(key, owner).where(among(database, key))


def sharing(conn: Connection, table: Table, keys: Sequence[int], least: int, limit: int) -> list[int]:
    """The owners that have at least `least` of the keys, those with the most first, of equals the oldest."""
    values = {**packed(keys), "least": least, "limit": limit}
    return list(conn.execute(_sharing(conn.dialect.name, table), values).scalars())


@cache
def _sharing(database: str, table: Table) -> Select[Any]:
    key, owner = table.primary_key.columns
    count = func.count()
    query = select(owner).where(among(database, key)).group_by(owner).having(count >= bindparam("least"))
    return query.order_by(count.desc(), owner).limit(bindparam("limit", type_=BigInteger))


def frequencies(conn: Connection, table: Table, keys: Sequence[int]) -> dict[int, int]:
    """How many owners each of the keys has, if it has any."""
    return {row[0]: row[1] for row in conn.execute(_counts(conn.dialect.name, table), packed(keys)).all()}


@cache
def _counts(database: str, table: Table) -> Select[int, int]:
    key = table.primary_key.columns[0]
    return select(key, func.count()).where(among(database, key)).group_by(key)


def rarest(keys: Sequence[int], counts: Mapping[int, int], most: int, together: int) -> list[int]:
    """The rarest of the keys: those that at most `most` owners have, as many as have `together` rows at most."""
    kept, rows = [], 0
    for key in sorted((key for key in set(keys) if 0 < counts.get(key, 0) <= most), key=lambda one: counts[one]):
        rows += counts[key]
        if rows > together:
            break
        kept.append(key)
    return kept
