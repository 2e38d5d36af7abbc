from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from store_world import LEASE, T0, World, entry, minutes, poll, spec

from monitor.model.ids import FeedId, Token
from monitor.model.outcomes import PollOutcome

SAME, UNCHANGED = PollOutcome.SAME_BODY, PollOutcome.NOT_MODIFIED


def _quiet(world: World, *ats: int, took_s: float = 2.0, **changes: Any) -> None:
    for at in ats:
        claim = world.claim_feed(minutes(at))
        known = {"outcome": UNCHANGED, "status": 304, "started_at": minutes(at) - timedelta(seconds=took_s)} | changes
        assert world.store.save_poll(poll(claim, at=minutes(at), **known))


def test_polls_that_tell_the_same_are_counted_and_nothing_else_is_written(world: World) -> None:
    world.poll(entry("1"))
    _quiet(world, 15, 30, 45, 60)
    assert world.rows("poll") == 2, "the one that read, and the first of its kind"
    assert world.outcomes()["poll", "not_modified"] == 4
    (feed,) = world.store.feeds()
    assert feed.last_polled_at == feed.last_good_at == minutes(60)
    assert feed.next_poll_at == minutes(75)
    assert (feed.last_outcome, feed.last_new_at) == (UNCHANGED, T0)
    recent = world.store.recents([feed.id])[feed.id]
    assert (recent.polls, recent.failed, recent.answers_s) == (5, 0, (2.0, 2.0, 2.0, 2.0, 0.0))
    assert world.store.health().last_good_poll_at == minutes(60)


def test_they_get_a_row_when_something_is_told_again(world: World) -> None:
    world.poll(entry("1"))
    _quiet(world, 15, 30, 45, took_s=1.5)
    world.poll(at=minutes(60), outcome=PollOutcome.FETCH_FAILED, failures=1.0, detail="no (connect)")
    assert world.rows("poll") == 4
    assert world.outcomes()["poll", "not_modified"] == 3
    (feed,) = world.store.feeds()
    assert (feed.last_good_at, feed.last_polled_at) == (minutes(45), minutes(60))
    recent = world.store.recents([feed.id])[feed.id]
    assert (recent.polls, recent.failed, recent.answers_s) == (5, 1, (1.5, 1.5, 1.5, 0.0))
    _quiet(world, 75)
    assert world.outcomes()["poll", "not_modified"] == 4
    assert world.rows("poll") == 5, "the feed is back: that is told"
    assert world.store.feeds()[0].failing_since is None


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({}, 0),
        ({"outcome": SAME, "status": 200, "size": 9}, 1),
        ({"detail": "the feed has moved for good"}, 1),
        ({"moved_to": "https://b.example/feed"}, 1),
        ({"moved_to": ""}, 0),
        ({"keep_validators": False, "etag": "other"}, 1),
        ({"failures": 1.0}, 1),
        ({"disable": True}, 1),
        ({"sets_baseline": True}, 1),
        ({"outcome": PollOutcome.READ}, 1),
        ({"outcome": PollOutcome.FETCH_FAILED, "detail": "no answer (timeout)"}, 1),
        ({"entries": (entry("2"),)}, 1),
    ],
)
def test_whatever_else_a_poll_says_is_written(world: World, changes: dict[str, Any], rows: int) -> None:
    world.poll(entry("1"))
    _quiet(world, 15)
    before = world.rows("poll")
    _quiet(world, 30, **changes)
    assert world.rows("poll") == before + rows


def test_a_feed_that_moved_and_says_so_each_time_is_quiet_too(world: World) -> None:
    moved = {"detail": "the feed has moved for good to https://b.example", "moved_to": "https://b.example/feed"}
    world.poll(entry("1"))
    _quiet(world, 15, 30, 45, **moved)
    assert world.rows("poll") == 2
    (feed,) = world.store.feeds()
    assert (feed.moved_to, feed.moved_since) == ("https://b.example/feed", minutes(15))


def test_it_is_known_since_when_a_feed_has_moved(world: World) -> None:
    world.poll(entry("1"), moved_to="https://b.example/feed")
    world.poll(at=minutes(15), outcome=PollOutcome.FETCH_FAILED, failures=1.0, detail="no answer (timeout)")
    world.poll(at=minutes(30), moved_to="https://b.example/feed")
    assert world.store.feeds()[0].moved_since == T0
    world.poll(at=minutes(45), moved_to="https://c.example/feed")
    assert world.store.feeds()[0].moved_since == minutes(45), "it moved once more"
    world.poll(at=minutes(60), moved_to="")
    (feed,) = world.store.feeds()
    assert (feed.moved_to, feed.moved_since) == ("", None), "it is back"


def test_bodies_that_stay_the_same_are_counted_with_what_they_were(world: World) -> None:
    world.poll(entry("1"))
    _quiet(world, 15, 30, 45, outcome=SAME, status=200, size=50_000)
    world.poll(entry("2"), at=minutes(60))
    rows = world.store.recents([world.store.feeds()[0].id])
    assert [one.polls for one in rows.values()] == [5]
    assert world.outcomes()["poll", "same_body"] == 3


