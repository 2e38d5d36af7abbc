"""Entries that intake held back: listed for people, and released by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from monitor.model.facts import HeldEntry
from monitor.model.ids import EntryId, FeedId
from monitor.model.outcomes import IntakeOutcome, Step
from monitor.store.database import Area
from monitor.store.schema import dialect, entry, feed, outcome, outcome_row, record_outcomes

HELD = tuple(one.value for one in IntakeOutcome if one.held)

_HELD = (
    select(
        entry.c.id,
        entry.c.feed_id,
        feed.c.title.label("feed_title"),
        feed.c.url.label("feed_url"),
        entry.c.title,
        entry.c.url,
        entry.c.published_at,
        outcome.c.at.label("held_at"),
        outcome.c.outcome,
        outcome.c.detail,
    )
    .select_from(outcome)
    .join(entry, entry.c.id == outcome.c.subject_id)
    .join(feed, feed.c.id == entry.c.feed_id)
    .where(outcome.c.subject == "entry", outcome.c.step == Step.INTAKE.value, outcome.c.outcome.in_(HELD))
    .order_by(feed.c.title, feed.c.id, entry.c.published_at, entry.c.id)
)


class Holding(Area):
    """`held_entries`, `release_held`."""

    def held_entries(self) -> list[HeldEntry]:
        """All entries held back, by feed, the oldest first."""
        return self._db.read(_held)

    def release_held(self, entry_ids: Sequence[EntryId], now: datetime) -> int:
        """Have entries that are held read like new ones; how many were. Those released before are passed over."""

        def work(conn: Connection) -> int:
            wanted = set(entry_ids)
            found = [one for one in _held(conn) if one.id in wanted]
            for chunk in dialect.chunks([one.id for one in found]):
                mine = update(entry).where(entry.c.id.in_(chunk))
                conn.execute(mine.values(due_at=now, token=None, attempts=0))
            record_outcomes(conn, [_released(one, now) for one in found])
            return len(found)

        return self._db.write(work)


def _held(conn: Connection) -> list[HeldEntry]:
    return [
        HeldEntry(
            id=EntryId(row.id),
            feed_id=FeedId(row.feed_id),
            feed_title=row.feed_title,
            feed_url=row.feed_url,
            title=row.title,
            url=row.url,
            published_at=row.published_at,
            held_at=row.held_at,
            outcome=IntakeOutcome(row.outcome),
            detail=row.detail,
        )
        for row in conn.execute(_HELD)
    ]


def _released(one: HeldEntry, now: datetime) -> dict[str, Any]:
    detail = f"released by hand; {one.outcome.value} at {one.held_at:%Y-%m-%d %H:%M} UTC"
    return outcome_row(("entry", one.id), Step.INTAKE, (IntakeOutcome.NEW.value, detail), now)
