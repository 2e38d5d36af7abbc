"""Addresses of alerts on their way to a web archive: queued behind the news, each once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from monitor.model.evidence.push import Push
from monitor.model.ids import AlertId
from monitor.store.database import Area
from monitor.store.schema import alert, article, counter, dialect, match, push

_AFTER = "pushes_after"
"""The alert up to which all are queued."""


class Pushes(Area):
    """`queue_pushes`, `due_push`, `note_push`, `pushes`, `forget_pushes`."""

    def queue_pushes(self, since: datetime, most: int, now: datetime) -> int:
        """Queue the addresses of the oldest alerts that are not yet, of those made since then; how many were read."""
        waiting = (
            select(alert.c.id, article.c.canonical_url, article.c.final_url)
            .join(match, match.c.id == alert.c.match_id)
            .join(article, article.c.id == match.c.article_id)
            .where(alert.c.created_at >= since)
            .order_by(alert.c.id)
            .limit(most)
        )

        def news(conn: Connection) -> bool:
            return int(conn.execute(select(func.max(alert.c.id))).scalar() or 0) > _after(conn)

        def work(conn: Connection) -> int:
            last = conn.execute(select(func.max(alert.c.id))).scalar()
            rows = conn.execute(waiting.where(alert.c.id > _after(conn))).all()
            urls = {row.canonical_url or row.final_url: row.id for row in reversed(rows)}
            dialect.insert_new(
                conn,
                push,
                [
                    {"url": url, "alert_id": number, "tries": 0, "due_at": now, "queued_at": now, "tried_at": None,
                     "fault": ""}
                    for url, number in urls.items()
                    if url
                ],
            )  # fmt: skip
            dialect.upsert(conn, counter, [{"name": _AFTER, "value": rows[-1].id if len(rows) == most else last}])
            return len(rows)

        # As long as there is none nothing is written.
        return self._db.write(work) if self._db.read(news) else 0

    def due_push(self, now: datetime) -> Push | None:
        """The address that is due longest."""
        query = select(push).where(push.c.due_at <= now).order_by(push.c.due_at, push.c.alert_id).limit(1)
        return self._db.read(lambda conn: next(map(_push, conn.execute(query)), None))

    def note_push(self, made: Push) -> None:
        """What became of a try."""
        values = {"tries": made.tries, "due_at": made.due_at, "tried_at": made.tried_at, "fault": made.fault}
        self._db.write(lambda conn: conn.execute(update(push).where(push.c.url == made.url).values(values)))

    def pushes(self, alert_id: AlertId) -> list[Push]:
        """What became of the addresses of an alert's article."""
        mine = (
            select(article.c.canonical_url, article.c.final_url)
            .join(match, match.c.article_id == article.c.id)
            .join(alert, alert.c.match_id == match.c.id)
            .where(alert.c.id == alert_id)
            .subquery()
        )
        query = select(push).where(or_(push.c.url == mine.c.canonical_url, push.c.url == mine.c.final_url))
        return self._db.read(lambda conn: list(map(_push, conn.execute(query))))

    def forget_pushes(self, before: datetime) -> int:
        """Forget those from before; how many that were."""
        return self._db.write(lambda conn: conn.execute(delete(push).where(push.c.queued_at < before)).rowcount)


def _after(conn: Connection) -> int:
    return int(conn.execute(select(counter.c.value).where(counter.c.name == _AFTER)).scalar() or 0)


def _push(row: Any) -> Push:
    return Push(
        url=row.url,
        alert_id=AlertId(row.alert_id),
        tries=row.tries,
        due_at=row.due_at,
        queued_at=row.queued_at,
        tried_at=row.tried_at,
        fault=row.fault,
    )
