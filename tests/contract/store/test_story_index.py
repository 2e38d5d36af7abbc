"""The index of stories: copies, neighbours, sketches, links, trimming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from store_world import T0, World, assess, minutes

from monitor.model.articles import ArticleClaim
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import CopyFinding, CopyLabel, CopyRow, Placement, StoryLink, StorySketch
from monitor.ports import Store
from monitor.store.indexing import MOST_STORIES, MOST_TEXTS

WINDOW = T0 - timedelta(days=14)
FAR = (1 << 63) - 1


def sketch(claim: ArticleClaim, articles: int = 1, **changes: object) -> StorySketch:
    base = StorySketch(
        story_id=StoryId(0),
        lead_article_id=claim.article.id,
        articles=articles,
        first_seen_at=claim.article.first_seen_at,
        last_seen_at=claim.article.first_seen_at,
        pairs=0.5,
        words=((7, 0.5), (-8, 0.25)),
        names=((9, 1.0),),
        topics=("w/t",),
        numbers=(-3, 12),
        languages=("en",),
    )
    return replace(base, **changes)


def placement(claim: ArticleClaim, terms: Sequence[int] = (1, 2, 3), **changes: object) -> Placement:
    base = Placement(sketch=sketch(claim), terms=tuple(terms), newest_story=StoryId(0))
    return replace(base, **changes)


def begin(world: World, claim: ArticleClaim, terms: Sequence[int] = (1, 2, 3), **changes: object) -> StoryId:
    place = placement(claim, terms, newest_story=StoryId(1_000_000), **changes)
    assert world.store.save_assess(assess(claim, placement=place))
    return story_of(world.store, claim.article.id)


def story_of(store: Store, article_id: ArticleId) -> StoryId:
    article = store.article(article_id)
    assert article is not None
    assert article.story_id is not None
    return article.story_id


def found(world: World, claim: ArticleClaim, hashes: Sequence[int]) -> list[ArticleId]:
    return [one.id for one in world.store.copy_candidates(claim.article.id, hashes, WINDOW, 8)]


def test_texts_are_found_by_the_shingles_they_share(world: World) -> None:
    one, two, three = world.articles("1", "2", "3")
    world.store.index_text(one.article.id, (FAR, -FAR, 3, 4))
    world.store.index_text(two.article.id, (FAR, -FAR, 3, 9))
    world.store.index_text(three.article.id, (FAR, 100))
    world.store.index_text(three.article.id, (FAR, 100))
    assert found(world, three, (FAR, 100)) == []
    assert found(world, one, (FAR, -FAR, 3, 4)) == [two.article.id]
    both = [one.article.id, two.article.id]
    assert found(world, three, (3, FAR, -FAR)) == both, "of equally close ones the oldest comes first"
    assert world.store.copy_candidates(three.article.id, (3, FAR, -FAR), WINDOW, 1)[0].text == one.article.text
    assert world.store.copy_candidates(three.article.id, (3, FAR, -FAR), minutes(1), 8) == [], "too old"


def test_a_shingle_of_many_texts_is_boilerplate(world: World) -> None:
    for number in range(1000, 1000 + MOST_TEXTS + 30):
        world.store.index_text(ArticleId(number), (5, 6))
    one, two = world.articles("1", "2")
    world.store.index_text(one.article.id, (5, 6, 7, 8))
    assert found(world, two, (5, 6)) == []
    assert found(world, two, (5, 6, 7, 8)) == [one.article.id]
    assert dict(world.store.stats().tables)["shingle"] == 2 * (MOST_TEXTS + 1) + 2, "no rows are spent on it"


def test_a_story_is_found_by_its_terms_and_comes_back_as_it_was_kept(world: World) -> None:
    (claim,) = world.articles("1")
    story_id = begin(world, claim)
    near = world.store.neighbours((1, 2, 3, 4), (), WINDOW, 8)
    assert (near.newest, near.frequencies) == (story_id, ((1, 1), (2, 1), (3, 1)))
    assert (near.stories, world.store.neighbours((1, 2), (3,), WINDOW, 8).stories) == (0, 1)
    (kept,) = near.sketches
    assert kept == world.store.sketch(story_id)
    assert (kept.words, kept.names, kept.numbers) == (((7, 0.5), (-8, 0.25)), ((9, 1.0),), (-3, 12))
    assert (kept.topics, kept.languages, kept.story_id) == (("w/t",), ("en",), story_id)
    assert world.store.neighbours((1, 2, 99), (), WINDOW, 8).sketches == (), "two terms are chance"
    assert world.store.neighbours((99,), (1,), WINDOW, 8).sketches == (kept,), "a topic is enough"
    assert world.store.neighbours((1, 2, 3), (), minutes(1), 8).sketches == (), "closed"


def test_a_term_of_many_stories_finds_none(world: World) -> None:
    for claim in world.articles(*(f"k{number}" for number in range(MOST_STORIES + 1))):
        begin(world, claim)
    assert world.store.neighbours((1, 2, 3), (), WINDOW, 8).sketches == ()


def test_of_two_that_join_at_once_the_second_decides_anew(world: World) -> None:
    one, two, three = world.articles("1", "2", "3")
    story_id = begin(world, one)
    for claim, saved in ((two, True), (three, False)):
        place = placement(claim, sketch=sketch(claim, 2))
        assert world.store.save_assess(assess(claim, story=story_id, placement=place)) is saved
    again = world.claim_article(minutes(5))
    assert again.article.id == three.article.id
    place = placement(again, sketch=sketch(again, 3))
    assert world.store.save_assess(assess(again, story=story_id, placement=place))
    kept = world.store.sketch(story_id)
    assert kept is not None
    assert kept.articles == 3


def test_of_two_copies_the_second_decides_anew_once_the_first_has_a_story(world: World) -> None:
    one, two = world.articles("1", "2")
    waits = placement(two, (11, 12, 13), waiting=(one.article.id,))
    assert world.store.save_assess(assess(one, placement=placement(one)))
    assert not world.store.save_assess(assess(two, placement=waits))


def test_a_like_story_begun_meanwhile_is_looked_at_first(world: World) -> None:
    one, two = world.articles("1", "2")
    assert world.store.save_assess(assess(one, placement=placement(one)))
    assert not world.store.save_assess(assess(two, placement=placement(two)))
    again = world.claim_article(minutes(5))
    newest = world.store.neighbours((1, 2, 3), (), WINDOW, 8).newest
    assert world.store.save_assess(assess(again, placement=placement(again, newest_story=newest)))


def test_copies_and_links_are_kept_for_people(world: World) -> None:
    one, two, claim = world.articles("1", "2", "3")
    first, second = begin(world, one), begin(world, two, (21, 22, 23))
    finding = CopyFinding(label=CopyLabel.REPRINT, of_new=0.9, of_old=0.95, new_sentences=("New.",))
    copy = CopyRow(article_id=claim.article.id, of_article_id=ArticleId(1), finding=finding)
    link = StoryLink(story_id=first, other_id=second, evidence="reprint of article 2")
    place = placement(claim, sketch=sketch(claim, 2), copy=copy, links=(link,))
    assert world.store.save_assess(assess(claim, story=first, placement=place))
    record = world.store.story(first)
    assert record is not None
    assert (record.copies, record.links) == ((copy,), (link,))
    other = world.store.story(second)
    assert other is not None
    assert other.links == (link,), "a link is seen from either side"
    assert world.store.story(StoryId(999)) is None


@pytest.mark.parametrize("kept", [True, False], ids=["in the window", "past it"])
def test_trimming_forgets_what_is_past_the_window(world: World, kept: bool) -> None:
    one, claim, asking = world.articles("1", "2", "3")
    story_id = begin(world, one)
    world.store.index_text(claim.article.id, (FAR, -FAR - 1, 0))
    before = T0 if kept else minutes(1)
    assert world.store.trim_index(before, before) == (0 if kept else 7)
    assert (world.store.sketch(story_id) is not None) is kept
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
    assert world.store.save_assess(assess(claim, story=first, placement=place))
    assert world.store.prune(minutes(1), minutes(1)).articles == 3
    assert world.store.check() == []
    rows = dict(world.store.stats().tables)
    assert (rows["story"], rows["story_sketch"], rows["article_copy"], rows["story_link"]) == (0, 0, 0, 0)
