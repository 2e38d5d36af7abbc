"""Alerts that no subscription tells any more: named, told once on request, never twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from store_world import T0, World, compose, matched, minutes, subscription

from monitor.model.config import Subscription


def configure(world: World, *wanted: Subscription, at: int = 10) -> None:
    due = [(one, T0) for one in wanted]
    world.store.sync_config(world.specs, due, ("r2", "{}"), minutes(at))


def titles(world: World) -> list[str]:
    return [one.title for one in world.store.orphans()]


def pending(world: World, name: str, lists: Sequence[str]) -> list[str]:
    return [one.article.title for one in world.store.window(name, lists, T0).alerts]


def test_nobody_loses_anything_while_nothing_leaves(world: World) -> None:
    world.alerted("1")
    configure(world, subscription())
    assert titles(world) == []


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([subscription("border", ["w2"])], id="the watchlist was renamed"),
        pytest.param([subscription("frontier", ["w3"])], id="another subscription came"),
        pytest.param([], id="the subscription was removed"),
    ],
)
def test_what_waits_when_its_reader_leaves_is_an_orphan(world: World, after: list[Subscription]) -> None:
    world.alerted("1")
    world.composed()
    world.alerted("2", at=minutes(20))
    configure(world, *after, at=30)
    world.alerted("3", at=minutes(40))
    (orphan,) = world.store.orphans()
    assert (orphan.title, orphan.watchlist, orphan.publisher) == ("Title 2", "w", "A"), (
        "not what was told, nor what was found when nobody wanted to be told any more"
    )
    facts = world.store.window("border", ["w2"], T0)
    assert [one.title for one in facts.orphans] == ["Title 2"]
    assert world.store.health().orphans == 1


def test_a_renamed_subscription_tells_what_waited(world: World) -> None:
    """One left and one came with the same watchlists: its readers miss nothing, and hear nothing again."""
    world.alerted("1")
    world.composed()
    world.alerted("2", at=minutes(20))
    configure(world, subscription("frontier", ["w"]), at=30)
    world.alerted("3", at=minutes(40))
    assert titles(world) == []
    assert pending(world, "frontier", ["w"]) == ["Title 2", "Title 3"]
    configure(world, subscription("frontier", ["w"]), at=50)
    assert pending(world, "frontier", ["w"]) == ["Title 2", "Title 3"]


def test_of_two_that_came_none_takes_over(world: World) -> None:
    world.alerted("1")
    configure(world, subscription("frontier", ["w"]), subscription("edge", ["w"]))
    assert titles(world) == ["Title 1"]


def test_a_list_that_comes_back_tells_what_waited(world: World) -> None:
    world.alerted("1")
    configure(world, subscription("border", ["other"]))
    assert titles(world) == ["Title 1"]
    configure(world, subscription(), at=11)
    assert titles(world) == []
    assert pending(world, "border", ["w"]) == ["Title 1"]


def test_orphans_are_told_once_by_whom_was_asked_to(world: World) -> None:
    world.alerted("1")
    configure(world, subscription("border", ["w2"]), subscription("frontier", ["w"]))
    assert [one.title for one in world.store.adopt_orphans(["frontier", "border"])] == ["Title 1"]
    assert titles(world) == []
    assert world.store.adopt_orphans(["border"]) == []
    for name, lists in (("border", ["w2"]), ("frontier", ["w"])):
        facts = world.store.window(name, lists, T0)
        assert [one.article.title for one in facts.alerts] == ["Title 1"]
        made = compose("08:00", name=name, at=minutes(30), alerts=[one.id for one in facts.alerts])
        assert world.store.save_digest(made) is not None
        assert pending(world, name, lists) == []


def test_one_that_another_list_found_as_well_is_no_orphan(world: World) -> None:
    configure(world, subscription("border", ["w", "w2"]))
    world.alerted("1", matched(), matched("w2"), at=minutes(12))
    world.alerted("2", at=minutes(30))
    configure(world, subscription("border", ["w2"]), at=40)
    assert titles(world) == ["Title 2"]


def test_another_subscription_of_the_list_will_do(world: World) -> None:
    configure(world, subscription(), subscription("second", ["w"]))
    world.alerted("1", at=minutes(12))
    configure(world, subscription("second", ["w"]), at=20)
    assert titles(world) == []


def test_forgotten_ones_are_settled(world: World) -> None:
    world.alerted("1")
    configure(world)
    assert [one.title for one in world.store.forget_orphans()] == ["Title 1"]
    assert titles(world) == []
    configure(world, subscription(), at=20)
    assert pending(world, "border", ["w"]) == [], "settled where it was due"


def test_an_adopted_alert_goes_with_its_story(world: World) -> None:
    world.alerted("1")
    configure(world, subscription("border", ["w2"]))
    world.store.adopt_orphans(["border"])
    world.store.prune(minutes(100), minutes(100))
    assert world.rows("alert") == 0
    assert world.store.check() == []
