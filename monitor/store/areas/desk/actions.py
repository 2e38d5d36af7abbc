"""The ledger of what people do by the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from monitor.model.desk.actions import DeskAction
from monitor.store.database import Area
from monitor.store.schema import desk_action

_VALUES = ("at", "by", "kind", "subject", "why")


class DeskActions(Area):
    """`record_action`, `action`, `actions`, `undo_action`."""

    def record_action(self, action: DeskAction) -> int:
        """Put an action into the ledger; its number there."""
        return self._db.write(lambda conn: put(conn, action))

    def action(self, number: int) -> DeskAction | None:
        """The action of that number; None if there is none."""
        return self._db.read(lambda conn: one(conn, number))

    def actions(self, *, kind: str = "", subject: str = "", most: int = 50, before: int = 0) -> list[DeskAction]:
        """The newest actions, of one kind or done to one thing if asked for, those that were undone among them."""
        query = select(desk_action).order_by(desk_action.c.id.desc()).limit(most)
        if kind:
            query = query.where(desk_action.c.kind == kind)
        if subject:
            query = query.where(desk_action.c.subject == subject)
        if before:
            query = query.where(desk_action.c.id < before)
        return self._db.read(lambda conn: [_action(row) for row in conn.execute(query)])

    def undo_action(self, number: int, at: datetime, by: str) -> bool:
        """Mark an action as undone; False if there is none of that number, or it is undone already."""
        mine = (desk_action.c.id == number) & desk_action.c.undone_at.is_(None)
        statement = update(desk_action).where(mine).values(undone_at=at, undone_by=by)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)


def one(conn: Connection, number: int) -> DeskAction | None:
    """The action of that number."""
    row = conn.execute(select(desk_action).where(desk_action.c.id == number)).first()
    return None if row is None else _action(row)


def put(conn: Connection, action: DeskAction, **undo: Any) -> int:
    """Part of a transaction: the action's number. `undo`: what it takes to undo it, if that is not there."""
    detail = {**action.detail, "undo": undo} if undo else dict(action.detail)
    values = {name: getattr(action, name) for name in _VALUES} | {"detail": detail, "undone_by": ""}
    return int(conn.execute(insert(desk_action).values(values).returning(desk_action.c.id)).scalar_one())


def _action(row: Row[tuple[object, ...]]) -> DeskAction:
    return DeskAction(**row._asdict())
