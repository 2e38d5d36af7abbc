"""In which state a story is for who opens the inbox."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.desk.inbox import OPEN, counts, held_by, placed, wanted
from monitor.model.desk.inbox import InboxFacts, InboxQuestion, InboxState, Standing
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import Match, Silence
from monitor.model.watch import Strength, Verdict

T0 = datetime(2026, 11, 22, 6, tzinfo=UTC)
FIRST = Standing(1, 5, "first", begun=True, spoke=True, grew=True, done=0, grew_after=False)
OLD = {"begun": False, "spoke": False, "grew": False}


@pytest.mark.parametrize(
    ("changes", "recent", "state"),
    [
        ({}, False, "new"),
        ({"reason": "new_fact"}, False, "update"),
        ({"reason": "new_publisher"}, False, "update"),
        ({"reason": "correction"}, False, "correction"),
        ({"done": 5}, False, "done"),
        ({"done": 4, "reason": "new_fact"}, False, "update"),
        # A further list found what somebody has looked at.
        ({"done": 4}, False, "update"),
        ({"done": 4, "reason": "correction"}, False, "correction"),
        ({"done": 5, "grew_after": True}, False, "more"),
        # Whoever was away is told of a story that began meanwhile as of a whole.
        ({"reason": "new_fact"}, True, "new"),
        ({"reason": "correction"}, True, "correction"),
        ({"reason": "new_fact", "begun": False}, True, "update"),
        (OLD, True, None),
        ({**OLD, "grew": True}, True, "new"),
        ({**OLD, "done": 5, "grew_after": True}, True, None),
        ({**OLD, "done": 5, "grew_after": True, "grew": True}, True, "more"),
    ],
)
def test_the_state_of_one_story(changes: dict[str, Any], recent: bool, state: str | None) -> None:
    found = placed([FIRST._replace(**changes)], {}, recent=recent)
    assert [one.state.value for one in found] == ([state] if state else [])


def test_linked_stories_are_one_line_with_the_newest_alert() -> None:
    seen = FIRST._replace(story=1, newest=5, done=5)
    later = FIRST._replace(story=7, newest=9)
    (place,) = placed([later, seen], {StoryId(7): StoryId(1), StoryId(1): StoryId(1)}, recent=False)
    assert (place.event, place.alert, place.state, place.stories) == (1, 9, InboxState.UPDATE, (7, 1))


@given(
    st.lists(
        st.builds(
            Standing,
            st.integers(1, 4),
            st.integers(1, 9),
            st.sampled_from([one.value for one in AlertReason]),
            *[st.booleans()] * 3,
            st.integers(0, 9),
            st.booleans(),
        ),
        max_size=4,
        unique_by=lambda one: one.story,
    ),
    st.booleans(),
)
def test_what_nobody_has_looked_at_is_never_hidden(standings: list[Standing], recent: bool) -> None:
    standings.sort(key=lambda one: -one.newest)
    events = {StoryId(4): StoryId(2), StoryId(2): StoryId(2)}
    places = placed(standings, events, recent=recent)
    shown = {story for one in wanted(places, InboxQuestion()) for story in one.stories}
    unseen = {one.story for one in standings if one.newest > one.done and (not recent or one.spoke or one.grew)}
    assert unseen <= shown
    assert sum(counts(places).values()) == len(places)
    assert sum(counts(places)[one] for one in OPEN) == len(wanted(places, InboxQuestion()))


def test_the_next_page_begins_where_this_one_ends() -> None:
    places = placed([FIRST._replace(story=10 - n, newest=10 - n) for n in range(3)], {}, recent=False)
    assert [one.alert for one in wanted(places, InboxQuestion(before=10))] == [9, 8]
    done = InboxQuestion(states=frozenset({InboxState.DONE}))
    assert wanted(places, done) == []


def test_which_silence_holds_a_story_and_until_when() -> None:
    fact = InboxFacts(
        alert=AlertId(5),
        story=StoryId(1),
        watchlist="w",
        reason=AlertReason.FIRST,
        facts=(),
        hits=(),
        verdict=Verdict(watchlist="w", fires=True, strength=Strength.STRONG, topics=("t",), rules=(), reason="name T"),
        at=T0,
        article=ArticleId(1),
        version=1,
        title="T",
        text="Some words.",
        language="en",
        publisher="A",
        tags=(),
        url="https://a.example/1",
        published_at=None,
        first_seen_at=T0,
    )
    silence = Silence(
        id="parade", match=Match(stories=(StoryId(1),)), until=T0.replace(hour=8), by="night desk", why="yearly"
    )
    assert held_by(fact, StoryId(1), []) == ""
    assert held_by(fact, StoryId(1), [silence]) == "the silence parade (night desk: yearly) until 2026-11-22 08:00 UTC"
    assert held_by(fact, StoryId(2), [silence]) != ""  # Its own story is silenced.
    other = Silence(id="o", match=Match(stories=(StoryId(9),)), until=T0.replace(hour=8), by="x", why="y")
    assert held_by(fact, StoryId(1), [other]) == ""
