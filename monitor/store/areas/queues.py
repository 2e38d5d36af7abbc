"""What waits to be done, asked in one small question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Exists, Select, bindparam, exists, func, or_, select

from monitor.model.fleet.workers import MOST_COUNTED, QueueLag, Role
from monitor.model.ids import Queue
from monitor.store.database import Area, Prepared
from monitor.store.schema import (
    FEEDS,
    Instant,
    UtcTime,
    article,
    dialect,
    entry,
    feed,
    feed_clock,
    outbox,
    subscription,
    watchlist,
)

_NOW, _UNTIL = bindparam("now", type_=UtcTime()), bindparam("until", type_=Instant())


def _waiting() -> dict[Queue, Exists]:
    polled = (
        exists()
        .select_from(FEEDS)
        .where(feed.c.active.is_(True), feed.c.disabled.is_(False), feed_clock.c.next_poll_at <= _UNTIL)
        .where(or_(feed_clock.c.lease_until.is_(None), feed_clock.c.lease_until <= _UNTIL))
    )
    return {
        Queue.FEEDS: polled,
        Queue.ENTRIES: exists().where(entry.c.due_at <= _NOW),
        Queue.ARTICLES: exists().where(article.c.due_at <= _NOW),
        Queue.DELIVERIES: exists().where(outbox.c.due_at <= _NOW),
        Queue.REVIEWS: exists().where(watchlist.c.active.is_(True), watchlist.c.reviewed.is_(False)),
        Queue.DIGESTS: exists().where(subscription.c.active.is_(True), subscription.c.next_due_at <= _NOW),
    }


_WAITING: dict[Queue, Any] = _waiting()
_QUESTION = Prepared(select(*_WAITING.values()))


class Queues(Area):
    """`due`, `lags`."""

    def lags(self, now: datetime, most: int = MOST_COUNTED) -> dict[Role, QueueLag]:
        """What waits for each role whose work is handed out in jobs; no more than `most` rows of one are counted."""

        def work(conn: Connection) -> dict[Role, QueueLag]:
            dialect.by_index(conn)
            return {role: _lag(conn, waiting, now, most) for role, waiting in _unheld(now).items()}

        return self._db.read(work)

    def due(self, now: datetime) -> frozenset[Queue]:
        """The queues with work that is due."""

        def work(conn: Connection) -> Sequence[Any]:
            dialect.by_index(conn)
            return _QUESTION.first(conn, now=now, until=now) or ()

        row = self._db.read(work)
        return frozenset(queue for queue, waits in zip(_WAITING, row, strict=True) if waits)


def _unheld(now: datetime) -> dict[Role, Select[Any]]:
    """When rows that are due and held by nobody fell due, by role."""
    feeds = (
        select(feed_clock.c.next_poll_at.label("at"))
        .select_from(FEEDS)
        .where(feed.c.active.is_(True), feed.c.disabled.is_(False), feed_clock.c.next_poll_at <= now)
        .where(or_(feed_clock.c.lease_until.is_(None), feed_clock.c.lease_until <= now))
    )
    others = {Role.EXTRACT: entry, Role.ASSESS: article, Role.SEND: outbox}
    return {Role.POLL: feeds} | {
        role: select(table.c.due_at.label("at")).where(table.c.due_at <= now) for role, table in others.items()
    }


def _lag(conn: Connection, waiting: Select[Any], now: datetime, most: int) -> QueueLag:
    # In their order: else a server may go through all rows in another one until it has met so many.
    some = waiting.order_by(waiting.selected_columns[0]).limit(most).subquery()
    count, at = conn.execute(select(func.count(), func.min(some.c.at)).select_from(some)).one()
    return QueueLag(waiting=count, lag_s=0.0 if at is None else (now - at).total_seconds())
