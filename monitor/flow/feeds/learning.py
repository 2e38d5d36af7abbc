"""The rhythm of each feed, learnt again once a day from what is stored of its entries."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.health.habit import MOST_LEARNT
from monitor.core.pace import Pace, liveliness, measure_for
from monitor.core.rhythm import Rhythm
from monitor.flow.services import Config, Services
from monitor.model.feeds import FeedClaim, FeedSpec
from monitor.model.hearing.rhythm import Asked, FeedWeek, Heard, LearntWeek
from monitor.model.ids import FeedId
from monitor.ports import Store

LEARN_S = 300.0
_AGAIN = timedelta(days=1)
_A_LEARNING, _A_DAY = 200, 250
"""Feeds learnt in one go, or as many as make all of them in so many goes, which are some twenty hours."""
_TOGETHER, _PAGE = 20, 1_000
"""Feeds learnt, and looked at, in one call: others wait for a thread of the store, too."""
_RESTS = 50
"""So many times as long as a look at all feeds took, none follows: of a million it takes a while."""


class Rhythms:
    """Learns the feeds' hours anew, each feed's once a day; what was learnt outlives the process.

    Nothing is held of the feeds: of a million it would be half a gigabyte.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rests_until = -math.inf
        self._feeds, self._learnt_to = 0, FeedId(0)
        """How many there were at the last look, and whose turn it was last."""

    async def learn(self) -> None:
        """Learn some feeds whose turn it is, and find the measure for all."""
        services, began = self._services, self._services.clock.monotonic()
        if not services.config.settings.polling.adaptive:
            services.measure = None
            return
        if began < self._rests_until:
            return
        most = max(_A_LEARNING, self._feeds // _A_DAY)
        look, last = _Look(services.config, services.clock.now(), self._learnt_to, most), FeedId(0)
        while page := await services.call(services.store.weeks, last, _PAGE):
            await services.call(look.take, page)
            last = page[-1].id
        due = look.due()
        for place in range(0, len(due), _TOGETHER):
            await services.call(look.learn, services.store, due[place : place + _TOGETHER])
        self._feeds, self._learnt_to = look.feeds, due[-1].id if due else self._learnt_to
        services.measure = measure_for(look.hours) if look.hours else None
        if services.measure is not None:
            await services.call(services.store.save_measure, services.measure)
        took = services.clock.monotonic() - began
        self._rests_until = began + max(0.0, _RESTS * took - LEARN_S)


class _Look:
    """One look at all feeds; at most so many are kept of those whose turn it is."""

    def __init__(self, config: Config, now: datetime, learnt_to: FeedId, most: int) -> None:
        self._config, self._now, self._learnt_to, self._most = config, now, learnt_to, most
        self._first: list[FeedWeek] = []
        self._then: list[FeedWeek] = []
        """Behind the one whose turn it was last, and before it."""
        self.feeds = 0
        self.hours: dict[float, Counter[int]] = {}
        """For each interval how many hours are how lively, of all feeds of which enough is known."""

    def take(self, page: Sequence[FeedWeek]) -> None:
        """Look at some."""
        self.feeds += len(page)
        for one in page:
            due = self._first if one.id > self._learnt_to else self._then
            if len(due) < self._most and _is_due(one.learnt, self._now, interval_of(self._config, one.url)):
                due.append(one)
            else:
                self._count(one)

    def due(self) -> list[FeedWeek]:
        """Those that are to be learnt now."""
        waiting = [*self._first, *self._then]
        for one in waiting[self._most :]:
            self._count(one)
        return waiting[: self._most]

    def _count(self, one: FeedWeek) -> None:
        if one.learnt is not None and one.learnt.week:
            self.hours.setdefault(interval_of(self._config, one.url), Counter()).update(one.learnt.week)

    def learn(self, store: Store, some: Sequence[FeedWeek]) -> None:
        """Learn these anew."""
        came = store.arrivals([one.id for one in some], MOST_LEARNT)
        found: dict[FeedId, LearntWeek] = {}
        for one in some:
            interval_s = interval_of(self._config, one.url)
            week = liveliness(came[one.id], interval_s, self._now)
            found[one.id] = LearntWeek(week=week, interval_s=interval_s, learnt_at=self._now)
            self._count(replace(one, learnt=found[one.id]))
        store.save_weeks(found)


async def recall(services: Services) -> None:
    """What was learnt of all feeds before this process began, or by another one."""
    adaptive = services.config.settings.polling.adaptive
    services.measure = await services.call(services.store.measure) if adaptive else None


def pace_of(services: Services, heard: Heard) -> Pace | None:
    """The rhythm of a feed, None if it is not known."""
    if services.measure is None or not heard.week:
        return None
    return Pace(week=heard.week, measure=services.measure)


async def hear(services: Services, claim: FeedClaim, asked: Asked) -> None:
    """Remember what a feed asks for now: a 304 does not say it."""
    if asked != claim.heard.asked:
        await services.insist(services.store.save_asked, claim.feed.id, asked)


def _is_due(known: LearntWeek | None, now: datetime, interval_s: int) -> bool:
    if known is None or known.interval_s != interval_s:
        return True
    # A day of tomorrow comes from a clock that was wrong.
    return not timedelta(0) <= now - known.learnt_at < _AGAIN


def interval_of(config: Config, url: str) -> int:
    """The feed's interval, in seconds, as it is configured."""
    spec = config.specs.get(url) or FeedSpec(url=url, title="", publisher="")
    return Rhythm.of(spec, config.settings.polling).interval_s
