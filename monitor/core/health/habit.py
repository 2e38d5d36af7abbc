"""How often a feed has something new, by weekday and hour, and whether it is silent beyond that.

A feed that answers well and never shows anything new looks like one that has nothing to say. How long that may be is
learnt from its own entries: for each hour of the week how many are to be expected, and for each wait between two
entries how many were expected in it. A wait in which many more are missing than ever before is told. So a weekend's
rest counts nothing for a feed that never writes on weekends, and a night little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from math import exp, log, sqrt
from statistics import pstdev

from monitor.records import dataclass

LEARNT_FROM = timedelta(days=90)
"""What is older says little of how a feed is today."""
MOST_LEARNT = 2_000
"""Entries that a feed's habit is learnt from, the newest."""

_LEAST_ENTRIES, _LEAST_SPAN, _LEAST_OF_MANY = 8, timedelta(days=14), timedelta(days=1)
"""Less is no habit: a new feed's first answer holds what it wrote in a day, whatever the day. Of one that writes so
much that no more is looked at, the days that it took are enough."""
LEAST_SILENCE = timedelta(hours=6)
"""Less says nothing of any feed."""
_LAG = timedelta(days=1)
_RARE_SILENCE, _RARE_TIMES, _RARE_MORE, _RARE_MOST = timedelta(days=30), 1.5, 1.7, timedelta(days=150)
_FEW, _RARE_FEW, _RARE_UNEVEN, _RARE_LEAST = 45.0, 14.0, 3.0, timedelta(days=45)
"""Of a feed with one entry: a month; with a few all in all: half as long again, and some three times the longest wait
there was, but more of it the fewer and the less even its waits are, for the longest was not among them yet, until that
is five months."""
_BUSY, _ROUND_THE_CLOCK = 15.0, 13.0
"""Entries a day, and hours of a day over which they are spread, from which on a feed does not rest: one that writes
less, or at some hours only, may leave off a holiday that nobody here knows of."""
_MISSED_BUSY, _TIMES_BUSY, _SHARE_BUSY, _SHARE_NIGHT, _NO_NIGHT = 6.0, 1.5, 0.39, 0.3, 20.0
_CHANCE, _TIMES_CHANCE = 9.85, 2.3
"""Where entries come by pure chance, so many are missing in one wait of nineteen thousand: in two years and a half of
twenty a day."""
_MISSED, _TIMES, _DAYS_OFF = 4.4, 2.2, 3.0
"""So many entries must be missing at least, so many times as many as in the longest waits before (more of it the fewer
there are to learn from), and so much of a day as it usually is: of its average (more of it the longer its nights are),
or of its best. Two holidays in a row say nothing of a feed that takes them off."""
_BY_CHANCE, _RANDOM, _TOGETHER, _CLUMPED = 3e-4, 0.5, timedelta(minutes=15), 5.0
"""What comes by chance may stay away by chance: so unlikely that has to be. Entries that come together are one of them,
and so many clumps more must be missing than are usual in those days."""
_WORST_IN, _WORST_LEAST, _WORST_FROM = 200, 2, 60
"""One wait in so many, and two of any longer record, may have been a failure itself: those are not learnt from."""
_ENOUGH_TO_COMPARE, _DEVIATIONS = 5.0, 4.5
"""Entries of an hour or a weekday from which on it can be compared with the others, and how far they may differ
together, in deviations, by pure chance."""
_HOUR, _WEEK_H = 3600.0, 168
_DAY = timedelta(days=1)
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A feed's own rhythm."""

    last_at: datetime
    """Of its newest entry."""
    per_day: float
    """Entries a day, on the average."""
    week: tuple[float, ...]
    """Entries to be expected before each hour of a week (Monday 00:00 UTC first), and in all of it."""
    enough: float = 0.0
    """Entries that must be missing before its silence says something."""

    def expected(self, since: datetime, until: datetime) -> float:
        """How many entries are usual between these times."""
        return self.before(until) - self.before(since)

    def before(self, at: datetime) -> float:
        """How many were to be expected since some Monday long ago."""
        weeks, into = divmod((at - _MONDAY).total_seconds(), _WEEK_H * _HOUR)
        hour, rest = divmod(into / _HOUR, 1)
        below, above = self.week[int(hour)], self.week[int(hour) + 1]
        return weeks * self.week[-1] + below + rest * (above - below)


