"""How much sooner or later than its interval a feed is polled, hour by hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.pace import FASTEST, SLOWEST, Pace, liveliness, measure_of
from monitor.core.rhythm import Rhythm
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec
from monitor.model.ids import FeedId

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INTERVAL = 900
STEADY = bytes([128] * 168)
LIVELY, IDLE = bytes([255] * 168), bytes([0] * 168)
MORNINGS = bytes(255 if hour % 24 in (8, 9) else 0 for hour in range(168))
OFFICE = [MONDAY - day * DAY + hour * HOUR for day in range(1, 60) for hour in (8, 9, 10) if day % 7 not in (1, 2)]


def waits(week: bytes, at: timedelta, measure: float = 1.0) -> float:
    return Pace(week=week, measure=measure).wait_s(MONDAY + at, INTERVAL) / INTERVAL


@pytest.mark.parametrize(
    ("week", "at", "expected"),
    [
        (STEADY, 0 * HOUR, 1.0),
        (LIVELY, 5 * HOUR, FASTEST),
        (IDLE, 5 * HOUR, SLOWEST),
        (MORNINGS, 8 * HOUR, FASTEST),
        (MORNINGS, 3 * HOUR, SLOWEST),
        (MORNINGS, 32 * HOUR, FASTEST),
        # A quarter of an hour of the idle time is half a turn; what is left goes at the lively hour's pace.
        (MORNINGS, 7.75 * HOUR, 1 + FASTEST / 2),
        (MORNINGS, 9.95 * HOUR, 0.2 + SLOWEST * (1 - 0.2 / FASTEST)),
        (MORNINGS, 7 * DAY + 8 * HOUR, FASTEST),
        (MORNINGS, -7 * DAY + 8 * HOUR, FASTEST),
    ],
)
def test_the_wait_follows_the_hours(week: bytes, at: timedelta, expected: float) -> None:
    assert waits(week, at) == pytest.approx(expected)


def test_an_interval_of_a_day_goes_through_many_hours() -> None:
    pace = Pace(week=MORNINGS, measure=1.0)
    assert 86_400 * FASTEST < pace.wait_s(MONDAY, 86_400) <= 86_400 * SLOWEST


def test_what_is_lively_is_learnt_by_weekday_and_hour() -> None:
    week = liveliness(OFFICE, INTERVAL, MONDAY)
    assert week[9] > week[3]
    assert week[9] > week[5 * 24 + 9], "nothing on weekends"
    assert week[4 * 24 + 10] > week[4 * 24 + 12]


@pytest.mark.parametrize("arrivals", [[], OFFICE[:5], [MONDAY - number * HOUR for number in range(1, 200)]])
def test_nothing_is_learnt_of_a_feed_that_is_hardly_known(arrivals: list[datetime]) -> None:
    assert liveliness(arrivals, INTERVAL, MONDAY) == b""


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(min_size=168, max_size=168), min_size=1, max_size=3), st.sampled_from([60, 900, 7200]))
def test_all_feeds_together_take_no_more_requests_than_their_intervals(weeks: list[bytes], interval: int) -> None:
    known = {FeedId(number): week for number, week in enumerate(weeks)}
    measure = measure_of(known, dict.fromkeys(known, interval))
    at = [MONDAY + hour * HOUR for hour in range(168)]
    taken = sum(1 / (Pace(week=week, measure=measure).wait_s(hour, 1) or 1) for week in weeks for hour in at)
    most = 168 * len(weeks)
    # No measure slows what is as idle as can be to more than twice the interval, or speeds it up to less than a third.
    assert most * 0.97 <= taken <= most * 1.03


def test_more_goes_to_the_livelier_feed() -> None:
    known = {FeedId(1): STEADY, FeedId(2): bytes([112] * 168)}
    measure = measure_of(known, dict.fromkeys(known, INTERVAL))
    sooner, later = (Pace(week=week, measure=measure).wait_s(MONDAY, INTERVAL) for week in known.values())
    assert sooner < INTERVAL < later


@pytest.mark.parametrize(
    ("week", "hint", "least_interval", "expected"),
    [(LIVELY, None, 60, 300), (LIVELY, 1200, 60, 1200), (LIVELY, None, 600, 600), (IDLE, 60, 60, 1800)],
    ids=["sooner", "not before the server says", "not below the least interval", "later"],
)
def test_the_bounds_of_configuration_and_server_hold(
    week: bytes, hint: int | None, least_interval: int, expected: float
) -> None:
    spec = FeedSpec(url="https://a.example/", title="A", publisher="A")
    rhythm = Rhythm.of(spec, PollingSettings(min_interval_s=least_interval))
    wait = (rhythm.after_success(MONDAY, hint, Pace(week=week, measure=1.0)) - MONDAY).total_seconds()
    assert wait == pytest.approx(expected, rel=0.11)
