"""Claims where several workers work: no more of one host than are kept busy, whoever holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, select

from monitor.core.urls import host_of
from monitor.records import dataclass
from monitor.store.schema import dialect

T = TypeVar("T")

PER_HOST = 2
"""One is read while the other is parsed and saved; the hosts' pace lets one in at a time."""
_LOOKED_AT = 8
"""Rows that are looked at for each that is wanted, where the first ones are of too few hosts."""


def host_in(url: Column[Any]) -> ColumnElement[str]:
    """The host of an address, near enough to be fair by."""
    return func.split_part(url, "/", 3)


@dataclass(frozen=True, slots=True)
class Fair:
    """Chooses among due rows those whose hosts have room; of each host no more than `PER_HOST`."""

    url: Column[Any]
    leased: Select[str]
    """The hosts of the rows that are leased now, one row each."""

    def choose(
        self,
        conn: Connection,
        due: Select[Any],
        limit: int,
        read: Callable[[Row[Any]], T],
        url_of: Callable[[T], str],
    ) -> list[T]:
        """At most `limit` of the `due` rows, locked against other claimers, in their order."""
        (host,) = self.leased.selected_columns
        # Apart: as a part of the question its price is reckoned for each row anew, and reading all rows is cheaper.
        busy = self.leased.group_by(host).having(func.count() >= PER_HOST).cte("busy").prefix_with("MATERIALIZED")
        query = due.where(host_in(self.url).not_in(select(*busy.c)))
        rows = conn.execute(dialect.claiming(query.limit(limit))).all()
        chosen = self._in_turns(map(read, rows), limit, url_of)
        if len(chosen) < limit == len(rows):
            rows = conn.execute(dialect.claiming(query.limit(limit * _LOOKED_AT))).all()
            chosen = self._in_turns(map(read, rows), limit, url_of)
        return chosen

    @staticmethod
    def _in_turns(found: Iterable[T], limit: int, url_of: Callable[[T], str]) -> list[T]:
        taken: Counter[str] = Counter()
        chosen: list[T] = []
        for one in found:
            host = host_of(url_of(one))
            taken[host] += 1
            if taken[host] <= PER_HOST and len(chosen) < limit:
                chosen.append(one)
        return chosen
