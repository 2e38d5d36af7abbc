"""On which stories topics alerted, and in which articles they were met, for what is usual."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_world import T0, World, matched

from monitor.model.watch import Strength
from monitor.model.ways import TopicMention


def test_each_alert_with_its_topics_since_then_of_these_watchlists(world: World) -> None:
    for number in range(3):
        world.alerted(str(number), at=T0 + timedelta(days=number))
    world.alerted("other", matched("w2"), at=T0 + timedelta(days=3))
    world.alerted("late", replace(matched(), late_at=T0), at=T0 + timedelta(days=4))
    found = world.store.topic_stories(["w"], T0)
    assert [(one.watchlist, one.topic, one.at) for one in found] == [
        ("w", "t", T0 + timedelta(days=1)),
        ("w", "t", T0 + timedelta(days=2)),
    ]
    assert len({one.story for one in found}) == 2
    assert len(world.store.topic_stories(["w", "w2"], T0 - timedelta(days=1))) == 4
    assert world.store.topic_stories([], T0) == []


def test_each_article_once_in_which_a_topic_was_surely_met(world: World) -> None:
    for number in range(3):
        world.alerted(str(number), at=T0 + timedelta(days=number))
    world.alerted("other", matched("w2"), at=T0 + timedelta(days=3))
    world.alerted("weak", matched(alert=False, strength=Strength.WEAK), at=T0 + timedelta(days=4))
    (feed,) = world.store.feeds()
    assert world.store.topic_mentions(["w"], T0 + timedelta(days=1)) == [
        TopicMention(watchlist="w", topic="t", language="en", publisher=feed.publisher, at=T0 + timedelta(days=2))
    ]
    assert world.store.topic_mentions([], T0) == []
