from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.ports import Clock
from monitor.testing.clock import FixedClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_it_is_a_clock_that_stands_still() -> None:
    clock: Clock = FixedClock(NOON)
    assert (clock.now(), clock.now()) == (NOON, NOON)
    assert clock.monotonic() == clock.monotonic() == 0.0


@pytest.mark.parametrize("by", [90.0, 90, timedelta(seconds=90)], ids=["float", "int", "timedelta"])
def test_time_that_passes_moves_both_clocks(by: timedelta | float) -> None:
    clock = FixedClock(NOON)
    assert clock.advance(by) == clock.now() == NOON + timedelta(seconds=90)
    assert clock.monotonic() == 90.0


@pytest.mark.parametrize("hours", [-5, 7], ids=["back", "forward"])
def test_stepping_the_wall_clock_leaves_durations_alone(hours: int) -> None:
    clock = FixedClock(NOON)
    clock.step_wall(NOON + timedelta(hours=hours))
    assert clock.now() == NOON + timedelta(hours=hours)
    assert clock.monotonic() == 0.0


def test_time_never_passes_backwards() -> None:
    with pytest.raises(ValueError, match="step_wall"):
        FixedClock(NOON).advance(-1)


def test_a_time_without_zone_is_refused_and_another_zone_becomes_utc() -> None:
    with pytest.raises(ValueError, match="without zone"):
        FixedClock(NOON.replace(tzinfo=None))
    assert FixedClock(datetime(2026, 3, 1, 15, tzinfo=timezone(timedelta(hours=3)))).now().tzinfo is UTC
