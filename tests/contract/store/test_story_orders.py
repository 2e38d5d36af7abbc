"""Stories do not depend on the order in which articles come, nor on how many workers place them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import combinations

import pytest
from store_world import LEASE, T0, World, draft, entry, extract, hit, minutes

from monitor.core.assess import decide_assess
from monitor.flow.judging import judge
from monitor.flow.linking import link_watched
from monitor.flow.reading import Reading
from monitor.flow.services import Judging
from monitor.model.articles import ArticleClaim, AssessIntent
from monitor.model.ids import StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.watch import MatchResult, Strength, Verdict
from monitor.ports import Lookup, Store
from monitor.stories.events.linking import together
from monitor.stories.fingerprint import content_key

EVENTS, WORKERS = 24, 4
CHANCE = random.Random(31)
SMALL = ["the", "of", "and", "in", "a", "to", "that", "said", "was", "on"]
WORDS = ["".join(CHANCE.choice("abdefgiklmnoprstuz") for _ in range(CHANCE.randint(4, 9))) for _ in range(1500)]


def told(event: int, telling: int) -> str:
    """One of several texts about an event, in words of its own but with the event's names and words."""
    about, words = random.Random(event), random.Random(1000 * event + telling)
    names = [word.capitalize() for word in about.sample(WORDS, 6)]
    own = about.sample(WORDS, 12)
    sentences = []
    for _ in range(6):
        drawn = [words.choice((words.choice(names), words.choice(own), words.choice(WORDS))) for _ in range(8)]
        sentences.append(" ".join(f"{word} {words.choice(SMALL)}" for word in ("Here", *drawn)))
    return ". ".join(sentences) + "."


def written() -> dict[str, str]:
    """Texts by key: for each event two tellings, a copy under another headline and a copy of the first half."""
    texts = {}
    for event in range(EVENTS):
        first, second = told(event, 0), told(event, 1)
        texts |= {f"{event}-a": first, f"{event}-b": second}
        if event % 2:
            half = ". ".join(first.split(". ")[:3]) + "."
            texts |= {f"{event}-c": f"{first} Subscribe and get the news every morning.", f"{event}-d": half}
    return texts


def arrive(world: World, keys: Sequence[str], texts: Mapping[str, str], times: Mapping[str, datetime] = {}) -> None:
    """Polled and extracted in this order."""
    world.poll(*(entry(key) for key in keys))
    for claim in world.store.claim_entries(T0, T0 + LEASE, len(keys)):
        key = claim.title.removeprefix("Title ")
        seen, named = times.get(key, T0), content_key(claim.title, texts[key])
        article = draft(claim, text=texts[key], content_key=named, first_seen_at=seen)
        assert world.store.save_extract(extract(claim, article))


FIRES = Verdict(watchlist="w", fires=True, strength=Strength.STRONG, topics=("t",), rules=(), reason="named")
MATCHED = MatchResult(hits=(hit(),), near=(), verdicts=(FIRES,))
NOTHING = MatchResult(hits=(), near=(), verdicts=())


def place(store: Store, claim: ArticleClaim, result: MatchResult = MATCHED) -> bool:
    """As the bot does it; every article is watched unless the test says otherwise."""
    reading = Reading.of(claim.article, result)

    def judged(stored: Lookup) -> AssessIntent:
        findings, _ = judge(stored, reading, Judging())
        return decide_assess(claim, result, findings, "r1", T0)

    return store.assess(claim, judged) is not None


def work(store: Store) -> None:
    """One worker: places articles until none is left, each at the first try."""
    while claims := store.claim_articles(T0, T0 + LEASE, 3):
        assert all(place(store, claim) for claim in claims)


def one_by_one(owner: Store, _visitor: Store) -> None:
    work(owner)


