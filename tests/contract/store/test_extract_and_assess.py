from __future__ import annotations

from dataclasses import replace

import pytest
from store_world import LEASE, T0, World, draft, entry, extract, hit, matched, minutes, spec

from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome, ExtractOutcome
from monitor.model.watch import Strength


def test_an_article_is_stored_as_drafted_and_due(world: World) -> None:
    world.poll(entry("1"))
    claim = world.claim_entry()
    assert (claim.attempts, claim.feed_url, claim.publisher) == (1, "https://a.example/feed", "A")
    made = draft(claim, author="X", published_at=None)
    assert world.store.save_extract(extract(claim, made))
    article_id = world.store.article_by_url(made.url_key)
    assert article_id is not None
    stored = world.store.article(article_id)
    assert stored is not None
    for name in ("url_key", "canonical_url", "final_url", "title", "text", "source", "content_key", "author"):
        assert getattr(stored, name) == getattr(made, name)
    assert (stored.published_at, stored.first_seen_at, stored.story_id) == (None, T0, None)
    assert world.claim_article().article == stored
    assert world.store.claim_entries(minutes(60), minutes(61), 1) == [], "done"


def test_an_article_that_came_meanwhile_under_another_title_is_decided_anew(world: World) -> None:
    world.poll(entry("1"), entry("2"))
    first, second = world.store.claim_entries(T0, T0 + LEASE, 2)
    assert world.store.save_extract(extract(first, draft(first, url_key="u")))
    assert world.store.save_extract(extract(second, draft(second, url_key="u", title="other")))
    assert world.rows("article") == 1
    assert world.outcomes()[("extract", "retry")] == 1
    again = world.claim_entry(T0)
    assert (again.id, again.attempts, again.article) == (second.id, 1, None)


def test_an_article_that_came_meanwhile_is_joined(world: World) -> None:
    world.poll(entry("1"), entry("2"))
    first, second = world.store.claim_entries(T0, T0 + LEASE, 2)
    assert world.store.save_extract(extract(first, draft(first, url_key="u")))
    assert world.store.save_extract(extract(second, draft(second, url_key="u", title=first.title)))
    assert world.rows("article") == 1
    assert world.outcomes()[("extract", "same_url")] == 1
    (trail,) = world.store.trails(second.url, "")
    assert trail.article_id == world.store.article_by_url("u")


def test_an_entry_may_join_an_article_that_is_known(world: World) -> None:
    article_id = world.alerted("1")
    world.poll(entry("2"), at=minutes(20))
    claim = world.claim_entry(minutes(20))
    joined = replace(extract(claim, None), outcome=ExtractOutcome.SAME_URL, joins=article_id)
    assert world.store.save_extract(joined)
    assert world.store.trails(claim.url, "")[0].article_id == article_id


@pytest.mark.parametrize("outcome", [ExtractOutcome.NO_TEXT, ExtractOutcome.PARKED])
def test_an_entry_may_end_without_article(world: World, outcome: ExtractOutcome) -> None:
    world.poll(entry("1"))
    assert world.store.save_extract(extract(world.claim_entry(), None, outcome=outcome))
    assert world.store.claim_entries(minutes(999), minutes(1000), 1) == []
    assert world.outcomes()[("extract", outcome.value)] == 1


def test_a_retry_waits_until_its_time_and_its_outcome_is_replaced(world: World) -> None:
    world.poll(entry("1"))
    retry = extract(world.claim_entry(), None, outcome=ExtractOutcome.RETRY, next_try_at=minutes(10))
    assert world.store.save_extract(retry)
    assert world.store.claim_entries(minutes(9), minutes(11), 1) == []
    again = world.claim_entry(minutes(10))
    assert again.attempts == 2
    assert world.outcomes()[("extract", "retry")] == 1
    assert world.store.save_extract(extract(again, draft(again)))
    assert {key: count for key, count in world.outcomes().items() if key[0] == "extract"} == {("extract", "page"): 1}


def test_entries_are_claimed_oldest_first_and_once(world: World) -> None:
    world.poll(entry("1"), entry("2"))
    world.poll(entry("3"), at=minutes(20))
    titles = [one.title for one in world.store.claim_entries(minutes(20), minutes(22), 9)]
    assert titles == ["Title 1", "Title 2", "Title 3"]
    assert world.store.claim_entries(minutes(21), minutes(22), 9) == []
    assert [one.attempts for one in world.store.claim_entries(minutes(22), minutes(24), 9)] == [2, 2, 2]


def test_extract_with_a_lost_or_used_token_changes_nothing(world: World) -> None:
    world.poll(entry("1"))
    stale = world.claim_entry()
    fresh = world.claim_entry(minutes(3))
    assert not world.store.save_extract(extract(stale, draft(stale)))
    assert world.rows("article") == 0
    assert world.store.save_extract(extract(fresh, draft(fresh)))
    assert not world.store.save_extract(extract(fresh, draft(fresh, url_key="again")))
    assert world.rows("article") == 1


def test_a_new_story_is_found_by_its_content(world: World) -> None:
    (claim,) = world.articles("1", content_key="c")
    assert world.stored.story_by_content("c") is None
    assert world.save(claim, matched("w"), matched("x", alert=False))
    story = world.stored.story_by_content("c")
    assert story is not None
    assert (story.lead_article_id, story.alerts) == (claim.article.id, (("w", 1),))
    assert world.store.claim_articles(minutes(99), minutes(100), 1) == []


def test_a_copy_joins_the_story_and_the_lead_comes_first(world: World) -> None:
    first, second = world.articles("1", "2", content_key="c")
    assert world.save(second, matched())
    story = world.stored.story_by_content("c")
    assert story is not None
    assert world.save(first, matched(alert=False), story=story.id)
    members = world.store.story_articles(story.id)
    assert [one.id for one in members] == [second.article.id, first.article.id]
    assert {one.story_id for one in members} == {story.id}
    assert world.store.story_articles(StoryId(99)) == []
    assert world.store.article(ArticleId(99)) is None


