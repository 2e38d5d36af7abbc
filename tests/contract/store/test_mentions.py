"""Mentions counted from the matches: once for each story, topic and teller, however often and in whatever lots."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_world import T0, World, draft, entry, extract, hit, matched, minutes

from monitor.core.trends.days import microseconds
from monitor.model.articles import MatchIntent
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome, ExtractOutcome
from monitor.model.watch import Strength
from monitor.ports import Store
from monitor.store.areas.archive import mentions

LONG_AGO = T0 - timedelta(days=400)


def counted(store: Store, *, most: int = 100) -> None:
    while store.count_mentions(most):
        pass


def told(store: Store, watchlist: str = "w") -> set[tuple[int, str, str, str, int]]:
    """(story, topic, publisher, language, microseconds) of each mention of a list's topics."""
    found = store.mentions(LONG_AGO, [watchlist])
    return {(a, found.topics[b][1], *found.tellers[c], at) for a, b, c, at in found.rows}


def of(*topics: str, watchlist: str = "w", strength: Strength = Strength.STRONG) -> MatchIntent:
    """A match in which these topics are met so surely; `weak` also, and that one weakly."""
    hits = (*(replace(hit(watchlist, strength), topic=one) for one in topics), hit(watchlist, Strength.WEAK))
    return replace(matched(watchlist, alert=False, strength=strength), hits=hits)


def judged(
    world: World,
    key: str,
    *matches: MatchIntent,
    at: float = 0,
    publisher: str = "A",
    language: str = "en",
    story: StoryId | None = None,
) -> StoryId:
    """One article by that publisher, judged; its story."""
    now = minutes(at)
    world.poll(entry(key), at=now)
    claim = world.claim_entry(now)
    made = draft(claim, publisher=publisher, language=language)
    assert world.store.save_extract(extract(claim, made, at=now))
    article = world.claim_article(now)
    assert world.save(article, *matches, story=story, at=now)
    stored = world.store.article(article.article.id)
    assert stored is not None
    assert stored.story_id is not None
    return stored.story_id


def test_each_story_topic_and_teller_once_with_its_first_time(world: World) -> None:
    first = judged(world, "a", of("t", "u"))
    judged(world, "b", of("t"), at=20, story=first)
    judged(world, "c", of("t"), at=40, story=first, publisher="B", language="ar-SY")
    second = judged(world, "d", of("t"), of("t", watchlist="w2"), at=60)
    judged(world, "e", of("t", strength=Strength.WEAK), at=80)
    assert world.store.mentions_waiting() == 6
    counted(world.store)
    assert world.store.mentions_waiting() == 0
    assert told(world.store) == {
        (first, "t", "A", "en", microseconds(T0)),
        (first, "u", "A", "en", microseconds(T0)),
        (first, "t", "B", "ar", microseconds(minutes(40))),
        (second, "t", "A", "en", microseconds(minutes(60))),
    }
    assert told(world.store, "w2") == {(second, "t", "A", "en", microseconds(minutes(60)))}
    assert world.store.mentions(LONG_AGO, []).rows == []


def test_what_was_told_before_is_said_of_the_same_stories_only(world: World) -> None:
    first = judged(world, "a", of("t"))
    judged(world, "b", of("t"), at=20)
    judged(world, "c", of("t"), at=40, story=first, publisher="B")
    counted(world.store)
    found = world.store.mentions(minutes(30), ["w"])
    assert [row[0] for row in found.rows] == [first]
    assert {(story, found.tellers[teller][0]) for story, _, teller in found.earlier} == {(first, "A")}
    assert {found.topics[one] for one in found.known} == {("w", "t")}
    assert world.store.mentions(LONG_AGO, ["w"]).known == frozenset()


def test_what_an_edit_brings_counts_when_it_was_judged(world: World) -> None:
    story = judged(world, "a", of("t"))
    now = minutes(60)
    world.poll(entry("edit"), at=now)
    claim = world.claim_entry(now)
    made = draft(claim, url_key="u1", content_key="new", text="New text")
    intent = extract(claim, made, at=now, outcome=ExtractOutcome.EDITED, joins=ArticleId(1), replaces=1)
    assert world.store.save_extract(intent)
    assert world.save(world.claim_article(now), of("t", "u"), story=story, at=now)
    counted(world.store)
    assert {row[1]: row[4] for row in told(world.store)} == {"t": microseconds(T0), "u": microseconds(now)}


def test_a_match_of_a_list_judged_again_counts_once(world: World) -> None:
    (claim,) = world.articles("a")
    assert world.save(claim, of("t"))
    counted(world.store)
    before = told(world.store)
    world.store.recount_mentions()
    assert told(world.store) == set()
    assert world.store.mentions_waiting() == 1
    counted(world.store)
    assert told(world.store) == before


def test_counts_outlive_their_articles_and_are_forgotten_by_age(world: World) -> None:
    judged(world, "a", of("t"))
    counted(world.store)
    world.store.prune(T0 + timedelta(days=1), T0)
    assert world.rows("article") == 0
    world.store.recount_mentions()
    counted(world.store)
    assert len(told(world.store)) == 1
    assert world.store.forget_mentions(T0) == 0
    assert world.store.forget_mentions(T0 + timedelta(days=1)) == 1
    assert told(world.store) == set()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("tu"), st.sampled_from("AB"), st.booleans(), st.integers(0, 3)),
        min_size=1,
        max_size=8,
    )
)
def test_lots_of_any_size_and_counting_anew_come_to_the_same(
    store: Store, steps: list[tuple[str, str, bool, int]]
) -> None:
    world = World(store)
    if not world.rows("feed"):
        world.configure()
    story: StoryId | None = None
    for topic, publisher, joins, most in steps:
        place = world.rows("match")
        story = judged(
            world, f"k{place}", of(topic), at=20 * place, publisher=publisher, story=story if joins else None
        )
        if most:
            store.count_mentions(most)
        if most == 3:
            store.recount_mentions()
    counted(store, most=1)
    in_lots = told(store)
    store.recount_mentions()
    counted(store)
    assert told(store) == in_lots
    assert len({(told_in, topic) for told_in, topic, *_ in in_lots}) >= 1


def test_a_lot_that_is_broken_off_counts_nothing_and_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(world, "a", of("t"))

    def broken(*_: object) -> None:
        raise OSError("broken off")

    with monkeypatch.context() as patch:
        patch.setattr(mentions, "_keep", broken)
        with pytest.raises(OSError, match="broken off"):
            world.store.count_mentions(10)
    assert (world.rows("mention_topic"), world.store.mentions_waiting()) == (0, 1)
    counted(world.store)
    assert len(told(world.store)) == 1


def test_without_matches_nothing_is_counted(world: World) -> None:
    (claim,) = world.articles("a")
    assert world.save(claim, outcome=AssessOutcome.NO_MATCH)
    assert world.store.count_mentions(10) == 0
    assert world.rows("mention") == 0
