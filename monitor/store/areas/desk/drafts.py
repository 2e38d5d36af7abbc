"""Edits of watchlists that are kept before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, literal, select, update

from monitor.model.desk.drafts import KeptDraft
from monitor.store.database import Area
from monitor.store.schema import list_draft

_KEPT = ("version", "base", "text", "why", "kept_by", "kept_at")
_BEGUN = ("name", "begun_by", "begun_at", *_KEPT)


class DeskDrafts(Area):
    """`keep_draft`, `change_draft`, `kept_draft`, `kept_drafts`, `end_draft`, `forget_drafts`."""

    def keep_draft(self, draft: KeptDraft) -> int:
        """Keep an edit of a watchlist; its number."""
        values = {name: getattr(draft, name) for name in _BEGUN} | {"edition": 1, "ended_by": "", "ended_how": ""}
        query = insert(list_draft).values(values).returning(list_draft.c.id)
        return self._db.write(lambda conn: int(conn.execute(query).scalar_one()))

    def change_draft(self, draft: KeptDraft) -> bool:
        """Keep its next edition; False, changing nothing, if it has ended or another one was kept."""
        same = (list_draft.c.id == draft.id) & (list_draft.c.edition == draft.edition)
        values = {name: getattr(draft, name) for name in _KEPT} | {"edition": draft.edition + 1}
        statement = update(list_draft).where(same, list_draft.c.ended_at.is_(None)).values(values)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)

    def kept_draft(self, number: int) -> KeptDraft | None:
        """The draft of that number, ended or not."""
        query = select(list_draft).where(list_draft.c.id == number)
        row = self._db.read(lambda conn: conn.execute(query).first())
        return None if row is None else KeptDraft(**row._asdict())

    def kept_drafts(self, most: int = 500) -> Sequence[KeptDraft]:
        """Those that have not ended, the newest first, without their texts."""
        texts = ("base", "text")
        shown = [one for one in list_draft.c if one.name not in texts]
        query = select(*shown, *(literal("").label(name) for name in texts))
        query = query.where(list_draft.c.ended_at.is_(None)).order_by(list_draft.c.id.desc()).limit(most)
        return self._db.read(lambda conn: tuple(KeptDraft(**row._asdict()) for row in conn.execute(query)))

    def end_draft(self, number: int, edition: int, at: datetime | None, by: str = "", how: str = "") -> bool:
        """It was saved or dropped, or is open again for None; False if it has another edition."""
        same = (list_draft.c.id == number) & (list_draft.c.edition == edition)
        statement = update(list_draft).where(same).values(ended_at=at, ended_by=by, ended_how=how)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)

    def forget_drafts(self, kept_before: datetime) -> int:
        """Forget those that nobody kept since then; how many."""
        old = list_draft.c.kept_at < kept_before
        return self._db.write(lambda conn: conn.execute(delete(list_draft).where(old)).rowcount)
