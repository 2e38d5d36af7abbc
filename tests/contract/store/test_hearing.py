"""What is kept of how news of a feed reaches us: what it asks for, its week, and its subscription at a hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from store_world import T0, World, minutes, spec

from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.model.hearing.rhythm import UNHEARD, Asked, FeedWeek, Heard, LearntWeek
from monitor.model.ids import FeedId
from monitor.model.outcomes import PollOutcome
from monitor.ports import Store

WANTED = HubSubscription(
    path="p1",
    feed_id=FeedId(1),
    topic="https://a.example/feed",
    hubs=("https://hub.example/", "https://b.example/"),
    callback="https://us.example/websub/p1",
    secret="s",
    changed_at=T0,
    due_at=T0,
)
ACTIVE = replace(
    WANTED,
    state=HubState.ACTIVE,
    turn=1,
    failures=2,
    detail="the hub answered 500",
    asked_at=T0,
    confirmed_at=minutes(1),
    lease_until=minutes(60),
    pushed_at=minutes(2),
    answered_at=minutes(3),
    missed_at=minutes(4),
)


def test_what_feeds_ask_for_and_their_weeks(world: World, opener: Callable[[], Store]) -> None:
    world.specs = [spec(), spec("https://b.example/f")]
    world.configure()
    one, other = [feed.id for feed in world.store.feeds()]
    asked = Asked(interval_s=10**9, hours=frozenset({0, 23}), days=frozenset({6}))
    week = LearntWeek(week=bytes(range(168)), interval_s=900, learnt_at=T0)
    assert world.store.weeks(FeedId(0), 9) == [
        FeedWeek(id=one, url="https://a.example/feed", learnt=None),
        FeedWeek(id=other, url="https://b.example/f", learnt=None),
    ]
    claims = world.store.claim_feeds(T0, T0, 9)
    assert {claim.heard for claim in claims} == {UNHEARD}
    for wish in (Asked(hours=frozenset({4})), asked):
        world.store.save_asked(one, wish)
    world.store.save_weeks({one: replace(week, interval_s=60), other: replace(week, week=b"")})
    world.store.save_weeks({one: week})
    store = world.store = opener()
    assert [found.learnt for found in store.weeks(FeedId(0), 9)] == [week, replace(week, week=b"")]
    assert [found.id for found in store.weeks(FeedId(0), 1)] == [one]
    assert [found.id for found in store.weeks(one, 9)] == [other]
    heard = {claim.feed.id: claim.heard for claim in store.claim_feeds(T0, T0, 9)}
    assert heard == {one: Heard(asked=asked, week=week.week), other: UNHEARD}
    world.specs = [spec("https://b.example/f")]
    world.configure(minutes(1))
    assert [found.id for found in store.weeks(FeedId(0), 9)] == [other], "only what is polled"


def test_the_measure_for_all_feeds_is_kept(world: World) -> None:
    assert world.store.measure() is None
    for measure in (2**-17.5, 3.25):
        world.store.save_measure(measure)
        assert world.store.measure() == pytest.approx(measure, abs=1e-9)


def test_subscriptions_are_kept_as_they_are_until_they_are_forgotten(world: World) -> None:
    other = replace(WANTED, path="p0", state=HubState.ENDED)
    world.store.save_hubs([WANTED, other])
    world.store.save_hubs([ACTIVE])
    assert world.store.hub_subscriptions() == [other, ACTIVE]
    world.store.forget_hubs(["p0", "never there"])
    assert world.store.hub_subscriptions() == [ACTIVE]


@pytest.mark.parametrize(
    ("changes", "pushed_after", "polled_after"),
    [
        pytest.param({}, 5, 5, id="at once"),
        pytest.param({}, 0.5, 1, id="no sooner than a minute after the last poll"),
        pytest.param({}, 20, 15, id="which is due anyway"),
        pytest.param({"outcome": PollOutcome.FETCH_FAILED, "detail": "wait (rate_limited)"}, 5, 15, id="asked to wait"),
        pytest.param(
            {"outcome": PollOutcome.FETCH_FAILED, "detail": "503 (http_server_error)"}, 5, 15, id="overloaded"
        ),
        pytest.param({"outcome": PollOutcome.FETCH_FAILED, "detail": "no answer (timeout)"}, 5, 5, id="may be back"),
        pytest.param({"detail": "not news (rate_limited)"}, 5, 5, id="a word that means nothing in a good poll"),
    ],
)
def test_a_push_has_its_feed_polled(
    world: World, changes: dict[str, object], pushed_after: float, polled_after: float
) -> None:
    world.poll(**changes)
    world.store.save_push(ACTIVE, minutes(pushed_after), 60)
    (feed,) = world.store.feeds()
    assert feed.next_poll_at - T0 == timedelta(minutes=polled_after)
    assert world.store.hub_subscriptions() == [ACTIVE]


def test_active_feeds_come_in_pages(world: World) -> None:
    world.specs = [spec(f"https://{one}.example/f") for one in "abcd"]
    world.configure()
    first, second, third, fourth = (one.id for one in world.store.active_feeds(FeedId(0), 9))
    world.specs = [one for one in world.specs if "b.example" not in one.url]
    world.configure(minutes(1))
    assert [one.id for one in world.store.active_feeds(FeedId(0), 2)] == [first, third]
    (last,) = world.store.active_feeds(third, 2)
    assert (last.id, last.url, last.active) == (fourth, "https://d.example/f", True)
    assert world.store.active_urls([fourth, second, FeedId(99)]) == {fourth: "https://d.example/f"}
    world.specs = [spec("https://a.example/f", publisher="B"), spec("https://c.example/f")]
    world.configure(minutes(2))
    assert [one.id for one in world.store.feeds_of({"B", "C"})] == [first]
