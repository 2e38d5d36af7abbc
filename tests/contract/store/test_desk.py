"""The desk: how stories stand, the ledger of what people do, and every act taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_world import T0, World, compose, delivered, matched, subscription

from monitor.model.desk.actions import Deed, DeskAction
from monitor.model.digests import OutboxDraft
from monitor.model.ids import AlertId, ArticleId, OutboxId, StoryId
from monitor.model.outcomes import AlertReason, DeliveryState
from monitor.model.routing import Aside, Rule
from monitor.model.stories import StoryLink
from monitor.model.watch import Strength


def turn(count: float) -> datetime:
    """A feed is polled once in each."""
    return T0 + timedelta(minutes=15 * count)


LATER = turn(30)


def an_act(kind: str = Deed.DONE, **changes: object) -> DeskAction:
    return replace(DeskAction(kind=kind, subject="story/0001", by="Mona", at=turn(20), why="read"), **changes)


def grown(world: World, key: str, story: StoryId, *, alert: AlertReason | None, at: float) -> None:
    """One more article of the story, with a further alert or without."""
    (claim,) = world.articles(key, at=turn(at))
    found = replace(matched(), alert=alert, number=2) if alert else matched(alert=False)
    assert world.save(claim, found, story=story, at=turn(at))


def test_each_story_with_its_newest_alert_the_newest_first(world: World) -> None:
    world.alerted("1")
    world.alerted("2", matched("w2"), at=turn(1))
    grown(world, "3", StoryId(1), alert=AlertReason.NEW_FACT, at=2)
    found = world.store.standings([], None)
    assert [(one.story, one.newest, one.reason, one.done) for one in found] == [
        (1, 3, "new_fact", 0),
        (2, 2, "first", 0),
    ]
    assert [one.story for one in world.store.standings(["w2"], None)] == [2]
    assert world.store.lists_of([StoryId(1), StoryId(2)]) == {1: ("w",), 2: ("w2",)}


def test_what_began_spoke_and_grew_since_a_moment(world: World) -> None:
    world.alerted("old")
    world.alerted("grew", at=turn(1))
    world.alerted("spoke", at=turn(2))
    grown(world, "g", StoryId(2), alert=None, at=10)
    grown(world, "s", StoryId(3), alert=AlertReason.NEW_FACT, at=11)
    world.alerted("new", at=turn(12))
    found = {one.story: (one.begun, one.spoke, one.grew) for one in world.store.standings([], turn(5))}
    assert {key: tuple(map(bool, value)) for key, value in found.items()} == {
        1: (False, False, False),
        2: (False, False, True),
        3: (False, True, True),
        4: (True, True, True),
    }


def test_a_story_that_was_looked_at_comes_back_with_a_newer_alert(world: World) -> None:
    world.alerted("1")
    act = world.store.mark_done(StoryId(1), AlertId(1), an_act())
    assert [(one.done, bool(one.grew_after)) for one in world.store.standings([], None)] == [(1, False)]
    mark = world.store.done_marks([StoryId(1)])[StoryId(1)]
    assert (mark.alert, mark.by, mark.why, mark.at, mark.action) == (1, "Mona", "read", turn(20), act)
    grown(world, "2", StoryId(1), alert=None, at=25)
    assert [(one.done, bool(one.grew_after)) for one in world.store.standings([], None)] == [(1, True)]
    grown(world, "3", StoryId(1), alert=AlertReason.NEW_FACT, at=26)
    assert [(one.newest, one.done) for one in world.store.standings([], None)] == [(2, 1)]


def test_who_says_done_has_seen_no_alert_that_came_while_he_read(world: World) -> None:
    world.alerted("1")
    grown(world, "2", StoryId(1), alert=AlertReason.NEW_FACT, at=1)
    world.store.mark_done(StoryId(1), AlertId(1), an_act())
    assert [(one.newest, one.done) for one in world.store.standings([], None)] == [(2, 1)]
    assert world.store.mark_done(StoryId(9), AlertId(9), an_act()) == 0


def looked_at(world: World) -> dict[int, int]:
    return {key: one.action for key, one in world.store.done_marks([StoryId(1), StoryId(2)]).items()}


def test_done_is_of_the_whole_event_and_undone_as_it_was(world: World) -> None:
    for number in range(2):
        world.alerted(str(number), at=turn(number))
    first = world.store.mark_done(StoryId(2), AlertId(2), an_act(by="Ali"))
    world.store.save_links([StoryLink(story_id=StoryId(2), other_id=StoryId(1), evidence="one event")])
    both = world.store.mark_done(StoryId(1), AlertId(2), an_act())
    assert world.store.events([StoryId(2)]) == {1: 1, 2: 1}
    assert looked_at(world) == {
        1: both,
        2: both,
    }
    assert world.store.take_back(both, LATER, "Mona")
    assert looked_at(world) == {2: first}
    assert not world.store.take_back(both, LATER, "Mona")
    assert not world.store.take_back(99, LATER, "Mona")
    undone, kept = world.store.actions()
    assert (undone.id, undone.undone_at, undone.undone_by, kept.undone_at) == (both, LATER, "Mona", None)


def test_undone_is_only_what_nobody_did_again_meanwhile(world: World) -> None:
    world.alerted("1")
    first = world.store.mark_done(StoryId(1), AlertId(1), an_act())
    second = world.store.mark_done(StoryId(1), AlertId(1), an_act(by="Ali"))
    assert world.store.take_back(first, LATER, "Mona")
    assert world.store.done_marks([StoryId(1)])[StoryId(1)].action == second


def test_an_older_page_takes_nothing_back(world: World) -> None:
    world.alerted("1")
    grown(world, "2", StoryId(1), alert=AlertReason.NEW_FACT, at=1)
    world.store.mark_done(StoryId(1), AlertId(2), an_act())
    world.store.mark_done(StoryId(1), AlertId(1), an_act(by="Ali"))
    assert world.store.done_marks([StoryId(1)])[StoryId(1)].alert == 2


def test_what_is_done_elsewhere_is_only_marked(world: World) -> None:
    number = world.store.record_action(an_act("feed.pause", subject="feed/1"))
    assert world.store.take_back(number, LATER, "Ali")
    assert not world.store.take_back(number, LATER, "Ali")
    (kept,) = world.store.actions()
    assert (kept.undone_at, kept.undone_by) == (LATER, "Ali")


def test_facts_of_an_alert_with_the_title_of_the_version_that_it_was_made_of(world: World) -> None:
    world.alerted("1")
    (facts,) = world.store.inbox_facts([AlertId(1), AlertId(7)]).values()
    assert (facts.title, facts.watchlist, facts.topics, facts.reason) == ("Title 1", "w", ("t",), AlertReason.FIRST)
    assert (facts.url, facts.language, facts.publisher) == ("https://a.example/1/final", "en", "A")
    assert world.store.in_language([StoryId(1)], "EN") == {1}
    assert world.store.in_language([StoryId(1)], "e") == frozenset()
    assert [one.story_id for one in world.store.event_members({StoryId(1): StoryId(1)})] == [1]
    assert world.store.earlier_versions(ArticleId(1)) == []


def test_weak_stories_that_alerted_nobody(world: World) -> None:
    weak = matched(alert=False, strength=Strength.WEAK)
    world.alerted("old", weak)
    world.alerted("weak", weak, at=turn(1))
    world.alerted("strong", at=turn(2))
    grown(world, "more", StoryId(3), alert=None, at=3)
    found = world.store.weak_lines(turn(1), 10)
    assert [(one.ref, one.watchlist, one.topics, one.title) for one in found] == [("0002", "w", ("t",), "Title weak")]
    assert world.store.weak_lines(T0, 0) == []


def test_the_mark_changes_with_whatever_may_change_the_page(world: World) -> None:
    marks = [world.store.desk_mark()]
    world.alerted("1")
    marks.append(world.store.desk_mark())
    act = world.store.mark_done(StoryId(1), AlertId(1), an_act())
    marks.append(world.store.desk_mark())
    world.store.take_back(act, LATER, "Mona")
    marks.append(world.store.desk_mark())
    (claim,) = world.articles("2", at=turn(1))
    marks.append(world.store.desk_mark())
    assert world.save(claim, matched(alert=False), story=StoryId(1), at=turn(2)), "a copy, stored before it was judged"
    marks.append(world.store.desk_mark())
    world.alerted("3", at=turn(3))
    marks.append(world.store.desk_mark())
    world.store.save_links([StoryLink(story_id=StoryId(2), other_id=StoryId(1), evidence="one event")])
    marks.append(world.store.desk_mark())
    assert len(set(marks)) == 8
    assert world.store.desk_mark() == marks[-1]


def test_digests_without_their_bodies(world: World) -> None:
    world.alerted("1")
    world.composed()
    world.composed("08:00", at=turn(1))
    claim = world.claim_delivery(turn(2))
    assert world.store.save_delivery(delivered(claim, DeliveryState.ABANDONED, at=turn(2)))
    newer, older = world.store.sent_digests(0, 5)
    assert (older.key, older.states, older.kept) == ("2026-11-22/border/0700", (("abandoned", 1),), True)
    assert newer.states == (("pending", 1),)
    assert world.store.sent_digests(newer.id, 5) == [older]
    assert world.store.sent_digests(0, 5, "nobody") == []
    assert [one.state for one in world.store.deliveries_of(older.key)] == [DeliveryState.ABANDONED]
    assert [one.result for one in world.store.attempts(claim.id)] == ["temporary"]


def dead(world: World) -> OutboxId:
    world.alerted("1")
    world.composed()
    claim = world.claim_delivery(turn(2))
    assert world.store.save_delivery(delivered(claim, DeliveryState.ABANDONED, at=turn(2)))
    return claim.id


def test_one_dead_letter_is_acknowledged_and_no_other(world: World) -> None:
    letter = dead(world)
    world.composed("08:00", at=turn(1))
    claim = world.claim_delivery(turn(3))
    assert world.store.save_delivery(delivered(claim, DeliveryState.ABANDONED, at=turn(3)))
    assert [one.id for one in world.store.dead_letters(5)] == [claim.id, letter]
    act = world.store.acknowledge(letter, an_act(Deed.ACKNOWLEDGE))
    assert world.store.acknowledge(letter, an_act(Deed.ACKNOWLEDGE)) == 0
    assert [one.id for one in world.store.dead_letters(5)] == [claim.id]
    assert world.store.health().deliveries_abandoned == 1
    assert world.store.take_back(act, LATER, "Mona")
    assert world.store.health().deliveries_abandoned == 2


def test_a_delivery_is_tried_again_a_moment_later_and_until_then_undone(world: World) -> None:
    letter = dead(world)
    act = world.store.retry_again(letter, LATER, an_act(Deed.RETRY))
    assert world.store.claim_deliveries(turn(29), turn(40), 5) == []
    assert world.store.take_back(act, turn(29), "Mona")
    assert [(one.state, one.next_try_at) for one in world.store.deliveries()] == [(DeliveryState.ABANDONED, None)]
    again = world.store.retry_again(letter, LATER, an_act(Deed.RETRY))
    assert [one.id for one in world.store.claim_deliveries(LATER, turn(40), 5)] == [letter]
    assert not world.store.take_back(again, LATER, "Mona")
    assert world.store.retry_again(letter, LATER, an_act(Deed.RETRY)) == 0
    assert world.store.retry_again(OutboxId(99), LATER, an_act(Deed.RETRY)) == 0


def test_a_page_is_read_again_a_moment_later_and_until_then_undone(world: World) -> None:
    article = world.alerted("1")
    act = world.store.read_again(article, LATER, an_act(Deed.READ_AGAIN))
    assert world.store.claim_entries(turn(29), turn(40), 5) == []
    assert world.store.take_back(act, turn(29), "Mona")
    assert world.store.claim_entries(LATER, turn(40), 5) == []
    again = world.store.read_again(article, LATER, an_act(Deed.READ_AGAIN))
    (claim,) = world.store.claim_entries(LATER, turn(40), 5)
    assert claim.article is not None
    assert claim.article.id == article
    assert not world.store.take_back(again, LATER, "Mona")
    assert world.store.read_again(article, LATER, an_act(Deed.READ_AGAIN)) == 0
    assert world.store.read_again(ArticleId(99), LATER, an_act(Deed.READ_AGAIN)) == 0


def test_what_was_told_goes_out_once_more_as_it_was_frozen(world: World) -> None:
    world.alerted("1")
    world.composed()
    assert world.store.save_delivery(delivered(world.claim_delivery(), at=turn(1)))
    act = world.store.tell_again(StoryId(1), "border", LATER, an_act(Deed.TELL_AGAIN))
    assert world.store.claim_deliveries(turn(29), turn(40), 5) == []
    (claim,) = world.store.claim_deliveries(LATER, turn(40), 5)
    assert (claim.recipient, claim.digest.key) == ("a@example.org", "2026-11-22/border/0700")
    assert not world.store.take_back(act, LATER, "Mona")


def test_what_is_to_go_out_once_more_is_undone_until_it_does(world: World) -> None:
    world.alerted("1")
    world.composed()
    before = world.store.deliveries()
    act = world.store.tell_again(StoryId(1), "border", LATER, an_act(Deed.TELL_AGAIN))
    assert len(world.store.deliveries()) == len(before) + 1
    assert world.store.take_back(act, turn(21), "Mona")
    assert world.store.deliveries() == before


@pytest.mark.parametrize("undone", [False, True])
def test_what_was_set_aside_waits_once_more(world: World, undone: bool) -> None:
    world.alerted("1")
    aside = Aside(alert_id=AlertId(1), rule=Rule.MATCH, why="another language")
    world.store.set_aside("border", [aside], turn(1))
    act = world.store.tell_again(StoryId(1), "border", LATER, an_act(Deed.TELL_AGAIN))
    assert [one.id for one in world.store.window("border", ["w"], T0).alerts] == [1]
    assert world.store.tell_again(StoryId(1), "border", LATER, an_act(Deed.TELL_AGAIN)) == 0
    if undone:
        assert world.store.take_back(act, turn(21), "Mona")
        assert world.store.window("border", ["w"], T0).alerts == ()
        assert [one.why for one in world.store.story_alerts(StoryId(1)).aside] == ["another language"]
    else:
        world.composed()
        assert not world.store.take_back(act, turn(21), "Mona")


def test_another_subscription_is_told_what_none_of_its_lists_found(world: World) -> None:
    world.subscriptions.append((subscription("other", ("w2",)), turn(60)))
    world.configure()
    world.alerted("1")
    assert world.store.tell_again(StoryId(9), "other", LATER, an_act(Deed.TELL_AGAIN)) == 0
    act = world.store.tell_again(StoryId(1), "other", LATER, an_act(Deed.TELL_AGAIN))
    assert [one.id for one in world.store.window("other", ["w2"], T0).alerts] == [1]
    assert world.store.take_back(act, turn(21), "Mona")
    assert world.store.window("other", ["w2"], T0).alerts == ()


def test_nothing_goes_to_who_wants_no_more(world: World) -> None:
    world.alerted("1")
    facts = world.store.window("border", ["w"], T0)
    quiet = compose(alerts=[one.id for one in facts.alerts], recipients=())
    assert world.store.save_digest(replace(quiet, outbox=tuple[OutboxDraft, ...]())) is not None
    assert world.store.tell_again(StoryId(1), "border", LATER, an_act(Deed.TELL_AGAIN)) == 0


def test_stories_that_are_pruned_leave_no_mark(world: World) -> None:
    world.alerted("1")
    world.composed()
    assert world.store.save_delivery(delivered(world.claim_delivery(), at=turn(1)))
    world.store.mark_done(StoryId(1), AlertId(1), an_act())
    after = T0 + timedelta(days=400)
    assert world.store.prune(after, after).articles == 1
    assert world.rows("story_done") == 0
    assert len(world.store.actions()) == 1
