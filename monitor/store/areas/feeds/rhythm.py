"""When to come for a feed: what its text asks for, and its week as it was learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from monitor.model.hearing.rhythm import UNHEARD, Asked, FeedWeek, Heard, LearntWeek
from monitor.model.ids import FeedId
from monitor.store.database import Area
from monitor.store.schema import counter, dialect, feed, feed_asked, feed_clock, feed_shown, feed_week

_MEASURE, _PARTS = "pace:measure", 1_000_000_000
"""Of the table `counter`: the measure, in so many parts of one."""
HEARD = (feed_shown.c.entries, feed_asked.c.interval_s, feed_asked.c.hours, feed_asked.c.days, feed_week.c.week)
"""The columns of what a poll has to know beside its feed; each may be NULL."""
_HEARD = (
    select(feed_clock.c.feed_id, *HEARD)
    .outerjoin_from(feed_clock, feed_shown, feed_shown.c.feed_id == feed_clock.c.feed_id)
    .outerjoin(feed_asked, feed_asked.c.feed_id == feed_clock.c.feed_id)
    .outerjoin(feed_week, feed_week.c.feed_id == feed_clock.c.feed_id)
)


def heard_of(conn: Connection, ids: Sequence[FeedId]) -> dict[FeedId, tuple[str, Heard]]:
    """What a poll has to know beside its feed: what that showed last ("" if nothing is kept), and its rhythm."""
    return {
        FeedId(row[0]): heard_from(row[1:])
        for some in dialect.chunks(ids)
        for row in conn.execute(_HEARD.where(feed_clock.c.feed_id.in_(some)))
    }


class Rhythms(Area):
    """`save_asked`, `weeks`, `save_weeks`, `measure`, `save_measure`."""

    def save_asked(self, feed_id: FeedId, asked: Asked) -> None:
        """Keep what a feed asks for now."""
        row = {
            "feed_id": feed_id,
            "interval_s": asked.interval_s,
            "hours": _bits(asked.hours),
            "days": _bits(asked.days),
        }
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, feed_asked, [row]))

    def weeks(self, after: FeedId, most: int) -> list[FeedWeek]:
        """What was learnt of active feeds, by their ids."""
        learnt = (feed_week.c.week, feed_week.c.interval_s, feed_week.c.learnt_at)
        query = select(feed.c.id, feed.c.url, *learnt).outerjoin_from(feed, feed_week)
        query = query.where(feed.c.active.is_(True), feed.c.id > after).order_by(feed.c.id).limit(most)
        rows = self._db.read(lambda conn: conn.execute(query).all())
        return [FeedWeek(id=FeedId(row.id), url=row.url, learnt=_learnt(row)) for row in rows]

    def measure(self) -> float | None:
        """As it was found last."""
        query = select(counter.c.value).where(counter.c.name == _MEASURE)
        kept = self._db.read(lambda conn: conn.execute(query).scalar())
        return None if kept is None else kept / _PARTS

    def save_measure(self, measure: float) -> None:
        """Keep it as a counter."""
        row = {"name": _MEASURE, "value": round(measure * _PARTS)}
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, counter, [row]))

    def save_weeks(self, weeks: Mapping[FeedId, LearntWeek]) -> None:
        """Keep what was learnt."""
        rows = [
            {"feed_id": one, "week": learnt.week.hex(), "interval_s": learnt.interval_s, "learnt_at": learnt.learnt_at}
            for one, learnt in weeks.items()
        ]
        self._db.write_repeatable(lambda conn: dialect.upsert(conn, feed_week, rows))


def heard_from(row: Sequence[Any]) -> tuple[str, Heard]:
    """What a feed showed last ("" if nothing is kept), and its rhythm, from the columns `HEARD`."""
    entries, interval_s, hours, days, learnt = row
    week = bytes.fromhex(learnt or "")
    heard = Heard(week=week) if week else UNHEARD
    if interval_s is not None:
        asked = Asked(interval_s=interval_s, hours=_members(hours), days=_members(days))
        heard = Heard(asked=asked, week=week)
    return entries or "", heard


def _learnt(row: Any) -> LearntWeek | None:
    if row.week is None:
        return None
    return LearntWeek(week=bytes.fromhex(row.week), interval_s=row.interval_s, learnt_at=row.learnt_at)


def _bits(members: frozenset[int]) -> int:
    return sum(1 << one for one in members)


def _members(bits: int) -> frozenset[int]:
    return frozenset(one for one in range(bits.bit_length()) if bits >> one & 1)
