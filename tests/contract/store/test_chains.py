"""Which story continues which, kept with what its texts say of events; it goes with its stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_world import T0, World, matched, minutes

from monitor.model.ids import StoryId
from monitor.model.linking.chains import ChainLink, Reference, Trace, Traced
from monitor.model.stories import StoryLink
from monitor.model.watch import Strength

ONE, TWO, THREE, GONE = StoryId(1), StoryId(2), StoryId(3), StoryId(9)
TOPICS = frozenset({"w/50%_town", "w/b"})


def traced(story: StoryId, at: datetime = T0, topics: frozenset[str] = TOPICS, **changes: object) -> Traced:
    trace = Trace(
        at=at,
        language="en",
        publisher="Post",
        form="fire",
        events=("fire", "blast"),
        after=("caught",),
        another=False,
        references=(Reference(kinds=("fire",), days=((739_000, 739_001),)), Reference(kinds=(), days=())),
        names=("kersting",),
        words=("wareh",),
        numbers=("34",),
    )
    return Traced(story_id=story, event=story, trace=replace(trace, **changes), topics=topics)


def linked(later: StoryId, earlier: StoryId) -> ChainLink:
    return ChainLink(story_id=later, follows=earlier, evidence="fire of 3 March")


@pytest.fixture
def three(world: World) -> World:
    """Three stories with traces, an hour apart."""
    for number in (1, 2, 3):
        world.alerted(str(number), at=minutes(20 * number))
    world.store.save_traces("1", [traced(StoryId(one), minutes(60 * one)) for one in (1, 2, 3)])
    return world


def found(world: World, *topics: str, since: int = 0, before: int = 600, form: str = "1") -> list[int]:
    return [
        int(one.story_id)
        for one in world.store.traces_before(form, topics, minutes(since), minutes(before), 2)
    ]  # fmt: skip


def test_traces_are_found_by_topic_and_time_in_their_form(three: World) -> None:
    three.store.save_traces("1", [traced(GONE)])
    assert three.store.traced("1", [ONE, THREE, GONE]) == {ONE, THREE}
    assert three.store.traced("2", [ONE]) == frozenset()
    assert found(three, "w/b") == [2, 3], "the newest two"
    assert found(three, "w/b", before=120) == [1, 2]
    assert found(three, "w/b", since=61, before=120) == [2]
    assert found(three, "w/50%_town", before=60) == [1]
    assert found(three, "w/50x_town") == []
    assert found(three, "w/") == []
    assert found(three) == []
    assert found(three, "w/b", form="2") == []
    (one,) = three.store.traces_before("1", ["w/b"], T0, minutes(60), 5)
    assert one == traced(ONE, minutes(60))


def test_a_trace_without_an_event_is_continued_by_nothing(three: World) -> None:
    three.store.save_traces("1", [traced(THREE, minutes(180), events=())])
    assert found(three, "w/b") == [1, 2]


def test_both_ends_are_shown(three: World) -> None:
    three.store.save_chains([linked(TWO, ONE), linked(THREE, GONE), linked(GONE, ONE)])
    chains = three.store.chains([ONE, TWO, THREE, GONE])
    assert set(chains) == {ONE, TWO}
    earlier = chains[TWO].follows
    assert earlier is not None
    assert (earlier.story_id, earlier.ref, earlier.title, earlier.language) == (1, "0001", "Title 1", "en")
    assert (earlier.at, earlier.evidence) == (minutes(20), "fire of 3 March")
    assert [(one.story_id, one.title) for one in chains[ONE].followed_by] == [(2, "Title 2")]
    assert chains[ONE].follows is None
    assert three.store.chains([]) == {}
    assert three.store.chains([THREE]) == {}


def test_only_what_the_watchlists_met_strongly_is_shown(three: World) -> None:
    three.alerted("4", matched("x", alert=False, strength=Strength.WEAK), at=minutes(90))
    three.store.save_traces("1", [traced(StoryId(4), minutes(240))])
    three.store.save_chains([linked(TWO, ONE), linked(StoryId(4), THREE)])
    assert set(three.store.chains([ONE, TWO, StoryId(4)], ["w"])) == {ONE, TWO, StoryId(4)}
    assert three.store.chains([ONE, TWO, StoryId(4)], ["x"]) == {}
    assert three.store.chains([THREE], ["w"]) == {}, "what it shows is weak"
    assert three.store.chains([TWO], []) == {}


def test_stories_that_became_one_event_do_not_follow_each_other(three: World) -> None:
    three.store.save_chains([linked(THREE, TWO)])
    three.store.save_links([StoryLink(story_id=TWO, other_id=ONE, evidence="words")])
    chains = three.store.chains([ONE, TWO, THREE])
    follows = chains[THREE].follows
    assert follows is not None
    assert follows.story_id == ONE, "under the oldest story of its event"
    assert chains[ONE].followed_by[0].story_id == chains[TWO].followed_by[0].story_id == THREE
    three.store.save_links([StoryLink(story_id=THREE, other_id=ONE, evidence="words")])
    assert three.store.chains([ONE, TWO, THREE]) == {}


def test_a_chain_is_known_by_where_it_begins(three: World) -> None:
    three.store.save_chains([linked(TWO, ONE), linked(THREE, TWO)])
    begins = {one.story_id: one.begins for one in three.store.traces_before("1", ["w/b"], T0, minutes(600), 5)}
    assert begins == {ONE: None, TWO: ONE, THREE: ONE}
    three.store.save_chains([linked(ONE, THREE)])
    assert len(three.store.traces_before("1", ["w/b"], T0, minutes(600), 5)) == 3, "a circle ends"


def test_a_trace_of_another_form_takes_the_place_of_the_first(three: World) -> None:
    three.store.save_traces("2", [traced(ONE)])
    assert three.store.traced("1", [ONE, TWO]) == {TWO}
    assert three.store.traced("2", [ONE, TWO]) == {ONE}


def test_traces_go_with_their_stories_and_those_of_no_event_when_these_close(three: World) -> None:
    three.store.save_traces("1", [traced(THREE, minutes(180), events=())])
    three.store.save_chains([linked(TWO, ONE)])
    three.store.trim_index(T0, T0)
    assert three.rows("story_trace") == 3
    three.store.trim_index(T0, T0 + timedelta(days=8))
    assert three.rows("story_trace") == 2
    assert set(three.store.chains([ONE, TWO])) == {ONE, TWO}


def test_a_pruned_story_is_followed_by_nothing(world: World) -> None:
    for number, at in ((1, 0), (2, 20 * 24 * 60)):
        (claim,) = world.articles(str(number), at=minutes(at))
        assert world.save(claim, matched(alert=False), at=minutes(at))
    world.store.save_traces("1", [traced(ONE), traced(TWO)])
    world.store.save_chains([linked(TWO, ONE)])
    assert set(world.store.chains([ONE, TWO])) == {ONE, TWO}
    world.store.prune(T0 + timedelta(days=10), T0 + timedelta(days=10))
    assert {table: world.rows(table) for table in ("story", "story_trace")} == {"story": 1, "story_trace": 1}
    assert world.store.chains([TWO]) == {}
    world.store.prune(T0 + timedelta(days=400), T0 + timedelta(days=400))
    assert {table: world.rows(table) for table in ("story", "story_trace")} == {"story": 0, "story_trace": 0}
