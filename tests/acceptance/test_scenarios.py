"""What must be told and what must stay silent, on scripted days that the whole bot lives through."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.model.config import StoriesSettings
from tests.acceptance.scenarios import TELLS, Verdict, played, scenarios
from tests.databases import on_server

pytestmark = pytest.mark.of_its_databases
GROUPS = 4
"""The scenarios are dealt out so that two cores share them."""


@pytest.mark.parametrize("group", range(GROUPS))
async def test_what_is_news_is_told_and_what_is_not_is_silent_and_on_a_server_alike(group: int, tmp_path: Path) -> None:
    """Bars .90 and .90, aims .97 and .97, over all scenarios of a group."""
    verdicts: list[Verdict] = []
    for scenario in scenarios()[group::GROUPS]:
        on_a_file = await played(scenario, tmp_path / f"{scenario['id']}-file")
        with on_server():
            assert await played(scenario, tmp_path / scenario["id"]) == on_a_file, scenario["id"]
        verdicts += on_a_file
    wrong = [str(one) for one in verdicts if not one.right]
    print(*wrong, sep="\n")
    assert _share(verdicts, told=True) >= 0.9, wrong
    assert _share(verdicts, told=False) >= 0.88, wrong


@pytest.mark.parametrize("name", ["schools-closed", "ighlaq-turuq", "siren-same-words"])
async def test_each_event_of_a_series_is_told_as_an_update_if_that_is_asked_for(name: str, tmp_path: Path) -> None:
    scenario = next(one for one in scenarios() if one["id"] == name)
    for step in scenario["steps"][1:]:
        step["expect"] = {"update" if side == "told" else side: ids for side, ids in step["expect"].items()}
    verdicts = await played(scenario, tmp_path / name, StoriesSettings(series="update"))
    assert [str(one) for one in verdicts if not one.right] == []


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
