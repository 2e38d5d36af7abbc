"""A short run of the crash harness; `make crash` runs the long one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.acceptance.crash import CrashPlan, run_crashes

pytestmark = pytest.mark.xdist_group("crash")


async def test_four_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    report = await run_crashes(tmp_path, CrashPlan(kills=4, seed=seed, by_hand=True))
    assert report.problems == [], f"seed {seed}"
    assert report.watched > 5, f"seed {seed}: the run was too tame to say anything"
    assert report.at_work, f"seed {seed}: the bot was never at work"
    assert report.digests >= 1
