"""What waits to be told at once, a small question asked every few seconds; and what was told so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from monitor.model.alerting import FLOOD, SINGLE, AlertFacts, SentStory, WaitingStory
from monitor.model.digests import Digest
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.store.areas.alerts.told import told_last
from monitor.store.areas.alerts.waiting import waiting_query
from monitor.store.database import Area
from monitor.store.index import linked_to
from monitor.store.schema import alert, codec, digest, digest_alert, match


class Alerting(Area):
    """`waiting_alerts`."""

    def waiting_alerts(
        self, subscription_id: str, watchlists: Sequence[str], settled: AlertId, since: datetime
    ) -> AlertFacts:
        """The stories that wait, of alerts after `settled` and adopted ones; messages of this kind since `since`."""

        def work(conn: Connection) -> AlertFacts:
            newest = conn.execute(select(func.coalesce(func.max(alert.c.id), 0))).scalar_one()
            rows = conn.execute(waiting_query(subscription_id, watchlists, settled)).all()
            if not rows:
                return AlertFacts(waiting=(), settled=AlertId(newest))
            singles, floods = _told(conn, subscription_id, since)
            return AlertFacts(
                waiting=_stories(conn, subscription_id, rows),
                settled=AlertId(min(min(row.id for row in rows) - 1, newest)),
                told_at=singles,
                flood_at=max(floods, default=None),
            )

        return self._db.read(work)


def _stories(conn: Connection, subscription_id: str, rows: Sequence[Row[Any]]) -> tuple[WaitingStory, ...]:
    events = linked_to(conn, {StoryId(row.story_id) for row in rows})
    told = told_last(conn, subscription_id, events)
    by_event: defaultdict[StoryId, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_event[events[StoryId(row.story_id)]].append(row)
    return tuple(
        WaitingStory(
            story_id=event,
            alerts=tuple(AlertId(row.id) for row in found),
            since=min(row.created_at for row in found),
            correction=any(row.reason == AlertReason.CORRECTION.value for row in found),
            told_at=told.get(event),
        )
        for event, found in by_event.items()
    )


def _told(conn: Connection, subscription_id: str, since: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When single stories, and when floods, were told since then."""

    def at(kind: str) -> tuple[datetime, ...]:
        mine = select(digest.c.at).where(digest.c.subscription == subscription_id, digest.c.at > since)
        told = mine.where(digest.c.slot.startswith(kind, autoescape=True), digest.c.key.is_not(None))
        return tuple(conn.execute(told).scalars())

    return at(SINGLE), at(FLOOD)


def sent_at_once(conn: Connection, subscription_id: str, since: datetime) -> dict[str, Any]:
    """The fields `sent` and `sent_articles` of `WindowFacts`: the next digest says what was told before it."""
    at_once = or_(*(digest.c.slot.startswith(kind, autoescape=True) for kind in (SINGLE, FLOOD)))
    mine = (digest.c.subscription == subscription_id) & (digest.c.at > since) & at_once
    bodies = conn.execute(select(digest.c.body).where(mine, digest.c.body.is_not(None)).order_by(digest.c.id)).scalars()
    sent = tuple(one for body in bodies for one in _sent(codec.decode(Digest, body)))
    if not sent:
        return {}
    articles = (
        select(match.c.article_id)
        .join_from(digest, digest_alert)
        .join(alert, alert.c.id == digest_alert.c.alert_id)
        .join(match, match.c.id == alert.c.match_id)
        .where(mine)
    )
    return {"sent": sent, "sent_articles": frozenset(map(ArticleId, conn.execute(articles).scalars()))}


def _sent(told: Digest) -> tuple[SentStory, ...]:
    return tuple(
        SentStory(
            at=told.composed_at,
            ref=one.ref,
            state=one.state,
            title=one.title,
            language=one.language,
            direction=one.direction,
            url=one.url,
            publisher=one.publisher,
        )
        for one in told.stories
    )
