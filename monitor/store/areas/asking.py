"""Questions of people: lists, single things, counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from monitor.model.articles import Article
from monitor.model.delivery import DeliveryRow
from monitor.model.digests import Digest, Part
from monitor.model.facts import FoundCandidate, HealthFacts, Stats
from monitor.model.feeds import FeedState
from monitor.model.ids import ArticleId, OutboxId, StoryId
from monitor.model.outcomes import AssessOutcome, DeliveryState, Step
from monitor.model.watch import Hit, Strength
from monitor.store.areas.orphans import orphans_of
from monitor.store.areas.sending import unacknowledged
from monitor.store.database import Area
from monitor.store.schema import (
    ARTICLE,
    FEED,
    article,
    codec,
    digest,
    entry,
    feed,
    feed_state,
    match,
    metadata,
    outbox,
    outcome,
    poll,
    story,
    to_article,
)

MOST_MATCHES = 20_000
MOST_CANDIDATES = 1_000
_CANDIDATE = Strength.CANDIDATE.value


class Asking(Area):
    """`feeds`, `article`, `story_articles`, `candidates`, `deliveries`, `digest`, and counts."""

    def feeds(self) -> list[FeedState]:
        """All feeds, active first, by title."""
        query = select(*FEED).order_by(feed.c.active.desc(), feed.c.title, feed.c.id)
        return self._db.read(lambda conn: [feed_state(row) for row in conn.execute(query)])

    def article(self, article_id: ArticleId) -> Article | None:
        """One article with its text."""
        query = select(*ARTICLE).where(article.c.id == article_id)
        row = self._db.read(lambda conn: conn.execute(query).one_or_none())
        return None if row is None else to_article(row)

    def story_articles(self, story_id: StoryId) -> list[Article]:
        """The articles of a story, lead first, then as they came."""
        query = (
            select(*ARTICLE)
            .join_from(article, story)
            .where(story.c.id == story_id)
            .order_by((article.c.id != story.c.lead_article_id), article.c.id)
        )
        return self._db.read(lambda conn: [to_article(row) for row in conn.execute(query)])

    def candidates(self, watchlist: str, topic: str) -> list[FoundCandidate]:
        """Mentions that may be new spellings of that topic, newest article first, of the newest `MOST_MATCHES`."""
        query = (
            select(*ARTICLE, match.c.hits)
            .join_from(match, article, match.c.article_id == article.c.id)
            .where(match.c.watchlist == watchlist)
            .order_by(match.c.id.desc())
            .limit(MOST_MATCHES)
        )

        def work(conn: Connection) -> list[FoundCandidate]:
            found: list[FoundCandidate] = []
            for row in conn.execute(query):
                doubtful = [hit for hit in row.hits if hit["topic"] == topic and hit["strength"] == _CANDIDATE]
                found += (FoundCandidate(hit=hit, article=to_article(row)) for hit in codec.decode_all(Hit, doubtful))
                if len(found) >= MOST_CANDIDATES:
                    break
            return found[:MOST_CANDIDATES]

        return self._db.read(work)

    def deliveries(self, states: Sequence[str] = ()) -> list[DeliveryRow]:
        """Outbox rows, newest first; all states if none is given."""
        query = (
            select(
                outbox.c.id,
                digest.c.key.label("digest_key"),
                outbox.c.part,
                outbox.c.channel,
                outbox.c.recipient,
                outbox.c.state,
                outbox.c.attempts,
                outbox.c.created_at,
                outbox.c.due_at.label("next_try_at"),
                outbox.c.sent_at,
                outbox.c.detail,
            )
            .join_from(outbox, digest)
            .order_by(outbox.c.id.desc())
        )
        if states:
            query = query.where(outbox.c.state.in_(states))
        rows = self._db.read(lambda conn: conn.execute(query).all())
        return [_delivery(row._asdict()) for row in rows]

    def digest(self, key: str) -> Digest | None:
        """A composed digest by its key; the newest of all for ""."""
        query = select(digest.c.body).where(digest.c.body.is_not(None))
        query = query.where(digest.c.key == key) if key else query.order_by(digest.c.id.desc()).limit(1)
        body = self._db.read(lambda conn: conn.execute(query).scalar())
        return None if body is None else codec.decode(Digest, body)

    def health(self) -> HealthFacts:
        """Ages and counts for health and metrics."""
        return self._db.read(_health)

    def stats(self) -> Stats:
        """Rows per table; outcomes of every step; bytes of the file with its write-ahead log."""

        def work(conn: Connection) -> Stats:
            return Stats(
                tables=tuple((table.name, _count(conn, table)) for table in metadata.sorted_tables),
                outcomes=tuple(sorted(_outcomes(conn))),
                size_bytes=sum(one.stat().st_size for one in self._db.files() if one.exists()),
            )

        return self._db.read(work)


def _count(conn: Connection, table: Table, *conditions: Any) -> int:
    return conn.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _delivery(row: dict[str, Any]) -> DeliveryRow:
    typed = {"id": OutboxId(row["id"]), "state": DeliveryState(row["state"]), "part": codec.decode(Part, row["part"])}
    return DeliveryRow(**row | typed)


def _health(conn: Connection) -> HealthFacts:
    active = feed.c.active.is_(True)
    waiting = outbox.c.due_at.is_not(None)
    failing = select(feed.c.failing_since).where(active, feed.c.failing_since.is_not(None))
    failing = failing.order_by(feed.c.failing_since)
    return HealthFacts(
        last_good_poll_at=conn.execute(select(func.max(feed.c.last_good_at))).scalar_one(),
        feeds=_count(conn, feed, active),
        feeds_failing=_count(conn, feed, active, feed.c.failing_since.is_not(None)),
        entries_waiting=_count(conn, entry, entry.c.due_at.is_not(None)),
        articles_waiting=_count(conn, article, article.c.due_at.is_not(None)),
        oldest_due_delivery_at=conn.execute(select(func.min(outbox.c.due_at))).scalar_one(),
        deliveries_waiting=_count(conn, outbox, waiting),
        deliveries_abandoned=_count(conn, outbox, *unacknowledged(conn)),
        oldest_undelivered_at=conn.execute(select(func.min(outbox.c.tried_since)).where(waiting)).scalar_one(),
        failing_since=tuple(conn.execute(failing).scalars()),
        parked=_count(conn, outcome, outcome.c.outcome == AssessOutcome.PARKED.value),
        orphans=len(orphans_of(conn)),
        schema=conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one(),
        sqlite_version=sqlite3.sqlite_version if conn.dialect.name == "sqlite" else "",
    )


def _outcomes(conn: Connection) -> list[tuple[str, str, int]]:
    """Polls, digests and deliveries keep their outcome in their own row, entries and articles in `outcome`."""
    found: list[tuple[str, str, int]] = []
    for step, column in ((Step.POLL, poll.c.outcome), (Step.COMPOSE, digest.c.outcome), (Step.SEND, outbox.c.state)):
        rows = conn.execute(select(column, func.count()).group_by(column))
        found += [(step.value, name, count) for name, count in rows]
    grouped = select(outcome.c.step, outcome.c.outcome, func.count()).group_by(outcome.c.step, outcome.c.outcome)
    return found + [(step, name, count) for step, name, count in conn.execute(grouped)]
