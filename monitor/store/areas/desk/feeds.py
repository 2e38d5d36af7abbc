"""What the desk's page of feeds asks beside how feeds do, and what is done there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from monitor.model.ids import FeedId
from monitor.model.outcomes import PollOutcome
from monitor.store.database import Area
from monitor.store.schema import dialect, feed, feed_clock, poll

_FAILED = frozenset({PollOutcome.FETCH_FAILED.value, PollOutcome.PARSE_FAILED.value})


class DeskFeeds(Area):
    """`poll_soon`, `polls_by_day`."""

    def poll_soon(self, feed_id: FeedId, at: datetime) -> datetime | None:
        """Have a feed polled at `at`; when it would have been, None if it is not polled, or there is none."""
        polled = (feed.c.id == feed_id) & feed.c.active.is_(True) & feed.c.disabled.is_(False)
        planned = select(feed_clock.c.next_poll_at).join(feed, feed.c.id == feed_clock.c.feed_id).where(polled)

        def work(conn: Connection) -> datetime | None:
            before: datetime | None = conn.execute(planned).scalar()
            if before is not None:
                conn.execute(update(feed_clock).where(feed_clock.c.feed_id == feed_id).values(next_poll_at=at))
            return before

        return self._db.write(work)

    def polls_by_day(
        self, feed_ids: Sequence[FeedId], since: datetime
    ) -> Mapping[FeedId, Mapping[date, tuple[int, int]]]:
        """Of each feed by day (UTC) how many polls it had since then, and how many of them failed."""

        def work(conn: Connection) -> Mapping[FeedId, Mapping[date, tuple[int, int]]]:
            days: dict[FeedId, dict[date, tuple[int, int]]] = defaultdict(dict)
            for ids in dialect.chunks(feed_ids):
                query = select(poll.c.feed_id, poll.c.finished_at, poll.c.outcome, poll.c.times).where(
                    poll.c.feed_id.in_(ids), poll.c.finished_at >= since
                )
                for row in conn.execute(query):
                    day, one = row.finished_at.date(), days[FeedId(row.feed_id)]
                    polls, failed = one.get(day, (0, 0))
                    one[day] = polls + row.times, failed + (row.times if row.outcome in _FAILED else 0)
            return days

        return self._db.read(work)
