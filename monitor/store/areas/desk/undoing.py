"""What people did, taken back: parts of one transaction, False where it is too late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, select, update

from monitor.model.desk.actions import Deed, DeskAction
from monitor.model.outcomes import DeliveryState
from monitor.store.schema import alert_adopted, alert_aside, dialect, digest, digest_alert, entry, outbox, story_done

Undo = Mapping[str, Any]
"""What an action keeps to be undone by."""


def done(conn: Connection, action: DeskAction, undo: Undo) -> bool:
    """The stories stand as they did before, but those that somebody has looked at since then."""
    mine = and_(story_done.c.story_id.in_(undo["marks"]), story_done.c.action_id == action.id)
    changed = set(conn.execute(select(story_done.c.story_id).where(mine)).scalars())
    conn.execute(delete(story_done).where(mine))
    was = [
        {"story_id": story, "alert_id": alert, "at": _moment(at), "action_id": of}
        for story, alert, at, of in undo["was"]
        if story in changed
    ]
    dialect.upsert(conn, story_done, was)
    return True


def tell_again(conn: Connection, action: DeskAction, undo: Undo) -> bool:
    """Too late as soon as anything of it went out, or was frozen into a digest."""
    return _not_sent(conn, action, undo) if undo.get("again") else _given_back(conn, undo)


def read_again(conn: Connection, _: DeskAction, undo: Undo) -> bool:
    """Too late as soon as the page is being read."""
    waiting = and_(entry.c.token.is_(None), entry.c.due_at == _moment(undo["set"]))
    mine = and_(entry.c.id == undo["entry"], waiting)
    values = {"due_at": _moment(undo["due"]), "attempts": undo["attempts"]}
    return conn.execute(update(entry).where(mine).values(values)).rowcount > 0


def retry(conn: Connection, _: DeskAction, undo: Undo) -> bool:
    """Too late as soon as it is being sent."""
    waiting = and_(outbox.c.token.is_(None), outbox.c.due_at == _moment(undo["set"]))
    values = {name: _moment(at) for name, at in undo["was"].items()} | {"state": undo["state"]}
    mine = update(outbox).where(outbox.c.id == undo["delivery"], waiting)
    return conn.execute(mine.values(values)).rowcount > 0


def acknowledge(conn: Connection, action: DeskAction, undo: Undo) -> bool:
    """As long as it was not taken up again."""
    mine = and_(outbox.c.id == undo["delivery"], outbox.c.acknowledged_at == action.at)
    return conn.execute(update(outbox).where(mine).values(acknowledged_at=None)).rowcount > 0


def _not_sent(conn: Connection, action: DeskAction, undo: Undo) -> bool:
    of = select(digest.c.id).where(digest.c.key == undo["digest"]).scalar_subquery()
    begins = f"{undo['digest']}/again-{action.id}/"
    mine = and_(outbox.c.digest_id == of, outbox.c.dedupe_key.startswith(begins, autoescape=True))
    untried = and_(outbox.c.attempts == 0, outbox.c.state == DeliveryState.PENDING.value, outbox.c.token.is_(None))
    if conn.execute(select(exists().where(mine, ~untried))).scalar():
        return False
    return conn.execute(delete(outbox).where(mine)).rowcount > 0


def _given_back(conn: Connection, undo: Undo) -> bool:
    subscription, alerts = undo["subscription"], undo["alerts"]
    aside = [one[0] for one in undo["aside"]]
    told = exists().where(digest_alert.c.subscription == subscription, digest_alert.c.alert_id.in_({*alerts, *aside}))
    if conn.execute(select(told)).scalar():
        return False
    mine = and_(alert_adopted.c.subscription == subscription, alert_adopted.c.alert_id.in_(alerts))
    conn.execute(delete(alert_adopted).where(mine))
    rows = [
        {"subscription": subscription, "alert_id": one, "rule": rule, "why": why, "at": _moment(at)}
        for one, rule, why, at in undo["aside"]
    ]
    dialect.insert_new(conn, alert_aside, rows)
    return True


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


OF: Mapping[str, Callable[[Connection, DeskAction, Undo], bool]] = {
    Deed.DONE: done,
    Deed.TELL_AGAIN: tell_again,
    Deed.READ_AGAIN: read_again,
    Deed.RETRY: retry,
    Deed.ACKNOWLEDGE: acknowledge,
}
"""By the kind of action; what is done elsewhere is undone there."""
