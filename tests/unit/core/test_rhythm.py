"""Next poll times: intervals, hints, back-off, Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.asked import open_from
from monitor.core.rhythm import Rhythm, network_down, share_of, weight_of
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec
from monitor.model.hearing.rhythm import NOTHING, Asked
from monitor.model.outcomes import FetchReason, ParseReason

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = 86_400
MONTH = 30 * DAY


def rhythm(interval: int | None = None, url: str = "https://news.example/feed") -> Rhythm:
    spec = FeedSpec(url=url, title="News", publisher="News", interval_s=interval)
    return Rhythm.of(spec, PollingSettings())


def seconds(at: datetime) -> float:
    return (at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("own", "expected"),
    [(None, 900), (300, 300), (1, 60), (10**9, DAY)],
    ids=["default", "own", "too short", "too long"],
)
def test_interval(own: int | None, expected: int) -> None:
    assert rhythm(own).interval_s == expected


@pytest.mark.parametrize(
    ("hint", "least", "most"),
    [
        pytest.param(None, 810, 990, id="none"),
        pytest.param(-5, 810, 990, id="negative"),
        pytest.param(60, 810, 990, id="shorter than the interval"),
        pytest.param(1_800, 1_800, 1_800, id="longer"),
        pytest.param(10**12, 3_600, 3_600, id="absurd: four intervals"),
    ],
)
def test_server_hint(hint: int | None, least: int, most: int) -> None:
    assert least <= seconds(rhythm().after_success(NOW, hint)) <= most


def test_hint_stays_below_the_configured_maximum() -> None:
    assert seconds(rhythm(DAY // 2).after_success(NOW, 10**12)) == DAY


NIGHT = Asked(hours=frozenset({22, 23, 0, 1, 2, 3, 4, 5}))
WEEKEND = Asked(days=frozenset({5, 6}))


@pytest.mark.parametrize(
    ("asked", "at", "opens"),
    [
        pytest.param(NOTHING, (22, 23, 30), (22, 23, 30), id="nothing is asked"),
        pytest.param(NIGHT, (22, 21, 59), (22, 21, 59), id="before the night"),
        pytest.param(NIGHT, (22, 22, 0), (23, 6, 0), id="as it begins"),
        pytest.param(NIGHT, (23, 5, 59), (23, 6, 0), id="as it ends"),
        pytest.param(NIGHT, (23, 6, 0), (23, 6, 0), id="after it"),
        pytest.param(WEEKEND, (20, 23, 59), (20, 23, 59), id="on Friday"),
        pytest.param(WEEKEND, (21, 0, 0), (23, 0, 0), id="on Saturday"),
        pytest.param(WEEKEND, (22, 12, 30), (23, 0, 0), id="on Sunday"),
        pytest.param(Asked(hours=NIGHT.hours, days=WEEKEND.days), (20, 22, 10), (23, 6, 0), id="night and weekend"),
        pytest.param(Asked(days=frozenset(range(6))), (23, 0, 0), (29, 0, 0), id="but on Sundays"),
        pytest.param(Asked(hours=frozenset(range(24))), (22, 9, 7), (22, 9, 7), id="always"),
        pytest.param(Asked(days=frozenset(range(7))), (22, 9, 7), (22, 9, 7), id="every day"),
    ],
)
def test_when_a_feed_may_be_asked(asked: Asked, at: tuple[int, int, int], opens: tuple[int, int, int]) -> None:
    assert open_from(asked, datetime(2026, 11, *at, tzinfo=UTC)) == datetime(2026, 11, *opens, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "general", "own", "least", "most"),
    [
        pytest.param(Asked(hours=frozenset({8})), None, None, 810, 990, id="an hour that is over"),
        pytest.param(Asked(hours=frozenset({9})), None, None, 3_600, 3_600, id="until ten, as four intervals are"),
        pytest.param(Asked(hours=frozenset({9})), 2 * 3_600, None, 3_600, 3_690, id="until ten, and a little"),
        pytest.param(Asked(days=frozenset({6})), None, None, 3_600, 3_600, id="a day: four intervals"),
        pytest.param(Asked(days=frozenset({6})), DAY, None, 54_000, 54_090, id="a day, heeded"),
        pytest.param(Asked(days=frozenset({6})), DAY, 1_800, 1_800, 1_800, id="its own bound goes before"),
        pytest.param(Asked(days=frozenset({6, 0, 1, 2})), 7 * DAY, None, DAY, DAY, id="week"),
        pytest.param(Asked(days=frozenset({6})), 60, None, 810, 990, id="not at all"),
        pytest.param(Asked(interval_s=10**9), None, None, 3_600, 3_600, id="every thirty years"),
        pytest.param(Asked(interval_s=10**9), None, 6 * 3_600, 6 * 3_600, 6 * 3_600, id="every thirty years, heeded"),
    ],
)
def test_no_feed_silences_itself(asked: Asked, general: int | None, own: int | None, least: int, most: int) -> None:
    spec = FeedSpec(url="https://news.example/feed", title="News", publisher="News", heed_s=own)
    one = Rhythm.of(spec, PollingSettings(heed_s=general))
    assert least <= seconds(one.after_success(NOW, asked=asked)) <= most


@given(
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
    st.integers(0, 10**12),
    st.integers(60, 2 * DAY),
    st.integers(0, 7 * DAY),
)
def test_whatever_is_asked_is_heard_within_the_bounds(
    hours: frozenset[int], days: frozenset[int], interval: int, own: int, after: int
) -> None:
    one, now = rhythm(own), NOW + timedelta(seconds=after)
    plain, asked = (
        one.after_success(now, asked=wish) for wish in (NOTHING, Asked(interval_s=interval, hours=hours, days=days))
    )
    assert plain <= asked <= max(plain, now + timedelta(seconds=min(4 * one.interval_s, DAY)))


def test_sooner_and_at_once() -> None:
    assert 405 <= seconds(rhythm().sooner(NOW)) <= 495
    assert seconds(rhythm(60).sooner(NOW)) == 60
    assert seconds(rhythm().at_once(NOW)) == 60


@given(st.text(), st.integers(1, 10**7))
def test_spread_is_fixed_per_feed_and_within_ten_percent(url: str, interval: int) -> None:
    one = rhythm(interval, url)
    wait = seconds(one.after_success(NOW))
    assert wait == seconds(one.after_success(NOW))
    assert max(60, 0.9 * one.interval_s) <= wait + 1e-3
    assert wait <= min(DAY, 1.1 * one.interval_s) + 1e-3 or wait == 60


def test_feeds_are_spread() -> None:
    shares = sorted(share_of(f"https://news.example/{n}") for n in range(200))
    assert shares[20] < 0.25
    assert shares[180] > 0.75


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(1, 10**6))
def test_back_off_is_monotone_and_clamped(a: float, b: float, interval: int) -> None:
    one = rhythm(interval)
    low, high = sorted((a, b))
    assert NOW < one.after_failure(NOW, low) <= one.after_failure(NOW, high)
    assert 60 <= seconds(one.after_failure(NOW, high)) <= DAY


def test_back_off_doubles_per_failure() -> None:
    waits = [seconds(rhythm().after_failure(NOW, failures)) for failures in (0, 1, 2, 3, 20)]
    assert waits[1] == pytest.approx(2 * waits[0])
    assert waits[3] == pytest.approx(8 * waits[0])
    assert waits[4] == DAY


RETRY_AFTER = {
    "none": (None, 900, 2_000),
    "zero": (0, 900, 2_000),
    "negative": (-1, 900, 2_000),
    "very negative": (-(10**12), 900, 2_000),
    "one second": (1, 900, 2_000),
    "below the minimum": (59, 900, 2_000),
    "minimum": (60, 900, 2_000),
    "less than the back-off": (600, 900, 2_000),
    "an hour": (3_600, 3_600, 3_960),
    "two hours": (7_200, 7_200, 7_920),
    "a day": (DAY, DAY, 1.1 * DAY),
    "a week": (7 * DAY, 7 * DAY, 7.7 * DAY),
    "29 days": (29 * DAY, 29 * DAY, MONTH),
    "31 days": (31 * DAY, MONTH, MONTH),
    "for ever": (10**12, MONTH, MONTH),
}


@pytest.mark.parametrize(("asked", "least", "most"), RETRY_AFTER.values(), ids=RETRY_AFTER.keys())
def test_retry_after(asked: int | None, least: float, most: float) -> None:
    assert least <= seconds(rhythm().after_failure(NOW, 1.0, asked)) <= most


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        (FetchReason.RATE_LIMITED, 0.5),
        (FetchReason.HTTP_SERVER_ERROR, 0.5),
        (FetchReason.DNS, 0.5),
        (FetchReason.HTTP_CLIENT_ERROR, 1.0),
        (FetchReason.GONE, 1.0),
        (ParseReason.NOT_A_FEED, 1.0),
    ],
)
def test_weight(reason: FetchReason | ParseReason, weight: float) -> None:
    assert weight_of(reason) == weight


@pytest.mark.parametrize(
    ("polls", "expected"),
    [([], False), ([True] * 4, False), ([True] * 5, True), ([True] * 11 + [False], False)],
    ids=["none", "few", "all", "one answered"],
)
def test_network_down(polls: list[bool], expected: bool) -> None:
    assert network_down(polls) is expected
