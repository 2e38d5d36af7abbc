"""Which watchlist is audited next, and which digest tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.audit.due import next_audited, told_between
from monitor.model.archive.audit import AuditMade
from monitor.model.config import AuditSettings

MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
WEEKLY = AuditSettings(cron="0 6 * * 1", zone="UTC")
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def made(watchlist: str, at: datetime) -> AuditMade:
    return AuditMade(watchlist=watchlist, at=at, articles=1, found=1, share=None, low=0.0, high=1.0, lines=0)


@pytest.mark.parametrize(
    ("settings", "last", "now", "due"),
    [
        (AuditSettings(), {}, MONDAY, None),
        (WEEKLY, {}, MONDAY - HOUR, "a"),
        (WEEKLY, {"a": MONDAY - WEEK}, MONDAY - HOUR, "b"),
        (WEEKLY, {"a": MONDAY - WEEK, "b": MONDAY - WEEK}, MONDAY - HOUR, None),
        (WEEKLY, {"a": MONDAY - WEEK, "b": MONDAY - WEEK - HOUR}, MONDAY, "b"),
        (WEEKLY, {"a": MONDAY - WEEK, "b": MONDAY + HOUR}, MONDAY + 2 * HOUR, "a"),
        (WEEKLY, {"a": MONDAY + HOUR, "b": MONDAY + HOUR}, MONDAY + 2 * HOUR, None),
        # Off for a month: once, not four times.
        (WEEKLY, {"a": MONDAY - 4 * WEEK, "b": MONDAY}, MONDAY, "a"),
        (AuditSettings(cron="0 6 * * 1", zone="Asia/Tokyo"), {"a": MONDAY - WEEK, "b": MONDAY}, MONDAY - HOUR, "a"),
        (WEEKLY, {"gone": MONDAY - 9 * WEEK, "a": MONDAY, "b": MONDAY}, MONDAY + HOUR, None),
    ],
)
def test_a_watchlist_is_audited_once_for_each_time(
    settings: AuditSettings, last: Mapping[str, datetime], now: datetime, due: str | None
) -> None:
    assert next_audited(settings, ["a", "b"], last, now) == due


@given(
    st.integers(0, 1000),
    st.lists(st.integers(0, 2000), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_of_windows_one_behind_the_other_one_tells_an_audit(at: int, ends: list[int]) -> None:
    windows = [MONDAY + timedelta(minutes=minute) for minute in (-10, *ends, 5000)]
    one = made("a", MONDAY + timedelta(minutes=at))
    told = [told_between([one], ["a"], *window) for window in pairwise(windows)]
    assert sorted(told) == [*[()] * len(ends), (one,)]


def test_a_digest_tells_of_its_own_watchlists() -> None:
    some = [made("a", MONDAY), made("b", MONDAY)]
    assert [one.watchlist for one in told_between(some, {"b"}, MONDAY, MONDAY + HOUR)] == ["b"]
