"""Which watchlists changed, and the articles from before, batch by batch."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from store_world import T0, World, assess, matched, minutes, subscription

from monitor.core.late import as_late
from monitor.model.articles import Late
from monitor.model.ids import ArticleId
from monitor.model.outcomes import AssessOutcome
from monitor.model.review import Review, ReviewIntent

BACK = timedelta(days=3)


def sync(world: World, at: float, **texts: str) -> None:
    revision = (f"r{at}", json.dumps(texts))
    world.store.sync_config(world.specs, [(subscription("border", ["w", "w2"]), T0)], revision, minutes(at))


def lists(world: World) -> tuple[str, ...]:
    review = world.store.next_review(BACK, 10)
    return review.lists if review else ()


def next_one(world: World, limit: int = 10, back: timedelta = BACK) -> Review:
    review = world.store.next_review(back, limit)
    assert review is not None
    return review


def done(review: Review, *late: tuple[ArticleId, int, tuple[str, ...]], at: float = 60) -> ReviewIntent:
    return ReviewIntent(
        lists=review.lists,
        changed_at=review.changed_at,
        through=review.articles[-1].id if review.articles else None,
        until=review.until,
        ends=review.ends,
        late=late,
        at=minutes(at),
    )


def test_a_first_start_has_nothing_to_look_through(world: World) -> None:
    sync(world, 1, w="text")
    assert lists(world) == ("w",) or lists(world) == ()
    while (review := world.store.next_review(BACK, 10)) is not None:
        assert review.articles == ()
        assert world.store.save_review(done(review))


@pytest.mark.parametrize(
    ("first", "then", "changed"),
    [
        pytest.param({"w": "a"}, {"w": "a"}, (), id="the same"),
        pytest.param({"w": "a"}, {"w": "b"}, ("w",), id="changed"),
        pytest.param({"w": "a"}, {"w": "a", "w2": "x"}, ("w2",), id="added"),
        pytest.param({"w": "a", "w2": "x"}, {"w": "a"}, (), id="gone"),
        pytest.param({"w": "a"}, {"w2": "a"}, ("w2",), id="renamed"),
        pytest.param({"w": "a", "w2": "x"}, {"w": "b", "w2": "y"}, ("w", "w2"), id="two at once"),
    ],
)
def test_what_is_to_be_looked_through_for(
    world: World, first: dict[str, str], then: dict[str, str], changed: tuple[str, ...]
) -> None:
    settle(world, 1, **first)
    sync(world, 2, **then)
    assert lists(world) == changed


def settle(world: World, at: float, **texts: str) -> None:
    sync(world, at, **texts)
    while (review := world.store.next_review(BACK, 10)) is not None:
        assert world.store.save_review(done(review))


def test_one_that_comes_back_is_looked_through_for(world: World) -> None:
    settle(world, 1, w="a", w2="x")
    settle(world, 2, w="a")
    sync(world, 3, w="a", w2="x")
    assert lists(world) == ("w2",)


def test_articles_come_in_batches_and_only_those_from_before(world: World) -> None:
    settle(world, 0, w="a")
    ids = [world.alerted(str(number), matched(), at=minutes(20 * number)) for number in range(1, 6)]
    sync(world, 110, w="b")
    first = next_one(world, 2)
    assert [one.id for one in first.articles] == ids[:2]
    assert [(one.article_id, one.strong, one.alerted, one.topics) for one in first.before] == [
        (ids[0], True, True, ("t",)),
        (ids[1], True, True, ("t",)),
    ]
    assert not first.ends
    assert world.store.save_review(done(first, at=120))
    world.alerted("6", at=minutes(130))
    second = next_one(world, 10)
    assert [one.id for one in second.articles] == ids[2:], "what came after the change was judged by the new list"
    assert second.ends
    assert world.store.save_review(done(second, at=140))
    assert world.store.next_review(BACK, 10) is None


def test_only_what_was_judged_in_the_time_to_look_back(world: World) -> None:
    settle(world, 0, w="a")
    world.alerted("1", at=minutes(20))
    second = world.alerted("2", at=minutes(60))
    sync(world, 90, w="b")
    assert [one.id for one in next_one(world, back=timedelta(minutes=40)).articles] == [second]
    assert next_one(world, back=timedelta(0)).articles == ()


def test_an_article_that_is_being_judged_ends_the_batch(world: World) -> None:
    settle(world, 0, w="a")
    first = world.alerted("1", at=minutes(20))
    claim, other = world.articles("2", "3", at=minutes(40))
    assert world.save(other, matched(), at=minutes(41))
    third = other.article.id
    sync(world, 42, w="b")
    review = next_one(world)
    assert [one.id for one in review.articles] == [first]
    assert not review.ends
    assert world.store.save_review(done(review, at=43))
    assert next_one(world).articles == ()
    assert not next_one(world).ends
    assert world.save(claim, matched(), at=minutes(44))
    assert [one.id for one in next_one(world).articles] == [claim.article.id, third]


def test_what_is_found_is_due_once_more_and_known_as_late(world: World) -> None:
    settle(world, 0, w="a")
    found = world.alerted("1", matched("w2", alert=False), at=minutes(20))
    sync(world, 50, w="b")
    review = next_one(world)
    assert world.store.save_review(done(review, (found, 1, ("w",)), at=60))
    assert not world.store.save_review(done(review, (found, 1, ("w",)), at=61)), "once"
    claim = world.claim_article(minutes(60))
    assert claim.article.id == found
    assert claim.late == Late(version=1, lists=(("w", minutes(50)),))

    before = world.store.window("border", ["w", "w2"], T0)
    kept = claim.article.story_id
    intent = as_late(assess(claim, matched(), matched("w2"), story=kept, at=minutes(70)), claim.late, frozenset())
    assert world.store.assess(claim, lambda _: intent) == intent
    facts = world.store.window("border", ["w", "w2"], T0)
    (alert,) = [one for one in facts.alerts if one not in before.alerts]
    assert (alert.watchlist, alert.late_at, alert.known) == ("w", minutes(50), False)
    assert facts.articles == before.articles, "it is not one article more"
    (trail,) = world.store.trails("", "https://a.example/1")
    assert [(one.outcome, one.detail.split(";")[0]) for one in trail.steps if one.step == "assess"] == [
        ("alerted", "found late: the list w changed on 2026-11-22 06:50 UTC")
    ]
    (again,) = [world.store.look(lambda stored: stored.alerted_lists(found, 1))]
    assert again == {"w"}


def test_a_late_judgement_without_an_alert_leaves_what_was_recorded(world: World) -> None:
    settle(world, 0, w="a")
    found = world.alerted("1", matched(alert=False), at=minutes(20))
    sync(world, 50, w="b")
    assert world.store.save_review(done(next_one(world), (found, 1, ("w",))))
    claim = world.claim_article(minutes(60))
    assert claim.late is not None
    folded = assess(claim, matched(alert=False), story=claim.article.story_id, at=minutes(70), detail="other")
    assert world.store.assess(claim, lambda _: as_late(folded, claim.late, frozenset()))  # type: ignore[arg-type]
    (trail,) = world.store.trails("", "https://a.example/1")
    assert [one.detail for one in trail.steps if one.step == "assess"] == ["judged"]
    assert world.rows("match") == 1
    assert world.outcomes()["assess", AssessOutcome.ALERTED.value] == 1


def test_a_list_that_changes_again_begins_anew(world: World) -> None:
    settle(world, 0, w="a")
    world.alerted("1", at=minutes(20))
    sync(world, 50, w="b")
    review = next_one(world)
    sync(world, 51, w="c")
    assert not world.store.save_review(done(review))
    assert len(next_one(world).articles) == 1
    assert next_one(world).changed_at == minutes(51)


def test_late_alerts_of_what_was_told_for_another_list_are_known(world: World) -> None:
    settle(world, 0, w="a")
    world.alerted("1", at=minutes(20))
    world.composed(at=minutes(30))
    sync(world, 40, w="a", w2="x")
    review = next_one(world)
    (told,) = review.articles
    assert world.store.save_review(done(review, (told.id, 1, ("w2",))))
    claim = world.claim_article(minutes(60))
    assert claim.late is not None
    intent = assess(claim, matched("w2"), story=told.story_id, at=minutes(70))
    assert world.store.assess(claim, lambda _: as_late(intent, claim.late, frozenset()))  # type: ignore[arg-type]
    (alert,) = world.store.window("border", ["w", "w2"], T0).alerts
    assert (alert.watchlist, alert.known) == ("w2", True)
