"""Alerts that some subscription was to tell and none will any more: a watchlist or subscription left or was renamed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, FromClause, Table, and_, exists, or_, select

from monitor.model.facts import Orphan
from monitor.model.ids import AlertId
from monitor.store.database import Area
from monitor.store.schema import (
    alert,
    alert_adopted,
    alert_aside,
    article,
    dialect,
    digest_alert,
    match,
    subscription_list,
)


class Orphans(Area):
    """`orphans`, `adopt_orphans`, `forget_orphans`."""

    def orphans(self) -> list[Orphan]:
        """The oldest first."""
        return self._db.read(orphans_of)

    def adopt_orphans(self, subscriptions: Sequence[str]) -> list[Orphan]:
        """Make these subscriptions tell all orphans in their next digest; returns them."""

        def work(conn: Connection) -> list[Orphan]:
            found = orphans_of(conn)
            rows = [{"subscription": name, "alert_id": one.alert_id} for name in subscriptions for one in found]
            dialect.insert_new(conn, alert_adopted, rows)
            return found

        return self._db.write(work)

    def forget_orphans(self) -> list[Orphan]:
        """Take all orphans for settled in the subscriptions that were to tell them; returns them."""

        def work(conn: Connection) -> list[Orphan]:
            found = orphans_of(conn)
            for ids in dialect.chunks([one.alert_id for one in found]):
                lost = select(subscription_list.c.subscription, alert.c.id.label("alert_id"))
                due = lost.join_from(subscription_list, alert, _was_due(subscription_list, alert))
                rows = conn.execute(due.where(alert.c.id.in_(ids))).all()
                settled = [{**row._asdict(), "digest_id": None} for row in rows]
                dialect.insert_new(conn, digest_alert, settled)
            return found

        return self._db.write(work)


def orphans_of(conn: Connection) -> list[Orphan]:
    """The alerts that an interest was to tell when it ended, and that nobody told or will tell."""
    ended = select(subscription_list.c.watchlist).where(subscription_list.c.until_alert_id.is_not(None)).distinct()
    lists = list(conn.execute(ended).scalars())
    if not lists:
        return []
    other, its_match = alert.alias(), match.alias()
    # Another watchlist may have found the same article.
    elsewhere = (
        exists()
        .where(other.c.match_id == its_match.c.id, its_match.c.article_id == match.c.article_id)
        .where(other.c.id != alert.c.id, _cared_for(other))
    )
    query = (
        select(alert.c.id, alert.c.watchlist, alert.c.created_at, article.c.title, article.c.publisher)
        .add_columns(article.c.canonical_url)
        .join_from(alert, match, match.c.id == alert.c.match_id)
        .join(article, article.c.id == match.c.article_id)
        .where(alert.c.watchlist.in_(lists), exists().where(_was_due(subscription_list, alert)))
        .where(~_cared_for(alert), ~elsewhere)
        .order_by(alert.c.id)
    )
    return [
        Orphan(
            alert_id=AlertId(row.id),
            watchlist=row.watchlist,
            title=row.title,
            publisher=row.publisher,
            url=row.canonical_url,
            at=row.created_at,
        )
        for row in conn.execute(query)
    ]


def take_over(conn: Connection, old: str, new: str) -> None:
    """What waited for a subscription that left is told by the one that came for it."""
    told = exists().where(digest_alert.c.subscription == old, digest_alert.c.alert_id == alert.c.id)
    waiting = (
        select(alert.c.id)
        .join_from(subscription_list, alert, _was_due(subscription_list, alert))
        .where(subscription_list.c.subscription == old, ~told)
    )
    rows = [{"subscription": new, "alert_id": one, "by_hand": False} for one in conn.execute(waiting).scalars().all()]
    dialect.insert_new(conn, alert_adopted, rows)


def _was_due(interest: Table, due: FromClause) -> ColumnElement[bool]:
    """Whether an interest that has ended was to tell the alert."""
    return and_(
        interest.c.watchlist == due.c.watchlist,
        interest.c.until_alert_id.is_not(None),
        due.c.id > interest.c.after_alert_id,
        due.c.id <= interest.c.until_alert_id,
        ~exists().where(alert_aside.c.subscription == interest.c.subscription, alert_aside.c.alert_id == due.c.id),
    )


def _cared_for(told: FromClause) -> ColumnElement[bool]:
    """Whether the alert was told (or settled), or somebody will tell it."""
    will = exists().where(
        subscription_list.c.watchlist == told.c.watchlist,
        subscription_list.c.active.is_(True),
        told.c.id > subscription_list.c.after_alert_id,
        ~exists().where(
            alert_aside.c.subscription == subscription_list.c.subscription, alert_aside.c.alert_id == told.c.id
        ),
    )
    return or_(
        exists().where(digest_alert.c.alert_id == told.c.id),
        exists().where(alert_adopted.c.alert_id == told.c.id),
        will,
    )
