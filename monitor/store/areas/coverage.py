"""What a digest's window saw: feeds read, entries held, articles judged, deliveries late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, or_, select

from monitor.core.health.tally import MOST_WHOLE
from monitor.model.ids import FeedId
from monitor.model.outcomes import AssessOutcome, DeliveryState, Step, TextSource
from monitor.store.areas.holding import HELD
from monitor.store.schema import FEED, FEEDS, article, entry, feed, feed_clock, feed_state, outbox, outcome

_LATE = timedelta(hours=1)


def looked_at(conn: Connection, since: datetime, *, first: bool) -> dict[str, Any]:
    """The fields of `WindowFacts` that coverage is made of; `first`: no digest of the subscription ended at `since`."""
    return {
        **_feeds(conn, since, first),
        "held": _held(conn, since, first),
        **_counts(conn, since, first),
    }


def _feeds(conn: Connection, since: datetime, first: bool) -> dict[str, Any]:
    active = feed.c.active.is_(True)
    query = select(*FEED).select_from(FEEDS).where(active).order_by(feed.c.title, feed.c.id)
    number = _count(conn, feed, active)
    if number <= MOST_WHOLE:
        feeds = tuple(feed_state(row) for row in conn.execute(query))
        return {"feeds": feeds, "read": _read(conn, since, first)}
    ill = or_(feed_clock.c.last_good_at.is_(None), feed.c.failing_since.is_not(None), feed.c.paused_since.is_not(None))
    feeds = tuple(feed_state(row) for row in conn.execute(query.where(ill)))
    lately = _in_window(feed_clock.c.last_good_at, since, first)
    read = select(func.count()).select_from(FEEDS).where(active, ~ill, lately)
    others = {"others": number - len(feeds), "others_read": conn.execute(read).scalar_one()}
    return {"feeds": feeds, "read": frozenset(), **others}


def _in_window(moment: Column[datetime], since: datetime, first: bool) -> ColumnElement[bool]:
    """Whether `moment` lies in the window; its very start belongs to the digest before, if there was one."""
    return moment >= since if first else moment > since


def _read(conn: Connection, since: datetime, first: bool) -> frozenset[FeedId]:
    query = select(feed_clock.c.feed_id).where(_in_window(feed_clock.c.last_good_at, since, first))
    return frozenset(FeedId(one) for one in conn.execute(query).scalars())


def _held(conn: Connection, since: datetime, first: bool) -> tuple[tuple[str, int], ...]:
    number = func.count().label("number")
    query = (
        select(feed.c.title, number)
        .select_from(outcome)
        .join(entry, entry.c.id == outcome.c.subject_id)
        .join(feed, feed.c.id == entry.c.feed_id)
        .where(outcome.c.subject == "entry", outcome.c.step == Step.INTAKE.value, outcome.c.outcome.in_(HELD))
        .where(_in_window(outcome.c.at, since, first))
        .group_by(feed.c.id, feed.c.title)
        .order_by(number.desc(), feed.c.title)
    )
    return tuple((row.title, row.number) for row in conn.execute(query))


def _counts(conn: Connection, since: datetime, first: bool) -> dict[str, int]:
    judged = _in_window(article.c.assessed_at, since, first)
    short = article.c.source.in_([source.value for source in TextSource if not source.whole])
    given_up = and_(outcome.c.outcome == AssessOutcome.PARKED.value, _in_window(outcome.c.at, since, first))
    return {
        "articles": _count(conn, article, judged),
        "without_full_text": _count(conn, article, judged, short),
        "parked": _count(conn, outcome, given_up),
        "undelivered": _undelivered(conn, since),
    }


def _count(conn: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _undelivered(conn: Connection, since: datetime) -> int:
    """Given up since then, or with a next try over an hour after the digest was made."""
    abandoned = _count(conn, outbox, outbox.c.state == DeliveryState.ABANDONED.value, outbox.c.changed_at >= since)
    again = or_(outbox.c.state == DeliveryState.RETRYING.value, outbox.c.state == DeliveryState.UNKNOWN.value)
    waiting = conn.execute(select(outbox.c.created_at, outbox.c.due_at).where(again))
    return abandoned + sum(1 for row in waiting if row.due_at - row.created_at > _LATE)
