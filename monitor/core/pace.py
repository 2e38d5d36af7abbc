"""How much faster or slower than its interval a feed is polled at each hour of the week.

A feed that shows an entry so many times an hour, polled so many times an hour, keeps its readers waiting for half an
interval on the average. With a given number of requests, over all feeds and hours, that is least where feeds are polled
in proportion to the square root of what they are expected to show. So each feed's hours are learnt from its own
entries, and one measure for all of them is found by which they take as many requests as their intervals would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import log2, sqrt
from typing import Final

from monitor.core.health.habit import habit_of
from monitor.model.ids import FeedId
from monitor.records import dataclass

FASTEST: Final = 1 / 3
SLOWEST: Final = 2.0
"""Bounds, in intervals: what nobody expected at this hour must not wait for long."""
_LEAST_RATE = 0.01
"""Entries an hour that are always to be expected."""
_STEPS, _MIDDLE = 16, 128
"""Liveliness is kept as its logarithm, in so many steps for twice as much."""
_HOUR_S, _WEEK_H = 3600, 168
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
_LOOKS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The hours of one feed, and the measure for all."""

    week: bytes
    """How lively it is at each hour of a week (Monday 00:00 UTC first), as `liveliness` gives it."""
    measure: float

    def wait_s(self, now: datetime, interval_s: float) -> float:
        """Seconds until it is to be polled next, hour by hour as lively as each of them is."""
        left, at = 1.0, (now - _MONDAY).total_seconds()
        waited = 0.0
        while True:
            hour, into = divmod(at + waited, _HOUR_S)
            span, interval = _HOUR_S - into, interval_s * self._times(self.week[int(hour) % _WEEK_H])
            if left * interval <= span:
                return waited + left * interval
            left -= span / interval
            waited += span

    def _times(self, step: int) -> float:
        return _times(step, self.measure)


def liveliness(arrivals: Sequence[datetime], interval_s: float, now: datetime) -> bytes:
    """For each hour of a week how many requests are worth it, against one in each interval; empty if too little is
    known of the feed, whose entries came at `arrivals`.
    """
    habit = habit_of(arrivals, now)
    if habit is None:
        return b""
    rates = (after - before for before, after in pairwise(habit.week))
    worth = (sqrt(max(rate, _LEAST_RATE)) * interval_s / _HOUR_S for rate in rates)
    return bytes(min(max(_MIDDLE + round(_STEPS * log2(one)), 0), 255) for one in worth)


def measure_of(weeks: Mapping[FeedId, bytes], intervals_s: Mapping[FeedId, float]) -> float:
    """By which all these feeds take as many requests in a week as one in each interval would be."""
    hours: dict[float, Counter[int]] = {}
    for feed_id, week in weeks.items():
        hours.setdefault(intervals_s[feed_id], Counter()).update(week)
    return measure_for(hours)


def measure_for(hours: Mapping[float, Counter[int]]) -> float:
    """As `measure_of`; `hours` counts for each interval, in seconds, how many hours are how lively."""
    used: Counter[int] = Counter()
    for interval_s, steps in hours.items():
        used.update({step: number * 1_000_000_000 // round(interval_s) for step, number in steps.items()})
    low, high = -_STEPS * 16.0, _STEPS * 16.0
    for _ in range(_LOOKS):
        middle = (low + high) / 2
        measure = 2 ** (middle / _STEPS)
        taken = sum(share / _times(step, measure) for step, share in used.items())
        low, high = (middle, high) if taken < used.total() else (low, middle)
    return float(2 ** (low / _STEPS))


def _times(step: int, measure: float) -> float:
    """How many intervals lie between two polls."""
    return min(max(1 / (measure * 2 ** ((step - _MIDDLE) / _STEPS)), FASTEST), SLOWEST)
