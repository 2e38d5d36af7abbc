"""Round-ups with more watched sentences than anybody reads: what is added at their end is told all the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.scenarios import played

SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu"]
FIRE = "A fire in Orleyfield destroyed the hospital and both of its ambulances before dawn."


def lines(count: int) -> list[str]:
    """Sentences of invented words that name what is watched, each another."""
    found = []
    for number in range(count):
        chance = random.Random(number)
        words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(11)]
        found.append(f"{' '.join(words[:6]).capitalize()} in Orleyfield {' '.join(words[6:])}.")
    return found


def item(name: str, page: list[str]) -> dict[str, Any]:
    link = f"https://valley.example/n/{name}"
    return {
        "id": name,
        "title": "The day in brief",
        "page": page,
        "feed": "valley",
        "link": link,
        "guid": link,
        "summary": page[0],
        "date": "2026-11-16T08:00Z",
    }


def scenario(*steps: tuple[str, list[str], str]) -> dict[str, Any]:
    """Each step: the item, its page, and what is expected of it."""
    names = ["2026-11-16T09:00Z", "2026-11-16T13:00Z", "2026-11-16T18:00Z"]
    return {
        "id": "long-round-up",
        "kind": "round-up",
        "watchlist": {"topics": [{"id": "o", "name": "Orleyfield", "kind": "place", "names": ["Orleyfield"]}]},
        "feeds": {"valley": {"publisher": "Valley Post", "language": "en"}},
        "steps": [
            {"at": at, "items": [item(name, page)], "expect": {wanted: [name]}, "opening": not number}
            for number, (at, (name, page, wanted)) in enumerate(zip(names, steps, strict=False))
        ],
    }


@pytest.mark.parametrize("again", ["a", "b"], ids=["the same page, edited", "the next page"])
async def test_what_is_added_behind_all_that_was_told(tmp_path: Path, again: str) -> None:
    told = ("a", lines(60), "told")
    verdicts = await played(scenario(told, (again, [*lines(60), FIRE], "told")), tmp_path / "bot")
    assert [str(one) for one in verdicts if not one.right] == []


async def test_what_was_told_stays_silent_in_the_next_page(tmp_path: Path) -> None:
    verdicts = await played(scenario(("a", lines(60), "told"), ("b", lines(60), "silent")), tmp_path / "bot")
    assert [str(one) for one in verdicts if not one.right] == []


async def test_what_a_very_long_page_said_before_an_edit_stays_silent(tmp_path: Path) -> None:
    edited = ["Nothing else happened in the valley.", *lines(350)]
    verdicts = await played(scenario(("a", lines(350), "told"), ("a", edited, "silent")), tmp_path / "bot")
    assert [str(one) for one in verdicts if not one.right] == []
