"""How each feed does, looked at now and then beside the bot's work: for metrics and operators."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.digest.topic_silence import SINCE, topic_silences
from monitor.core.health.feed_health import FeedFacts, FeedHealth, feed_health, ill_feeds, only_silences
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.core.health.feed_notes import feed_notes
from monitor.core.health.habit import LEAST_SILENCE, MOST_LEARNT
from monitor.core.health.tally import MOST_WHOLE, FeedTally
from monitor.flow.services import Services
from monitor.model.coverage import TopicSilence
from monitor.model.feeds import FeedState
from monitor.model.health import FeedRecent, Note
from monitor.model.ids import FeedId
from monitor.model.watch import Watchlist
from monitor.ports import Store

LOOK_S = 900.0
_RESTS = 50
"""So many times as long as a look took, none follows: it is to cost a fiftieth of a core at most."""
_FRESH_S = 1800.0
"""What feeds are like changes within days."""
_AT_ONCE = 200
"""Feeds looked at in one call: others wait for a thread of the store, too."""


class FeedWatch:
    """Looks at all feeds; `show` is given each look's findings, the worst first, and how many there are of each kind.

    They are looked at page by page, and of very many the worst are kept (`FeedTally`).
    """

    def __init__(
        self, services: Services, show: Callable[[Sequence[FeedHealth], Mapping[FeedTroubleKind, int]], None]
    ) -> None:
        self._services, self._show = services, show
        self._notes: tuple[Note, ...] = ()
        self._rests_until = -math.inf

    async def look(self) -> None:
        """Judge every feed anew; where that takes long, for there are thousands, more rarely."""
        services, now, began = self._services, self._services.clock.now(), self._services.clock.monotonic()
        if began < self._rests_until:
            return
        unlearnt = timedelta(seconds=services.config.settings.polling.silent_after_s)
        tally, last = FeedTally(), FeedId(0)
        while some := await services.call(services.store.active_feeds, last, _AT_ONCE):
            recent = await recent_of(services, some)
            tally.add(await services.call(_judged, services.store, some, recent, now, unlearnt))
            last = some[-1].id
        ended = services.clock.monotonic()
        self._rests_until = ended + _RESTS * (ended - began)
        services.feeds_found = None if tally.whole else tally
        self._notes = await services.call(self._told, tally, now)

    def _told(self, tally: FeedTally, now: datetime) -> tuple[Note, ...]:
        """Off the event loop: of thousands of feeds it takes longer than others should wait."""
        found = tally.kept()
        self._show(found, tally.kinds)
        return feed_notes(found, now, self._services.config.settings.server.failing_feeds, tally)

    def notes(self) -> tuple[Note, ...]:
        """What operators should know of single feeds, as it was at the last look."""
        return self._notes


async def recent_of(services: Services, feeds: Sequence[FeedState]) -> Mapping[FeedId, FeedRecent]:
    """What the feeds were like lately, as it was asked within the last half hour; of very many none is kept."""
    clock, (asked_at, known) = services.clock.monotonic(), services.feeds_recent
    if clock - asked_at >= _FRESH_S:
        asked_at, known = clock, {}
    missing = [feed.id for feed in feeds if feed.id not in known]
    if not missing:
        return known
    found = dict(known)
    for place in range(0, len(missing), _AT_ONCE):
        found |= await services.call(services.store.recents, missing[place : place + _AT_ONCE])
    services.feeds_recent = asked_at, found if len(found) <= MOST_WHOLE else {}
    return found


async def silences_of(services: Services, feeds: Sequence[FeedState], now: datetime, unlearnt: timedelta) -> FeedFacts:
    """What feeds are judged by, with the entries of those that are silent for too long alone."""
    facts = FeedFacts(arrivals={}, recent=await recent_of(services, feeds), now=now, unlearnt=unlearnt)
    for place in range(0, len(feeds), _AT_ONCE):
        some = feeds[place : place + _AT_ONCE]
        found = await services.call(_silences, services.store, some, facts)
        facts = facts.and_also(found)
    return facts


def _silences(store: Store, feeds: Sequence[FeedState], facts: FeedFacts) -> FeedFacts:
    return only_silences(feeds, replace(facts, arrivals=_arrivals_of(store, feeds, facts.now)))


def _arrivals_of(store: Store, feeds: Sequence[FeedState], now: datetime) -> Mapping[FeedId, Sequence[datetime]]:
    """When the entries came of those feeds that may be silent for too long."""
    quiet = [one.id for one in feeds if one.last_new_at is None or now - one.last_new_at >= LEAST_SILENCE]
    return store.arrivals(quiet, MOST_LEARNT)


def quiet_on_topics(
    store: Store, watchlists: Sequence[Watchlist], feeds: Sequence[FeedState], facts: FeedFacts
) -> tuple[TopicSilence, ...]:
    """Silences of languages and publishers on topics of these lists that tell something."""
    mentions = store.topic_mentions([one.id for one in watchlists], facts.now - SINCE)
    topics = {(one.id, topic.id): topic.name for one in watchlists for topic in one.topics}
    return topic_silences(mentions, topics, feeds, ill_feeds(feeds, facts), facts.now)


def quiet_among_many(
    store: Store, watchlists: Sequence[Watchlist], now: datetime, unlearnt: timedelta
) -> tuple[TopicSilence, ...]:
    """As `quiet_on_topics`, where there are too many feeds to look at: of publishers alone.

    Of a language there would be so many that one of them is in trouble always, and no silence be told.
    """
    mentions = [replace(one, language="") for one in store.topic_mentions([one.id for one in watchlists], now - SINCE)]
    topics = {(one.id, topic.id): topic.name for one in watchlists for topic in one.topics}
    feeds = store.feeds_of({one.publisher for one in mentions})
    facts = FeedFacts(arrivals=_arrivals_of(store, feeds, now), recent={}, now=now, unlearnt=unlearnt)
    return topic_silences(mentions, topics, feeds, ill_feeds(feeds, facts), now)


def _judged(
    store: Store,
    feeds: Sequence[FeedState],
    recent: Mapping[FeedId, FeedRecent],
    now: datetime,
    unlearnt: timedelta,
) -> list[FeedHealth]:
    facts = FeedFacts(arrivals=_arrivals_of(store, feeds, now), recent=recent, now=now, unlearnt=unlearnt)
    return [feed_health(feed, facts) for feed in feeds]
