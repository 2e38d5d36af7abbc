"""Polls that told just what the one before told: counted in the feed's clock, and one row in `poll` for all of them.

Most polls are answered "not modified". Nothing of the feed changes then but when it was asked, and will be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Float,
    Text,
    Update,
    bindparam,
    column,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.types import ARRAY, TypeEngine

from monitor.model.feeds import PollIntent
from monitor.model.outcomes import PollOutcome
from monitor.store.database import Prepared
from monitor.store.schema import FEEDS, Instant, clean_text, feed, feed_clock, poll

_QUIET = frozenset({PollOutcome.NOT_MODIFIED, PollOutcome.SAME_BODY})
_HELD = Prepared(
    select(
        feed.c.failing_since,
        feed.c.largest_answer,
        feed.c.last_outcome,
        feed.c.last_detail,
        feed.c.moved_to,
        feed_clock.c.last_polled_at,
        feed_clock.c.last_good_at,
        feed_clock.c.quiet_polls,
        feed_clock.c.quiet_since,
        feed_clock.c.quiet_s,
    )
    .select_from(FEEDS)
    .where(feed_clock.c.feed_id == bindparam("feed_id"), feed_clock.c.token == bindparam("held"))
    .with_for_update()
)
_CLOCK = Prepared(
    update(feed_clock).where(feed_clock.c.feed_id == bindparam("mine")),
    [one.name for one in feed_clock.c if one.name != "feed_id"],
)
_QUIETLY = Prepared(
    update(feed_clock)
    .where(
        feed_clock.c.feed_id == bindparam("mine"),
        feed_clock.c.token == bindparam("held"),
        exists().where(
            feed.c.id == feed_clock.c.feed_id,
            feed.c.failing_since.is_(None),
            feed.c.last_outcome == bindparam("outcome"),
            feed.c.last_detail == bindparam("detail"),
            feed.c.moved_to == func.coalesce(bindparam("moved", type_=feed.c.moved_to.type), feed.c.moved_to),
        ),
    )
    .values(
        quiet_polls=feed_clock.c.quiet_polls + 1,
        quiet_since=func.coalesce(feed_clock.c.quiet_since, bindparam("began", type_=Instant)),
        quiet_s=feed_clock.c.quiet_s + bindparam("took_s", type_=Float),
        **{
            name: bindparam(name) for name in ("token", "lease_until", "next_poll_at", "last_polled_at", "last_good_at")
        },
    )
)
_GIVEN: dict[str, TypeEngine[Any]] = {
    "feed_id": BigInteger(),
    "token": BigInteger(),
    "began": Instant(),
    "finished": Instant(),
    "next_poll_at": Instant(),
    "took_s": Float(),
    "outcome": Text(),
    "detail": Text(),
    "moved": Text(),
}
"""Of many polls, on a server: each an array of what `_QUIETLY` is given of one."""


def _counting_many() -> Update:
    arrays = (bindparam(f"all_{name}", type_=ARRAY(kind)) for name, kind in _GIVEN.items())
    columns = (column(name, kind) for name, kind in _GIVEN.items())
    given = func.unnest(*arrays).table_valued(*columns, name="given").render_derived()
    same = (
        feed.c.id == feed_clock.c.feed_id,
        feed.c.failing_since.is_(None),
        feed.c.last_outcome == given.c.outcome,
        feed.c.last_detail == given.c.detail,
        feed.c.moved_to == func.coalesce(given.c.moved, feed.c.moved_to),
    )
    return (
        update(feed_clock)
        .where(feed_clock.c.feed_id == given.c.feed_id, feed_clock.c.token == given.c.token, exists().where(*same))
        .values(
            quiet_polls=feed_clock.c.quiet_polls + 1,
            quiet_since=func.coalesce(feed_clock.c.quiet_since, given.c.began),
            quiet_s=feed_clock.c.quiet_s + given.c.took_s,
            token=None,
            lease_until=None,
            next_poll_at=given.c.next_poll_at,
            last_polled_at=given.c.finished,
            last_good_at=given.c.finished,
        )
        .returning(feed_clock.c.feed_id)
    )


_MANY_QUIETLY = Prepared(lambda _: _counting_many())
_LAST = Prepared(
    select(poll.c.status, poll.c.size)
    .where(poll.c.feed_id == bindparam("feed_id"))
    .order_by(poll.c.finished_at.desc())
    .limit(1)
)
POLL = Prepared(insert(poll).returning(poll.c.id), [one.name for one in poll.c if one.name != "id"])


class Held(NamedTuple):
    """What is stored of a feed whose lease is held."""

    failing_since: Any
    largest_answer: int
    last_outcome: str | None
    last_detail: str
    moved_to: str
    last_polled_at: Any
    last_good_at: Any
    quiet_polls: int
    quiet_since: Any
    quiet_s: float


def held_by(conn: Connection, intent: PollIntent) -> Held | None:
    """The feed of a poll; None if its lease was lost."""
    row = _HELD.first(conn, feed_id=intent.feed_id, held=intent.token)
    return None if row is None else Held(*row)


def is_quiet(intent: PollIntent) -> bool:
    """Whether the poll brought nothing of its own, so that it may be counted."""
    tells = (
        intent.entries,
        intent.new_keys,
        intent.changed,
        intent.outrun,
        intent.failures,
        intent.sets_baseline,
        intent.disable,
    )
    return intent.outcome in _QUIET and intent.keep_validators and not any(tells)


def count_quiet(conn: Connection, intent: PollIntent) -> bool:
    """Count the poll and give the feed back, if its row and the newest of its polls' rows already say all that it says.

    False, and nothing is changed, if they do not, or if the lease was lost.
    """
    if not is_quiet(intent):
        return False
    counted = {
        "began": intent.started_at,
        "took_s": (intent.finished_at - intent.started_at).total_seconds(),
        "last_good_at": intent.finished_at,
        "outcome": intent.outcome.value,
        "detail": intent.detail,
        "moved": intent.moved_to,
    }
    return _QUIETLY.run(conn, mine=intent.feed_id, held=intent.token, **_given_back(intent), **counted) == 1


def count_many_quiet(conn: Connection, intents: Sequence[PollIntent]) -> frozenset[int]:
    """`count_quiet` of each of them in one statement, on a server; the feeds of those that were counted."""
    rows = (
        (
            one.feed_id,
            one.token,
            one.started_at,
            one.finished_at,
            one.next_poll_at,
            (one.finished_at - one.started_at).total_seconds(),
            one.outcome.value,
            clean_text(one.detail),
            None if one.moved_to is None else clean_text(one.moved_to),
        )
        for one in intents
    )
    given = {f"all_{name}": list(values) for name, values in zip(_GIVEN, zip(*rows, strict=True), strict=True)}
    return frozenset(row[0] for row in _MANY_QUIETLY.all(conn, **given))


def end_quiet(conn: Connection, intent: PollIntent, held: Held) -> None:
    """Give the feed back after a poll that has a row of its own; those counted before it get theirs."""
    if held.quiet_polls:
        status, size = _LAST.first(conn, feed_id=intent.feed_id) or (None, 0)
        row = {
            "feed_id": intent.feed_id,
            "started_at": held.quiet_since,
            "finished_at": held.last_polled_at,
            "outcome": held.last_outcome,
            "detail": held.last_detail,
            "status": status,
            "size": size,
            "entries_seen": 0,
            "overlap": 0,
            "entries_new": 0,
            "times": held.quiet_polls,
            "took_s": held.quiet_s,
        }
        POLL.all(conn, **row)
    none: dict[str, Any] = {"quiet_polls": 0, "quiet_since": None, "quiet_s": 0.0}
    none["last_good_at"] = intent.finished_at if intent.outcome.good else held.last_good_at
    _CLOCK.run(conn, mine=intent.feed_id, **_given_back(intent), **none)


def _given_back(intent: PollIntent) -> dict[str, Any]:
    return {
        "token": None,
        "lease_until": None,
        "next_poll_at": intent.next_poll_at,
        "last_polled_at": intent.finished_at,
    }
