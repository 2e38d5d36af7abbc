"""A wall clock that was set back: nothing may wait until it shows again what it showed before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from monitor.store.database import Area
from monitor.store.schema import article, audit_made, counter, dialect, entry, feed, feed_clock, outbox, subscription

_NEWEST, _UPKEPT = "clock", "upkeep"
_MOVED = (
    *(feed_clock.c[name] for name in ("next_poll_at", "lease_until", "last_polled_at", "last_good_at", "quiet_since")),
    feed.c.last_new_at,
    feed.c.failing_since,
    entry.c.due_at,
    article.c.due_at,
    outbox.c.due_at,
    outbox.c.tried_since,
    audit_made.c.at,
)
"""When something is due, the ends of leases, and what health reckons ages from."""


class Clocks(Area):
    """`newest_time`, `note_time`, `upkept_at`, `note_upkeep`, `set_back`."""

    def newest_time(self) -> datetime | None:
        """The time noted last, to the second."""
        return self._noted(_NEWEST)

    def note_time(self, now: datetime) -> None:
        """Remember `now`. A power cut may take it back."""
        self._note(_NEWEST, now)

    def upkept_at(self) -> datetime | None:
        """When a cycle did upkeep last, to the second."""
        return self._noted(_UPKEPT)

    def note_upkeep(self, now: datetime) -> None:
        """Remember `now`. A power cut may take it back."""
        self._note(_UPKEPT, now)

    def _noted(self, name: str) -> datetime | None:
        query = select(counter.c.value).where(counter.c.name == name)
        seconds = self._db.read(lambda conn: conn.execute(query).scalar())
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)

    def _note(self, name: str, now: datetime) -> None:
        row = {"name": name, "value": int(now.timestamp())}
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, counter, [row]))

    def set_back(self, by: timedelta, now: datetime, slots: Mapping[str, datetime]) -> None:
        """Bring nearer what the step put off. See the port."""

        def work(conn: Connection) -> None:
            for column in _MOVED:
                table = column.table
                (key,) = table.primary_key
                late = conn.execute(select(key.label("id"), column.label("at")).where(column > now)).all()
                if late:
                    move = update(table).where(key == bindparam("row")).values({column: bindparam("to")})
                    conn.execute(move, [{"row": row.id, "to": row.at - by} for row in late])
            for name, at in slots.items():
                mine = (subscription.c.name == name) & (subscription.c.next_due_at > at)
                conn.execute(update(subscription).where(mine).values(next_due_at=at))

        self._db.write(work)
