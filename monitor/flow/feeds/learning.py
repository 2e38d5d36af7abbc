"""The rhythm of each feed, learnt again once a day from what is stored of its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import inf

from monitor.core.health.habit import MOST_LEARNT
from monitor.core.pace import Pace, liveliness, measure_of
from monitor.core.rhythm import Rhythm
from monitor.flow.services import Config, Services
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.ids import FeedId
from monitor.ports import Store

LEARN_S = 300.0
_AGAIN_S = 86_400.0
_AT_ONCE, _TOGETHER = 200, 20
"""Feeds learnt in one go, and of these in one call: others wait for a thread of the store, too."""


class Rhythms:
    """What is known of the feeds' hours in this process."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._learnt: dict[FeedId, tuple[float, float]] = {}
        """When, in monotonic time, and for which interval."""
        self._weeks: dict[FeedId, bytes] = {}

    async def learn(self) -> None:
        """Learn some feeds whose turn it is, and find the measure for all."""
        services, clock = self._services, self._services.clock.monotonic()
        if not services.config.settings.polling.adaptive:
            services.paces = {}
            return
        feeds = [feed for feed in await services.call(services.store.feeds) if feed.active]
        intervals = {feed.id: interval_of(services.config, feed) for feed in feeds}
        due = [feed for feed in feeds if self._is_due(feed.id, clock, intervals[feed.id])][:_AT_ONCE]
        for place in range(0, len(due), _TOGETHER):
            some = due[place : place + _TOGETHER]
            self._weeks |= await services.call(_learnt, services.store, some, intervals, services.clock.now())
            self._learnt |= {feed.id: (clock, intervals[feed.id]) for feed in some}
        weeks = {feed.id: week for feed in feeds if (week := self._weeks.get(feed.id))}
        measure = await services.call(measure_of, weeks, intervals)
        services.paces = {one: Pace(week=week, measure=measure) for one, week in weeks.items()}

    def _is_due(self, feed_id: FeedId, clock: float, interval_s: float) -> bool:
        at, interval = self._learnt.get(feed_id, (-inf, 0.0))
        return clock - at >= _AGAIN_S or interval != interval_s


def interval_of(config: Config, feed: FeedState) -> int:
    """The feed's interval, in seconds, as it is configured."""
    spec = config.specs.get(feed.url) or FeedSpec(url=feed.url, title=feed.title, publisher=feed.publisher)
    return Rhythm.of(spec, config.settings.polling).interval_s


def _learnt(
    store: Store, feeds: Sequence[FeedState], intervals_s: Mapping[FeedId, float], now: datetime
) -> dict[FeedId, bytes]:
    came = store.arrivals([feed.id for feed in feeds], MOST_LEARNT)
    return {feed.id: liveliness(came[feed.id], intervals_s[feed.id], now) for feed in feeds}
