"""A claim of feeds where several workers work: one statement, so that the turn to write is held for short."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Select,
    all_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.types import ARRAY

from monitor.model.feeds import FeedClaim, FeedState
from monitor.model.hearing.rhythm import Heard
from monitor.model.ids import Token
from monitor.store.areas.feeds.fair import PER_HOST, host_in
from monitor.store.areas.feeds.rhythm import HEARD, heard_from
from monitor.store.database import Prepared
from monitor.store.schema import (
    CLAIMANT,
    FEED,
    FEEDS,
    WORKERS,
    Instant,
    counter,
    feed,
    feed_clock,
    feed_state,
)

_LOOKED_AT = 8
"""Rows that are looked at for each that is wanted, where the first ones are of too few hosts."""
_NOW = bindparam("now", type_=Instant())


def _claiming() -> Select[Any]:
    clock = feed_clock.c
    host = host_in(feed.c.url).label("host")
    # What is leased comes first, whatever the server believes of how much that is: of a new table it knows nothing.
    leased = select(clock.feed_id).where(clock.token.is_not(None), clock.lease_until > _NOW).cte("leased")
    leased = leased.prefix_with("MATERIALIZED")
    hosts = select(host).join_from(leased, feed, feed.c.id == leased.c.feed_id).group_by(host)
    busy = hosts.having(func.count() >= PER_HOST).cte("busy").prefix_with("MATERIALIZED")
    # By the index alone: feeds that were added together fall due at one instant, and to sort them is to read all.
    due = (
        select(clock.feed_id, clock.next_poll_at, host)
        .select_from(FEEDS)
        .where(feed.c.active.is_(True), feed.c.disabled.is_(False), clock.next_poll_at <= _NOW)
        .where(or_(clock.lease_until.is_(None), clock.lease_until <= _NOW))
        .where(clock.feed_id != all_(bindparam("in_hand", type_=ARRAY(BigInteger))))
        .where(host_in(feed.c.url).not_in(select(busy.c.host)))
        .order_by(clock.next_poll_at)
        .limit(bindparam("looked_at", type_=Integer))
        .with_for_update(of=feed_clock, skip_locked=True)
    ).cte("due")
    due = due.prefix_with("MATERIALIZED")
    turn = func.row_number().over(partition_by=due.c.host, order_by=(due.c.next_poll_at, due.c.feed_id))
    turns = select(due.c.feed_id, due.c.next_poll_at, turn.label("turn")).subquery()
    chosen = (
        select(turns.c.feed_id)
        .where(turns.c.turn <= PER_HOST)
        .order_by(turns.c.next_poll_at, turns.c.feed_id)
        .limit(bindparam("wanted", type_=Integer))
    ).cte("chosen")
    chosen = chosen.prefix_with("MATERIALIZED")
    number = (
        update(counter)
        .where(counter.c.name == "token", exists().select_from(chosen))
        .values(value=counter.c.value + 1)
        .returning(counter.c.value)
    ).cte("number")
    worker = bindparam("worker", type_=BigInteger)
    taken = (
        update(feed_clock)
        .where(clock.feed_id == chosen.c.feed_id)
        .values(token=-(number.c.value * WORKERS + worker), lease_until=bindparam("until", type_=Instant()))
        .returning(clock.feed_id, clock.next_poll_at, clock.last_polled_at, clock.last_good_at, clock.token)
    ).cte("taken")
    own = [column if column.table is feed else taken.c[column.name] for column in FEED]
    looked_at = select(func.count()).select_from(due).scalar_subquery()
    joined = taken.join(feed, feed.c.id == taken.c.feed_id)
    for table in dict.fromkeys(column.table for column in HEARD):
        joined = joined.outerjoin(table, table.c.feed_id == taken.c.feed_id)
    asked = select(*own, *HEARD, taken.c.token, looked_at).select_from(joined)
    return asked.order_by(taken.c.next_poll_at, taken.c.feed_id)


_CLAIM = Prepared(lambda _: _claiming())
_OWN = len(FEED)


def lease_fairly(
    conn: Connection, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int]
) -> list[FeedClaim]:
    """Lease at most `limit` due feeds, the longest due first, no more of a host than are kept busy by all workers."""
    given = {
        "now": now,
        "until": lease_until,
        "in_hand": list(in_hand),
        "worker": conn.get_execution_options()[CLAIMANT],
    }
    claims: list[FeedClaim] = []
    for looked_at in (limit, limit * _LOOKED_AT):
        wanted = limit - len(claims)
        rows = _CLAIM.all_by_index(conn, **given, looked_at=looked_at, wanted=wanted)
        claims += map(_claim, rows)
        if len(claims) == limit or not rows or rows[0][-1] < looked_at:
            break
    return claims


def _claim(row: Any) -> FeedClaim:
    *kept, token, _ = row
    shown, heard = heard_from(kept[_OWN:])
    return claimed(feed_state(kept), Token(token), shown, heard)


def claimed(state: FeedState, token: Token, shown: str, heard: Heard) -> FeedClaim:
    """A feed that was leased, with what it showed last."""
    return FeedClaim(feed=replace(state, shown=shown) if shown else state, token=token, heard=heard)
