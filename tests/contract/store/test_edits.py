"""Entries that changed, articles that are looked at again, and the versions they keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_world import LEASE, T0, World, draft, entry, extract, matched, minutes, poll, spec

from monitor.model.articles import EntryClaim, ExtractIntent
from monitor.model.feeds import EntryChange, EntryData, EntryTold, PollIntent
from monitor.model.ids import ArticleId, EntryId, FeedId, StoryId
from monitor.model.outcomes import AssessOutcome, ExtractOutcome, IntakeOutcome, TextSource

OTHER = EntryData(guid="1", url="", title="Other", summary="Other words", content="", published_at=None)
FEED = FeedId(1)


def change(entry_id: int = 1, key: str = "b:2", data: EntryData = OTHER) -> EntryChange:
    return EntryChange(entry_id=EntryId(entry_id), key=key, data=data)


def edit(claim: EntryClaim, at: datetime, **changes: object) -> ExtractIntent:
    """The page has another text."""
    assert claim.article is not None
    made = draft(claim, content_key="new", title="New title", text="New text", fetched_at=at, source=TextSource.PAGE)
    intent = extract(claim, made, at=at, outcome=ExtractOutcome.EDITED)
    return replace(intent, joins=claim.article.id, replaces=claim.article.version, **changes)


def judged(world: World, *keys: str) -> list[ArticleId]:
    """Entries with a key by text, and their articles, assessed."""
    world.poll(*(replace(entry(key), keys=(f"g:{key}", f"b:{key}")) for key in keys))
    for _ in keys:
        claim = world.claim_entry()
        assert world.store.save_extract(extract(claim, draft(claim)))
    claims = world.store.claim_articles(T0, T0 + LEASE, len(keys))
    for one in claims:
        assert world.save(one, matched())
    return [one.article.id for one in claims]


def changed(world: World, *changes: EntryChange, at: datetime) -> None:
    world.poll(at=at, changed=changes or (change(),))


def told(world: World, key: str, *asked: str) -> EntryTold | None:
    (known,) = world.store.known_entries(FEED, [key, *asked])
    return known.told


def test_what_an_entry_told_is_given_unless_its_text_was_asked_for(world: World) -> None:
    world.poll(replace(entry("1", content="Long"), keys=("g:1", "b:1")))
    first = EntryTold(title="Title 1", text="Long", first_seen_at=T0, read_at=None, reading=True)
    assert told(world, "g:1") == first
    assert told(world, "g:1", "b:1") is None
    claim = world.claim_entry()
    assert world.store.save_extract(extract(claim, draft(claim, fetched_at=minutes(5)), at=minutes(5)))
    assert told(world, "g:1", "b:2") == replace(first, read_at=minutes(5), reading=False)


@pytest.mark.parametrize("outcome", [IntakeOutcome.BASELINE, IntakeOutcome.STORM_HELD])
def test_an_entry_that_was_never_read_cannot_change(world: World, outcome: IntakeOutcome) -> None:
    world.poll(replace(entry("1", outcome), keys=("g:1", "b:1")))
    assert told(world, "g:1") == EntryTold(title="Title 1", text="S", first_seen_at=T0, read_at=None, reading=False)
    changed(world, at=minutes(20))
    assert world.store.known_entries(FEED, ["b:2"]) == []
    assert world.store.claim_entries(minutes(99), minutes(100), 1) == []
    assert {name: count for (step, name), count in world.outcomes().items() if step == "intake"} == {outcome.value: 1}


def test_a_changed_entry_tells_its_new_text_and_is_due(world: World) -> None:
    (article_id,) = judged(world, "1")
    changed(world, at=minutes(90))
    assert world.outcomes()[("intake", "changed")] == 1
    claim = world.claim_entry(minutes(90))
    assert (claim.title, claim.summary, claim.published_at, claim.attempts) == ("Other", "Other words", T0, 1)
    assert (claim.first_seen_at, claim.url) == (T0, "https://a.example/1?x=1")
    known = claim.article
    assert known is not None
    assert (known.id, known.version, known.title, known.text) == (article_id, 1, "Title 1", "Text of Title 1")
    assert (known.source, known.content_key, known.read_at, known.own) == (TextSource.PAGE, "c1", T0, True)
    # The text that it had stays its own: a feed that flips back has not changed.
    (again,) = world.store.known_entries(FEED, ["b:1"])
    assert again.keys == {"g:1", "b:1", "b:2"}


def test_a_date_that_the_feed_gives_replaces_the_one_before(world: World) -> None:
    judged(world, "1")
    changed(world, change(data=replace(OTHER, published_at=minutes(80))), at=minutes(90))
    assert world.claim_entry(minutes(90)).published_at == minutes(80)


def test_an_entry_that_is_being_read_does_not_change(world: World) -> None:
    judged(world, "1")
    changed(world, at=minutes(90))
    claim = world.claim_entry(minutes(90))
    changed(world, change(key="b:3", data=replace(OTHER, title="Third")), at=minutes(106))
    assert world.store.known_entries(FEED, ["b:3"]) == []
    assert world.store.save_extract(edit(claim, minutes(107)))


def test_a_change_saved_twice_or_with_a_lost_claim_changes_nothing(world: World) -> None:
    judged(world, "1")
    claim = world.claim_feed(minutes(90))
    intent = poll(claim, at=minutes(90), changed=(change(),))
    assert not world.store.save_poll(replace(intent, token=claim.token - 1))
    assert world.store.claim_entries(minutes(90), minutes(92), 1) == []
    assert world.store.save_poll(intent)
    assert not world.store.save_poll(intent)
    assert len(world.store.claim_entries(minutes(90), minutes(92), 9)) == 1


def test_an_edit_keeps_what_was_and_is_judged_anew(world: World) -> None:
    (article_id,) = judged(world, "1")
    before = world.store.article(article_id)
    changed(world, at=minutes(90))
    assert world.store.save_extract(edit(world.claim_entry(minutes(90)), minutes(91)))
    after = world.store.article(article_id)
    assert before is not None
    assert after == replace(
        before, version=2, title="New title", text="New text", content_key="new", fetched_at=minutes(91)
    )
    (was,) = world.stored.article_versions(article_id)
    for name in ("version", "title", "text", "source", "content_key", "fetched_at"):
        assert getattr(was, name) == getattr(before, name)
    assert was.article_id == article_id
    claim = world.claim_article(minutes(91))
    assert (claim.article, claim.attempts) == (after, 1)
    assert world.outcomes()[("extract", "edited")] == 1
    assert told(world, "g:1") == EntryTold(
        title="Other", text="Other words", first_seen_at=T0, read_at=minutes(91), reading=False
    )
    assert world.store.check() == []


def test_an_edited_article_is_found_by_its_new_text_and_by_what_it_was(world: World) -> None:
    (claim, asking) = world.articles("1", "2")
    assert world.save(claim, matched(), shingles=(1, 2, 3))
    world.poll(at=minutes(90), changed=(change(),))
    assert world.store.save_extract(edit(world.claim_entry(minutes(90)), minutes(91)))
    again = next(one for one in world.store.claim_articles(minutes(91), minutes(93), 2) if one.article.version == 2)
    assert world.save(again, story=StoryId(1), at=minutes(91), shingles=(3, 4, 5))
    for shingles in ((1, 2), (4, 5)):
        (copy,) = world.stored.copy_candidates(asking.article.id, shingles, T0, 8)
        assert copy.text == "New text"
    assert world.rows("shingle") == 5


def test_versions_are_listed_from_the_newest_and_timed_in_the_trail(world: World) -> None:
    (article_id,) = judged(world, "1")
    assert world.stored.article_versions(article_id) == []
    for number in (2, 3):
        at = minutes(90 * number)
        changed(world, change(key=f"b:{number}"), at=at)
        assert world.store.save_extract(edit(world.claim_entry(at), at))
    assert [one.version for one in world.stored.article_versions(article_id)] == [2, 1]
    (trail,) = world.store.trails("https://a.example/1", "")
    assert trail.versions == (T0, minutes(180), minutes(270))
    assert [(one.step, one.outcome) for one in trail.steps if one.at == minutes(270)] == [
        ("intake", "changed"),
        ("extract", "edited"),
    ]


def test_the_desk_sees_the_newest_version_and_what_is_met_in_it_alone(world: World) -> None:
    (claim,) = world.articles("1")
    assert world.save(claim, matched())
    number = claim.article.id
    (first,) = world.store.sightings([number, ArticleId(99)]).values()
    assert (first.version, first.title, first.text) == (1, "Title 1", "Text of Title 1")
    assert [name for name, _ in first.found] == ["w"]
    world.poll(at=minutes(90), changed=(change(),))
    assert world.store.save_extract(edit(world.claim_entry(minutes(90)), minutes(91)))
    edited = world.store.sightings([number])[number]
    assert (edited.version, edited.title, edited.text) == (2, "New title", "New text")
    assert edited.found == (), "what was met in the words before is not met in these until they are judged"
    assert (edited.read_at, first.read_at) == (minutes(91), world.store.earlier_versions(number)[0].fetched_at)
    assert world.save(world.claim_article(minutes(91)), matched(alert=False), story=StoryId(1), at=minutes(92))
    assert [name for name, _ in world.store.sightings([number])[number].found] == ["w"]
    assert [(one.version, one.title) for one in world.store.earlier_versions(number)] == [(1, "Title 1")]


def test_an_unchanged_article_was_looked_at_all_the_same(world: World) -> None:
    (article_id,) = judged(world, "1")
    changed(world, at=minutes(90))
    claim = world.claim_entry(minutes(90))
    before = world.store.article(article_id)
    kept = extract(claim, None, at=minutes(91), outcome=ExtractOutcome.UNCHANGED, joins=article_id)
    assert world.store.save_extract(kept)
    assert world.store.article(article_id) == before
    assert world.stored.article_versions(article_id) == []
    assert world.store.claim_articles(minutes(99), minutes(100), 1) == []
    seen = told(world, "g:1")
    assert seen is not None
    assert (seen.read_at, seen.reading) == (minutes(91), False)
    assert world.outcomes()[("extract", "unchanged")] == 1


def test_an_article_that_was_not_looked_at_is_left_as_it_is(world: World) -> None:
    judged(world, "1")
    changed(world, at=minutes(90))
    rested = extract(world.claim_entry(minutes(90)), None, at=minutes(91), outcome=ExtractOutcome.UNCHANGED)
    assert world.store.save_extract(rested)
    seen = told(world, "g:1")
    assert seen is not None
    assert (seen.read_at, seen.reading) == (T0, False)


def test_who_judges_the_text_that_was_cannot_save_it_for_the_text_that_is(world: World) -> None:
    judged(world, "1")
    changed(world, at=minutes(90))
    first = world.claim_entry(minutes(90))
    assert world.store.save_extract(edit(first, minutes(91)))
    stale = world.claim_article(minutes(91))
    changed(world, change(key="b:3"), at=minutes(155))
    assert world.store.save_extract(edit(world.claim_entry(minutes(155)), minutes(155)))
    assert not world.save(stale, outcome=AssessOutcome.NO_MATCH)
    fresh = world.claim_article(minutes(155))
    assert (fresh.article.version, fresh.attempts) == (3, 1)
    assert world.save(fresh, outcome=AssessOutcome.PARKED)


@pytest.fixture
def shared(world: World) -> World:
    """Two feeds that lead to one article."""
    world.specs = [spec(), spec("https://b.example/feed")]
    world.configure()
    for number, claim in enumerate(world.store.claim_feeds(T0, T0 + LEASE, 2), 1):
        row = replace(entry(str(number)), keys=(f"g:{number}", f"b:{number}"))
        assert world.store.save_poll(poll(claim, row, next_poll_at=minutes(15)))
    for _ in range(2):
        entry_claim = world.claim_entry()
        assert world.store.save_extract(extract(entry_claim, draft(entry_claim, url_key="u")))
    assert world.save(world.claim_article(), matched())
    return world


def polls(shared: World, *numbers: int) -> list[PollIntent]:
    """Polls of the feeds with these numbers, whose entries with the same numbers changed."""
    claims = dict(enumerate(shared.store.claim_feeds(minutes(90), minutes(92), 2), 1))
    return [poll(claims[one], at=minutes(90), changed=(change(one, f"b:x{one}"),)) for one in numbers]


def own(claims: list[EntryClaim]) -> list[bool]:
    return [one.article is not None and one.article.own for one in claims]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["its own entry first", "the other first"])
def test_one_of_two_entries_has_the_article_looked_at_the_one_that_made_it(
    shared: World, order: tuple[int, int]
) -> None:
    assert all(shared.store.save_poll(one) for one in polls(shared, *order))
    assert shared.outcomes()[("intake", "changed")] == 2
    claims = shared.store.claim_entries(minutes(90), minutes(92), 2)
    assert ([one.id for one in claims], own(claims)) == ([1], [True])
    assert {len(shared.store.known_entries(FeedId(n), [f"b:x{n}"])) for n in (1, 2)} == {1}, "known by its new text"


def test_an_entry_that_did_not_make_the_article_has_it_looked_at_too(shared: World) -> None:
    assert shared.store.save_poll(*polls(shared, 2))
    claims = shared.store.claim_entries(minutes(90), minutes(92), 2)
    assert ([one.id for one in claims], own(claims)) == ([2], [False])


def test_of_two_edits_at_once_the_first_counts(shared: World) -> None:
    other, mine = polls(shared, 2, 1)
    assert shared.store.save_poll(other)
    second = shared.claim_entry(minutes(90))
    assert shared.store.save_poll(mine)
    first = shared.claim_entry(minutes(90))
    assert own([first, second]) == [True, False]
    assert shared.store.save_extract(edit(second, minutes(91)))
    assert shared.store.save_extract(edit(first, minutes(91)))
    assert shared.rows("article_version") == 1
    outcomes = shared.outcomes()
    assert (outcomes[("extract", "edited")], outcomes[("extract", "unchanged")]) == (1, 1)
    looks = [shared.store.known_entries(FeedId(number), [f"g:{number}"])[0].told for number in (1, 2)]
    assert {one and one.read_at for one in looks} == {minutes(91)}


def test_versions_go_with_their_article(world: World) -> None:
    (article_id,) = judged(world, "1")
    changed(world, at=minutes(90))
    assert world.store.save_extract(edit(world.claim_entry(minutes(90)), minutes(91)))
    assert world.save(world.claim_article(minutes(91)), at=minutes(91), story=None)
    far = T0 + timedelta(days=400)
    world.specs, world.subscriptions = [], []
    world.configure(far)
    world.store.prune(far, far)
    assert world.rows("article_version") == 0
    assert world.store.article(article_id) is None
    assert world.store.check() == []
