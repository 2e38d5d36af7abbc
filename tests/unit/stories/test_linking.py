"""Which stories are linked, whatever order they came in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import StoryLink, StorySketch
from monitor.stories.events.grouping import started
from monitor.stories.events.linking import link_of, linked, linked_across, together
from monitor.stories.terms import marks_of

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FIRE = "A fire at the Marlow paper mill injured 14 workers; chief Rosa Dietz blamed a dryer. The mill makes cartons."
FIRE_2 = (
    "Fourteen hurt in Marlow mill fire. Rosa Dietz, fire chief, said a dryer overheated; 14 workers went to hospital."
)
FIRE_3 = "The Marlow mill, where a dryer burned and hurt 14, stays shut, said Rosa Dietz of the fire brigade."
FLOOD = "The Ossel burst its banks near Tarnby and drowned 300 sheep; mayor Jonas Friis called for pumps and sandbags."
FLOOD_2 = "Sheep drowned by the hundred, 300 by one count, as the Ossel flooded Tarnby. Jonas Friis asked for sandbags."


def story(number: int, text: str, days: float = 0.0) -> StorySketch:
    at = NOW + timedelta(days=days)
    return replace(started(ArticleId(number), marks_of("", text), "en", at), story_id=StoryId(number))


def groups(sketches: list[StorySketch]) -> dict[int, int]:
    return {int(one): int(oldest) for one, oldest in together(linked(sketches)).items()}


@pytest.mark.parametrize(
    ("days", "found"),
    [
        pytest.param(0.0, {1: 1, 2: 1}, id="at one time"),
        pytest.param(2.0, {1: 1, 2: 1}, id="two days later"),
        pytest.param(6.9, {}, id="faded"),
        pytest.param(8.0, {}, id="after the first was over"),
        pytest.param(-8.0, {}, id="long before it"),
    ],
)
def test_two_stories_are_linked_while_they_are_near_in_time(days: float, found: dict[int, int]) -> None:
    assert groups([story(1, FIRE), story(2, FIRE_2, days)]) == found


def test_events_stay_apart_in_any_order() -> None:
    sketches = [story(1, FIRE), story(2, FLOOD), story(3, FIRE_2), story(4, FLOOD_2), story(5, FIRE_3)]
    for seed in range(5):
        random.Random(seed).shuffle(sketches)
        assert groups(sketches) == {1: 1, 2: 2, 3: 1, 4: 2, 5: 1}


def test_stories_that_are_surely_apart_are_not_linked_by_what_they_share_with_a_third() -> None:
    sketches, apart = [story(1, FIRE), story(3, FIRE_2), story(5, FIRE_3)], {(StoryId(1), StoryId(3))}
    found = together(linked(sketches, apart=apart))
    assert found.get(StoryId(1)) != found.get(StoryId(3), StoryId(3))
    assert len(found) == 2, "the third goes to the closer one"


def test_a_link_goes_to_the_older_story_and_says_why() -> None:
    (link,) = linked([story(7, FIRE), story(3, FIRE_2)])
    assert (link.story_id, link.other_id) == (7, 3)
    assert link.evidence.startswith("mean similarity of their articles 0.")


@pytest.mark.parametrize("sketches", [[], [story(1, FIRE)], [story(1, ""), story(2, "")]], ids=["none", "one", "empty"])
def test_nothing_to_link(sketches: list[StorySketch]) -> None:
    assert linked(sketches) == ()


def abroad(number: int, language: str, *topics: str, text: str = "") -> StorySketch:
    marks = marks_of("", text, [f"w/{topic}" for topic in topics])
    return replace(started(ArticleId(number), marks, language, NOW), story_id=StoryId(number))


DAM = abroad(1, "en", "dam", "mayor", "flood")


@pytest.mark.parametrize(
    ("sketches", "linked_events", "found"),
    [
        pytest.param([DAM, abroad(2, "ar", "dam", "mayor", "flood")], {}, [(2, 1)], id="the same topics"),
        pytest.param([DAM, abroad(2, "en", "dam", "mayor", "flood")], {}, [], id="one language: the words decide"),
        pytest.param([DAM, abroad(2, "ar", "mayor")], {}, [], id="one topic"),
        pytest.param(
            [DAM, abroad(2, "ar", "dam", "mayor", "flood"), abroad(3, "en", "dam", "mayor", "flood")],
            {},
            [],
            id="two events share the same: no telling which",
        ),
        pytest.param(
            [DAM, abroad(2, "ar", "dam", "mayor", "flood"), abroad(3, "en", "dam", "mayor", "flood")],
            {3: 1},
            [(2, 1), (3, 2)],
            id="the two are one event",
        ),
        pytest.param([abroad(1, "en"), abroad(2, "ar")], {}, [], id="nothing watched"),
    ],
)
def test_events_in_two_languages(
    sketches: list[StorySketch], linked_events: dict[int, int], found: list[tuple[int, int]]
) -> None:
    events = {StoryId(one): StoryId(oldest) for one, oldest in linked_events.items()}
    assert [(link.story_id, link.other_id) for link in linked_across(sketches, events)] == found
    assert linked_across(sketches[::-1], events) == linked_across(sketches, events)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=20))
def test_together_names_the_oldest_reached_by_links(pairs: list[tuple[int, int]]) -> None:
    found = together([StoryLink(story_id=StoryId(one), other_id=StoryId(two), evidence="") for one, two in pairs])
    assert set(found) == {StoryId(one) for pair in pairs for one in pair}
    assert all(found[StoryId(one)] == found[StoryId(two)] for one, two in pairs)
    assert all(found[oldest] == oldest <= one for one, oldest in found.items())


@given(
    st.lists(st.tuples(st.sets(st.integers(1, 30), min_size=3, max_size=15), st.integers(1, 3)), max_size=8),
    st.sets(st.integers(1, 30), min_size=3, max_size=15),
    st.dictionaries(st.integers(1, 30), st.integers(1, 900)),
)
def test_the_link_of_the_youngest_is_the_one_that_all_stories_compared_would_give(
    others: list[tuple[set[int], int]], mine: set[int], frequencies: dict[int, int]
) -> None:
    sketches = [of_terms(number, *one) for number, one in enumerate(others, start=1)]
    own = of_terms(99, mine, 1)
    (expected,) = [one for one in linked([*sketches, own], frequencies, 0.2) if one.story_id == 99] or [None]
    assert link_of(own, sketches, frequencies, 0.2) == expected


def of_terms(number: int, terms: set[int], articles: int) -> StorySketch:
    words = tuple((term, articles / (term + 2)) for term in sorted(terms))
    return replace(story(number, FIRE), words=words, names=(), articles=articles)


def watched(number: int, text: str, *topics: str) -> StorySketch:
    return replace(story(number, text), topics=tuple(f"w/{topic}" for topic in topics))


def test_stories_with_nothing_watched_in_common_are_not_linked_however_alike() -> None:
    assert groups([watched(1, FIRE, "marlow"), watched(2, FIRE_2, "tarnby")]) == {}
    assert groups([watched(1, FIRE, "marlow"), watched(2, FIRE_2)]) == {1: 1, 2: 1}, "not known to be another"
    assert link_of(watched(2, FIRE_2, "tarnby"), [watched(1, FIRE, "marlow")], {}, 0.01) is None


def test_a_story_that_shares_something_with_each_of_two_does_not_chain_them() -> None:
    both = watched(2, FIRE_2, "marlow", "tarnby")
    found = groups([watched(1, FIRE, "marlow"), both, watched(3, FIRE_3, "tarnby")])
    assert len(found) == 2
    assert found[2] in {1, 2}
