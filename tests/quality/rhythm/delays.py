"""How long entries wait until they are seen, and how many requests that takes: by a fixed interval, and by the pace."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from monitor.core.pace import Pace, liveliness, measure_of
from monitor.core.rhythm import Rhythm
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec
from monitor.model.ids import FeedId
from tests.quality.rhythm.feeds import BEGIN, DAY, LEARNT, Feed


@dataclass(frozen=True)
class Seen:
    """What came of one way to poll."""

    requests: int
    delays: Sequence[float]
    """Seconds, of each entry."""

    @property
    def median_s(self) -> float:
        return median(self.delays)

    def report(self, name: str) -> str:
        """One line."""
        late = quantiles(self.delays, n=20)[-1]
        mean = sum(self.delays) / len(self.delays)
        return f"{name}: {self.requests} requests, median {self.median_s:.0f} s, mean {mean:.0f} s, 95 % {late:.0f} s"


def polled(feeds: Sequence[Feed], days: int, polling: PollingSettings, *, adaptive: bool) -> Seen:
    """The feeds for so many days after those that are learnt from."""
    begin = BEGIN + LEARNT * DAY
    weeks, rhythms = {}, {}
    for number, feed in enumerate(feeds):
        spec = FeedSpec(url=f"https://feed{number}.example/", title="", publisher="")
        rhythms[FeedId(number)] = Rhythm.of(spec, polling)
        before = [at for at in feed.entries if at < begin]
        if adaptive and (week := liveliness(before, polling.interval_s, begin)):
            weeks[FeedId(number)] = week
    measure = measure_of(weeks, {one: rhythms[one].interval_s for one in weeks})
    requests, delays = 0, []
    for number, feed in enumerate(feeds):
        week = weeks.get(FeedId(number))
        pace = Pace(week=week, measure=measure) if week else None
        polls = _polls(rhythms[FeedId(number)], pace, begin, begin + days * DAY)
        requests += len(polls)
        shown = [at for at in feed.entries if begin <= at < polls[-1]]
        delays += [(polls[bisect_right(polls, at)] - at).total_seconds() for at in shown]
    return Seen(requests, delays)


def _polls(rhythm: Rhythm, pace: Pace | None, begin: datetime, end: datetime) -> list[datetime]:
    at = begin + timedelta(seconds=rhythm.interval_s * rhythm.share)
    polls = [at]
    while at < end:
        at = rhythm.after_success(at, pace=pace)
        polls.append(at)
    return polls
