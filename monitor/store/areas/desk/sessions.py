"""Browsers that somebody logged in with, and codes of authenticators that were used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from monitor.model.desk.visitors import Session
from monitor.store.database import Area
from monitor.store.schema import desk_code, desk_session

_VALUES = ("mark", "user", "stamp", "began_at", "seen_at")


class DeskSessions(Area):
    """`keep_session`, `session`, `note_session`, `end_session`, `forget_sessions`, `use_code`."""

    def keep_session(self, session: Session) -> None:
        """Remember a browser that somebody logged in with."""
        values = {name: getattr(session, name) for name in _VALUES}
        self._db.write(lambda conn: conn.execute(insert(desk_session).values(values)))

    def session(self, mark: str) -> Session | None:
        """The session with that mark; whether it still lets in is for others to say."""
        query = select(desk_session).where(desk_session.c.mark == mark)
        row = self._db.read(lambda conn: conn.execute(query).first())
        return None if row is None else Session(**row._asdict())

    def note_session(self, mark: str, at: datetime) -> None:
        """It was used at that time. A power cut may take it back."""
        statement = update(desk_session).where(desk_session.c.mark == mark).values(seen_at=at)
        self._db.write_repeatable(lambda conn: conn.execute(statement))

    def end_session(self, mark: str) -> bool:
        """Forget a session; whether there was one."""
        statement = delete(desk_session).where(desk_session.c.mark == mark)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)

    def forget_sessions(self, began_before: datetime, seen_before: datetime) -> int:
        """Forget sessions that began or were used last before; how many."""
        old = or_(desk_session.c.began_at < began_before, desk_session.c.seen_at < seen_before)
        return self._db.write(lambda conn: conn.execute(delete(desk_session).where(old)).rowcount)

    def use_code(self, user: str, step: int) -> bool:
        """Take the code of a time step for used; False if that one, or a later one, was used before."""

        def work(conn: Connection) -> bool:
            used = conn.execute(select(desk_code.c.step).where(desk_code.c.user == user)).scalar()
            if used is not None and used >= step:
                return False
            conn.execute(delete(desk_code).where(desk_code.c.user == user))
            conn.execute(insert(desk_code).values(user=user, step=step))
            return True

        return self._db.write(work)
