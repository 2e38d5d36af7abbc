"""What waits to be done, asked in one small question."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Exists, bindparam, exists, or_, select

from monitor.model.ids import Queue
from monitor.store.database import Area, Prepared
from monitor.store.schema import (
    FEEDS,
    Instant,
    UtcTime,
    article,
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
    """`due`."""

    def due(self, now: datetime) -> frozenset[Queue]:
        """The queues with work that is due."""
        row = self._db.read(lambda conn: _QUESTION.first(conn, now=now, until=now)) or ()
        return frozenset(queue for queue, waits in zip(_WAITING, row, strict=True) if waits)
