from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.engine.every import Every

NOW = datetime(2026, 11, 28, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (None, 2.0),
        (-0.01, 1.99),
        (-1.5, 0.5),
        (-2.0, 0.000001),
        (-86_400.0 * 400, 0.000001),
        (3600.0, 3602.0),
    ],
)
def test_the_next_run_is_after_now_and_no_missed_one_is_given(before: float | None, then: float) -> None:
    previous = None if before is None else NOW + timedelta(seconds=before)
    assert Every(2.0).get_next_fire_time(previous, NOW) == NOW + timedelta(seconds=then)


@pytest.mark.parametrize("leap", [timedelta(hours=1), timedelta(days=400), timedelta(days=365 * 56)])
async def test_a_leap_lists_two_runs_at_most(leap: timedelta) -> None:
    scheduler = AsyncIOScheduler(timezone=UTC)
    job = scheduler.add_job(print, Every(1.0), next_run_time=NOW)
    assert len(job._get_run_times(NOW + leap)) == 1
