"""What people do to stories, articles and deliveries: each in one transaction with its action in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from monitor.core.outbox import dedupe_key
from monitor.model.desk.actions import DeskAction
from monitor.model.digests import WHOLE, Digest, Part
from monitor.model.ids import AlertId, ArticleId, OutboxId, StoryId
from monitor.model.outcomes import DeliveryState
from monitor.store.areas.alerts import pending
from monitor.store.areas.desk import undoing
from monitor.store.areas.desk.actions import one, put
from monitor.store.database import Area
from monitor.store.index import linked_to
from monitor.store.schema import (
    alert,
    alert_adopted,
    alert_aside,
    codec,
    desk_action,
    dialect,
    digest,
    digest_alert,
    entry,
    outbox,
    story_done,
    subscription_list,
    teller_of,
)

_UNWANTED = (DeliveryState.SUPPRESSED.value, DeliveryState.UNSUBSCRIBED.value)


class Deeds(Area):
    """`mark_done`, `tell_again`, `read_again`, `retry_again`, `acknowledge`, `take_back`."""

    def mark_done(self, story: StoryId, upto: AlertId, action: DeskAction) -> int:
        """Somebody has looked at the story's whole event, up to that alert: a newer one brings it back."""
        return self._db.write(lambda conn: _done(conn, story, upto, action))

    def tell_again(self, story: StoryId, subscription: str, after: datetime, action: DeskAction) -> int:
        """Have a subscription tell a story once more, after that moment at the earliest.

        What it told goes out once more as it was frozen; what it set aside, or never was to tell, waits for it as if it
        were new. 0 if there is no alert of that story, or it waits already.
        """

        def work(conn: Connection) -> int:
            event = sorted(linked_to(conn, [story]))
            told = _last_told(conn, subscription, event)
            if told is not None:
                return _send_again(conn, told, event, after, action)
            return _take_over(conn, subscription, event, action)

        return self._db.write(work)

    def read_again(self, article_id: ArticleId, after: datetime, action: DeskAction) -> int:
        """Have an article's page read once more; 0 if there is none or it is being read."""

        def work(conn: Connection) -> int:
            teller = teller_of(conn, article_id)
            was = conn.execute(select(entry.c.due_at, entry.c.attempts, entry.c.token).where(entry.c.id == teller))
            row = was.one_or_none()
            if row is None or row.token is not None:
                return 0
            conn.execute(update(entry).where(entry.c.id == teller).values(due_at=after, attempts=0))
            return put(conn, action, entry=teller, due=_written(row.due_at), attempts=row.attempts, set=_written(after))

        return self._db.write(work)

    def retry_again(self, outbox_id: OutboxId, after: datetime, action: DeskAction) -> int:
        """Try an unsent delivery once more; 0 if there is none, it was sent or is being sent."""

        def work(conn: Connection) -> int:
            row = conn.execute(select(outbox).where(outbox.c.id == outbox_id)).one_or_none()
            if row is None or row.token is not None or row.state == DeliveryState.SENT.value:
                return 0
            given_up = row.state == DeliveryState.ABANDONED.value
            waiting = {
                "due_at": after,
                "changed_at": action.at,
                "tried_since": None,
                "acknowledged_at": None,
                "state": DeliveryState.RETRYING.value if given_up else row.state,
            }
            conn.execute(update(outbox).where(outbox.c.id == outbox_id).values(waiting))
            times = ("due_at", "changed_at", "tried_since", "acknowledged_at")
            was = {name: _written(getattr(row, name)) for name in times}
            return put(conn, action, delivery=outbox_id, was=was, state=row.state, set=_written(after))

        return self._db.write(work)

    def acknowledge(self, outbox_id: OutboxId, action: DeskAction) -> int:
        """Take one delivery that was given up for seen; 0 if it was not given up."""
        dead = and_(outbox.c.id == outbox_id, outbox.c.state == DeliveryState.ABANDONED.value)
        unseen = update(outbox).where(dead, outbox.c.acknowledged_at.is_(None)).values(acknowledged_at=action.at)

        def work(conn: Connection) -> int:
            return put(conn, action, delivery=outbox_id) if conn.execute(unseen).rowcount else 0

        return self._db.write(work)

    def take_back(self, number: int, at: datetime, by: str) -> bool:
        """Undo an action and mark it so; False if it is too late, or is undone already."""

        def work(conn: Connection) -> bool:
            found = one(conn, number)
            if found is None or found.undone_at is not None:
                return False
            turn_back = undoing.OF.get(found.kind)
            if turn_back is not None and not turn_back(conn, found, found.detail["undo"]):
                return False
            mine = update(desk_action).where(desk_action.c.id == number)
            conn.execute(mine.values(undone_at=at, undone_by=by))
            return True

        return self._db.write(work)


