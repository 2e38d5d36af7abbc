"""A few simulated days with a known truth; `make simulate` lives through a hundred."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from tests.quality.simulation.days import FIRST, Days, report
from tests.quality.simulation.newsroom import ONE_SENTENCE, STEP, Newsroom, Publication

DAYS, FEEDS, SEED = 5, 30, 1


async def test_what_is_watched_is_told_and_little_else(tmp_path: Path) -> None:
    """The bars are no development untold and at most 3 % of lines without news; the floor is what was reached."""
    result = await Days(SEED, FEEDS).live(tmp_path, DAYS)
    print(report(result))
    assert result.watched >= 25
    assert result.lines >= 20
    assert result.untold == []
    assert result.idle_share <= 0.04, result.idle


def published(seed: int, days: int) -> list[Publication]:
    newsroom = Newsroom(seed, FEEDS)
    return [one for number in range(days * 4) for one in newsroom.step(FIRST + number * STEP)]


def test_the_same_seed_gives_the_same_days() -> None:
    assert published(7, 3) == published(7, 3)
    assert published(7, 3) != published(8, 3)


def test_the_days_hold_everything_that_such_days_hold() -> None:
    made = {one.made for one in published(SEED, 30)}
    assert made == {"report", "turn", "edit", "reprint", "retelling", "wrap", "live", "round-up", "bulletin", "noise"}


def test_every_development_is_carried_and_its_key_stands_on_the_page() -> None:
    for one in published(SEED, 20):
        text = " ".join((one.title, *one.paragraphs)).lower()
        assert [key for key in one.carries.values() if key.lower() not in text] == [], one


def test_reports_of_different_events_are_no_near_copies() -> None:
    """Leads follow a grammar, bodies do not repeat: less than half of the sentences of any two are equal."""
    reports = [one for one in published(SEED, 10) if one.made == "report"]
    assert len(reports) >= 40
    for place, one in enumerate(reports):
        for two in reports[:place]:
            assert len(set(one.paragraphs) & set(two.paragraphs)) < 0.5 * len(one.paragraphs) + 0.5
    assert reports[-1].at - reports[0].at > timedelta(days=7)


def test_what_an_edit_says_is_to_be_seen() -> None:
    """Each page has one version at the end of a step: what it carries must not be gone by then."""
    newsroom = Newsroom(6, FEEDS)
    for number in range(10 * 4):
        pages: dict[str, set[int]] = {}
        for one in newsroom.step(FIRST + number * STEP):
            if one.made in ("report", "turn", "edit", "noise"):
                pages.setdefault(one.url, set()).update(one.carries)
                assert pages[one.url] <= set(one.carries), one


def test_a_sentence_tells_one_development() -> None:
    """Two events of one town on one weekday may come to one sentence: seed 3 has two strikes called off."""
    told: dict[str, dict[int, Publication]] = {}
    for one in published(3, 34):
        if one.made in ("report", "turn", "edit"):
            told.setdefault(one.paragraphs[0], {}).update(dict.fromkeys(one.carries, one))
    assert [lead for lead, found in told.items() if len(found) > 1]
    for lead, found in told.items():
        times = sorted(one.at for one in found.values())
        assert all(later - earlier > ONE_SENTENCE - STEP for earlier, later in pairwise(times)), lead
