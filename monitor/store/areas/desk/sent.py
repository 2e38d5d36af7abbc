"""Digests without their bodies, their messages and tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from monitor.model.delivery import DeliveryRow
from monitor.model.desk.sent import Attempt, SentDigest
from monitor.model.ids import OutboxId
from monitor.store.areas.asking import delivery_rows
from monitor.store.areas.sending import unacknowledged
from monitor.store.database import Area
from monitor.store.schema import attempt, digest, outbox


class Sent(Area):
    """What the page of sent digests shows."""

    def sent_digests(self, before: int, most: int, subscription: str = "") -> list[SentDigest]:
        """Composed digests with ids below `before` (0: all), the newest first; of all subscriptions for ""."""
        columns = (digest.c.id, digest.c.key, digest.c.subscription, digest.c.outcome, digest.c.at)
        query = select(*columns, digest.c.body.is_not(None).label("kept")).where(digest.c.key.is_not(None))
        if before:
            query = query.where(digest.c.id < before)
        if subscription:
            query = query.where(digest.c.subscription == subscription)

        def work(conn: Connection) -> list[SentDigest]:
            rows = conn.execute(query.order_by(digest.c.id.desc()).limit(most)).all()
            states = _states(conn, [row.id for row in rows])
            return [_sent(row, states.get(row.id, {})) for row in rows]

        return self._db.read(work)

    def deliveries_of(self, key: str) -> list[DeliveryRow]:
        """The messages of a digest, in order."""
        mine = select(outbox.c.id).join_from(outbox, digest).where(digest.c.key == key)
        return self._db.read(lambda conn: delivery_rows(conn, mine.order_by(outbox.c.id)))

    def dead_letters(self, most: int) -> list[DeliveryRow]:
        """What was given up and nobody has acknowledged, the newest first."""

        def work(conn: Connection) -> list[DeliveryRow]:
            wanted = select(outbox.c.id).where(*unacknowledged(conn)).order_by(outbox.c.id.desc()).limit(most)
            return delivery_rows(conn, wanted)

        return self._db.read(work)

    def attempts(self, outbox_id: OutboxId) -> list[Attempt]:
        """The tries at a delivery, in order."""
        query = select(attempt).where(attempt.c.outbox_id == outbox_id).order_by(attempt.c.number)
        return self._db.read(lambda conn: [_attempt(row) for row in conn.execute(query)])


def _states(conn: Connection, digests: Sequence[int]) -> dict[int, Counter[str]]:
    query = select(outbox.c.digest_id, outbox.c.state, func.count().label("messages"))
    found: dict[int, Counter[str]] = {}
    for row in conn.execute(query.where(outbox.c.digest_id.in_(digests)).group_by(outbox.c.digest_id, outbox.c.state)):
        found.setdefault(row.digest_id, Counter())[row.state] = row.messages
    return found


def _sent(row: Row[Any], states: dict[str, int]) -> SentDigest:
    return SentDigest(**row._asdict(), states=tuple(sorted(states.items())))


def _attempt(row: Row[Any]) -> Attempt:
    ended: datetime | None = row.ended_at
    return Attempt(number=row.number, started_at=row.started_at, ended_at=ended, result=row.result, detail=row.detail)
