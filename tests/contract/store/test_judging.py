"""`Store.assess`: articles are judged one at a time, each seeing all before it, and a judgement is whole or absent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from sqlite3 import IntegrityError
from threading import Barrier, BrokenBarrierError, Lock

import pytest
from psycopg.errors import IntegrityError as ServerIntegrityError
from sqlalchemy.exc import IntegrityError as WrappedIntegrityError
from store_world import LEASE, T0, World, assess, matched, minutes, sketch

from monitor.model.articles import ArticleClaim, AssessIntent
from monitor.model.ids import StoryId
from monitor.model.outcomes import AssessOutcome
from monitor.model.stories import CopyFinding, CopyLabel, CopyRow, Placement, StoryLink
from monitor.ports import Lookup, Store


class JudgeError(Exception):
    """A bug in a judgement."""


def refused(_stored: Lookup) -> AssessIntent:
    raise AssertionError("a lost claim is not judged")


def following(claim: ArticleClaim, meet: Callable[[], object] = lambda: None) -> Callable[[Lookup], AssessIntent]:
    """Joins the story of equal texts without a word, or begins it with an alert; calls `meet` in between."""

    def judge(stored: Lookup) -> AssessIntent:
        story = stored.story_by_content(claim.article.content_key)
        meet()
        return assess(claim, matched(alert=story is None), story=None if story is None else story.id)

    return judge


@pytest.fixture
def copies(handles: tuple[Store, Store]) -> tuple[World, list[ArticleClaim]]:
    made = World(handles[0])
    made.configure()
    return made, made.articles(*"1234", content_key="c")


@pytest.mark.parametrize("used", [(0, 0), (0, 1)], ids=["two threads", "two handles"])
def test_of_copies_judged_at_once_each_sees_the_other_or_is_seen(
    handles: tuple[Store, Store], copies: tuple[World, list[ArticleClaim]], used: tuple[int, int]
) -> None:
    world, claims = copies
    # Were two judged at once they would meet here, both having seen no story.
    both, lonely, lock = Barrier(2, timeout=0.2), 0, Lock()

    def meet() -> None:
        nonlocal lonely
        try:
            both.wait()
        except BrokenBarrierError:
            with lock:
                lonely += 1

    stores = [handles[one] for one in (*used, *used)]
    with ThreadPoolExecutor(len(claims)) as pool:
        intents = list(pool.map(lambda store, claim: store.assess(claim, following(claim, meet)), stores, claims))
    assert lonely == len(claims)
    assert sum(one is not None and one.story_id is None for one in intents) == 1
    assert (world.rows("story"), world.rows("alert"), world.rows("match")) == (1, 1, len(claims))
    assert len(world.store.story_articles(StoryId(1))) == len(claims)


def test_a_judgement_that_is_saved_is_given_back(world: World) -> None:
    (claim,) = world.articles("1")
    intent = assess(claim, matched())
    assert world.store.assess(claim, lambda _: intent) is intent


def test_a_lost_claim_is_not_judged(world: World) -> None:
    (stale,) = world.articles("1")
    fresh = world.claim_article(minutes(3))
    before = world.store.stats()
    assert world.store.assess(stale, refused) is None
    assert world.store.stats().outcomes == before.outcomes
    assert world.save(fresh, matched())
    assert world.store.assess(fresh, refused) is None, "it is over"
    assert world.store.assess(stale, refused) is None


def test_the_lease_of_another_outlives_a_stale_claim(world: World) -> None:
    (stale,) = world.articles("1")
    fresh = world.claim_article(minutes(3))
    assert world.store.assess(stale, refused) is None
    assert world.store.claim_articles(minutes(3), minutes(4), 9) == []
    assert world.save(fresh)


@pytest.mark.parametrize("raised", [JudgeError, KeyboardInterrupt], ids=["a bug", "the end of the program"])
def test_what_judging_raises_passes_through_and_changes_nothing(world: World, raised: type[BaseException]) -> None:
    (claim,) = world.articles("1")
    before = world.store.stats()

    def breaks(stored: Lookup) -> AssessIntent:
        assert stored.story_by_content(claim.article.content_key) is None
        raise raised

    with pytest.raises(raised):
        world.store.assess(claim, breaks)
    after = world.store.stats()
    assert (after.tables, after.outcomes) == (before.tables, before.outcomes)
    assert world.store.claim_articles(T0, T0 + LEASE, 9) == [], "the lease is kept"
    assert world.save(claim, matched()), "and still good"


@pytest.mark.parametrize(
    ("joins", "links_to", "says"),
    [
        pytest.param(77, 1, "(?i)foreign key", id="a story that is not there"),
        pytest.param(1, 77, "(?i)foreign key", id="a link to a story that is not there"),
        pytest.param(1, 1, "alert", id="an alert whose number was given"),
    ],
)
def test_a_judgement_against_what_is_stored_is_a_bug_and_changes_nothing(
    world: World, joins: int, links_to: int, says: str
) -> None:
    world.alerted("1")
    (claim,) = world.articles("2", at=minutes(20))
    before = world.store.stats()
    wrong = whole(claim, joins, links_to)
    with pytest.raises((IntegrityError, ServerIntegrityError, WrappedIntegrityError), match=says):
        world.store.assess(claim, lambda _: wrong)
    after = world.store.stats()
    assert (after.tables, after.outcomes) == (before.tables, before.outcomes)
    assert world.store.check() == []
    assert world.save(claim, matched(), at=minutes(20))


def whole(claim: ArticleClaim, story: int, links_to: int) -> AssessIntent:
    """A judgement with rows in every table that judging writes to."""
    finding = CopyFinding(label=CopyLabel.REPRINT, of_new=1.0, of_old=1.0, new_sentences=())
    placement = Placement(
        sketch=sketch(claim, 2),
        terms=(1, 2, 3),
        copy=CopyRow(article_id=claim.article.id, of_article_id=claim.article.id, finding=finding),
        links=(StoryLink(story_id=StoryId(story), other_id=StoryId(links_to), evidence="alike"),),
    )
    return assess(claim, matched(), story=StoryId(story), placement=placement, shingles=(5, 6))


@pytest.mark.parametrize("outcome", [AssessOutcome.ALERTED, AssessOutcome.PARKED, AssessOutcome.RETRY])
def test_a_judgement_saved_again_changes_nothing(world: World, outcome: AssessOutcome) -> None:
    """As after an answer that was lost: the claim is over, and with it the right to save."""
    (claim,) = world.articles("1")
    again = minutes(9) if outcome is AssessOutcome.RETRY else None
    assert world.save(claim, matched(), outcome=outcome, next_try_at=again)
    before = world.store.stats()
    assert not world.save(claim, matched(), outcome=outcome, next_try_at=again)
    after = world.store.stats()
    assert (after.tables, after.outcomes) == (before.tables, before.outcomes)


def test_a_look_is_of_one_instant(handles: tuple[Store, Store], copies: tuple[World, list[ArticleClaim]]) -> None:
    world, (first, *_) = copies

    def question(stored: Lookup) -> tuple[object, object]:
        before = stored.story_by_content("c")
        assert handles[1].assess(first, following(first)) is not None
        return before, stored.story_by_content("c")

    assert world.store.look(question) == (None, None)
    known = world.stored.story_by_content("c")
    assert known is not None
    assert known.alerts == (("w", 1),)


def test_of_several_judged_together_each_sees_those_before_it(copies: tuple[World, list[ArticleClaim]]) -> None:
    world, claims = copies
    intents = world.store.assess_all([(claim, following(claim)) for claim in claims])
    assert [one is not None and one.story_id for one in intents] == [None, *[StoryId(1)] * (len(claims) - 1)]
    assert (world.rows("story"), world.rows("alert"), world.rows("match")) == (1, 1, len(claims))


def test_of_several_judged_together_a_lost_one_is_passed_over(world: World) -> None:
    stale, *others = world.articles(*"123")
    assert world.save(stale, matched())
    intents = world.store.assess_all([(stale, refused), *((claim, following(claim)) for claim in others)])
    assert [one is None for one in intents] == [True, False, False]


def test_of_several_judged_together_none_is_saved_if_one_breaks(world: World) -> None:
    first, second = world.articles("1", "2")
    before = world.store.stats()

    def breaks(_stored: Lookup) -> AssessIntent:
        raise JudgeError

    with pytest.raises(JudgeError):
        world.store.assess_all([(first, following(first)), (second, breaks)])
    after = world.store.stats()
    assert (after.tables, after.outcomes) == (before.tables, before.outcomes)
    assert world.save(first, matched()), "its lease is as good as before"
