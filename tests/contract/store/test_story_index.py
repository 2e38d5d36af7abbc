"""The index of stories: copies, neighbours, sketches, links, trimming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_world import T0, World, minutes, sketch

from monitor.model.articles import ArticleClaim
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome
from monitor.model.stories import CopyFinding, CopyLabel, CopyRow, Neighbours, Placement, StoryLink
from monitor.ports import Store
from monitor.store.index.pairs import MOST_STORIES, MOST_TEXTS

WINDOW = T0 - timedelta(days=14)
FAR = (1 << 63) - 1


def placement(claim: ArticleClaim, terms: Sequence[int] = (1, 2, 3), **changes: object) -> Placement:
    return replace(Placement(sketch=sketch(claim), terms=tuple(terms)), **changes)


def begin(world: World, claim: ArticleClaim, terms: Sequence[int] = (1, 2, 3), **changes: object) -> StoryId:
    assert world.save(claim, placement=placement(claim, terms, **changes))
    return story_of(world.store, claim.article.id)


def story_of(store: Store, article_id: ArticleId) -> StoryId:
    article = store.article(article_id)
    assert article is not None
    assert article.story_id is not None
    return article.story_id


def found(world: World, claim: ArticleClaim, hashes: Sequence[int]) -> list[ArticleId]:
    return [one.id for one in world.stored.copy_candidates(claim.article.id, hashes, WINDOW, 8)]


def near_to(
    world: World, terms: Sequence[int], topics: Sequence[int] = (), since: datetime = WINDOW, **most: int
) -> Neighbours:
    near: Neighbours = world.stored.neighbours(terms, topics, since, **{"alike": 8, "on_topic": 8, **most})
    return near


def test_texts_are_found_by_the_shingles_they_share(world: World) -> None:
    one, two, three = world.articles("1", "2", "3")
    for claim, shingles in ((one, (FAR, -FAR, 3, 4)), (two, (FAR, -FAR, 3, 9)), (three, (FAR, 100))):
        assert world.save(claim, shingles=shingles)
    assert found(world, three, (FAR, 100)) == []
    assert found(world, one, (FAR, -FAR, 3, 4)) == [two.article.id]
    both = [one.article.id, two.article.id]
    assert found(world, three, (3, FAR, -FAR)) == both, "of equally close ones the oldest comes first"
    assert world.stored.copy_candidates(three.article.id, (3, FAR, -FAR), WINDOW, 1)[0].text == one.article.text
    assert world.stored.copy_candidates(three.article.id, (3, FAR, -FAR), minutes(1), 8) == [], "too old"


@pytest.mark.parametrize(
    ("shared", "texts", "compared"),
    [
        pytest.param((11,), 2, True, id="a long run that hardly any text has"),
        pytest.param((11,), 3, False, id="a long run of some texts"),
        pytest.param((11, 13), 3, True, id="two long runs"),
        pytest.param((11, 12), 3, True, id="a long and a short run"),
        pytest.param((12, 14), 2, False, id="two short runs"),
        pytest.param((12, 14, 16), 2, True, id="three short runs"),
        pytest.param((-11,), 2, True, id="below zero"),
        pytest.param((-12,), 1, False, id="a short run, below zero"),
    ],
)
def test_what_makes_a_candidate(world: World, shared: tuple[int, ...], texts: int, compared: bool) -> None:
    """Hashes of long runs are odd."""
    asking, *others = world.articles(*(str(number) for number in range(texts + 1)))
    for claim in others:
        assert world.save(claim, shingles=(*shared, 1000 + claim.article.id))
    assert found(world, asking, (*shared, 5000)) == ([one.article.id for one in others] if compared else [])


def test_a_shingle_of_many_texts_is_boilerplate(world: World) -> None:
    one, two, *many = world.articles(*(str(number) for number in range(MOST_TEXTS + 30)))
    for claim in many:
        assert world.save(claim, shingles=(5, 6))
    assert world.save(one, shingles=(5, 6, 7, 8))
    assert found(world, two, (5, 6)) == []
    assert found(world, two, (5, 6, 7, 8)) == [one.article.id]
    assert dict(world.store.stats().tables)["shingle"] == 2 * (MOST_TEXTS + 1) + 2, "no rows are spent on it"


@pytest.mark.parametrize("one_story", [True, False])
def test_a_text_that_everybody_prints_is_not_taken_for_boilerplate(world: World, one_story: bool) -> None:
    first, asking, *others = world.articles(*(str(number) for number in range(MOST_TEXTS + 30)))
    shared = (3, 5, 7, 8)
    assert world.save(first, shingles=shared)
    story = story_of(world.store, first.article.id) if one_story else None
    for claim in others:
        assert world.save(claim, story=story, shingles=shared)
    assert dict(world.store.stats().tables)["shingle"] == len(shared) * (MOST_TEXTS + 1), "no more rows are spent on it"
    expected = [one.article.id for one in (first, *others)][:8] if one_story else []
    assert found(world, asking, (*shared, 11)) == expected
    assert found(world, asking, shared[:2]) == [], "two runs are not worth the question"


def test_a_story_is_found_by_its_terms_and_comes_back_as_it_was_kept(world: World) -> None:
    (claim,) = world.articles("1")
    story_id = begin(world, claim)
    near = near_to(world, (1, 2, 3, 4))
    assert near.frequencies == ((1, 1), (2, 1), (3, 1))
    assert (near.stories, near_to(world, (1, 2), (3,)).stories) == (0, 1)
    (kept,) = near.sketches
    assert kept == world.stored.sketch(story_id)
    assert (kept.words, kept.names, kept.numbers) == (((7, 0.5), (-8, 0.25)), ((9, 1.0),), (-3, 12))
    assert (kept.topics, kept.languages, kept.story_id) == (("w/t",), ("en",), story_id)
    assert near_to(world, (1, 2, 99)).sketches == (), "two terms are chance"
    assert near_to(world, (99,), (1,)).sketches == (kept,), "a topic is enough"
    assert near_to(world, (1, 2, 3), since=minutes(1)).sketches == (), "closed"


def test_of_many_stories_those_most_alike_and_the_newest_on_a_topic_are_given(world: World) -> None:
    claims = world.articles(*(str(number) for number in range(6)))
    ids = [begin(world, claim, (50, *range(1, 4 + place))) for place, claim in enumerate(claims)]
    terms = range(1, 10)
    assert [one.story_id for one in near_to(world, terms, alike=2).sketches] == ids[-2:]
    assert [one.story_id for one in near_to(world, terms, (50,), alike=1, on_topic=2).sketches] == ids[-3:]
    assert [one.story_id for one in near_to(world, (), (50,), on_topic=2).sketches] == ids[-2:]


def test_a_term_of_many_stories_finds_none(world: World) -> None:
    for claim in world.articles(*(f"k{number}" for number in range(MOST_STORIES + 1))):
        begin(world, claim)
    assert near_to(world, (1, 2, 3)).sketches == ()


def test_a_story_is_recognised_by_what_was_saved_last(world: World) -> None:
    one, two = world.articles("1", "2")
    story_id = begin(world, one)
    assert world.save(two, story=story_id, placement=placement(two, (3, 4), sketch=sketch(two, 2)))
    kept = world.stored.sketch(story_id)
    assert kept is not None
    assert kept.articles == 2
    assert near_to(world, (1, 2, 3, 4)).frequencies == (
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    )


def test_what_could_not_be_judged_is_found_by_nothing(world: World) -> None:
    one, two = world.articles("1", "2")
    assert world.save(one, outcome=AssessOutcome.PARKED, shingles=(5, 6, 7), placement=placement(one))
    assert found(world, two, (5, 6, 7)) == []
    assert near_to(world, (1, 2, 3)).sketches == ()


def test_copies_and_links_are_kept_for_people(world: World) -> None:
    one, two, claim = world.articles("1", "2", "3")
    first, second = begin(world, one), begin(world, two, (21, 22, 23))
    finding = CopyFinding(label=CopyLabel.REPRINT, of_new=0.9, of_old=0.95, new_sentences=("New.",))
    copy = CopyRow(article_id=claim.article.id, of_article_id=ArticleId(1), finding=finding)
    link = StoryLink(story_id=first, other_id=second, evidence="reprint of article 2")
    place = placement(claim, sketch=sketch(claim, 2), copy=copy, links=(link,))
    assert world.save(claim, story=first, placement=place)
    record = world.store.story(first)
    assert record is not None
    assert (record.copies, record.links) == ((copy,), (link,))
    other = world.store.story(second)
    assert other is not None
    assert other.links == (link,), "a link is seen from either side"
    assert world.store.story(StoryId(999)) is None


@pytest.mark.parametrize("a_slice", [200, 1], ids=["at once", "in slices"])
@pytest.mark.parametrize("kept", [True, False], ids=["in the window", "past it"])
def test_trimming_forgets_what_is_past_the_window(
    world: World, monkeypatch: pytest.MonkeyPatch, kept: bool, a_slice: int
) -> None:
    monkeypatch.setattr("monitor.store.index.indexing._ARTICLES", a_slice)
    one, claim, asking = world.articles("1", "2", "3")
    story_id = begin(world, one)
    assert world.save(claim, shingles=(FAR, -FAR - 1, 0))
    before = T0 if kept else minutes(1)
    assert world.store.trim_index(before, before) == (0 if kept else 7)
    assert (world.stored.sketch(story_id) is not None) is kept
    assert world.store.story(story_id) is not None, "the story itself stays"
    assert bool(found(world, asking, (FAR, -FAR - 1, 0))) is kept


def test_pruning_takes_sketch_copies_and_links_along(world: World) -> None:
    one, two, claim = world.articles("1", "2", "3")
    first, second = begin(world, one), begin(world, two, (21, 22, 23))
    finding = CopyFinding(label=CopyLabel.REPRINT, of_new=1.0, of_old=1.0, new_sentences=())
    place = placement(
        claim,
        sketch=sketch(claim, 2),
        copy=CopyRow(article_id=claim.article.id, of_article_id=ArticleId(1), finding=finding),
        links=(StoryLink(story_id=first, other_id=second, evidence="same text"),),
    )
    assert world.save(claim, story=first, placement=place)
    assert world.store.prune(minutes(1), minutes(1)).articles == 3
    assert world.store.check() == []
    rows = dict(world.store.stats().tables)
    assert (rows["story"], rows["story_sketch"], rows["article_copy"], rows["story_link"]) == (0, 0, 0, 0)
