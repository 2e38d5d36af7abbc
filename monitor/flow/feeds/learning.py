"""The rhythm of each feed, learnt again once a day from what is stored of its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

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
        intervals, now = await _intervals(services), services.clock.now()
        due = [one for one, interval_s in intervals.items() if _is_due(services.weeks.get(one), now, interval_s)]
        due = due[:_AT_ONCE]
        for place in range(0, len(due), _TOGETHER):
            some = due[place : place + _TOGETHER]
            services.weeks |= await services.call(_learnt, services.store, some, intervals, now)
        await _set_paces(services, intervals)


async def recall(services: Services) -> None:
    """What feeds asked for and what was learnt of them before this process began."""
    services.asked = await services.call(services.store.asked)
    services.weeks = await services.call(services.store.weeks)
    if services.config.settings.polling.adaptive:
        await _set_paces(services, await _intervals(services))


async def hear(services: Services, feed_id: FeedId, asked: Asked) -> None:
    """Remember what a feed asks for now; where the store is in trouble, until the process ends."""
    if asked == services.asked.get(feed_id, NOTHING):
        return
    services.asked[feed_id] = asked
    with suppress(StoreError):
        await services.call(services.store.save_asked, feed_id, asked)


async def _intervals(services: Services) -> dict[FeedId, int]:
    feeds = await services.call(services.store.feeds)
    return {feed.id: interval_of(services.config, feed) for feed in feeds if feed.active}


async def _set_paces(services: Services, intervals: Mapping[FeedId, int]) -> None:
    weeks = {one: known.week for one in intervals if (known := services.weeks.get(one)) and known.week}
    measure = await services.call(measure_of, weeks, intervals)
    services.paces = {one: Pace(week=week, measure=measure) for one, week in weeks.items()}


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
