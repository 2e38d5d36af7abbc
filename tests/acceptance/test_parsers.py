"""A short run of the parser harness; `make parsers` runs the long one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.acceptance.parsers import Plan, run

pytestmark = pytest.mark.xdist_group("crash")


async def test_killed_parsers_and_stops_of_the_group_lose_no_watched_article(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    report = await run(tmp_path, Plan(pages=12, stops=2, seed=seed, patient=False, life_s=(2.5, 3.5)))
    assert report.lost == [], f"seed {seed}"
    assert set(report.statuses) == {0}, f"seed {seed}"
    assert report.kills > 1, f"seed {seed}: the run was too tame to say anything"
