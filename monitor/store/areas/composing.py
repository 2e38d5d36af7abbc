"""Digests: what one would be made of, and freezing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from monitor.model.digests import DigestIntent
from monitor.model.facts import SubscriptionState
from monitor.model.ids import DigestId
from monitor.model.outcomes import ComposeOutcome, DeliveryState
from monitor.store.areas.alerts import keep_asides
from monitor.store.areas.evidence import record_digest
from monitor.store.database import Area, Undo
from monitor.store.schema import codec, dialect, digest, digest_alert, outbox, subscription

_STATE = select(
    subscription.c.name.label("id"),
    subscription.c.schedule,
    subscription.c.next_due_at,
    subscription.c.last_match_id,
    subscription.c.window_from,
)


class Composing(Area):
    """`due_subscriptions`, `subscription`, `put_off_digest`, `save_digest`."""

    def due_subscriptions(self, now: datetime) -> list[SubscriptionState]:
        """Subscriptions of the configuration whose `next_due_at` has come, the longest due first."""
        due = _STATE.where(subscription.c.active.is_(True), subscription.c.next_due_at <= now)
        query = due.order_by(subscription.c.next_due_at, subscription.c.name)
        return self._db.read(lambda conn: [SubscriptionState(**row._asdict()) for row in conn.execute(query)])

    def subscription(self, subscription_id: str) -> SubscriptionState | None:
        """One subscription's state; None if it was never configured."""
        query = _STATE.where(subscription.c.name == subscription_id)
        row = self._db.read(lambda conn: conn.execute(query).one_or_none())
        return None if row is None else SubscriptionState(**row._asdict())

    def put_off_digest(self, subscription_id: str, until: datetime) -> None:
        """Have the next digest by the clock wait until then."""
        mine = update(subscription).where(subscription.c.name == subscription_id)
        self._db.write(lambda conn: conn.execute(mine.values(next_due_at=until)))

    def save_digest(self, intent: DigestIntent) -> DigestId | None:
        """Freeze a digest with its alerts and outbox rows; None, changing nothing, if slot or an alert was taken.

        Without a digest the slot is marked as passed and the window stays open (`window_from`). The outcome
        `already_composed` only moves `next_due_at` on, and returns the digest that took the slot.
        """
        if intent.outcome is ComposeOutcome.ALREADY_COMPOSED:
            return self._db.write(lambda conn: _skip(conn, intent))
        return self._db.write_or(None, lambda conn: _freeze(conn, intent))


def _skip(conn: Connection, intent: DigestIntent) -> DigestId | None:
    if intent.next_due_at is not None:
        mine = update(subscription).where(subscription.c.name == intent.subscription)
        conn.execute(mine.values(next_due_at=intent.next_due_at))
    return _slot(conn, intent)


def _slot(conn: Connection, intent: DigestIntent) -> DigestId | None:
    taken = select(digest.c.id).where(
        digest.c.subscription == intent.subscription,
        digest.c.slot_date == intent.slot_date,
        digest.c.slot == intent.slot,
    )
    found = conn.execute(taken).scalar()
    return None if found is None else DigestId(found)


def _freeze(conn: Connection, intent: DigestIntent) -> DigestId:
    row = {
        "subscription": intent.subscription,
        "slot_date": intent.slot_date,
        "slot": intent.slot,
        "key": None if intent.digest is None else intent.digest.key,
        "outcome": intent.outcome.value,
        "at": intent.at,
        "body": None if intent.digest is None else codec.encode(intent.digest),
    }
    if not dialect.insert_new(conn, digest, [row]) or (digest_id := _slot(conn, intent)) is None:
        raise Undo
    _freeze_alerts(conn, intent, digest_id)
    keep_asides(conn, intent.subscription, intent.set_aside, intent.at)
    if intent.digest is not None:
        record_digest(conn, digest_id, intent.digest.key, intent.alerts, intent.at)
    _fill_outbox(conn, intent, digest_id)
    _move_on(conn, intent)
    return digest_id


def _freeze_alerts(conn: Connection, intent: DigestIntent, digest_id: DigestId) -> None:
    rows = [
        {"subscription": intent.subscription, "alert_id": alert_id, "digest_id": digest_id}
        for alert_id in intent.alerts
    ]
    if dialect.insert_new(conn, digest_alert, rows) != len(rows):
        raise Undo


def _fill_outbox(conn: Connection, intent: DigestIntent, digest_id: DigestId) -> None:
    rows = [
        {
            "dedupe_key": draft.dedupe_key,
            "digest_id": digest_id,
            "part": codec.encode(draft.part),
            "channel": draft.channel,
            "recipient": draft.recipient,
            "state": DeliveryState.PENDING.value,
            "created_at": intent.at,
            "changed_at": intent.at,
            "detail": "",
            "due_at": intent.at,
            "attempts": 0,
        }
        for draft in intent.outbox
    ]
    dialect.insert_new(conn, outbox, rows)


def _move_on(conn: Connection, intent: DigestIntent) -> None:
    mine = subscription.c.name == intent.subscription
    now = conn.execute(select(subscription.c.last_match_id, subscription.c.digests).where(mine)).one()
    values: dict[str, Any] = {"last_match_id": max(now.last_match_id, intent.last_match_id)}
    if intent.next_due_at is not None:
        values["next_due_at"] = intent.next_due_at
    if intent.digest is not None and not intent.aside:
        values |= {"window_from": intent.digest.window_to, "digests": now.digests + 1}
    conn.execute(update(subscription).where(mine).values(values))
