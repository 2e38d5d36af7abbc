"""The outbox: an attempt is on record before anything leaves the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, func, insert, literal, select, update

from monitor.model.delivery import DeliveryClaim, DeliveryIntent
from monitor.model.digests import Digest, Part
from monitor.model.ids import DigestId, OutboxId
from monitor.model.outcomes import DeliveryState, SendResult
from monitor.store.database import Area
from monitor.store.schema import UtcTime, attempt, by_ids, codec, counter, dialect, digest, due_rows, held, outbox, take

LOST = "the process ended before the answer was known"
_ACKNOWLEDGED = "acknowledged"
_FINAL = (DeliveryState.SENT, DeliveryState.ABANDONED)
_CLAIM = select(
    outbox.c.id,
    outbox.c.dedupe_key,
    outbox.c.channel,
    outbox.c.recipient,
    outbox.c.attempts,
    outbox.c.created_at,
    outbox.c.tried_since,
    outbox.c.digest_id,
    outbox.c.part,
    digest.c.body,
).join_from(outbox, digest)


class Sending(Area):
    """`claim_deliveries`, `save_delivery`, `retry_delivery`."""

    def claim_deliveries(
        self,
        now: datetime,
        lease_until: datetime,
        limit: int,
        in_hand: Collection[int] = (),
        per_channel: int | None = None,
    ) -> list[DeliveryClaim]:
        """Due outbox rows, the longest due first; each is `sending` with its attempt on record when this returns."""

        def work(conn: Connection) -> list[DeliveryClaim]:
            ids = _chosen(conn, now, limit, in_hand, per_channel or limit)
            token = take(conn, outbox, ids, lease_until)
            # A row found in `sending` is one whose lease ran out: its last attempt ended nobody knows how.
            close_attempts(conn, ids, now)
            for chunk in dialect.chunks(ids):
                since = func.coalesce(outbox.c.tried_since, bindparam("since", now, UtcTime()))
                sending = {"state": DeliveryState.SENDING.value, "changed_at": now, "tried_since": since}
                conn.execute(update(outbox).where(outbox.c.id.in_(chunk)).values(sending))
            rows = by_ids(conn, _CLAIM, outbox.c.id, ids)
            if rows:
                conn.execute(insert(attempt), [_attempt(row, now) for row in rows])
            bodies = {row.digest_id: row.body for row in rows}
            digests = {digest_id: codec.decode(Digest, body) for digest_id, body in bodies.items()}
            return [
                DeliveryClaim(
                    id=OutboxId(row.id),
                    token=token,
                    dedupe_key=row.dedupe_key,
                    channel=row.channel,
                    recipient=row.recipient,
                    attempts=row.attempts,
                    created_at=row.created_at,
                    tried_since=row.tried_since,
                    digest_id=DigestId(row.digest_id),
                    digest=digests[row.digest_id],
                    part=codec.decode(Part, row.part),
                )
                for row in rows
            ]

        return self._db.write(work)

    def save_delivery(self, intent: DeliveryIntent) -> bool:
        """Result of one attempt; False if the lease was lost."""

        def work(conn: Connection) -> bool:
            final = intent.state in _FINAL
            values: dict[str, Any] = {
                "state": intent.state.value,
                "changed_at": intent.at,
                "detail": intent.detail,
                "token": None,
                "due_at": None if final else intent.next_try_at or intent.at,
            }
            if intent.state is DeliveryState.SENT:
                values["sent_at"] = intent.at
            mine = update(outbox).where(held(outbox, intent.id, intent.token))
            if conn.execute(mine.values(values)).rowcount == 0:
                return False
            ended = {"ended_at": intent.at, "result": intent.result.value, "detail": intent.detail}
            open_one = (attempt.c.outbox_id == intent.id) & attempt.c.ended_at.is_(None)
            conn.execute(update(attempt).where(open_one).values(ended))
            return True

        return self._db.write(work)

    def acknowledge_deliveries(self, now: datetime) -> int:
        """People have seen what was given up until `now`; how many rows that were."""

        def work(conn: Connection) -> int:
            rows = conn.execute(select(func.count()).select_from(outbox).where(*unacknowledged(conn))).scalar_one()
            # Rounded up: the clock that names the moment is finer than the note of it.
            dialect.upsert(conn, counter, [{"name": _ACKNOWLEDGED, "value": int(now.timestamp() * 1000) + 1}])
            return int(rows)

        return self._db.write(work)

    def retry_delivery(self, outbox_id: OutboxId, now: datetime) -> bool:
        """Make an unsent row due now; a row that is being sent at this moment stays as it is (True)."""

        def work(conn: Connection) -> bool:
            state = conn.execute(select(outbox.c.state).where(outbox.c.id == outbox_id)).scalar()
            if state is None or state == DeliveryState.SENT.value:
                return False
            abandoned = outbox.c.state == DeliveryState.ABANDONED.value
            waiting = {
                "due_at": now,
                "changed_at": now,
                "tried_since": None,
                "state": case((abandoned, literal(DeliveryState.RETRYING.value)), else_=outbox.c.state),
            }
            idle = (outbox.c.id == outbox_id) & outbox.c.token.is_(None)
            conn.execute(update(outbox).where(idle).values(waiting))
            return True

        return self._db.write(work)


def unacknowledged(conn: Connection) -> tuple[ColumnElement[bool], ...]:
    """The rows that were given up and that nobody has acknowledged."""
    seen = conn.execute(select(counter.c.value).where(counter.c.name == _ACKNOWLEDGED)).scalar()
    given_up = outbox.c.state == DeliveryState.ABANDONED.value
    if seen is None:
        return (given_up,)
    return given_up, outbox.c.changed_at > datetime.fromtimestamp(seen / 1000, UTC)


def _chosen(conn: Connection, now: datetime, limit: int, in_hand: Collection[int], per_channel: int) -> list[int]:
    """At most `limit` due rows, no channel with more than `per_channel` of them and of those in hand together."""
    due = due_rows(outbox, now, in_hand)
    busy = Counter(conn.execute(select(outbox.c.channel).where(outbox.c.id.in_(in_hand))).scalars()) if in_hand else {}
    found: list[tuple[datetime, int]] = []
    for channel in conn.execute(select(outbox.c.channel).where(outbox.c.due_at <= now).distinct()).scalars().all():
        room = per_channel - busy.get(channel, 0)
        if room > 0:
            mine = due.where(outbox.c.channel == channel).add_columns(outbox.c.due_at).limit(min(room, limit))
            found += [(row.due_at, row.id) for row in conn.execute(dialect.claiming(mine))]
    return [one for _, one in sorted(found)[:limit]]


def close_attempts(conn: Connection, ids: list[int], now: datetime) -> None:
    """End the attempts of these rows that were never answered, as `unknown`."""
    ended = {"ended_at": now, "result": SendResult.UNKNOWN.value, "detail": LOST}
    for chunk in dialect.chunks(ids):
        open_ones = attempt.c.outbox_id.in_(chunk) & attempt.c.ended_at.is_(None)
        conn.execute(update(attempt).where(open_ones).values(ended))


def _attempt(row: Row[Any], now: datetime) -> dict[str, Any]:
    return {"outbox_id": row.id, "number": row.attempts, "started_at": now, "result": "", "detail": ""}
