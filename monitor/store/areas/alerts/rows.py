"""All alerts with their articles, for other tools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from monitor.model.ids import AlertId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact
from monitor.model.watch import Verdict
from monitor.model.ways import AlertRow
from monitor.store.database import Area
from monitor.store.schema import alert, article, article_version, codec, digest, digest_alert, match

_THEN = and_(article_version.c.article_id == match.c.article_id, article_version.c.version == match.c.version)
_ROWS: Select[Any] = (
    select(
        alert.c.id,
        alert.c.created_at,
        alert.c.watchlist,
        alert.c.reason,
        alert.c.facts,
        alert.c.story_id,
        match.c.verdict,
        func.coalesce(article_version.c.title, article.c.title).label("title"),
        article.c.final_url,
        article.c.canonical_url,
        article.c.publisher,
        article.c.language,
        article.c.published_at,
        article.c.first_seen_at,
    )
    .join_from(alert, match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .outerjoin(article_version, _THEN)
)


class Exporting(Area):
    """`alert_rows`."""

    def alert_rows(self, since: datetime, until: datetime, after: AlertId, limit: int) -> list[AlertRow]:
        """The alerts made since then and before `until`, in order, from the one behind `after` on."""
        made = _ROWS.where(alert.c.created_at >= since, alert.c.created_at < until)
        query = made.where(alert.c.id > after).order_by(alert.c.id).limit(limit)

        def work(conn: Connection) -> list[AlertRow]:
            rows = conn.execute(query).all()
            told = _told(conn, [row.id for row in rows])
            return [_row(row, told[row.id]) for row in rows]

        return self._db.read(work)


def _told(conn: Connection, alerts: Sequence[int]) -> defaultdict[int, list[str]]:
    if not alerts:
        return defaultdict(list)
    query = (
        select(digest_alert.c.alert_id, digest_alert.c.subscription)
        .outerjoin(digest, digest.c.id == digest_alert.c.digest_id)
        .where(digest_alert.c.alert_id.between(alerts[0], alerts[-1]), digest.c.key.is_not(None))
        .order_by(digest_alert.c.alert_id, digest_alert.c.subscription)
    )
    told: defaultdict[int, list[str]] = defaultdict(list)
    for row in conn.execute(query):
        told[row.alert_id].append(row.subscription)
    return told


def _row(row: Row[Any], told: Sequence[str]) -> AlertRow:
    return AlertRow(
        id=AlertId(row.id),
        at=row.created_at,
        watchlist=row.watchlist,
        topics=codec.decode(Verdict, row.verdict).topics,
        reason=AlertReason(row.reason),
        new=tuple(fact.shown for fact in codec.decode_all(Fact, row.facts)),
        story=StoryId(row.story_id),
        title=row.title,
        url=row.final_url or row.canonical_url,
        publisher=row.publisher,
        language=row.language,
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        told=tuple(told),
    )
