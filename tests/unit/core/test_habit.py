"""Feeds of many rhythms, replayed hour by hour: who stops is told, who rests is not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from monitor.core.health.habit import came_at, habit_in_words, habit_of, silent_since

MONDAY = datetime(2026, 8, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNLEARNT = 3 * DAY
LEARNT, REPLAYED = 90, 60
"""Days."""


def spread(chance: random.Random, day: datetime, count: float, begin: float, end: float) -> list[datetime]:
    """About `count` entries at any time between two hours of the day."""
    number = sum(chance.random() < count / 100 for _ in range(100))
    return [day + chance.uniform(begin, end) * HOUR for _ in range(number)]


def every(days: Sequence[int], count: float, begin: float, end: float) -> Callable[[random.Random, datetime], list]:
    return lambda chance, day: spread(chance, day, count, begin, end) if day.weekday() in days else []


ALL, WORK = range(7), range(5)
RHYTHMS: dict[str, tuple[Callable[[random.Random, datetime], list[datetime]], float]] = {
    "an agency round the clock": (every(ALL, 20, 0, 24), 12.5),
    "twenty by day": (every(ALL, 20, 6, 22), 36),
    "evenly by a machine": (lambda _, day: [day + 1.2 * number * HOUR for number in range(20)], 12),
    "sixty, less on weekends": (lambda c, d: spread(c, d, 60 if d.weekday() < 5 else 25, 0, 24), 18),
    "an office": (every(WORK, 5, 7, 17), 7 * 24),
    "an office that rests on Friday and Saturday": (every([0, 1, 2, 3, 6], 8, 7, 20), 7 * 24),
    "ten at once each morning": (lambda _, day: [day + 9 * HOUR] * 10, 5 * 24),
    "once a day": (lambda c, day: [day + c.uniform(8, 10) * HOUR], 6 * 24),
    "a column on Thursdays": (lambda c, day: [day + c.uniform(9, 12) * HOUR] if day.weekday() == 3 else [], 46 * 24),
    "twice a week, whenever": (every(ALL, 2 / 7, 8, 20), 50 * 24),
    "now and then": (every(ALL, 0.3, 8, 22), 58 * 24),
    "a monthly blog": (lambda _, day: [day + 9 * HOUR] if (day - MONDAY).days % 30 == 12 else [], 151 * 24),
}


def entries(name: str, days: int) -> list[datetime]:
    chance, rhythm = random.Random(name), RHYTHMS[name][0]
    return sorted(at for number in range(days) for at in rhythm(chance, MONDAY + number * DAY))


def silent(arrivals: Sequence[datetime], now: datetime) -> bool:
    return silent_since([at for at in arrivals if at <= now], None, now, UNLEARNT) is not None


@pytest.mark.parametrize("name", RHYTHMS)
def test_a_feed_that_goes_on_as_ever_is_never_silent(name: str) -> None:
    arrivals = entries(name, LEARNT + REPLAYED)
    replayed = [MONDAY + LEARNT * DAY + 13 * number * HOUR for number in range(REPLAYED * 24 // 13)]
    assert [now for now in replayed if silent(arrivals, now)] == []


@pytest.mark.parametrize("name", RHYTHMS)
def test_a_feed_that_stops_is_told_in_its_own_time(name: str) -> None:
    arrivals, within = entries(name, LEARNT + 40), RHYTHMS[name][1]
    for stop in (LEARNT, LEARNT + 3.4, LEARNT + 26.8):
        left = [at for at in arrivals if at <= MONDAY + stop * DAY]
        assert silent(left, left[-1] + within * HOUR), f"{within} h after {left[-1]}"
        assert silent_since(left, None, left[-1] + within * HOUR, UNLEARNT) == left[-1]


@pytest.mark.parametrize(
    ("watched", "after", "told"),
    [
        (None, 46, True),
        (0, 46, True),  # its first answer held it
        (-10, 46, False),
        (-10, 151, True),
        (-100, 121, False),
        (-1_000, 151, True),
    ],
)
def test_a_feed_that_was_long_watched_for_its_only_entry_may_be_as_long_without_another(
    watched: int | None, after: int, told: bool
) -> None:
    since = None if watched is None else MONDAY + watched * DAY
    assert (silent_since([MONDAY], MONDAY, MONDAY + after * DAY, UNLEARNT, since) is not None) is told


BURSTS = [MONDAY + (burst * 20 + day) * DAY for burst in range(5) for day in (0, 0.5, 1, 1.5)]
ONE_LONG_WAIT = [MONDAY + (day if day < 19 else day + 22) * DAY for day in range(0, 45, 2)]


@pytest.mark.parametrize(
    "known", [BURSTS, ONE_LONG_WAIT, *(entries(name, LEARNT) for name in ("now and then", "an office"))]
)
def test_a_silence_that_was_told_is_told_until_it_ends(known: Sequence[datetime]) -> None:
    """Also when the days that are learnt from have nothing left in them but the silence."""
    told = [silent(known, known[-1] + day * DAY) for day in range(1, 130, 2)]
    assert told == sorted(told)
    assert told[-1]


@pytest.mark.parametrize(
    ("name", "hours", "days"),
    [
        ("an agency round the clock", 1, 1),
        ("sixty, less on weekends", 1, 3),
        ("twenty by day", 10, 1),
        ("an office", 6, 3),
    ],
)
def test_hours_and_days_that_differ_by_chance_only_are_equal(name: str, hours: int, days: int) -> None:
    habit = habit_of(entries(name, LEARNT), MONDAY + LEARNT * DAY)
    assert habit is not None
    rates = [round(later - earlier, 6) for earlier, later in pairwise(habit.week)]
    assert len(set(rates[:24])) >= hours
    assert (len(set(rates[:24])) == 1) == (hours == 1)
    assert len({round(sum(rates[day * 24 : day * 24 + 24]), 6) for day in range(7)}) >= days


@pytest.mark.parametrize("name", ["an office", "once a day", "twice a week, whenever", "a column on Thursdays"])
def test_a_holiday_beside_a_weekend_is_no_silence(name: str) -> None:
    arrivals = entries(name, LEARNT + 30)
    for day in range(LEARNT, LEARNT + 28, 7):  # each a Monday or a day near it
        begin = MONDAY + day * DAY - timedelta(days=(MONDAY + day * DAY).weekday())
        left = [at for at in arrivals if not begin <= at < begin + DAY]
        assert not any(silent(left, begin + number * HOUR) for number in range(-72, 33, 3))


def test_a_failure_of_three_days_does_not_hide_the_next_one() -> None:
    arrivals = entries("twenty by day", LEARNT)
    failed = [at for at in arrivals if not 20 <= (at - MONDAY) / DAY < 23]
    assert silent(failed, failed[-1] + 36 * HOUR)


@pytest.mark.parametrize(
    ("arrivals", "last_new", "after", "told"),
    [
        ([], None, 90 * DAY, False),
        ([MONDAY], None, 29 * DAY, False),
        ([MONDAY], None, 31 * DAY, True),
        ([MONDAY, MONDAY + 20 * DAY], None, 50 * DAY, False),
        ([MONDAY, MONDAY + 20 * DAY], None, 169 * DAY, False),
        ([MONDAY, MONDAY + 20 * DAY], None, 171 * DAY, True),
        ([MONDAY + number * HOUR for number in range(20)], None, 3 * DAY, False),
        ([MONDAY + number * HOUR for number in range(20)], None, 4 * DAY, True),
        ([MONDAY + number * HOUR for number in range(20)], MONDAY + 3 * DAY, 4 * DAY, False),
        ([MONDAY + 9 * DAY], None, DAY, False),
        ([MONDAY - 30 * number * DAY for number in range(12)], None, 89 * DAY, False),
        ([MONDAY - 30 * number * DAY for number in range(12)], None, 91 * DAY, True),
        ([MONDAY - number * HOUR for number in range(20)], None, 100 * DAY, True),
    ],
    ids=[
        "nothing ever",
        "one entry",
        "one entry, long ago",
        "two entries, far apart",
        "two entries, too few to know of four months",
        "two entries, long ago",
        "a new feed over a weekend",
        "a new feed for longer",
        "a new feed that went on",
        "dated ahead",
        "a year of a monthly blog",
        "a monthly blog that ended",
        "a new feed that ended long ago",
    ],
)
def test_what_is_known_for_too_short_a_time(
    arrivals: list[datetime], last_new: datetime | None, after: timedelta, told: bool
) -> None:
    assert (silent_since(arrivals, last_new, MONDAY + after, UNLEARNT) is not None) is told


@pytest.mark.parametrize(
    ("published", "came"),
    [(None, 0), (5, 0), (-2, -2), (-100, 0)],
    ids=["undated", "dated ahead", "dated", "dated days back: such dates lag"],
)
def test_an_entry_came_when_it_says_if_that_can_be(published: float | None, came: float) -> None:
    at = None if published is None else MONDAY + published * HOUR
    assert came_at(at, MONDAY, None) == MONDAY + came * HOUR


def test_what_the_first_answer_held_came_when_it_says() -> None:
    assert came_at(MONDAY - 40 * DAY, MONDAY, MONDAY) == MONDAY - 40 * DAY


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("an agency round the clock", "about 20 a day"),
        ("a column on Thursdays", "about 1 a week"),
        ("once a day", "about 1 a day"),
        ("a monthly blog", ""),
    ],
)
def test_a_habit_in_words(name: str, words: str) -> None:
    arrivals = entries(name, LEARNT)
    assert habit_in_words(habit_of(arrivals, MONDAY + LEARNT * DAY)) == words