def came_at(published_at: datetime | None, seen_at: datetime, baseline_at: datetime | None) -> datetime:
    """When an entry came: when it was published, if that is to be believed, else when it was first seen.

    What a feed's first answer held (`baseline_at`) came when it says; later a date of days before is one that lags.
    """
    if published_at is None or published_at > seen_at:
        return seen_at
    return published_at if seen_at == baseline_at or seen_at - published_at <= _LAG else seen_at


def habit_of(arrivals: Sequence[datetime], now: datetime) -> Habit | None:
    """The rhythm of a feed whose entries came at these times, in any order; None where too little is known."""
    known = sorted(at for at in arrivals if now - LEARNT_FROM <= at <= now)[-MOST_LEARNT:]
    span = known[-1] - known[0] if known else timedelta(0)
    if len(known) < _LEAST_ENTRIES or span < (_LEAST_OF_MANY if len(known) == MOST_LEARNT else _LEAST_SPAN):
        return None
    days, hours = _shape(known)
    week = tuple(accumulate((day * hour for day in days for hour in hours), initial=0.0))
    per_day = (len(known) - 1) / (span / _DAY)
    habit = Habit(last_at=known[-1], per_day=per_day, week=week)
    worst = _waits(habit, known)[0]
    spread = sum(hours) ** 2 / sum(hour * hour for hour in hours)
    if per_day >= _BUSY and spread >= _ROUND_THE_CLOCK:
        missed = max(_MISSED_BUSY, min(_TIMES_CHANCE * worst, _CHANCE), _TIMES_BUSY * worst)
        return replace(habit, enough=max(missed, max(_SHARE_BUSY, _SHARE_NIGHT * (_NO_NIGHT / spread) ** 5) * per_day))
    times = _TIMES + _FEW / len(known) ** 1.5
    clumps = [known[0], *(at for before, at in pairwise(known) if at - before > _TOGETHER)]
    together, chance = len(known) / len(clumps), _chance(_waits(habit, clumps))
    rest = _DAYS_OFF * 24 * max(days) + _CLUMPED * chance * (together - 1)
    missed = _MISSED + chance * max(0.0, together * _rarely_missed(len(clumps)) - _MISSED)
    return replace(habit, enough=max(missed, times * worst, rest))


def silent_since(
    arrivals: Sequence[datetime],
    last_new_at: datetime | None,
    now: datetime,
    unlearnt: timedelta,
    watched_from: datetime | None = None,
) -> datetime | None:
    """Since when a feed is silent beyond its own habit; None if it is not, or if nothing ever came.

    `last_new_at`: when it last showed something new, None if it never did since its first answer. `unlearnt`: how long
    a feed may be silent that is known for too short a time to have a habit. `watched_from`: when it was first read.
    """
    known = sorted(at for at in (*arrivals, last_new_at) if at is not None and at <= now)
    if not known or now - known[-1] < LEAST_SILENCE:
        return None
    last = known[-1]
    # A silence that lasts empties the days that are learnt from: then those before it are.
    habit = habit_of(known, now) or habit_of(known, last)
    if habit is not None:
        return last if habit.expected(last, now) > habit.enough else None
    if sum(now - at <= LEARNT_FROM for at in known) >= _LEAST_ENTRIES:
        return last if now - last > unlearnt else None
    if watched_from is not None and watched_from < known[0]:
        # It had nothing to show then: the wait for its first entry was at least as long.
        known.insert(0, max(watched_from, known[0] - LEARNT_FROM))
    return last if now - last > max(_RARE_SILENCE, unlearnt, _rare_silence(known)) else None