def at_once(owner: Store, visitor: Store) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, [owner, visitor] * (WORKERS // 2)))


@pytest.fixture
def world(handles: tuple[Store, Store]) -> World:
    made = World(handles[0])
    made.configure()
    return made


def groups(world: World) -> dict[str, int]:
    """The event of each article, by its key; the stories are linked as those of a digest are."""
    link_watched(world.store, ["w"], T0)
    texts = world.store.claim_articles(T0, T0 + LEASE, 1)
    assert texts == [], "everything was placed"
    count = world.rows("article")
    articles = [world.store.article(number) for number in range(1, count + 1)]
    found = {one.title.removeprefix("Title "): one.story_id for one in articles if one is not None}
    assert None not in found.values(), "every article is in exactly one story"
    records = (world.store.story(story) for story in set(found.values()) if story is not None)
    events = together(link for record in records if record for link in record.links)
    return {key: int(events.get(story, story)) for key, story in found.items() if story is not None}


def pairs(stories: Mapping[str, int]) -> set[tuple[str, str]]:
    members = defaultdict(list)
    for key in sorted(stories):
        members[stories[key]].append(key)
    return {pair for keys in members.values() for pair in combinations(keys, 2)}


@pytest.mark.parametrize(
    ("seed", "worked"),
    [
        pytest.param(1, one_by_one, id="shuffled"),
        pytest.param(2, one_by_one, id="shuffled otherwise"),
        pytest.param(3, at_once, id="four workers, two handles"),
    ],
)
def test_any_order_and_any_workers_make_the_same_stories(
    world: World, handles: tuple[Store, Store], seed: int, worked: Callable[[Store, Store], None]
) -> None:
    texts = written()
    keys = list(texts)
    random.Random(seed).shuffle(keys)
    arrive(world, keys, texts)
    worked(*handles)
    found = groups(world)
    wanted = pairs({key: int(key.split("-")[0]) for key in keys})
    common = len(pairs(found) & wanted)
    assert 2 * common / (len(pairs(found)) + len(wanted)) >= 0.97
    alerts = world.store.window("border", ["w"], T0).alerts
    assert set(Counter(one.article.id for one in alerts).values()) == {1}, "no article alerts twice"
    assert {one.story_id for one in alerts if one.reason is AlertReason.FIRST} == set(found.values())
    assert world.store.check() == []


def test_copies_judged_at_once_are_one_story_and_one_alert(world: World, handles: tuple[Store, Store]) -> None:
    keys = list("abcdefghijklmnopqrstuvwx")
    arrive(world, keys, {key: f"{told(1, 0)} Edition {key}." for key in keys})
    at_once(*handles)
    assert world.rows("story") == 1
    assert len(world.store.window("border", ["w"], T0).alerts) == 1
    record = world.store.story(StoryId(1))
    assert record is not None
    assert len(record.copies) == len(keys) - 1, "all but the first saw another"


def test_what_nobody_watches_folds_by_its_copies_alone(world: World) -> None:
    first, retold = told(1, 0), told(1, 1)
    texts = {"first": first, "retold": retold, "copy": f"{first} Subscribe and get the news every morning."}
    arrive(world, list(texts), texts)
    for claim in world.store.claim_articles(T0, T0 + LEASE, 3):
        assert place(world.store, claim, NOTHING)
    assert [one.story_id for one in map(world.store.article, (1, 2, 3)) if one] == [1, 2, 1]
    assert (world.rows("story_term"), world.rows("story_sketch"), world.rows("article_copy")) == (0, 0, 1)
    assert world.rows("shingle") > 0


def test_the_first_watched_article_of_a_story_tells_what_it_is_recognised_by(world: World) -> None:
    texts = {
        "unwatched": told(1, 0),
        "copy": f"{told(1, 0)} It was seen.",
        "retold": f"{told(1, 0)[:-400]} {told(1, 1)}",
    }
    arrive(world, list(texts), texts)
    unwatched, copy, retold = world.store.claim_articles(T0, T0 + LEASE, 3)
    assert place(world.store, unwatched, NOTHING)
    assert world.stored.sketch(StoryId(1)) is None
    assert place(world.store, copy)
    kept = world.stored.sketch(StoryId(1))
    assert kept is not None
    assert (kept.articles, kept.lead_article_id) == (1, unwatched.article.id)
    assert place(world.store, retold)
    grown = world.stored.sketch(StoryId(1))
    assert grown is not None
    assert grown.articles == 2


def test_an_edit_that_is_watched_tells_what_its_story_is_recognised_by(world: World) -> None:
    arrive(world, ["a"], {"a": told(1, 0)})
    (claim,) = world.store.claim_articles(T0, T0 + LEASE, 1)
    assert place(world.store, claim, NOTHING)
    kept = world.store.article(claim.article.id)
    assert kept is not None
    assert kept.story_id == 1
    edited = replace(kept, version=2, text=f"{told(1, 0)} {told(1, 1)}")
    for result, begins in ((MATCHED, True), (NOTHING, False)):
        findings, _ = judge(world.stored, Reading.of(edited, result), Judging())
        assert findings.story is not None
        assert findings.story.id == 1, "it stays"
        assert findings.placement is not None
        assert (findings.placement.sketch is not None) is begins
        assert bool(findings.placement.terms) is begins


def test_placing_an_article_again_changes_nothing(world: World) -> None:
    texts = written()
    arrive(world, ["1-a", "1-b", "1-c"], texts)
    for claim in world.store.claim_articles(T0, T0 + LEASE, 3):
        reading = Reading.of(claim.article, MATCHED)
        assert judge(world.stored, reading, Judging()) == judge(world.stored, reading, Judging())
        assert place(world.store, claim)
        before = world.store.stats().tables, world.store.story(StoryId(1)), world.stored.sketch(StoryId(1))
        assert not place(world.store, claim), "the lease is over"
        assert (world.store.stats().tables, world.store.story(StoryId(1)), world.stored.sketch(StoryId(1))) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_story_only_grows_and_its_first_seen_never_moves_later(world: World, seed: int) -> None:
    """However the times of its articles jump about, as they do when a feed was down."""
    text, chance, keys = told(1, 0), random.Random(seed), [str(number) for number in range(9)]
    times = {key: minutes(chance.randint(-2000, 2000)) for key in keys}
    arrive(world, keys, {key: f"{text} Number {key}." for key in keys}, times)
    first, *claims = world.store.claim_articles(T0, T0 + LEASE, len(keys))
    assert place(world.store, first)
    for claim in claims:
        before, kept = world.store.story(StoryId(1)), world.stored.sketch(StoryId(1))
        assert place(world.store, claim)
        after, grown = world.store.story(StoryId(1)), world.stored.sketch(StoryId(1))
        assert before is not None
        assert after is not None
        assert kept is not None
        assert grown is not None
        assert after.first_seen_at <= before.first_seen_at
        assert after.last_seen_at >= before.last_seen_at
        assert after.lead_article_id == before.lead_article_id
        assert {*before.copies} < {*after.copies}
        assert grown.articles == kept.articles + 1
    told_over = world.store.story(StoryId(1))
    assert told_over is not None
    assert (told_over.first_seen_at, told_over.last_seen_at) == (min(times.values()), max(times.values()))