def test_outages_are_counted_as_often_as_it_came_back(world: World) -> None:
    down = {"outcome": PollOutcome.FETCH_FAILED, "failures": 1.0, "detail": "no (connect)"}
    world.poll(entry("1"))
    for at in (15, 30, 45, 75):
        world.poll(at=minutes(at), **(down if at != 45 else {"outcome": PollOutcome.READ}))
    (feed,) = world.store.feeds()
    recent = world.store.recents([feed.id])[feed.id]
    assert (recent.polls, recent.failed, recent.outages) == (5, 3, 2)


def test_a_lost_lease_counts_nothing(world: World) -> None:
    world.poll(entry("1"))
    _quiet(world, 15)
    late = world.claim_feed(minutes(30))
    later = minutes(30) + LEASE
    newer = world.claim_feed(later)
    quiet = {"outcome": UNCHANGED, "status": 304}
    assert not world.store.save_poll(poll(late, at=later, **quiet))
    assert world.store.save_poll(poll(newer, at=later, **quiet))
    assert world.outcomes()["poll", "not_modified"] == 2


def test_more_than_are_looked_at_count_as_the_newest(world: World) -> None:
    world.poll(at=T0, outcome=PollOutcome.FETCH_FAILED, failures=1.0, detail="no (connect)")
    _quiet(world, *range(15, 15 * 30, 15))
    (feed,) = world.store.feeds()
    recent = world.store.recents([feed.id])[feed.id]
    assert (recent.polls, recent.failed) == (20, 0)


def test_the_days_of_a_feed_know_the_polls_that_are_only_counted(world: World) -> None:
    """Days of answers without news are no days on which nobody looked."""
    world.poll(entry("1"))
    _quiet(world, *range(60, 4 * 24 * 60, 60))
    _quiet(world, 4 * 24 * 60, outcome=PollOutcome.FETCH_FAILED, failures=1.0)
    (feed,) = world.store.feeds()
    (days,) = world.store.polls_by_day([feed.id], T0).values()
    assert sum(polls for polls, _ in days.values()) == 4 * 24 + 1
    assert [failed for _, failed in days.values()] == [0, 0, 0, 0, 1]
    assert min(polls for polls, _ in list(days.values())[1:-1]) >= 15
    later = world.store.polls_by_day([feed.id], minutes(2 * 24 * 60))[feed.id]
    assert list(later) == [minutes(number * 24 * 60).date() for number in (2, 3, 4)]
    assert world.store.polls_by_day([], T0) == {}


def test_a_feed_is_polled_soon(world: World) -> None:
    world.poll(entry("1"))
    (feed,) = world.store.feeds()
    assert world.store.poll_soon(feed.id, minutes(3)) == feed.next_poll_at
    assert world.store.feeds()[0].next_poll_at == minutes(3)
    assert world.store.feeds_at([feed.url, "https://absent.example/"]) == world.store.feeds()
    assert world.store.feeds_at([]) == []
    assert world.store.poll_soon(FeedId(99), minutes(3)) is None


_SAID = {"moved_to": "https://x.example", "detail": "moved for good to https://x.example"}
_CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "as before": ({}, {}),
    "moved as before": (_SAID, _SAID),
    "says nothing of its move": ({"moved_to": "https://x.example"}, {"moved_to": None}),
    "moved": ({}, {"moved_to": "https://y.example"}),
    "says other words": ({}, {"detail": "other\0words"}),
    "answers otherwise": ({}, {"outcome": SAME, "status": 200, "size": 9}),
    "had failed": ({"outcome": PollOutcome.FETCH_FAILED, "failures": 1.0}, {}),
    "has news": ({}, {"outcome": PollOutcome.READ, "entries": (entry("1"),), "status": 200}),
    "is another's": ({}, {"token": Token(10_000)}),
    "is another's, with news": ({}, {"token": Token(10_000), "outcome": PollOutcome.READ, "entries": (entry("2"),)}),
}
"""What a feed says at first, and then."""


def test_a_lot_leaves_what_each_poll_alone_leaves(world: World) -> None:
    """On a server those that may be counted are so in one statement, beside what may not."""
    names = [f"https://{how}.{number}/feed" for how in ("lot", "one") for number in range(len(_CASES))]
    world.specs = [spec(name) for name in names]
    world.configure()
    for at, round_ in ((0, 0), (15, 0), (30, 1)):
        claims = {one.feed.url: one for one in world.store.claim_feeds(minutes(at), minutes(at) + LEASE, 99)}
        quiet = {"outcome": UNCHANGED, "status": 304}
        intents = [
            poll(claims[name], at=minutes(at), **quiet | case[round_])
            for name, case in zip(names, (*_CASES.values(), *_CASES.values()), strict=True)
        ]
        saved = [answer() for answer in world.store.save_polls(intents[: len(_CASES)])]
        assert saved == [world.store.save_poll(one) for one in intents[len(_CASES) :]]
    assert saved == [True] * 8 + [False] * 2
    feeds = {one.url: one for one in world.store.feeds()}
    recents = world.store.recents([one.id for one in feeds.values()])
    left = [(replace(feeds[name], id=FeedId(0), url="", title=""), recents[feeds[name].id]) for name in names]
    for name, lot, one in zip(_CASES, left[: len(_CASES)], left[len(_CASES) :], strict=True):
        assert lot == one, name
    assert [recent.polls for _, recent in left[: len(_CASES)]] == [3] * 8 + [2] * 2
    told = ("moved", "says other words", "answers otherwise", "had failed", "has news")
    assert world.rows("poll") == 2 * (len(_CASES) + 2 * len(told)), "a row of its own, and one of those counted before"
