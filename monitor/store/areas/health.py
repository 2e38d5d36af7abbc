"""Ages and counts: what health is judged by, and what an operator counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, bindparam, case, exists, func, or_, select, text

from monitor.core.health.habit import came_at
from monitor.model.facts import ChannelFacts, HealthFacts, Stats
from monitor.model.health import FeedRecent
from monitor.model.ids import FeedId
from monitor.model.outcomes import AssessOutcome, DeliveryState, IntakeOutcome, PollOutcome, Step, TextSource
from monitor.store.areas.orphans import orphans_of
from monitor.store.areas.recipients import every_suppression
from monitor.store.areas.sending import unacknowledged
from monitor.store.database import Area, Prepared
from monitor.store.schema import FEEDS, article, digest, entry, feed, feed_clock, metadata, outbox, outcome, poll

_AGAIN = exists().where(
    outcome.c.subject == "entry",
    outcome.c.subject_id == entry.c.id,
    outcome.c.step == bindparam("step"),
    outcome.c.outcome == bindparam("again"),
)
_ARRIVALS = Prepared(
    select(entry.c.published_at, entry.c.first_seen_at, feed.c.baseline_at)
    .join_from(entry, feed)
    .where(entry.c.feed_id == bindparam("feed_id"), ~_AGAIN)
    .order_by(entry.c.first_seen_at.desc(), entry.c.id.desc())
    .limit(bindparam("most"))
)
_LATEST = 20
"""Entries and polls that tell what a feed is like."""
_NEWEST = Prepared(
    select(entry.c.published_at, article.c.source, article.c.title, article.c.fetched_at, entry.c.first_seen_at)
    .outerjoin_from(entry, article, article.c.id == entry.c.article_id)
    .where(entry.c.feed_id == bindparam("feed_id"))
    .order_by(entry.c.first_seen_at.desc(), entry.c.id.desc())
    .limit(_LATEST)
)
_POLLS = Prepared(
    select(poll.c.started_at, poll.c.finished_at, poll.c.outcome, poll.c.times, poll.c.took_s)
    .where(poll.c.feed_id == bindparam("feed_id"))
    .order_by(poll.c.finished_at.desc())
    .limit(_LATEST)
)
_RUN = Prepared(
    select(feed.c.last_outcome, feed_clock.c.quiet_polls, feed_clock.c.quiet_s)
    .select_from(FEEDS)
    .where(feed_clock.c.feed_id == bindparam("feed_id"), feed_clock.c.quiet_polls > 0)
)
"""The polls that have no row yet."""
_WHOLE = frozenset(source.value for source in TextSource if source.whole)
_GOOD = frozenset(one.value for one in PollOutcome if one.good)


class Health(Area):
    """`health`, `arrivals`, `recents`, `stats`."""

    def health(self) -> HealthFacts:
        """Ages and counts for health and metrics."""
        return self._db.read(_health)

    def arrivals(self, feed_ids: Sequence[FeedId], most: int) -> dict[FeedId, tuple[datetime, ...]]:
        """When the newest entries of these feeds came, without those that came again under other ids."""
        return self._db.read(lambda conn: {one: _arrivals(conn, one, most) for one in feed_ids})

    def recents(self, feed_ids: Sequence[FeedId]) -> dict[FeedId, FeedRecent]:
        """What the newest entries and polls of these feeds were like."""
        return self._db.read(lambda conn: {one: _recent(conn, one) for one in feed_ids})

    def stats(self) -> Stats:
        """Rows per table; outcomes of every step; bytes of the file with its write-ahead log."""

        def work(conn: Connection) -> Stats:
            return Stats(
                tables=tuple((name, _one(rows, conn)) for name, rows in _counts()),
                outcomes=tuple(sorted(_outcomes(conn))),
                size_bytes=self._db.size_bytes(conn),
            )

        return self._db.read(work)


@cache
def _counts() -> tuple[tuple[str, Prepared], ...]:
    """By table how many rows it has."""
    tables = metadata.sorted_tables
    return tuple((one.name, Prepared(select(func.count()).select_from(one))) for one in tables)


def _one(rows: Prepared, conn: Connection) -> int:
    (found,) = rows.all(conn)
    return int(found[0])


def _arrivals(conn: Connection, feed_id: FeedId, most: int) -> tuple[datetime, ...]:
    rows = _ARRIVALS.all(conn, feed_id=feed_id, step=Step.INTAKE.value, again=IntakeOutcome.STORM_HELD.value, most=most)
    return tuple(came_at(*row) for row in rows)


def _recent(conn: Connection, feed_id: FeedId) -> FeedRecent:
    entries = _NEWEST.all(conn, feed_id=feed_id)
    rows = _POLLS.all(conn, feed_id=feed_id)
    polls = _polls(conn, feed_id, rows)
    read = [(source in _WHOLE, title, at) for _, source, title, at, _ in entries if source is not None]
    whole = next((one for one in read if one[0]), None)
    undated = [seen for published, *_, seen in entries if published is None]
    short = [seen for _, source, *_, seen in entries if source is not None and source not in _WHOLE]
    return FeedRecent(
        entries=len(entries),
        undated=len(undated),
        undated_since=min(undated, default=None),
        read=len(read),
        short=len(short),
        short_since=min(short, default=None),
        last_title=whole[1] if whole else "",
        last_at=whole[2] if whole else None,
        polls=len(polls),
        failed=sum(how not in _GOOD for how, _ in polls),
        outages=sum(not good for good, _ in groupby(how in _GOOD for how, _ in polls)),
        answers_s=tuple(seconds for how, seconds in polls if how in _GOOD),
        polls_since=min((end for _, end, *_ in rows), default=None),
    )


def _polls(conn: Connection, feed_id: FeedId, rows: Sequence[Any]) -> list[tuple[str, float]]:
    """How the newest polls ended, and how long they took; of those counted together the mean."""
    ended: list[tuple[str, float]] = []
    for how, times, seconds in _RUN.all(conn, feed_id=feed_id):
        ended += [(how, seconds / times)] * min(times, _LATEST)
    for begin, end, how, times, took_s in rows:
        seconds = (end - begin).total_seconds() if took_s is None else took_s
        ended += [(how, seconds / times)] * min(times, _LATEST)
    return ended[:_LATEST]


def _count(conn: Connection, table: Table, *conditions: Any) -> int:
    return conn.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _health(conn: Connection) -> HealthFacts:
    active = feed.c.active.is_(True)
    waiting = outbox.c.due_at.is_not(None)
    failing = select(feed.c.failing_since, feed.c.last_detail).where(
        active, feed.c.failing_since.is_not(None), feed.c.paused_since.is_(None)
    )
    failures = conn.execute(failing.order_by(feed.c.failing_since)).all()
    given_up = _given_up(conn)
    return HealthFacts(
        last_good_poll_at=conn.execute(select(func.max(feed_clock.c.last_good_at))).scalar_one(),
        feeds=_count(conn, feed, active),
        feeds_failing=len(failures),
        entries_waiting=_count(conn, entry, entry.c.due_at.is_not(None)),
        articles_waiting=_count(conn, article, article.c.due_at.is_not(None)),
        oldest_due_delivery_at=conn.execute(select(func.min(outbox.c.due_at))).scalar_one(),
        deliveries_waiting=_count(conn, outbox, waiting),
        deliveries_abandoned=_count(conn, outbox, *unacknowledged(conn)),
        oldest_undelivered_at=conn.execute(select(func.min(outbox.c.tried_since)).where(waiting)).scalar_one(),
        failing_since=tuple(row.failing_since for row in failures),
        failing_details=tuple(row.last_detail for row in failures),
        channels=_channels(conn),
        given_up=given_up[1],
        given_up_channel=given_up[0],
        parked=_count(conn, outcome, outcome.c.outcome == AssessOutcome.PARKED.value),
        orphans=len(orphans_of(conn)),
        suppressions=every_suppression(conn),
        schema=conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one(),
        sqlite_version=sqlite3.sqlite_version if conn.dialect.name == "sqlite" else "",
    )


def _channels(conn: Connection) -> tuple[ChannelFacts, ...]:
    """Of each channel what was tried in vain since it last took something: before that it was not the channel."""
    # One that is being sent at this moment has failed if it was tried before.
    failed = or_(outbox.c.state.in_((DeliveryState.RETRYING.value, DeliveryState.UNKNOWN.value)), outbox.c.attempts > 1)
    sent = select(outbox.c.channel, func.max(outbox.c.sent_at).label("at")).group_by(outbox.c.channel).subquery()
    since = case((or_(sent.c.at.is_(None), outbox.c.tried_since > sent.c.at), outbox.c.tried_since))
    per_channel = (
        select(
            outbox.c.channel,
            func.count().label("waiting"),
            func.min(since).label("since"),
            func.max(outbox.c.attempts).label("tries"),
            sent.c.at,
        )
        .join_from(outbox, sent, sent.c.channel == outbox.c.channel)
        .where(outbox.c.due_at.is_not(None), failed)
        .group_by(outbox.c.channel, sent.c.at)
        .order_by(outbox.c.channel)
    )
    return tuple(
        ChannelFacts(
            name=row.channel,
            waiting=row.waiting,
            failing_since=row.since,
            tries=row.tries,
            last_sent_at=row.at,
            detail=_newest_detail(conn, row.channel),
        )
        for row in conn.execute(per_channel).all()
    )


def _newest_detail(conn: Connection, channel: str) -> str:
    mine = (outbox.c.channel == channel) & outbox.c.due_at.is_not(None) & (outbox.c.detail != "")
    newest = select(outbox.c.detail).where(mine).order_by(outbox.c.changed_at.desc(), outbox.c.id.desc()).limit(1)
    return conn.execute(newest).scalar() or ""


def _given_up(conn: Connection) -> tuple[str, str]:
    """Of the newest that was given up and not acknowledged: its channel, and for whom and why."""
    newest = select(outbox.c.channel, outbox.c.recipient, outbox.c.detail).where(*unacknowledged(conn))
    row = conn.execute(newest.order_by(outbox.c.changed_at.desc(), outbox.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return "", ""
    return row.channel, f"{row.channel}{f' to {row.recipient}' if row.recipient else ''}: {row.detail}"


def _outcomes(conn: Connection) -> list[tuple[str, str, int]]:
    """Polls, digests and deliveries keep their outcome in their own row, entries and articles in `outcome`."""
    found: list[tuple[str, str, int]] = []
    for step, column in ((Step.COMPOSE, digest.c.outcome), (Step.SEND, outbox.c.state)):
        rows = conn.execute(select(column, func.count()).group_by(column))
        found += [(step.value, name, count) for name, count in rows]
    found += [(Step.POLL.value, name, count) for name, count in _polls_by_outcome(conn).items()]
    grouped = select(outcome.c.step, outcome.c.outcome, func.count()).group_by(outcome.c.step, outcome.c.outcome)
    return found + [(step, name, count) for step, name, count in conn.execute(grouped)]


def _polls_by_outcome(conn: Connection) -> Counter[str]:
    """However many stand in one row, and those that have none yet."""
    counts: Counter[str] = Counter()
    quiet = select(feed.c.last_outcome, func.sum(feed_clock.c.quiet_polls)).select_from(FEEDS)
    for query in (
        select(poll.c.outcome, func.sum(poll.c.times)).group_by(poll.c.outcome),
        quiet.where(feed_clock.c.quiet_polls > 0).group_by(feed.c.last_outcome),
    ):
        for name, times in conn.execute(query):
            counts[name] += times
    return counts
