"""Mentions of topics counted behind the news, and what trends are told from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.core.trends.days import days_of, moment
from monitor.core.trends.trends import days_needed, trends_of
from monitor.flow.services import Services
from monitor.model.archive.trends import By, TopicKey, Trend, Trends
from monitor.model.config import Subscription
from monitor.model.watch import Watchlist
from monitor.ports import Store

LOT = 500
"""Matches counted in one transaction: as long as it lasts nobody else writes."""
MENTIONS_KEPT = timedelta(days=2 * 366)
"""Longer than articles: they are small."""
LOOK_S = 900.0
_SHOWN = 28
"""Days in which a topic must have been met to be among the metrics."""


async def count_mentions(services: Services) -> None:
    """Count what was matched since the last time. Nothing waits for it.

    Raises:
        StoreError: they cannot be counted now. It costs nobody anything; who calls this again and again tells of it.
    """
    while not services.in_trouble and await services.call(services.store.count_mentions, LOT) == LOT:
        pass


def trends(
    store: Store, watchlists: Sequence[Watchlist], zone: str, now: datetime, shown: int, by: By = By.TOPIC
) -> Trends:
    """The trends of these lists' topics in the last days of that zone."""
    since = moment(days_of(zone, now, days_needed(shown)).starts[0])
    mentions = store.mentions(since, [one.id for one in watchlists])
    return trends_of(mentions, zone, now, shown, by, names_of(watchlists))


def names_of(watchlists: Sequence[Watchlist]) -> Mapping[TopicKey, str]:
    """Of topics, for people."""
    return {(one.id, topic.id): topic.name for one in watchlists for topic in one.topics}


def zone_of(subscriptions: Sequence[Subscription], watchlists: Sequence[str] = ()) -> str:
    """In which days are counted where nobody says: that of who is told of these lists first, else of anybody."""
    told = [one.zone for one in subscriptions if set(watchlists) & set(one.watchlists)]
    return next(iter((*told, *(one.zone for one in subscriptions))), "UTC")


class TrendWatch:
    """Looks at all topics now and then; `show` is given each look's trends, those with most to say first."""

    def __init__(self, services: Services, show: Callable[[Sequence[Trend]], None]) -> None:
        self._services, self._show = services, show

    async def look(self) -> None:
        """One look."""
        if self._services.in_trouble:
            return
        settings = self._services.config.settings
        if not settings.watchlists:
            self._show(())
            return
        found = await self._services.call(
            trends,
            self._services.store,
            settings.watchlists,
            zone_of(settings.subscriptions),
            self._services.clock.now(),
            _SHOWN,
        )
        self._show(found.trends)
