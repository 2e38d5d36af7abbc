"""Stories that links make one event: told under the oldest, known to the same readers, alerted again with a number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_world import T0, World, matched, minutes, sketch

from monitor.model.articles import MatchIntent
from monitor.model.ids import StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind, Placement, StoryLink
from monitor.model.watch import Strength

TWELVE = Fact(kind=FactKind.NUMBER, value="12", shown="12", sentence="12 died.")
FOURTEEN = Fact(kind=FactKind.NUMBER, value="14", shown="14", sentence="14 died.", earlier="12 died.")


def link(younger: int, older: int) -> StoryLink:
    return StoryLink(story_id=StoryId(younger), other_id=StoryId(older), evidence=f"{younger} is like {older}")


def told(number: int = 1, reason: AlertReason = AlertReason.FIRST, *facts: Fact) -> MatchIntent:
    new = () if reason is AlertReason.FIRST else facts
    return replace(matched(), alert=reason, number=number, new=new, told=facts)


@pytest.mark.parametrize(
    ("links", "events"),
    [
        pytest.param([], {1: 1, 2: 2, 3: 3, 4: 4}, id="none"),
        pytest.param([(2, 1)], {1: 1, 2: 1, 3: 3, 4: 4}, id="two"),
        pytest.param([(4, 3), (3, 2)], {1: 1, 2: 2, 3: 2, 4: 2}, id="a chain"),
        pytest.param([(3, 1), (3, 2)], {1: 1, 2: 1, 3: 1, 4: 4}, id="two by a third"),
        pytest.param([(2, 1), (4, 3), (3, 2), (4, 1)], {1: 1, 2: 1, 3: 1, 4: 1}, id="a ring"),
    ],
)
def test_linked_stories_are_told_under_the_oldest(
    world: World, links: list[tuple[int, int]], events: dict[int, int]
) -> None:
    for claim in world.articles(*"1234"):
        assert world.save(claim, told())
    world.store.save_links([link(*one) for one in links])
    world.store.save_links([link(*one) for one in links])
    facts = world.store.window("border", ["w"], T0)
    assert {one.article.id: int(one.story_id) for one in facts.alerts} == events
    assert {one.telling.article_id: int(one.story_id) for one in facts.members} == events
    for story, event in events.items():
        members = {int(one.telling.article_id) for one in world.store.members(StoryId(story))}
        assert members == {other for other, its in events.items() if its == event}
    assert world.rows("story_link") == len(links)


def test_a_link_to_a_story_that_is_gone_is_not_kept(world: World) -> None:
    world.alerted("1")
    world.store.save_links([link(2, 1)])
    assert world.rows("story_link") == 0


def test_readers_of_a_linked_story_know_what_they_were_told(world: World) -> None:
    world.alerted("1", told(1, AlertReason.FIRST, TWELVE))
    world.alerted("2", matched("x"), at=minutes(20))
    world.store.save_links([link(2, 1)])
    known = world.stored.story_by_id(StoryId(2))
    assert known is not None
    assert (known.alerts, known.readers) == ((("x", 1),), {"w", "x"})
    assert known.told == {("w", FactKind.NUMBER, "12")}
    assert (known.alerted("x"), known.alerted("w")) == (1, 0)


def test_a_story_speaks_again_with_a_number_of_its_own(world: World) -> None:
    first, second = world.articles("1", "2")
    assert world.save(first, told(1, AlertReason.FIRST, TWELVE))
    assert world.save(second, told(2, AlertReason.NEW_FACT, FOURTEEN), story=StoryId(1))
    one, two = world.store.window("border", ["w"], T0).alerts
    assert (one.reason, one.facts, two.reason, two.facts) == (AlertReason.FIRST, (), AlertReason.NEW_FACT, (FOURTEEN,))
    known = world.stored.story_by_id(StoryId(1))
    assert known is not None
    assert known.alerts == (("w", 2),)
    assert {value for _, _, value in known.told} == {"12", "14"}


def test_the_first_digest_that_told_any_story_of_an_event_is_named(world: World) -> None:
    world.alerted("1", told())
    world.composed("06:00", at=minutes(1))
    world.alerted("2", told(), at=minutes(20))
    world.composed("07:00", at=minutes(21))
    world.alerted("3", told(), at=minutes(40))
    world.store.save_links([link(3, 2), link(2, 1)])
    facts = world.store.window("border", ["w"], T0)
    assert facts.told_in == ((StoryId(1), "2026-11-22/border/0600", minutes(1)),)
    (alert,) = facts.alerts
    assert (alert.story_id, alert.article.id) == (1, 3)
    assert {one.article.id for one in facts.tellers} == {1, 2}


def test_only_what_watchlists_matched_of_late_is_compared(world: World) -> None:
    kinds = (
        ("strong", Strength.STRONG, 0),
        ("weak", Strength.WEAK, 20),
        ("other list", Strength.STRONG, 40),
    )
    for key, strength, at in kinds:
        (claim,) = world.articles(key, at=minutes(at))
        one = matched("x" if key == "other list" else "w", alert=strength is Strength.STRONG, strength=strength)
        assert world.save(claim, one, placement=Placement(sketch=sketch(claim), terms=(1,)), at=minutes(at))

    def compared(*watchlists: str, since: int = -60, limit: int = 9) -> list[int]:
        return [int(one.story_id) for one in world.store.watched_sketches(watchlists, minutes(since), limit)]

    assert compared("w") == [1]
    assert compared("w", "x") == [1, 3]
    assert compared("w", "x", limit=1) == [3]
    assert compared("w", since=10) == []
