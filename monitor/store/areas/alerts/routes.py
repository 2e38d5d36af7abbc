"""What routes are decided by: what waits, without its texts; and what a subscription set aside by its own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, exists, func, select

from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason, DeliveryState
from monitor.model.routing import Aside, RoutedAlert, RouteFacts, RouteQuestion, Rule, ToldArticle, Traits
from monitor.model.watch import Verdict
from monitor.model.ways import AsideAlert, StoryAlerts, ToldAlert
from monitor.store.areas.alerts.told import told_in, told_last
from monitor.store.areas.alerts.waiting import pending, younger
from monitor.store.database import Area
from monitor.store.index import linked_to, members
from monitor.store.schema import (
    alert,
    alert_adopted,
    alert_aside,
    article,
    codec,
    dialect,
    digest,
    digest_alert,
    feed,
    match,
    outbox,
)

_ROUTED: Select[Any] = (
    select(
        alert.c.id,
        alert.c.watchlist,
        alert.c.story_id,
        alert.c.reason,
        alert.c.created_at,
        match.c.article_id,
        match.c.version,
        match.c.verdict,
        article.c.publisher,
        article.c.language,
        feed.c.tags,
    )
    .join_from(alert, match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .join(feed, feed.c.id == article.c.feed_id)
)
_UNTOLD = [state.value for state in DeliveryState if state.final and state is not DeliveryState.SENT]


class Routing(Area):
    """`route_facts`, `story_alerts`, `set_aside`."""

    def route_facts(self, question: RouteQuestion) -> RouteFacts:
        """What waits for a subscription, in one consistent read."""
        return self._db.read(lambda conn: _facts(conn, question))

    def story_alerts(self, story_id: StoryId) -> StoryAlerts:
        """All alerts of a story's event, and what became of them so far."""
        return self._db.read(lambda conn: _of_story(conn, story_id))

    def set_aside(self, subscription_id: str, asides: Sequence[Aside], at: datetime) -> None:
        """Settle alerts for a subscription without telling them; what it told meanwhile stays told."""
        self._db.write(lambda conn: keep_asides(conn, subscription_id, asides, at))


def _facts(conn: Connection, question: RouteQuestion) -> RouteFacts:
    asked = alert_adopted.alias()
    mine = and_(asked.c.subscription == question.subscription, asked.c.alert_id == alert.c.id)
    query = _ROUTED.add_columns(func.coalesce(asked.c.by_hand, False).label("by_hand")).outerjoin(asked, mine)
    event: Mapping[StoryId, StoryId] = {}
    if question.story is not None:
        event = linked_to(conn, [question.story])
        query = query.where(alert.c.story_id.in_(sorted(event)))
    elif question.after:
        query = query.where(younger(question.subscription, question.after))
    rows = conn.execute(pending(query, question.subscription, question.watchlists)).all()
    events = linked_to(conn, {StoryId(row.story_id) for row in rows})
    known = told_in(conn, [question.subscription, *question.before], events)
    return RouteFacts(
        alerts=tuple(_routed(row, events, by_hand=bool(row.by_hand)) for row in rows),
        told=told_last(conn, question.subscription, events),
        known=frozenset(story_id for story_id, _, _ in known),
        elsewhere=_elsewhere(conn, question.before, events) if question.before else (),
        tellings=tuple((one.story_id, one.telling) for one in members(conn, events)) if question.counted else (),
    )


def _routed(row: Row[Any], events: Mapping[StoryId, StoryId], *, by_hand: bool = False) -> RoutedAlert:
    story_id = StoryId(row.story_id)
    return RoutedAlert(
        id=AlertId(row.id),
        traits=Traits(
            watchlist=row.watchlist,
            topics=codec.decode(Verdict, row.verdict).topics,
            publisher=row.publisher,
            language=row.language,
            tags=tuple(row.tags),
        ),
        story_id=events[story_id],
        own_story_id=story_id,
        reason=AlertReason(row.reason),
        article_id=ArticleId(row.article_id),
        version=row.version,
        created_at=row.created_at,
        by_hand=by_hand,
    )


