"""The index tables of pairs (key, owner): which texts have a shingle, which stories a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Table, bindparam, func, select

from monitor.store.database import Prepared
from monitor.store.schema import dialect, packed, shingle, story_term

MOST_TEXTS = 50
"""No more rows are spent on a run of words in more texts. It is boilerplate, unless they tell one story."""
MOST_STORIES = 200
"""A term of more open stories tells none of them; as with shingles."""


def among(database: str, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether `key` is one of the values of the parameter that `dialect.packed` makes."""
    return key.in_(select(dialect.listed(database).c.value))


class Pairs:
    """One such table."""

    def __init__(self, table: Table) -> None:
        self._key, self._owner = table.primary_key.columns
        self._insert = Prepared(lambda database: dialect.inserting(database, table), table.primary_key.columns.keys())
        self._owners = Prepared(lambda database: select(self._key, self._owner).where(among(database, self._key)))
        self._sharing = Prepared(self._sharers)
        self._counts = Prepared(
            lambda database: select(self._key, func.count()).where(among(database, self._key)).group_by(self._key)
        )

    def insert(self, conn: Connection, keys: Sequence[int], owner: int) -> None:
        """A row for each of the keys; those already there stay."""
        key, of = self._key.name, self._owner.name
        self._insert.run_each(conn, [{key: one, of: owner} for one in sorted(keys)])

    def owners(self, conn: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
        """The owners of each of the keys that has any."""
        owners: dict[int, list[int]] = {}
        for key, owner in self._owners.all(conn, **packed(keys)):
            owners.setdefault(key, []).append(owner)
        return owners

    def sharing(self, conn: Connection, keys: Sequence[int], least: int, limit: int) -> list[int]:
        """The owners that have at least `least` of the keys, those with the most first, of equals the oldest."""
        return [row[0] for row in self._sharing.all(conn, **packed(keys), least=least, limit=limit)]

    def frequencies(self, conn: Connection, keys: Sequence[int]) -> dict[int, int]:
        """How many owners each of the keys has, if it has any."""
        counts = self._counts.all(conn, **packed(keys))
        return {row[0]: row[1] for row in counts}

    def _sharers(self, database: str) -> Select[Any]:
        count = func.count()
        query = select(self._owner).where(among(database, self._key)).group_by(self._owner)
        query = query.having(count >= bindparam("least")).order_by(count.desc(), self._owner)
        return query.limit(bindparam("limit", type_=BigInteger))


SHINGLES, TERMS = Pairs(shingle), Pairs(story_term)


def rarest(keys: Sequence[int], counts: Mapping[int, int], most: int, together: int) -> list[int]:
    """The rarest of the keys: those that at most `most` owners have, as many as have `together` rows at most."""
    kept, rows = [], 0
    for key in sorted((key for key in set(keys) if 0 < counts.get(key, 0) <= most), key=lambda one: counts[one]):
        rows += counts[key]
        if rows > together:
            break
        kept.append(key)
    return kept
