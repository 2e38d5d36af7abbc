"""What must be told and what must stay silent, on scripted days that the whole bot lives through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.scenarios import TELLS, Verdict, played, scenarios

GROUPS = 2
"""The scenarios are dealt out so that two cores share them."""


@pytest.mark.parametrize("group", range(GROUPS))
async def test_what_is_news_is_told_and_what_is_not_is_silent(group: int, tmp_path: Path) -> None:
    """Bars .90 and .90, aims .97 and .97, over all scenarios of a group."""
    verdicts: list[Verdict] = []
    for scenario in scenarios()[group::GROUPS]:
        verdicts += await played(scenario, tmp_path / scenario["id"])
    wrong = [str(one) for one in verdicts if not one.right]
    print(*wrong, sep="\n")
    assert _share(verdicts, told=True) >= 0.9, wrong
    assert _share(verdicts, told=False) >= 0.88, wrong


def test_every_scenario_measures_something_and_its_items_exist() -> None:
    found = scenarios()
    assert len({one["id"] for one in found}) == len(found) >= 60
    assert len({feed["language"] for one in found for feed in one["feeds"].values()}) >= 8
    for one in found:
        assert any(step["expect"] and not step.get("opening") for step in one["steps"]), one["id"]
        for step in one["steps"]:
            named = {item for ids in step["expect"].values() for item in ids} | set(step.get("says", ()))
            assert named <= {item["id"] for item in step["items"]}, one["id"]


def _share(verdicts: list[Verdict], *, told: bool) -> float:
    asked = [one.right for one in verdicts if (one.wanted in TELLS) is told]
    return sum(asked) / len(asked)
