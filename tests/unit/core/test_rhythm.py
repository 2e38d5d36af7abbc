"""Next poll times: intervals, hints, back-off, Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.rhythm import Rhythm, network_down, share_of, weight_of
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec
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
