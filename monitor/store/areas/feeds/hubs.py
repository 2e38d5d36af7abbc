"""Subscriptions of feeds at hubs, and feeds that a hub wakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, or_, select, update

from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.model.outcomes import FetchReason
from monitor.store.database import Area
from monitor.store.schema import dialect, feed, feed_clock, hub_subscription

_ASK_FOR_PATIENCE = (FetchReason.RATE_LIMITED, FetchReason.HTTP_SERVER_ERROR)
"""Servers that answer so may have said when to come again."""
_NAMES = tuple(one.name for one in fields(HubSubscription))


class Hubs(Area):
    """`hub_subscriptions`, `save_hubs`, `forget_hubs`, `save_push`."""

    def hub_subscriptions(self) -> list[HubSubscription]:
        """All of them."""
        query = select(hub_subscription).order_by(hub_subscription.c.path)
        rows = self._db.read(lambda conn: conn.execute(query).mappings().all())
        return [HubSubscription(**{**row, "hubs": tuple(row["hubs"]), "state": HubState(row["state"])}) for row in rows]

    def save_hubs(self, subscriptions: Sequence[HubSubscription]) -> None:
        """Keep them as they are now."""
        rows = [_row(one) for one in subscriptions]
        self._db.write(lambda conn: dialect.upsert(conn, hub_subscription, rows))

    def forget_hubs(self, paths: Sequence[str]) -> None:
        """Remove those that are over."""

        def work(conn: Connection) -> None:
            for path in paths:
                conn.execute(delete(hub_subscription).where(hub_subscription.c.path == path))

        self._db.write(work)

    def save_push(self, subscription: HubSubscription, now: datetime, least_s: int) -> None:
        """Keep that its hub told of something, and have its feed polled. See the port."""

        def work(conn: Connection) -> None:
            dialect.upsert(conn, hub_subscription, [_row(subscription)])
            mine = feed_clock.c.feed_id == subscription.feed_id
            row = conn.execute(select(feed_clock.c.last_polled_at).where(mine)).one()
            soon = max(now, row.last_polled_at + timedelta(seconds=least_s)) if row.last_polled_at else now
            asks = or_(*(feed.c.last_detail.endswith(f"({one})", autoescape=True) for one in _ASK_FOR_PATIENCE))
            may = exists().where(feed.c.id == feed_clock.c.feed_id, feed.c.failing_since.is_(None) | ~asks)
            later = feed_clock.c.next_poll_at > soon
            conn.execute(update(feed_clock).where(mine, may, later).values(next_poll_at=soon))

        self._db.write(work)


def _row(one: HubSubscription) -> dict[str, object]:
    return {name: getattr(one, name) for name in _NAMES} | {"hubs": list(one.hubs), "state": one.state.value}