@pytest.mark.parametrize("outcome", [AssessOutcome.RETRY, AssessOutcome.PARKED])
def test_an_article_that_could_not_be_judged_has_no_story(world: World, outcome: AssessOutcome) -> None:
    (claim,) = world.articles("1")
    again = minutes(5) if outcome is AssessOutcome.RETRY else None
    assert world.save(claim, outcome=outcome, next_try_at=again)
    assert world.rows("story") == 0
    later = world.store.claim_articles(minutes(5), minutes(9), 1)
    assert [one.attempts for one in later] == ([2] if again else [])
    assert world.outcomes()[("assess", outcome.value)] == 1


def test_assess_with_a_lost_or_used_token_changes_nothing(world: World) -> None:
    (stale,) = world.articles("1")
    fresh = world.claim_article(minutes(3))
    assert fresh.attempts == 2
    assert not world.save(stale, matched())
    assert world.save(fresh)
    before = world.store.stats().tables
    assert not world.save(fresh, matched())
    assert world.store.stats().tables == before


def test_why_tells_everything_in_time_order(world: World) -> None:
    world.poll(entry("1"), detail="1 new")
    claim = world.claim_entry()
    world.store.save_extract(extract(claim, draft(claim), at=minutes(1)))
    article = world.claim_article(minutes(2))
    world.save(article, matched(), at=minutes(2), near=("w/t: 'x' did not count",))
    world.composed(at=minutes(60))
    (trail,) = world.store.trails("https://a.example/1?x=1", "")
    assert [(one.step, one.outcome, one.at) for one in trail.steps] == [
        ("poll", "read", T0),
        ("intake", "new", T0),
        ("extract", "page", minutes(1)),
        ("assess", "alerted", minutes(2)),
        ("compose", "composed", minutes(60)),
        ("send", "pending", minutes(60)),
    ]
    details = {one.step: one.detail for one in trail.steps}
    assert details["assess"] == "judged\nw/t: 'x' did not count"
    assert details["compose"] == "2026-11-22/border/0700"
    assert details["send"] == "mail a@example.org"
    assert trail.steps[3].revision == "r1"
    assert trail.hits == (("w", hit()),)
    assert (trail.feed_url, trail.title, trail.article_id) == ("https://a.example/feed", "Title 1", article.article.id)


def test_why_of_a_folded_article_lists_only_digests_that_could_have_told_it(world: World) -> None:
    world.articles("1")
    claim = world.claim_article(minutes(10))
    world.save(claim, matched(), at=minutes(10))
    world.composed("07:00", at=minutes(60))
    story = world.store.trails("", "https://a.example/1")[0].story_id
    (second,) = world.articles("2", at=minutes(70))
    world.save(second, matched(alert=False), at=minutes(80), story_id=story)
    assert digests(world, "1") == ["2026-11-22/border/0700"]
    assert digests(world, "2") == [], "the story's first digest was sent before the article was seen"
    (third,) = world.articles("3", at=minutes(90))
    world.save(third, replace(matched(), number=2), at=minutes(100), story_id=story)
    world.composed("08:00", at=minutes(120))
    assert digests(world, "1") == ["2026-11-22/border/0700", "2026-11-22/border/0800"]
    assert digests(world, "2") == ["2026-11-22/border/0800"]


def digests(world: World, key: str) -> list[str]:
    (trail,) = world.store.trails("", f"https://a.example/{key}")
    return [one.detail for one in trail.steps if one.step == "compose"]


@pytest.mark.parametrize(
    ("url", "canonical", "found"),
    [
        pytest.param("https://a.example/1?x=1", "", 1, id="the feed's link"),
        pytest.param("?", "https://a.example/1", 1, id="canonical"),
        pytest.param("https://a.example/1/final", "?", 1, id="where the page was"),
        pytest.param("https://a.example/2", "", 1, id="no match"),
        pytest.param("https://a.example/9", "https://a.example/9", 0, id="unknown"),
        pytest.param("", "", 0, id="nothing asked"),
    ],
)
def test_why_finds_entries_by_link(world: World, url: str, canonical: str, found: int) -> None:
    world.alerted("1")
    world.poll(entry("2"), at=minutes(20))
    assert len(world.store.trails(url, canonical)) == found


def test_why_shows_every_feed_that_carried_the_link(world: World) -> None:
    world.specs.append(spec("https://b.example/f"))
    world.configure()
    world.poll(entry("1"))
    world.poll(entry("1"))
    trails = world.store.trails("", "https://a.example/1")
    assert [one.feed_url for one in trails] == ["https://a.example/feed", "https://b.example/f"]


def test_weak_hits_come_back_as_they_were_judged(world: World) -> None:
    world.alerted("1", matched(alert=False, strength=Strength.WEAK))
    (trail,) = world.store.trails("", "https://a.example/1")
    assert trail.hits == (("w", hit(strength=Strength.WEAK)),)


def test_candidates_of_a_topic_come_back_newest_first(world: World) -> None:
    world.alerted("1", matched(alert=False, strength=Strength.CANDIDATE))
    world.alerted("2", matched(), at=minutes(20))
    world.alerted("3", matched(alert=False, strength=Strength.CANDIDATE), at=minutes(40))
    found = world.store.candidates("w", "t")
    assert [one.hit for one in found] == [hit(strength=Strength.CANDIDATE)] * 2
    assert [one.article.title for one in found] == ["Title 3", "Title 1"]
    assert world.store.candidates("w", "another") == []
    assert world.store.candidates("another", "t") == []
