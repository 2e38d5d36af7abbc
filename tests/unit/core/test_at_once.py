"""What is told at once, and what waits: a table of rules, and a subscription's days against what they promise."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.schedule.at_once import due_now
from monitor.model.alerting import AlertFacts, Immediate, WaitingStory
from monitor.model.ids import AlertId, StoryId

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RULES = Immediate(group_wait_s=120, group_interval_s=900, flood=3)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def story(number: int, since: float, told: float | None = None, *, correction: bool = False) -> WaitingStory:
    return WaitingStory(
        story_id=StoryId(number),
        alerts=(AlertId(number * 10),),
        since=minutes(since),
        told_at=None if told is None else minutes(told),
        correction=correction,
    )


def facts(*waiting: WaitingStory, told: tuple[float, ...] = (), flood: float | None = None) -> AlertFacts:
    return AlertFacts(
        waiting=waiting,
        settled=AlertId(0),
        told_at=tuple(map(minutes, told)),
        flood_at=None if flood is None else minutes(flood),
    )


CASES = {
    "nothing waits": (facts(), [], []),
    "a group wait is not over": (facts(story(1, -1.9)), [], []),
    "a group wait is over": (facts(story(1, -2)), [1], []),
    "an update waits for its interval": (facts(story(1, -5, told=-14)), [], []),
    "an update after its interval": (facts(story(1, -5, told=-15)), [1], []),
    "an update has a group wait too": (facts(story(1, -1, told=-60)), [], []),
    "the longest due first": (facts(story(1, -3), story(2, -9), story(3, -4)), [2, 3, 1], []),
    "what is taken back before all": (facts(story(1, -9), story(2, -3, correction=True)), [2, 1], []),
    "above the cap together": (facts(*(story(n, -10 + n) for n in range(1, 6))), [1, 2, 3], [4, 5]),
    "a cap is of an interval": (facts(story(1, -5), story(2, -4), told=(-14, -13, -16)), [1], [2]),
    "messages before the interval do not count": (facts(story(1, -5), told=(-15, -16, -17)), [1], []),
    "in a flood all wait for its interval": (facts(story(1, -5), flood=-14), [], []),
    "after it they are told": (facts(story(1, -5), flood=-15), [1], []),
    "an alert of the future waits no longer than now": (facts(story(1, 600)), [], []),
    "a telling of the future puts off no longer than an interval": (facts(story(1, -20, told=600)), [], []),
}


@pytest.mark.parametrize(("known", "singly", "together"), CASES.values(), ids=CASES)
def test_what_is_told_now(known: AlertFacts, singly: list[int], together: list[int]) -> None:
    due = due_now(known, RULES, NOON)
    assert [one.story_id for one in due.singly] == singly
    assert [one.story_id for one in due.together] == together


def test_a_process_that_ends_waits_for_nothing() -> None:
    due = due_now(facts(story(1, 0), story(2, -1, told=-3)), RULES, NOON, waits=False)
    assert [one.story_id for one in due.singly] == [1, 2]


alerts = st.lists(st.tuples(st.integers(0, 3_600), st.integers(1, 12)), max_size=60)


@settings(max_examples=200)
@given(alerts=alerts, step=st.integers(2, 50))
def test_an_hour_keeps_what_the_rules_promise(alerts: list[tuple[int, int]], step: int) -> None:
    """Each alert once, none before its wait, no story twice in an interval; in one no more than a cap and a flood."""
    coming = sorted((NOON + timedelta(seconds=second), number) for second, number in alerts)
    waiting: dict[int, list[tuple[datetime, int]]] = {}
    told: dict[int, list[datetime]] = {}
    singles: list[datetime] = []
    floods: list[datetime] = []
    settled: Counter[int] = Counter()
    for second in range(0, 3_600 + 4_000, step):
        now = NOON + timedelta(seconds=second)
        while coming and coming[0][0] <= now:
            at, number = coming.pop(0)
            waiting.setdefault(number, []).append((at, len(coming)))
        known = AlertFacts(
            waiting=tuple(
                WaitingStory(
                    story_id=StoryId(number),
                    alerts=tuple(AlertId(one) for _, one in found),
                    since=min(at for at, _ in found),
                    told_at=told.get(number, [None])[-1],
                )
                for number, found in waiting.items()
            ),
            settled=AlertId(0),
            told_at=tuple(singles),
            flood_at=max(floods, default=None),
        )
        due = due_now(known, RULES, now)
        for one in (*due.singly, *due.together):
            assert now >= one.since + timedelta(seconds=120)
            assert one.told_at is None or now - one.told_at >= timedelta(seconds=900)
            told.setdefault(one.story_id, []).append(now)
            settled.update(one.alerts)
            del waiting[one.story_id]
        singles += [now] * len(due.singly)
        floods += [now] * bool(due.together)
    assert waiting == {}
    assert settled == Counter(range(len(alerts)))
    for moment in singles:
        assert sum(moment - timedelta(seconds=900) < one <= moment for one in singles) <= RULES.flood
    assert all(later - earlier >= timedelta(seconds=900) for earlier, later in pairwise(floods))
