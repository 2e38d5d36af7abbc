"""Rows as the domain's types, and the statements that several areas share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, case, func, select, update

from monitor.model.articles import Article
from monitor.model.feeds import FeedState
from monitor.model.ids import Token
from monitor.model.outcomes import PollOutcome, Step, TextSource
from monitor.store.schema import dialect
from monitor.store.schema.tables import article, counter, entry, feed, feed_clock, outcome

FEED = [
    *(column for column in feed.c if column.name not in ("spec", "disabled", "largest_answer")),
    *(feed_clock.c[name] for name in ("next_poll_at", "last_polled_at", "last_good_at")),
]
"""The columns of a `FeedState`, selected from `FEEDS`."""
_FEED_NAMES = tuple(column.name for column in FEED)
FEEDS = feed.join(feed_clock)
"""Each feed with its clock."""

CLAIMANT = "monitor_claimant"
"""The option of a connection that says which worker claims by it."""
WORKERS = 1 << 24
"""Numbers of workers are less."""

ARTICLE = [
    column
    for column in article.c
    if column.name not in ("checked_at", "near", "assessed_at", "late", "due_at", "token", "attempts")
]
"""The columns of an `Article`."""
_ARTICLE_NAMES = tuple(column.name for column in ARTICLE)


def feed_state(row: Sequence[Any]) -> FeedState:
    """A `FeedState` from a row that begins with the columns `FEED`."""
    values = dict(zip(_FEED_NAMES, row, strict=False))
    values["tags"] = tuple(values["tags"])
    told = values["last_outcome"]
    values["last_outcome"] = None if told is None else PollOutcome(told)
    return FeedState(**values)


def to_article(row: Sequence[Any]) -> Article:
    """An `Article` from a row that begins with the columns `ARTICLE`."""
    values = dict(zip(_ARTICLE_NAMES, row, strict=False))
    values["source"] = TextSource(values["source"])
    return Article(**values)


def next_token(conn: Connection) -> Token:
    """A fencing token that was never given out before; those of a worker of several are negative and say whose."""
    bump = update(counter).where(counter.c.name == "token").values(value=counter.c.value + 1)
    number = conn.execute(bump.returning(counter.c.value)).scalar_one()
    mine = conn.get_execution_options().get(CLAIMANT)
    return Token(number if mine is None else -(number * WORKERS + mine))


def holder(table: Table) -> ColumnElement[int]:
    """The number of the worker that holds a row; none is 0, who holds what a bot alone held."""
    return case((table.c.token < 0, -table.c.token % WORKERS), else_=0)


def held(table: Table, row_id: int, token: Token) -> ColumnElement[bool]:
    """The row, if `token` still holds it."""
    condition: ColumnElement[bool] = (table.c.id == row_id) & (table.c.token == token)
    return condition


def lease(
    conn: Connection, table: Table, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int]
) -> tuple[Token, list[int]]:
    """Lease the `limit` longest due rows of a queue and count an attempt for each; their ids, the longest due first.

    What is `in_hand` is left alone, also where its lease has run out.
    """
    ids = list(conn.execute(dialect.claiming(due_rows(table, now, in_hand).limit(limit))).scalars())
    return take(conn, table, ids, lease_until), ids


def due_rows(table: Table, now: datetime, in_hand: Collection[int]) -> Select[tuple[int]]:
    """The ids of a queue's rows that are due and not in hand, the longest due first."""
    due = select(table.c.id).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.id)
    return due.where(table.c.id.not_in(in_hand)) if in_hand else due


def take(conn: Connection, table: Table, ids: Sequence[int], lease_until: datetime) -> Token:
    """Lease these rows of a queue and count an attempt for each."""
    if not ids:
        return Token(0)
    token = next_token(conn)
    for chunk in dialect.chunks(ids):
        conn.execute(
            update(table)
            .where(table.c.id.in_(chunk))
            .values(token=token, due_at=lease_until, attempts=table.c.attempts + 1)
        )
    return token


def by_ids(conn: Connection, query: Select[Any], key: Column[Any], ids: Sequence[int]) -> list[Row[Any]]:
    """The rows of `query` for `ids`, in the order of `ids`; the query must select `key` under its own name."""
    found: dict[int, Row[Any]] = {}
    for chunk in dialect.chunks(ids):
        found.update({getattr(row, key.name): row for row in conn.execute(query.where(key.in_(chunk)))})
    return [found[one] for one in ids if one in found]


def teller_of(conn: Connection, article_id: int) -> int | None:
    """Of all entries with this article, the first of the feed that made it: the one whose words may stand in it."""
    mine = (entry.c.article_id == article.c.id) & (entry.c.feed_id == article.c.feed_id)
    query = select(func.min(entry.c.id)).join_from(entry, article, mine).where(article.c.id == article_id)
    return conn.execute(query).scalar()


def record_outcomes(conn: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write one outcome per (subject, step); a later one replaces an earlier. See `outcome_row`."""
    dialect.upsert(conn, outcome, rows)


def outcome_row(
    subject: tuple[str, int], step: Step, what: tuple[str, str], at: datetime, revision: str = ""
) -> dict[str, Any]:
    """One outcome: `subject` is ("entry" | "article", id), `what` the outcome's value and its detail."""
    return {
        "subject": subject[0],
        "subject_id": subject[1],
        "step": step.value,
        "outcome": what[0],
        "detail": what[1],
        "at": at,
        "revision": revision,
    }
