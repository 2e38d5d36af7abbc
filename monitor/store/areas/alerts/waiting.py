"""Which alerts wait for a subscription: those that it has neither told nor set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union_all

from monitor.model.ids import AlertId
from monitor.store.schema import alert, alert_adopted, alert_aside, digest_alert, subscription_list


def pending(query: Select[Any], subscription_id: str, watchlists: Sequence[str]) -> Select[Any]:
    """`query`, which has `alert` in it, for the alerts that the subscription neither told nor set aside, in order.

    They are younger than its interest in their watchlist, or it took them over.
    """
    frozen = exists().where(digest_alert.c.subscription == subscription_id, digest_alert.c.alert_id == alert.c.id)
    aside = exists().where(alert_aside.c.subscription == subscription_id, alert_aside.c.alert_id == alert.c.id)
    interest = and_(
        subscription_list.c.subscription == subscription_id, subscription_list.c.watchlist == alert.c.watchlist
    )
    own = and_(alert.c.watchlist.in_(watchlists), alert.c.id > func.coalesce(subscription_list.c.after_alert_id, 0))
    adopted = exists().where(alert_adopted.c.subscription == subscription_id, alert_adopted.c.alert_id == alert.c.id)
    waiting = query.outerjoin(subscription_list, interest).where(~frozen, ~aside, or_(own, adopted))
    return waiting.order_by(alert.c.id)


def waiting_query(subscription_id: str, watchlists: Sequence[str], settled: AlertId) -> Select[Any]:
    """Found by the key: this is asked every few seconds, however many alerts there were."""
    columns = select(alert.c.id, alert.c.story_id, alert.c.reason, alert.c.created_at).select_from(alert)
    return pending(columns.where(younger(subscription_id, settled)), subscription_id, watchlists)


def younger(subscription_id: str, settled: int) -> ColumnElement[bool]:
    """Alerts after `settled`, and what the subscription took over."""
    since, taken_over = alert.alias(), alert_adopted.alias()
    asked = union_all(
        select(since.c.id).where(since.c.id > settled),
        select(taken_over.c.alert_id).where(taken_over.c.subscription == subscription_id),
    )
    return alert.c.id.in_(asked)