def _elsewhere(
    conn: Connection, subscriptions: Sequence[str], events: Mapping[StoryId, StoryId]
) -> tuple[ToldArticle, ...]:
    """What these told; not what was given up or kept back for every receiver: then nobody was told."""
    alive = exists().where(outbox.c.digest_id == digest.c.id, outbox.c.state.not_in(_UNTOLD))
    query = (
        select(digest_alert.c.subscription, alert.c.story_id, match.c.article_id, match.c.version)
        .join_from(digest_alert, alert, alert.c.id == digest_alert.c.alert_id)
        .join(match, match.c.id == alert.c.match_id)
        .join(digest, digest.c.id == digest_alert.c.digest_id)
        .where(digest_alert.c.subscription.in_(subscriptions), digest.c.key.is_not(None), alive)
    )
    return tuple(
        ToldArticle(
            subscription=row.subscription,
            story_id=events[StoryId(row.story_id)],
            article_id=ArticleId(row.article_id),
            version=row.version,
        )
        for chunk in dialect.chunks(sorted(events))
        for row in conn.execute(query.where(alert.c.story_id.in_(chunk)))
    )


def _of_story(conn: Connection, story_id: StoryId) -> StoryAlerts:
    events = linked_to(conn, [story_id])
    ids = sorted(events)
    told = (
        select(digest_alert.c.subscription, digest_alert.c.alert_id, digest.c.key, digest.c.at)
        .join_from(digest_alert, alert, alert.c.id == digest_alert.c.alert_id)
        .outerjoin(digest, digest.c.id == digest_alert.c.digest_id)
        .where(alert.c.story_id.in_(ids))
    )
    aside = select(alert_aside).join(alert, alert.c.id == alert_aside.c.alert_id).where(alert.c.story_id.in_(ids))
    rows = conn.execute(_ROUTED.where(alert.c.story_id.in_(ids)).order_by(alert.c.id)).all()
    return StoryAlerts(
        alerts=tuple(_routed(row, events) for row in rows),
        told=tuple(
            ToldAlert(subscription=row.subscription, alert_id=AlertId(row.alert_id), digest=row.key or "", at=row.at)
            for row in conn.execute(told.order_by(digest.c.id))
        ),
        aside=tuple(
            AsideAlert(
                subscription=row.subscription,
                alert_id=AlertId(row.alert_id),
                rule=Rule(row.rule),
                why=row.why,
                at=row.at,
            )
            for row in conn.execute(aside.order_by(alert_aside.c.alert_id))
        ),
    )


def keep_asides(conn: Connection, subscription_id: str, asides: Sequence[Aside], at: datetime) -> None:
    """Part of a transaction that settles alerts."""
    rows = [
        {
            "subscription": subscription_id,
            "alert_id": one.alert_id,
            "rule": one.rule.value,
            "why": one.why,
            "at": at,
        }
        for one in asides
    ]
    dialect.insert_new(conn, alert_aside, rows)


def reconsider(conn: Connection, subscription_id: str, since: datetime) -> None:
    """Let what its match set aside since then wait again: it has another match now."""
    by_match = alert_aside.c.rule.in_((Rule.MATCH.value, Rule.STATE.value, Rule.CONFIRMATION.value))
    mine = and_(alert_aside.c.subscription == subscription_id, alert_aside.c.at >= since, by_match)
    conn.execute(delete(alert_aside).where(mine))


def aside_articles(conn: Connection, subscription_id: str, after: int) -> frozenset[ArticleId]:
    """Articles with matches after that one which its match asks for, and which it set aside for other reasons."""
    query = (
        select(match.c.article_id)
        .join_from(alert_aside, alert, alert.c.id == alert_aside.c.alert_id)
        .join(match, match.c.id == alert.c.match_id)
        .where(alert_aside.c.subscription == subscription_id, alert_aside.c.rule != Rule.MATCH.value)
        .where(match.c.id > after)
    )
    return frozenset(map(ArticleId, conn.execute(query).scalars()))
