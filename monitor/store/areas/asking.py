"""Questions of people: lists and single things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import NoResultFound

from monitor.errors import StoreError
from monitor.model.articles import Article
from monitor.model.delivery import DeliveryRow
from monitor.model.digests import WHOLE, Digest, Part
from monitor.model.facts import FoundCandidate
from monitor.model.feeds import FeedState
from monitor.model.ids import ArticleId, FeedId, OutboxId, StoryId
from monitor.model.outcomes import DeliveryState
from monitor.model.watch import Hit, Strength
from monitor.store.database import Area
from monitor.store.schema import (
    ARTICLE,
    FEED,
    FEEDS,
    article,
    by_ids,
    codec,
    dialect,
    digest,
    feed,
    feed_state,
    match,
    outbox,
    story,
    to_article,
)

MOST_MATCHES = 20_000
MOST_CANDIDATES = 1_000
_UNREADABLE = (StoreError, ValueError, TypeError, KeyError, NoResultFound)
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""When something was made whose own record of it cannot be read."""
_CANDIDATE = Strength.CANDIDATE.value
_DELIVERIES: Select[Any] = select(
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
).join_from(outbox, digest)


class Asking(Area):
    """`feeds` (`active_feeds`, `feeds_of`), `article`, `story_articles`, `candidates`, `deliveries`, `digest`(`s`)."""

    def feeds(self) -> list[FeedState]:
        """All feeds, active first, by title."""
        query = select(*FEED).select_from(FEEDS).order_by(feed.c.active.desc(), feed.c.title, feed.c.id)
        return self._db.read(lambda conn: [feed_state(row) for row in conn.execute(query)])

    def active_feeds(self, after: FeedId, most: int) -> list[FeedState]:
        """Active feeds by their ids, those behind `after`; at most so many."""
        query = select(*FEED).select_from(FEEDS).where(feed.c.active.is_(True), feed.c.id > after)
        query = query.order_by(feed.c.id).limit(most)
        return self._db.read(lambda conn: [feed_state(row) for row in conn.execute(query)])

    def feeds_of(self, publishers: Collection[str]) -> list[FeedState]:
        """Active feeds of these publishers."""

        def work(conn: Connection) -> list[FeedState]:
            active = select(*FEED).select_from(FEEDS).where(feed.c.active.is_(True))
            some = [active.where(feed.c.publisher.in_(names)) for names in dialect.chunks(sorted(publishers))]
            return [feed_state(row) for query in some for row in conn.execute(query)]

        return self._db.read(work)

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
        """Mentions that may be new spellings of that topic, or of any for "", newest article first.

        Of the newest `MOST_MATCHES` matches; `MOST_CANDIDATES` at most, for each topic.
        """
        newest = match.c.watchlist == watchlist
        query = select(match.c.article_id, match.c.hits).where(newest).order_by(match.c.id.desc()).limit(MOST_MATCHES)

        def work(conn: Connection) -> list[FoundCandidate]:
            # Few matches have any: the texts of the others are not read.
            found: list[tuple[ArticleId, Sequence[Hit]]] = []
            counted: Counter[str] = Counter()
            for row in conn.execute(query):
                doubtful = [hit for hit in row.hits if _is_asked_about(hit, topic, counted)]
                if doubtful:
                    found.append((row.article_id, codec.decode_all(Hit, doubtful)))
                if counted[topic] >= MOST_CANDIDATES:
                    break
            rows = by_ids(conn, select(*ARTICLE), article.c.id, list(dict.fromkeys(one for one, _ in found)))
            articles = {row.id: to_article(row) for row in rows}
            return [
                FoundCandidate(hit=hit, article=articles[one]) for one, hits in found for hit in hits if one in articles
            ]

        return self._db.read(work)

    def deliveries(self, states: Sequence[str] = ()) -> list[DeliveryRow]:
        """Outbox rows, newest first; all states if none is given."""
        wanted = select(outbox.c.id).order_by(outbox.c.id.desc())
        if states:
            wanted = wanted.where(outbox.c.state.in_(states))
        return self._db.read(lambda conn: delivery_rows(conn, wanted))

    def digest(self, key: str) -> Digest | None:
        """A composed digest by its key; the newest of all for ""."""
        query = select(digest.c.body).where(digest.c.body.is_not(None))
        query = query.where(digest.c.key == key) if key else query.order_by(digest.c.id.desc()).limit(1)
        body = self._db.read(lambda conn: conn.execute(query).scalar())
        return None if body is None else codec.decode(Digest, body)

    def digests(self, most: int, subscription: str = "") -> list[Digest]:
        """The newest composed digests, newest first; of all subscriptions for "".

        Raises:
            StoreError: one of them cannot be read.
        """
        query = select(digest.c.body).where(digest.c.body.is_not(None)).order_by(digest.c.id.desc()).limit(most)
        if subscription:
            query = query.where(digest.c.subscription == subscription)
        return self._db.read(lambda conn: [codec.decode(Digest, body) for body in conn.execute(query).scalars()])


def delivery_rows(conn: Connection, wanted: Select[Any]) -> list[DeliveryRow]:
    """The rows of the outbox whose ids `wanted` finds, in its order."""
    ids = list(conn.execute(wanted).scalars())
    try:
        rows = {
            row.id: _delivery(row._asdict())
            for chunk in dialect.chunks(ids)
            for row in conn.execute(_DELIVERIES.where(outbox.c.id.in_(chunk)))
        }
    except _UNREADABLE:
        rows = {}
    # One by one where one cannot be read, or has lost its digest.
    return [rows[one] for one in ids] if len(rows) == len(ids) else [_readable(conn, one) for one in ids]


def _is_asked_about(hit: Mapping[str, Any], topic: str, counted: Counter[str]) -> bool:
    """Whether a hit as it is stored is a candidate that is wanted; `counted` are those of each topic so far."""
    if hit["strength"] != _CANDIDATE or topic not in ("", hit["topic"]) or counted[hit["topic"]] >= MOST_CANDIDATES:
        return False
    counted[hit["topic"]] += 1
    return True


def _readable(conn: Connection, outbox_id: int) -> DeliveryRow:
    """A row of the outbox, or as much of it as can be read."""
    try:
        return _delivery(conn.execute(_DELIVERIES.where(outbox.c.id == outbox_id)).one()._asdict())
    except _UNREADABLE:
        plain = select(outbox.c.channel, outbox.c.recipient, outbox.c.state, outbox.c.attempts, outbox.c.detail)
        row = conn.execute(plain.where(outbox.c.id == outbox_id)).one()
    return DeliveryRow(
        id=OutboxId(outbox_id),
        digest_key="(cannot be read)",
        part=WHOLE,
        channel=row.channel,
        recipient=row.recipient,
        state=DeliveryState(row.state) if row.state in set(DeliveryState) else DeliveryState.ABANDONED,
        attempts=row.attempts,
        created_at=_UNKNOWN,
        next_try_at=None,
        sent_at=None,
        detail=row.detail,
    )


def _delivery(row: dict[str, Any]) -> DeliveryRow:
    typed = {"id": OutboxId(row["id"]), "state": DeliveryState(row["state"]), "part": codec.decode(Part, row["part"])}
    return DeliveryRow(**row | typed)
