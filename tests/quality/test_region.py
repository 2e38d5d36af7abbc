"""The shipped watchlist on its own subject: sentences as reports, newspapers, encyclopaedias and channels write them.

Half of them name what is watched, half only look like it. All are our own. Those of the kind `unseen` were written when
the list stood and changed nothing in it; of the others the floors say what must not be lost, not how the list does on
texts that nobody has seen.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from monitor.model.watch import MatchText, Strength
from monitor.settings.load import load_settings
from monitor.watch import Matcher, compile_watchlists

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data" / "region.jsonl"

FLOORS = {
    "reports": (11, 0),
    "war": (29, 1),
    "encyclopaedia": (15, 0),
    "channels": (50, 1),
    "bare": (33, 1),
    "unseen": (41, 4),
}
"""By kind of text: mentions that must be found, and look-alikes that may be. Still wrong: an Arabic channel named as
the speaker before a colon, an English one before a comma, and a poem about the night's army."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the sentences of one kind."""

    found: int
    wanted: int
    false: tuple[str, ...]
    missed: tuple[str, ...]


def rows() -> list[dict]:
    with DATA.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def matcher() -> Matcher:
    return compile_watchlists(load_settings(ROOT / "config", {}.get).watchlists)


def is_found(row: dict, *, language: bool) -> bool:
    about = MatchText(title="", text=row["text"], language=row["language"] if language else "")
    hits = matcher().match(about).hits
    return any(hit.topic == row["topic"] and hit.strength is Strength.STRONG for hit in hits)


def outcome(kind: str, *, language: bool) -> Outcome:
    judged = [(row, is_found(row, language=language)) for row in rows() if row["kind"] == kind]
    wanted = [(row["text"], found) for row, found in judged if row["hit"]]
    return Outcome(
        found=sum(found for _, found in wanted),
        wanted=len(wanted),
        false=tuple(row["text"] for row, found in judged if found and not row["hit"]),
        missed=tuple(text for text, found in wanted if not found),
    )


@pytest.mark.parametrize("language", [True, False], ids=["language-known", "language-unknown"])
@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_watched_is_found_and_look_alikes_are_not(kind: str, language: bool) -> None:
    least, most = FLOORS[kind]
    result = outcome(kind, language=language)
    print(f"{kind}: {result.found} of {result.wanted} found, {len(result.false)} false")
    assert result.found >= least, result.missed
    assert len(result.false) <= most, result.false


def test_the_set_is_large_and_has_both_sides() -> None:
    counted = Counter((row["kind"], row["hit"]) for row in rows())
    assert counted.total() >= 340
    assert {kind for kind, _ in counted} == set(FLOORS)
    assert all(counted[kind, hit] >= 10 for kind in FLOORS for hit in (True, False))
    assert {row["language"] for row in rows()} == {"en", "ar", "fa", "he", "ru"}
    assert len({row["text"] for row in rows()}) == counted.total()


def test_every_topic_of_the_set_is_in_the_list() -> None:
    [listed] = [one for one in load_settings(ROOT / "config", {}.get).watchlists if one.id == "syria-iraq-border"]
    assert {row["topic"] for row in rows()} <= {topic.id for topic in listed.topics}
