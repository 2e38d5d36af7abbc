"""What the desk's page of feeds asks beside how feeds do, and what is done there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select, update

from monitor.model.feeds import FeedState
from monitor.model.ids import FeedId
from monitor.model.outcomes import PollOutcome
from monitor.store.database import Area
from monitor.store.schema import FEED, FEEDS, dialect, feed, feed_clock, feed_state, poll

_FAILED = frozenset({PollOutcome.FETCH_FAILED.value, PollOutcome.PARSE_FAILED.value})


class DeskFeeds(Area):
    """`feed_addresses`, `feeds_at`, `active_urls`, `poll_soon`, `polls_by_day`."""

    def feed_addresses(self) -> list[str]:
        """Of all feeds: reading how each does takes ten times as long."""
        return self._db.read(lambda conn: list(conn.execute(select(feed.c.url).order_by(feed.c.id)).scalars()))

    def feeds_at(self, urls: Sequence[str]) -> list[FeedState]:
        """Those of the feeds with these addresses that there are."""

        def work(conn: Connection) -> list[FeedState]:
            wanted = [select(*FEED).select_from(FEEDS).where(feed.c.url.in_(some)) for some in dialect.chunks(urls)]
            return [feed_state(row) for query in wanted for row in conn.execute(query)]

        return self._db.read(work)

    def active_urls(self, feed_ids: Collection[FeedId]) -> dict[FeedId, str]:
        """The addresses of those of these feeds that are active."""

        def work(conn: Connection) -> dict[FeedId, str]:
            found = select(feed.c.id, feed.c.url).where(feed.c.active.is_(True))
            some = [found.where(feed.c.id.in_(ids)) for ids in dialect.chunks(feed_ids)]
            return {FeedId(row.id): row.url for query in some for row in conn.execute(query)}

        return self._db.read(work)

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
                stored = select(poll.c.feed_id, poll.c.started_at, poll.c.finished_at, poll.c.outcome, poll.c.times)
                for row in conn.execute(stored.where(poll.c.feed_id.in_(ids), poll.c.finished_at >= since)):
                    failed = row.times if row.outcome in _FAILED else 0
                    _count(days[FeedId(row.feed_id)], (row.started_at, row.finished_at), row.times, failed)
                # Those that have no row yet, since they told nothing else than the one before.
                counted = select(feed_clock).where(feed_clock.c.feed_id.in_(ids), feed_clock.c.quiet_polls > 0)
                for row in conn.execute(counted):
                    span = (row.quiet_since or row.last_polled_at, row.last_polled_at)
                    _count(days[FeedId(row.feed_id)], span, row.quiet_polls, 0)
            first = since.date()
            return {one: {at: told for at, told in of.items() if at >= first} for one, of in days.items()}

        return self._db.read(work)


def _count(days: dict[date, tuple[int, int]], span: tuple[datetime, datetime], polls: int, failed: int) -> None:
    """Spread polls of which only the first and the last moment are known over the days between these."""
    first, last = span[0].date(), span[1].date()
    length = max((last - first).days, 0) + 1
    share, rest = divmod(polls, length)
    for number in range(length):
        at = first + timedelta(days=number)
        before, failed_before = days.get(at, (0, 0))
        mine = share + (number < rest)
        days[at] = before + mine, failed_before + (mine if failed else 0)