def _rare_silence(known: Sequence[datetime]) -> timedelta:
    waits = [later - earlier for earlier, later in pairwise(known)]
    if not waits:
        return timedelta(0)
    days = [wait / _DAY for wait in waits]
    uneven = pstdev(days) / (sum(days) / len(days)) if sum(days) else 0.0
    times = _RARE_MORE + _RARE_UNEVEN * uneven + _RARE_FEW / len(waits)
    return max(_RARE_LEAST, _RARE_TIMES * max(waits), min(_RARE_MOST, times * max(waits)))


def habit_in_words(habit: Habit | None) -> str:
    """`about 20 a day`, `about 3 a week`, `about 2 a month`; "" where too little is known."""
    if habit is None:
        return ""
    for name, days in (("day", 1), ("week", 7)):
        if round(habit.per_day * days, 1) >= 1:
            return f"about {habit.per_day * days:.0f} a {name}"
    return f"about {max(1.0, habit.per_day * 30):.0f} a month"


def _shape(known: Sequence[datetime]) -> tuple[list[float], list[float]]:
    """Entries an hour for each weekday, and how the hours of a day differ from their average."""
    begin = known[0].replace(minute=0, second=0, microsecond=0)
    length = int((known[-1] - begin).total_seconds() // _HOUR) + 1
    open_days, open_hours = [0] * 7, [length // 24 + ((hour - begin.hour) % 24 < length % 24) for hour in range(24)]
    at, left = begin, length
    while left > 0:
        here = min(24 - at.hour, left)
        open_days[at.weekday()] += here
        at, left = at + timedelta(hours=here), left - here
    days, hours = Counter(one.weekday() for one in known), Counter(one.hour for one in known)
    average = len(known) / length
    even = _is_even(days, open_days, average), _is_even(hours, open_hours, average)
    return (
        [days[day] / opened if opened and not even[0] else average for day, opened in enumerate(open_days)],
        [hours[hour] / opened / average if opened and not even[1] else 1.0 for hour, opened in enumerate(open_hours)],
    )


def _is_even(counts: Counter[int], opened: Sequence[int], average: float) -> bool:
    """Whether they differ no more than they would by pure chance (chi-squared): then none of them is taken for more.

    Else each wait would be measured by the chance of other days: too long a one by night, too short a one by day.
    """
    usual = [average * hours for hours in opened if hours]
    found = [counts[place] for place, hours in enumerate(opened) if hours]
    differ = sum((count - one) ** 2 / one for count, one in zip(found, usual, strict=True))
    free = len(usual) - 1
    return min(usual) >= _ENOUGH_TO_COMPARE and differ <= free + _DEVIATIONS * sqrt(2 * free)


def _waits(habit: Habit, known: Sequence[datetime]) -> list[float]:
    """How many entries were expected in the waits of its life, the longest first, but for those that were failures
    perhaps."""
    before = [habit.before(at) for at in known]
    waits = sorted((later - earlier for earlier, later in pairwise(before)), reverse=True)
    return waits[max(_WORST_LEAST, len(waits) // _WORST_IN) if len(waits) >= _WORST_FROM else 0 :]


def _chance(waits: Sequence[float]) -> float:
    """How far they look like those between things that come by pure chance: 0 for those of a machine, else up to 1."""
    if not sum(waits):
        return 0.0
    # The mean square of even waits is the square of their mean, that of random ones twice as much.
    spread = len(waits) * sum(wait * wait for wait in waits) / sum(waits) ** 2
    return min(max((spread - 1) / _RANDOM, 0.0), 1.0)


def _rarely_missed(number: int) -> float:
    """So many of what comes by chance are missing with a likelihood of `_BY_CHANCE`, where the rate is known from
    `number` of them only."""
    return number * (exp(-log(_BY_CHANCE) / number) - 1)