def _done(conn: Connection, story: StoryId, upto: AlertId, action: DeskAction) -> int:
    event = sorted(linked_to(conn, [story]))
    newest = select(alert.c.story_id, func.max(alert.c.id).label("alert"))
    seen = newest.where(alert.c.story_id.in_(event), alert.c.id <= upto).group_by(alert.c.story_id)
    marks = {row.story_id: row.alert for row in conn.execute(seen)}
    if not marks:
        return 0
    before = conn.execute(select(story_done).where(story_done.c.story_id.in_(marks))).all()
    was = {row.story_id: (row.alert_id, _written(row.at), row.action_id) for row in before}
    number = put(conn, action, marks=sorted(marks), was=[(key, *value) for key, value in was.items()])
    rows = [
        {"story_id": key, "alert_id": value, "at": action.at, "action_id": number}
        for key, value in marks.items()
        if key not in was or was[key][0] <= value
    ]
    dialect.upsert(conn, story_done, rows)
    return number


def _last_told(conn: Connection, subscription: str, event: Sequence[int]) -> Any:
    """The newest digest of the subscription that told something of the event and is kept."""
    query = (
        select(digest.c.id, digest.c.key, digest.c.body)
        .join_from(digest, digest_alert, digest_alert.c.digest_id == digest.c.id)
        .join(alert, alert.c.id == digest_alert.c.alert_id)
        .where(digest_alert.c.subscription == subscription, alert.c.story_id.in_(event))
        .where(digest.c.body.is_not(None))
    )
    return conn.execute(query.order_by(digest.c.id.desc()).limit(1)).one_or_none()


def _send_again(conn: Connection, told: Any, event: Sequence[int], after: datetime, action: DeskAction) -> int:
    """The story as it was told, to everybody who got that digest."""
    part = _part_of(codec.decode(Digest, told.body), event)
    ways = select(outbox.c.channel, outbox.c.recipient).distinct()
    rows = conn.execute(ways.where(outbox.c.digest_id == told.id, outbox.c.state.not_in(_UNWANTED))).all()
    if not rows:
        return 0
    number = put(conn, action, digest=told.key, again=True)
    drafts = [
        {
            "dedupe_key": dedupe_key(f"{told.key}/again-{number}", row.channel, row.recipient),
            "digest_id": told.id,
            "part": codec.encode(part),
            "channel": row.channel,
            "recipient": row.recipient,
            "state": DeliveryState.PENDING.value,
            "created_at": action.at,
            "changed_at": action.at,
            "detail": "",
            "due_at": after,
            "attempts": 0,
        }
        for row in rows
    ]
    conn.execute(insert(outbox), drafts)
    return number


def _part_of(body: Digest, event: Sequence[int]) -> Part:
    """The one story of the digest; the whole digest if it stands in none of its lines."""
    for place, story in enumerate(body.stories):
        if story.story_id in event:
            return Part(first=place, last=place + 1)
    return WHOLE


def _take_over(conn: Connection, subscription: str, event: Sequence[int], action: DeskAction) -> int:
    """What the subscription never told waits for it from now on."""
    lists = select(subscription_list.c.watchlist).where(subscription_list.c.subscription == subscription)
    mine = select(alert.c.id).select_from(alert).where(alert.c.story_id.in_(event))
    active = conn.execute(lists.where(subscription_list.c.active.is_(True))).scalars().all()
    waiting = set(conn.execute(pending(mine, subscription, active)).scalars())
    asked = alert_adopted.c.subscription == subscription
    known = set(conn.execute(select(alert_adopted.c.alert_id).where(asked)).scalars())
    settled = exists().where(digest_alert.c.subscription == subscription, digest_alert.c.alert_id == alert.c.id)
    wanted = sorted(set(conn.execute(mine.where(~settled)).scalars()) - waiting)
    if not wanted:
        return 0
    here = and_(alert_aside.c.subscription == subscription, alert_aside.c.alert_id.in_(wanted))
    rules = conn.execute(select(alert_aside).where(here)).all()
    aside = [(one.alert_id, one.rule, one.why, _written(one.at)) for one in rules]
    conn.execute(delete(alert_aside).where(here))
    rows = [{"subscription": subscription, "alert_id": one, "by_hand": True} for one in wanted]
    dialect.upsert(conn, alert_adopted, rows)
    return put(conn, action, subscription=subscription, alerts=sorted(set(wanted) - known), aside=aside)


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""
