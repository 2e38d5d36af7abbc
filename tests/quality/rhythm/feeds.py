"""Made-up feeds of many rhythms over half a year, with silences that are known: pure, by a seed.

The first half is what is learnt from, the second is replayed. Each feed lives in a place with its own clock (changed
for summer), working days and holidays. Some stop for good or for a while; all that is shorter, or usual, is no silence.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BEGIN = datetime(2026, 1, 12, tzinfo=UTC)
LEARNT, REPLAYED = 90, 90
"""Days. Summer time begins and ends nowhere in them at once: in Europe in March, in Cairo in April."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORK, SUN_TO_THU, ALL = range(5), (0, 1, 2, 3, 6), range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a newsroom writes."""

    name: str
    per_day: float
    """Entries on a day on which it writes, at local hours `hours`."""
    hours: tuple[float, float] = (0, 24)
    days: tuple[int, ...] = tuple(ALL)
    weekend: float = 1.0
    """So much of it on Saturday and Sunday."""
    holiday: float = 1.0
    """So much of it on a holiday."""
    clumps: int = 1
    """Entries that come together."""
    every: int = 1
    """Only each so many days."""
    even: bool = False
    """By a machine."""
    stops_h: float = 0
    """So long a silence of it has to last, in hours, to be one that has to be told."""


KINDS = (
    Kind(name="an agency, twenty a day", per_day=20, stops_h=12),
    Kind(name="twenty a day by a machine", per_day=20, even=True, stops_h=12),
    Kind(name="sixty a day, fewer on weekends", per_day=60, weekend=0.5, holiday=0.5, stops_h=24),
    Kind(name="a wire of two hundred", per_day=200, weekend=0.7, holiday=0.6, stops_h=24),
    Kind(name="twenty by day", per_day=20, hours=(6, 23), weekend=0.7, holiday=0.6, stops_h=36),
    Kind(name="a paper with its morning's edition", per_day=20, hours=(4, 7), weekend=0.6, holiday=0, stops_h=6 * 24),
    Kind(name="an office", per_day=5, hours=(8, 18), days=tuple(WORK), holiday=0, stops_h=12 * 24),
    Kind(name="an office that rests on Fridays", per_day=8, hours=(8, 19), days=SUN_TO_THU, holiday=0, stops_h=10 * 24),
    Kind(name="a regional paper", per_day=10, hours=(7, 21), weekend=0.4, holiday=0.3, stops_h=6 * 24),
    Kind(name="posts in clumps", per_day=12, hours=(8, 20), clumps=4, holiday=0.3, stops_h=7 * 24),
    Kind(name="once a day", per_day=1, hours=(8, 10), even=True, holiday=0, stops_h=10 * 24),
    Kind(name="a column on Thursdays", per_day=1, hours=(9, 12), days=(3,), even=True, stops_h=45 * 24),
    Kind(name="now and then", per_day=0.3, hours=(8, 22), stops_h=60 * 24),
    Kind(name="a monthly blog", per_day=1, hours=(9, 10), every=30, even=True, stops_h=1e9),
    Kind(name="some every other month", per_day=0.05, hours=(9, 20), stops_h=1e9),
)
_HOLIDAYS = (1, 1, 1, 1, 2, 2)
"""Days in a row; for weekends beside them see the calendar."""
_PLACES = ("Europe/Berlin", "Africa/Cairo", "America/New_York", "Asia/Tokyo", "Asia/Beirut", "UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, and what is known of it."""

    kind: Kind
    entries: tuple[datetime, ...]
    silence: tuple[datetime, datetime] | None
    """From its last entry before the silence to the first one after it, or to the end."""


def feeds(seed: int, number: int) -> Iterator[Feed]:
    """So many feeds, of every kind in turn; a third of those that can fall silent do."""
    for place in range(number):
        chance = random.Random(f"{seed} {place}")
        kind = KINDS[place % len(KINDS)]
        yield _feed(kind, chance, stops=chance.random() < 1 / 3)


def _feed(kind: Kind, chance: random.Random, *, stops: bool) -> Feed:
    zone = ZoneInfo(chance.choice(_PLACES))
    holidays = {begin + day for days in _HOLIDAYS for begin in (chance.randrange(200),) for day in range(days)}
    first = chance.randrange(kind.every)
    end = BEGIN + (LEARNT + REPLAYED) * DAY
    entries = sorted(
        at
        for number in range(-1, LEARNT + REPLAYED + 1)
        if number % kind.every == first
        for at in _written(kind, chance, BEGIN.replace(tzinfo=zone) + number * DAY, holiday=number in holidays)
        if BEGIN <= at < end
    )
    if not stops or kind.stops_h * HOUR > REPLAYED * DAY:
        return Feed(kind=kind, entries=tuple(entries), silence=None)
    lasts = kind.stops_h * HOUR * chance.choice((1, 1.5, 3))
    since = BEGIN + LEARNT * DAY + chance.uniform(0, max(0.0, (REPLAYED * DAY - lasts) / DAY)) * DAY
    begins = entries[max(0, bisect_left(entries, since) - 1)]
    until = begins + lasts
    left = [at for at in entries if at <= begins or at > until]
    return Feed(kind=kind, entries=tuple(left), silence=(begins, min((at for at in left if at > until), default=end)))


def _written(kind: Kind, chance: random.Random, midnight: datetime, *, holiday: bool) -> Iterator[datetime]:
    """What it writes on the local day that begins at `midnight`, as UTC."""
    if midnight.weekday() not in kind.days:
        return
    share = (kind.weekend if midnight.weekday() > 4 else 1.0) * (kind.holiday if holiday else 1.0)
    begin, end = kind.hours
    wanted = kind.per_day * share / kind.clumps
    number = int(wanted) if kind.even else _about(wanted, chance)
    for place in range(number):
        part = (place + chance.uniform(0.3, 0.7)) / number if kind.even else chance.random()
        at = (midnight + (begin + part * (end - begin)) * HOUR).astimezone(UTC)
        yield from (at + clump * timedelta(minutes=2) for clump in range(kind.clumps))


def _about(wanted: float, chance: random.Random) -> int:
    return sum(chance.random() < wanted / 400 for _ in range(400))
