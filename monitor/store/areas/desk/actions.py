"""The ledger of what people do by the pages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, insert, select, update

from monitor.model.desk.actions import DeskAction
from monitor.store.database import Area
from monitor.store.schema import desk_action

_VALUES = ("at", "by", "kind", "subject", "why")


class DeskActions(Area):
    """`record_action`, `action`, `actions`, `undo_action`."""

    def record_action(self, action: DeskAction) -> int:
        """Put an action into the ledger; its number there."""
        values = {name: getattr(action, name) for name in _VALUES} | {"detail": dict(action.detail), "undone_by": ""}
        statement = insert(desk_action).values(values).returning(desk_action.c.id)
        return self._db.write(lambda conn: int(conn.execute(statement).scalar_one()))

    def action(self, number: int) -> DeskAction | None:
        """The action of that number; None if there is none."""
        query = select(desk_action).where(desk_action.c.id == number)
        row = self._db.read(lambda conn: conn.execute(query).first())
        return None if row is None else _action(row)

    def actions(self, *, kind: str = "", subject: str = "", most: int = 50) -> list[DeskAction]:
        """The newest actions, of one kind or done to one thing if asked for, those that were undone among them."""
        query = select(desk_action).order_by(desk_action.c.id.desc()).limit(most)
        if kind:
            query = query.where(desk_action.c.kind == kind)
        if subject:
            query = query.where(desk_action.c.subject == subject)
        return self._db.read(lambda conn: [_action(row) for row in conn.execute(query)])

    def undo_action(self, number: int, at: datetime, by: str) -> bool:
        """Mark an action as undone; False if there is none of that number, or it is undone already."""
        mine = (desk_action.c.id == number) & desk_action.c.undone_at.is_(None)
        statement = update(desk_action).where(mine).values(undone_at=at, undone_by=by)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)


def _action(row: Row[tuple[object, ...]]) -> DeskAction:
    return DeskAction(**row._asdict())
