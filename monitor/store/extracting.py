"""Entries on their way to articles."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from monitor.model.articles import ArticleDraft, EntryClaim, ExtractIntent
from monitor.model.ids import ArticleId
from monitor.model.outcomes import ExtractOutcome, Step
from monitor.store import dialect
from monitor.store.base import Area
from monitor.store.rows import by_ids, held, lease, outcome_row, record_outcomes
from monitor.store.tables import article, entry, feed

_CLAIM = (
    select(
        entry.c.id,
        entry.c.attempts,
        entry.c.feed_id,
        feed.c.url.label("feed_url"),
        feed.c.publisher,
        entry.c.url,
        entry.c.canonical_url,
        entry.c.title,
        entry.c.summary,
        entry.c.content,
        func.coalesce(func.nullif(entry.c.language, ""), feed.c.language).label("language"),
        entry.c.published_at,
        entry.c.first_seen_at,
    )
).join_from(entry, feed)


class Extracting(Area):
    """`claim_entries`, `article_by_url`, `save_extract`."""

    def claim_entries(self, now: datetime, lease_until: datetime, limit: int) -> list[EntryClaim]:
        """Lease entries that wait for their text, the longest due first; counts an attempt for each."""

        def work(conn: Connection) -> list[EntryClaim]:
            token, ids = lease(conn, entry, now, lease_until, limit)
            return [EntryClaim(**row._asdict(), token=token) for row in by_ids(conn, _CLAIM, entry.c.id, ids)]

        return self._db.write(work)

    def article_by_url(self, url_key: str) -> ArticleId | None:
        """The article at that canonical URL."""
        return self._db.read(lambda conn: _by_url(conn, url_key))

    def save_extract(self, intent: ExtractIntent) -> bool:
        """The article, a link to one, another try or the end, with its outcome; False if the lease was lost."""

        def work(conn: Connection) -> bool:
            again = intent.next_try_at if intent.outcome is ExtractOutcome.RETRY else None
            mine = update(entry).where(held(entry, intent.entry_id, intent.token))
            if conn.execute(mine.values(token=None, due_at=again)).rowcount == 0:
                return False
            article_id, result = _article(conn, intent)
            if article_id is not None:
                conn.execute(update(entry).where(entry.c.id == intent.entry_id).values(article_id=article_id))
            subject = ("entry", intent.entry_id)
            record_outcomes(conn, [outcome_row(subject, Step.EXTRACT, (result, intent.detail), intent.at)])
            return True

        return self._db.write(work)


def _by_url(conn: Connection, url_key: str) -> ArticleId | None:
    found = conn.execute(select(article.c.id).where(article.c.url_key == url_key)).scalar()
    return None if found is None else ArticleId(found)


def _article(conn: Connection, intent: ExtractIntent) -> tuple[ArticleId | None, ExtractOutcome]:
    """The article that the entry belongs to now, and the outcome to record."""
    if intent.article is None:
        return intent.joins, intent.outcome
    added = dialect.insert_new(conn, article, [_row(intent.article, intent.at)])
    found = _by_url(conn, intent.article.url_key)
    return found, intent.outcome if added else ExtractOutcome.SAME_URL


def _row(draft: ArticleDraft, at: datetime) -> dict[str, Any]:
    values = {field.name: getattr(draft, field.name) for field in dataclasses.fields(draft)}
    return values | {"source": draft.source.value, "near": [], "due_at": at, "attempts": 0}
