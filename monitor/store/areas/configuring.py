"""Making the tables follow the configuration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from monitor.model.hearing.feed_list import FeedList
from monitor.model.outcomes import DeliveryState, FetchReason
from monitor.store.areas.alerts import reconsider
from monitor.store.areas.feeds import changes_of, follow, insert_most, keep_followed
from monitor.store.areas.orphans import take_over
from monitor.store.areas.reviewing import sync_watchlists
from monitor.store.database import Area
from monitor.store.schema import (
    alert,
    counter,
    dialect,
    feed,
    feed_clock,
    match,
    outbox,
    revision,
    subscription,
    subscription_list,
)

if TYPE_CHECKING:
    from monitor.model.config import Subscription
    from monitor.model.feeds import FeedSpec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOOK_BACK = timedelta(days=3)
"""What a subscription set aside since then is looked at anew under another match."""
_IN_FORCE = "config:"
_MENDED_HERE = (FetchReason.REFUSED_ADDRESS, FetchReason.BAD_URL, FetchReason.DNS, FetchReason.CONNECT, FetchReason.TLS)
"""Failures without an answer: nobody asked us to wait, and an edit may have mended them."""


class Configuring(Area):
    """`sync_config`."""

    def sync_config(
        self,
        feeds: Sequence[FeedSpec],
        subscriptions: Sequence[tuple[Subscription, datetime]],
        revision: tuple[str, str],
        now: datetime,
    ) -> datetime:
        """Add, relabel, retire; nothing that was collected is lost. See the port."""

        packed = FeedList.of(feeds)
        changes = changes_of(self._db, packed, _IN_FORCE)
        if changes is not None:
            insert_most(self._db, packed, changes, now)

        def work(conn: Connection) -> datetime:
            if changes is not None:
                follow(conn, packed, changes, now)
            _sync_subscriptions(conn, subscriptions, now)
            sync_watchlists(conn, json.loads(revision[1]), now)
            _keep_revision(conn, revision, now)
            if not _is_in_force(conn, revision[0]):
                _plan_anew(conn, now)
            since = _in_force_since(conn, revision[0], now)
            keep_followed(conn, packed, (since - _EPOCH) // timedelta(microseconds=1))
            return since

        return self._db.write(work)


def _plan_anew(conn: Connection, now: datetime) -> None:
    """What was put off for reasons that the configuration before may have made is tried at once under a new one."""
    ours = or_(*(feed.c.last_detail.endswith(f"({reason})", autoescape=True) for reason in _MENDED_HERE))
    waiting = select(feed.c.id).where(feed.c.failing_since.is_not(None), feed.c.active.is_(True), ours)
    later = (feed_clock.c.next_poll_at > now) & feed_clock.c.feed_id.in_(waiting)
    conn.execute(update(feed_clock).where(later).values(next_poll_at=now))
    put_off = (outbox.c.state == DeliveryState.RETRYING.value) & (outbox.c.due_at > now)
    conn.execute(update(outbox).where(put_off).values(due_at=now))


def _sync_subscriptions(conn: Connection, wanted: Sequence[tuple[Subscription, datetime]], now: datetime) -> None:
    stored = {row.name: row for row in conn.execute(select(subscription)).all()}
    renamed = _renamed(conn, [name for name, row in stored.items() if row.active], stored, wanted)
    conn.execute(update(subscription).values(active=False))
    for spec, next_due_at in wanted:
        schedule, route = f"{spec.cron} {spec.zone}", _route(spec)
        labels: dict[str, object] = {"title": spec.title, "schedule": schedule, "active": True, "route": route}
        row = stored.get(spec.id)
        if row is None:
            conn.execute(insert(subscription).values(_new_subscription(conn, spec, next_due_at, now) | labels))
        else:
            # Of quiet hours it is not known how they were: what they put off comes no later for an edit.
            due_at = next_due_at if row.schedule != schedule else min(next_due_at, row.next_due_at)
            moved = {"next_due_at": due_at}
            conn.execute(update(subscription).where(subscription.c.name == spec.id).values(**labels, **moved))
            if row.route != route:
                reconsider(conn, spec.id, now - _LOOK_BACK)
        _sync_lists(conn, spec)
    _end_interests(conn, [spec.id for spec, _ in wanted])
    if renamed is not None:
        take_over(conn, *renamed)


def _route(spec: Subscription) -> str:
    return _mark(repr(replace(spec.match, states=frozenset())) + repr(sorted(spec.match.states))) if spec.match else ""


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _renamed(
    conn: Connection,
    active: Sequence[str],
    stored: Collection[str],
    wanted: Sequence[tuple[Subscription, datetime]],
) -> tuple[str, str] | None:
    """The old and the new name, where one subscription left and a new one with the same watchlists came for it."""
    gone = [name for name in active if name not in {spec.id for spec, _ in wanted}]
    fresh = [spec for spec, _ in wanted if spec.id not in stored]
    if len(gone) != 1 or len(fresh) != 1:
        return None
    lists = select(subscription_list.c.watchlist).where(
        subscription_list.c.subscription == gone[0], subscription_list.c.active.is_(True)
    )
    return (gone[0], fresh[0].id) if set(conn.execute(lists).scalars()) == set(fresh[0].watchlists) else None


def _new_subscription(conn: Connection, spec: Subscription, next_due_at: datetime, now: datetime) -> dict[str, object]:
    return {
        "name": spec.id,
        "next_due_at": next_due_at,
        "last_match_id": conn.execute(select(func.coalesce(func.max(match.c.id), 0))).scalar_one(),
        "window_from": now,
        "digests": 0,
    }


def _sync_lists(conn: Connection, spec: Subscription) -> None:
    # A watchlist that is new to the subscription starts now: years of old alerts are no news. One that left and
    # came back goes on where it was, so that an edit undone loses nothing.
    newest = _newest_alert(conn)
    mine = subscription_list.c.subscription == spec.id
    back = update(subscription_list).where(mine, subscription_list.c.watchlist.in_(spec.watchlists))
    conn.execute(back.values(active=True, until_alert_id=None))
    _end(conn, mine & subscription_list.c.watchlist.not_in(spec.watchlists))
    rows = [
        {"subscription": spec.id, "watchlist": one, "active": True, "after_alert_id": newest, "until_alert_id": None}
        for one in spec.watchlists
    ]
    dialect.insert_new(conn, subscription_list, rows)


def _end_interests(conn: Connection, subscriptions: Sequence[str]) -> None:
    """A subscription that left the configuration tells nothing any more."""
    _end(conn, subscription_list.c.subscription.not_in(subscriptions))


def _end(conn: Connection, which: ColumnElement[bool]) -> None:
    ended = {"active": False, "until_alert_id": _newest_alert(conn)}
    conn.execute(update(subscription_list).where(which, subscription_list.c.active.is_(True)).values(ended))


def _newest_alert(conn: Connection) -> int:
    newest: int = conn.execute(select(func.coalesce(func.max(alert.c.id), 0))).scalar_one()
    return newest


def _keep_revision(conn: Connection, kept: tuple[str, str], now: datetime) -> None:
    dialect.insert_new(conn, revision, [{"hash": kept[0], "watchlists": kept[1], "first_seen_at": now}])


def _is_in_force(conn: Connection, revision: str) -> bool:
    name = f"{_IN_FORCE}{revision}"
    return conn.execute(select(counter.c.name).where(counter.c.name == name)).first() is not None


def _in_force_since(conn: Connection, revision: str, now: datetime) -> datetime:
    """Since when this revision has been the one in force, without another one between; from now on if it was not.

    Kept as a counter: its name is the revision's, its value the moment, in microseconds.
    """
    name = f"{_IN_FORCE}{revision}"
    kept = conn.execute(select(counter.c.value).where(counter.c.name == name)).scalar()
    if kept is not None:
        return _EPOCH + timedelta(microseconds=kept)
    others = counter.c.name.startswith(_IN_FORCE, autoescape=True)
    # A database of an earlier version kept only when it saw each revision first.
    first = None if conn.execute(select(counter.c.name).where(others)).first() else _newest_seen(conn, revision)
    since = first or now
    conn.execute(delete(counter).where(others))
    conn.execute(insert(counter).values(name=name, value=(since - _EPOCH) // timedelta(microseconds=1)))
    return since


def _newest_seen(conn: Connection, wanted: str) -> datetime | None:
    """When `wanted` was first seen, if no revision was seen first after it."""
    newest = select(revision.c.hash, revision.c.first_seen_at).order_by(revision.c.first_seen_at.desc()).limit(1)
    row = conn.execute(newest).one_or_none()
    return row.first_seen_at if row is not None and row.hash == wanted else None
