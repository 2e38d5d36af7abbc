"""The rhythm of each feed, learnt again once a day from what is stored of its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from monitor.core.health.habit import MOST_LEARNT
from monitor.core.pace import Pace, liveliness, measure_of
from monitor.core.rhythm import Rhythm
from monitor.errors import StoreError
from monitor.flow.services import Config, Services
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.hearing.rhythm import NOTHING, Asked, LearntWeek
from monitor.model.ids import FeedId
from monitor.ports import Store

LEARN_S = 300.0
_AGAIN = timedelta(days=1)
_AT_ONCE, _TOGETHER = 200, 20
"""Feeds learnt in one go, and of these in one call: others wait for a thread of the store, too."""


class Rhythms:
    """Learns the feeds' hours anew, each feed's once a day; what was learnt outlives the process."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def learn(self) -> None:
        """Learn some feeds whose turn it is, and find the measure for all."""
        services = self._services
        if not services.config.settings.polling.adaptive:
            services.paces = {}
            return
        intervals, now = await services.call(_intervals, services), services.clock.now()
        due = await services.call(_due, services.weeks, intervals, now)
        for place in range(0, len(due), _TOGETHER):
            some = due[place : place + _TOGETHER]
            services.weeks |= await services.call(_learnt, services.store, some, intervals, now)
        services.paces = await services.call(_paces, services.weeks, intervals)


async def recall(services: Services) -> None:
    """What feeds asked for and what was learnt of them before this process began."""
    services.asked = await services.call(services.store.asked)
    services.weeks = await services.call(services.store.weeks)
    if services.config.settings.polling.adaptive:
        services.paces = await services.call(_paces, services.weeks, await services.call(_intervals, services))


async def hear(services: Services, feed_id: FeedId, asked: Asked) -> None:
    """Remember what a feed asks for now; where the store is in trouble, until the process ends."""
    if asked == services.asked.get(feed_id, NOTHING):
        return
    services.asked[feed_id] = asked
    with suppress(StoreError):
        await services.call(services.store.save_asked, feed_id, asked)


# Off the event loop, for with thousands of feeds each of these takes longer than others should wait.


def _intervals(services: Services) -> dict[FeedId, int]:
    config = services.config
    return {feed.id: interval_of(config, feed) for feed in services.store.feeds() if feed.active}


def _due(weeks: Mapping[FeedId, LearntWeek], intervals_s: Mapping[FeedId, int], now: datetime) -> list[FeedId]:
    """Feeds whose turn it is, of these some."""
    due = (one for one, interval_s in intervals_s.items() if _is_due(weeks.get(one), now, interval_s))
    return list(islice(due, _AT_ONCE))


def _paces(weeks: Mapping[FeedId, LearntWeek], intervals_s: Mapping[FeedId, int]) -> dict[FeedId, Pace]:
    learnt = {one: known.week for one in intervals_s if (known := weeks.get(one)) and known.week}
    measure = measure_of(learnt, intervals_s)
    return {one: Pace(week=week, measure=measure) for one, week in learnt.items()}


def _is_due(known: LearntWeek | None, now: datetime, interval_s: int) -> bool:
    if known is None or known.interval_s != interval_s:
        return True
    # A day of tomorrow comes from a clock that was wrong.
    return not timedelta(0) <= now - known.learnt_at < _AGAIN


def interval_of(config: Config, feed: FeedState) -> int:
    """The feed's interval, in seconds, as it is configured."""
    spec = config.specs.get(feed.url) or FeedSpec(url=feed.url, title=feed.title, publisher=feed.publisher)
    return Rhythm.of(spec, config.settings.polling).interval_s


def _learnt(
    store: Store, feeds: Sequence[FeedId], intervals_s: Mapping[FeedId, int], now: datetime
) -> dict[FeedId, LearntWeek]:
    came = store.arrivals(feeds, MOST_LEARNT)
    found = {
        one: LearntWeek(week=liveliness(came[one], intervals_s[one], now), interval_s=intervals_s[one], learnt_at=now)
        for one in feeds
    }
    store.save_weeks(found)
    return found
