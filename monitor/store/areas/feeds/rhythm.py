"""When to come for a feed: what its text asks for, and its week as it was learnt."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from monitor.model.hearing.rhythm import Asked, LearntWeek
from monitor.model.ids import FeedId
from monitor.store.database import Area
from monitor.store.schema import dialect, feed_asked, feed_week


class Rhythms(Area):
    """`asked`, `save_asked`, `weeks`, `save_weeks`."""

    def asked(self) -> dict[FeedId, Asked]:
        """What feeds asked for, of those that ever did."""
        rows = self._db.read(lambda conn: conn.execute(select(feed_asked)).all())
        return {
            FeedId(row.feed_id): Asked(interval_s=row.interval_s, hours=_members(row.hours), days=_members(row.days))
            for row in rows
        }

    def save_asked(self, feed_id: FeedId, asked: Asked) -> None:
        """Keep what a feed asks for now."""
        row = {
            "feed_id": feed_id,
            "interval_s": asked.interval_s,
            "hours": _bits(asked.hours),
            "days": _bits(asked.days),
        }
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, feed_asked, [row]))

    def weeks(self) -> dict[FeedId, LearntWeek]:
        """What was learnt of feeds' weeks."""
        rows = self._db.read(lambda conn: conn.execute(select(feed_week)).all())
        return {
            FeedId(row.feed_id): LearntWeek(
                week=bytes.fromhex(row.week), interval_s=row.interval_s, learnt_at=row.learnt_at
            )
            for row in rows
        }

    def save_weeks(self, weeks: Mapping[FeedId, LearntWeek]) -> None:
        """Keep what was learnt."""
        rows = [
            {"feed_id": one, "week": learnt.week.hex(), "interval_s": learnt.interval_s, "learnt_at": learnt.learnt_at}
            for one, learnt in weeks.items()
        ]
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, feed_week, rows))


def _bits(members: frozenset[int]) -> int:
    return sum(1 << one for one in members)


def _members(bits: int) -> frozenset[int]:
    return frozenset(one for one in range(bits.bit_length()) if bits >> one & 1)
