"""Which entries are news: two-step sequences, storms, caps, and properties over many polls."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shelf import FIRST, LATER, NOW, SITE, Shelf, entry, news

from monitor.core.entries.identity import entry_keys
from monitor.core.entries.news import IntakeContext
from monitor.model.feeds import EntryData
from monitor.model.outcomes import IntakeOutcome


def several(count: int, **changes: Any) -> list[EntryData]:
    return [entry(number, **changes) for number in range(1, count + 1)]


def moved(count: int) -> list[EntryData]:
    return [
        replace(one, guid=f"new-{one.guid}", url=one.url.replace("news.example/story", "other.example/s"))
        for one in several(count)
    ]


ROOT = "https://news.example/"
TWO_STEPS: dict[str, tuple[list[EntryData], list[EntryData], int]] = {
    "unchanged": (several(3), several(3), 0),
    "shuffled": (several(5), several(5)[::-1], 0),
    "guid_random": (several(3), [entry(n, guid=f"r{n}") for n in (1, 2, 3)], 0),
    "guid_https": ([entry(guid="http://a.example/?p=1")], [entry(guid="https://a.example/?p=1", url=f"{SITE}/9")], 0),
    "guid_reuse": ([entry()], [entry(2, guid="id-1")], 1),
    "guid_revision": ([entry(guid=f"{SITE}/1#0")], [entry(guid=f"{SITE}/1#1", title="Edited")], 0),
    "guid_appears": ([entry(guid=None)], [entry()], 0),
    "guid_falsy": ([entry(guid="0")], [entry(2, guid="0")], 1),
    "guid_falsy_same_link": ([entry(guid="0")], [entry(guid="0", title="Edited")], 0),
    "guid_empty": ([entry(guid="")], [entry(2, guid="")], 1),
    "guid_and_link_only": ([entry(title="", summary="")], [entry(title="", summary="")], 0),
    "link_https": ([entry(guid=None)], [entry(guid=None, url="http://www.news.example/story/1/", title="Edited")], 0),
    "link_tracking": ([entry(guid=None)], [entry(guid=None, url=f"{SITE}/1?utm_source=rss")], 0),
    "link_changes": ([entry()], [entry(url="https://other.example/1")], 0),
    "link_and_title_vanish": ([entry()], [entry(url="", title="")], 0),
    "title_edited": ([entry()], [entry(title="Edited", summary="Other")], 0),
    "title_edited_no_guid": ([entry(guid=None)], [entry(guid=None, title="Edited")], 0),
    "body_with_clock": ([entry(summary="at 9:00")], [entry(summary="at 9:15")], 0),
    "guid_of_an_entry_without_link_used_for_two": (
        [entry(url="", title="", summary="")],
        [entry(url=ROOT, title="", summary=""), entry(url=f"{ROOT}news", title="", summary="Text")],
        1,
    ),
    "no_guid_no_link": ([entry(guid=None, url="")], [entry(guid=None, url="")], 0),
    "no_guid_no_link_other_text": ([entry(guid=None, url="")], [entry(guid=None, url="", summary="Other")], 1),
    "description_only": ([entry(guid=None, url="", title="")], [entry(2, guid=None, url="", title="")], 1),
    "same_title_next_day": ([entry(title="Daily report")], [entry(2, title="Daily report")], 1),
    "same_title_and_text_next_day": ([entry(title="R", summary="R")], [entry(2, title="R", summary="R")], 1),
    "same_text_new_guid_no_link": ([entry(url="")], [entry(url="", guid="id-2")], 1),
    "window_jump": (several(5), [entry(n) for n in range(6, 11)], 5),
    "one_new_on_top": (several(3), [entry(4), *several(3)], 1),
    "old_date_later": (several(2), [entry(3, published_at=NOW - timedelta(days=900))], 1),
    "front_page_link": ([entry(url=ROOT)], [entry(2, url=ROOT)], 1),
    "front_page_link_without_guid": ([entry(url=ROOT, guid=None)], [entry(2, url=ROOT, guid=None)], 1),
    "front_page_link_same_item": ([entry(url=ROOT)], [entry(url=ROOT, guid="id-x")], 0),
    "places_in_a_page": ([entry(url=f"{SITE}/live#post-12")], [entry(2, url=f"{SITE}/live#post-13")], 1),
    "place_in_a_page_again": ([entry(url=f"{SITE}/live#p12")], [entry(guid="x", url=f"{SITE}/live#p12")], 0),
    "one_link_for_all": ([entry(n, url=SITE) for n in (1, 2, 3)], [entry(n, url=SITE) for n in (2, 3, 4, 5)], 2),
}


@pytest.mark.parametrize(("before", "after", "expected"), TWO_STEPS.values(), ids=TWO_STEPS.keys())
def test_two_step_sequence(before: list[EntryData], after: list[EntryData], expected: int) -> None:
    shelf = Shelf()
    assert len(news(shelf.poll(before))) == len(before)
    assert len(news(shelf.poll(after))) == expected
    assert news(shelf.poll(after)) == []


ONE_ANSWER: dict[str, tuple[list[EntryData], int]] = {
    "same entry twice": ([entry(), entry()], 1),
    "same guid, same link": ([entry(), entry(title="Edited")], 1),
    "same guid, other story": ([entry(), entry(2, guid="id-1")], 2),
    "guid 0 for all": ([entry(n, guid="0") for n in range(5)], 5),
    "no guid, one section link": ([entry(n, guid=None, url=f"{ROOT}latest") for n in range(5)], 5),
    "no guid, one link, three titles": ([entry(n, guid=None, url=SITE) for n in range(3)], 3),
    "no guid, one link, two titles": ([entry(n, guid=None, url=SITE) for n in range(2)], 1),
    "revisions by fragment": ([entry(guid=f"{SITE}/1#{n}", title=f"T{n}") for n in range(5)], 1),
    "places by fragment of the guid": ([entry(n, url=SITE, guid=f"{SITE}#p{n}") for n in range(11, 16)], 5),
    "titles of symbols": ([entry(1, guid=None, url="", title="!!"), entry(1, guid=None, url="", title="??")], 2),
}


@pytest.mark.parametrize(("answer", "expected"), ONE_ANSWER.values(), ids=ONE_ANSWER.keys())
def test_duplicates_inside_one_answer(answer: list[EntryData], expected: int) -> None:
    shelf = Shelf()
    assert len(news(shelf.poll(answer))) == expected
    assert shelf.poll(answer).entries == ()


def test_links_that_name_no_article_are_not_kept_as_canonical() -> None:
    shared = [entry(1, url=ROOT), entry(2, url=f"{SITE}/live#post-12"), entry(3)]
    kept = {intent.data.guid: intent.canonical_url for intent in Shelf().poll(shared).entries}
    assert kept == {"id-1": "", "id-2": "", "id-3": f"{SITE}/3"}


def test_no_identity_is_named_once() -> None:
    shelf, empty = Shelf(), EntryData(guid=None, url="", title="", summary="", content="")
    outcomes = [intent.outcome for intent in shelf.poll([empty, empty]).entries]
    assert outcomes == [IntakeOutcome.NO_IDENTITY]
    assert shelf.poll([empty]).entries == ()
    assert entry_keys(empty) == ()


def test_keys_are_most_specific_first() -> None:
    keys = entry_keys(entry())
    assert [key[:2] for key in keys] == ["g:", "u:", "b:"]


@pytest.mark.parametrize("odd", ["http://[x#12", "//[::1#a", "https://[%20::1]/a#post-5", "http://[::\\1]#!x", "[#"])
def test_what_only_looks_like_an_address_stops_nobody(odd: str) -> None:
    for changes in ({"guid": odd}, {"url": odd}, {"guid": odd, "url": odd}):
        assert entry_keys(entry(**changes))


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST_POLL = {
    "fresh": (NOW - HOUR, 86_400, IntakeOutcome.NEW),
    "just inside": (NOW - 24 * HOUR, 86_400, IntakeOutcome.NEW),
    "older": (NOW - 25 * HOUR, 86_400, IntakeOutcome.BASELINE),
    "undated": (None, 86_400, IntakeOutcome.BASELINE),
    "undated, any age": (None, -1, IntakeOutcome.NEW),
    "old, any age": (NOW - 9_000 * HOUR, -1, IntakeOutcome.NEW),
    "ahead of time": (NOW + HOUR, 86_400, IntakeOutcome.NEW),
    "no look-back": (NOW, 0, IntakeOutcome.BASELINE),
}


@pytest.mark.parametrize(("published", "lookback", "expected"), FIRST_POLL.values(), ids=FIRST_POLL.keys())
def test_first_poll(published: datetime | None, lookback: int, expected: IntakeOutcome) -> None:
    decision = Shelf().poll([entry(published_at=published)], replace(FIRST, lookback_s=lookback))
    assert [intent.outcome for intent in decision.entries] == [expected]


CLOCKS = {
    "right": NOW,
    "in 1970": datetime(1970, 1, 1, tzinfo=UTC),
    "in 2000, as some boards have it": datetime(2000, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("now", CLOCKS.values(), ids=CLOCKS)
def test_a_clock_without_a_battery_makes_no_news_of_a_feeds_past(now: datetime) -> None:
    ages = (HOUR, 20 * HOUR, 50 * HOUR, 9_000 * HOUR)
    answer = [entry(number, published_at=NOW - age) for number, age in enumerate(ages)]
    decision = Shelf().poll(answer, replace(FIRST, now=now, lookback_s=86_400))
    told = [intent.outcome for intent in decision.entries]
    assert told == [IntakeOutcome.BASELINE] * 2 + [IntakeOutcome.NEW] * 2, "the oldest first"
    assert all(intent.outcome is IntakeOutcome.BASELINE for intent in Shelf().poll([entry(1)], FIRST).entries)


def test_storm_of_known_texts_is_held_and_the_fresh_one_is_not() -> None:
    shelf = Shelf()
    shelf.poll(several(20))
    decision = shelf.poll([entry(99), *moved(20)])
    outcomes = [intent.outcome for intent in decision.entries]
    assert outcomes.count(IntakeOutcome.STORM_HELD) == 20
    assert news(decision) == ["Convoy number 99 crosses"]
    assert decision.notes == ("20 entries came again under changed ids and are held back",)
    assert shelf.poll([entry(99), *moved(20)]).entries == ()


@pytest.mark.parametrize(
    ("answer", "context"),
    [
        pytest.param([entry(n) for n in range(50, 70)], LATER, id="all new texts"),
        pytest.param(moved(9), LATER, id="small answer"),
        pytest.param([*several(10), *moved(10)[:4]], LATER, id="small share"),
        pytest.param(moved(20), replace(LATER, first_poll=True, lookback_s=-1), id="first poll"),
    ],
)
def test_no_storm(answer: list[EntryData], context: IntakeContext) -> None:
    shelf = Shelf()
    shelf.poll(several(20))
    assert IntakeOutcome.STORM_HELD not in [intent.outcome for intent in shelf.poll(answer, context).entries]


def test_cap_takes_the_oldest_and_leaves_the_rest() -> None:
    dated = [entry(n, published_at=NOW - n * HOUR) for n in range(1, 6)]
    undated = [entry(n) for n in range(6, 9)]
    shelf, context = Shelf(), replace(LATER, max_new=3)
    got: list[str] = []
    lefts = []
    for _ in range(4):
        decision = shelf.poll([*undated, *dated], context)
        got += news(decision)
        lefts.append(decision.left)
    assert [int(title.split()[2]) for title in got] == [5, 4, 3, 2, 1, 8, 7, 6]
    assert lefts == [5, 2, 0, 0]


def test_overlap_counts_known_entries() -> None:
    shelf = Shelf()
    shelf.poll(several(4))
    assert shelf.poll([entry(9), *several(3)]).overlap == 3


def test_random_guids_do_not_gather_keys_for_ever() -> None:
    shelf = Shelf()
    for number in range(60):
        shelf.poll([entry(guid=f"random-{number}", summary=f"clock {number}")])
    (known,) = shelf.known.values()
    assert len(known.keys) <= 8


def test_shuffling_feed_repeats_nothing_in_24_polls() -> None:
    shelf, chance = Shelf(), random.Random(7)
    seen: list[str] = []
    for poll in range(24):
        window = [entry(n) for n in range(poll * 3, poll * 3 + 30)]
        chance.shuffle(window)
        seen += news(shelf.poll(window))
    assert len(seen) == len(set(seen)) == 30 + 23 * 3


_ENTRIES = st.builds(
    EntryData,
    guid=st.sampled_from(
        [None, "", "0", "a", "b", "http://n.example/1", "https://n.example/1", "https://n.example/1#2"]
    ),
    url=st.sampled_from(
        ["", ROOT, "https://n.example/1", "http://n.example/1#p22", "https://n.example/2", f"{ROOT}news"]
    ),
    title=st.sampled_from(["", "One", "Two", "one!"]),
    summary=st.sampled_from(["", "Text", "Other text"]),
    content=st.just(""),
    published_at=st.sampled_from([None, NOW, NOW - timedelta(days=3)]),
)


_BARE = EntryData(guid=None, url=ROOT, title="", summary="", content="")


@example([replace(_BARE, url="")], [_BARE], False)
@example(
    [
        replace(_BARE, url=""),
        replace(_BARE, summary="Text"),
        replace(_BARE, guid="a"),
        replace(_BARE, guid="a", url="https://n.example/1"),
    ],
    [replace(_BARE, url="https://n.example/1")],
    False,
)
@given(st.lists(_ENTRIES, max_size=12), st.lists(_ENTRIES, max_size=12), st.booleans())
def test_a_repeated_answer_settles(a: list[EntryData], b: list[EntryData], first: bool) -> None:
    """Nothing comes again for ever, however tangled guids and links are; untangling them may take a poll more."""
    shelf = Shelf()
    shelf.poll(a, FIRST if first else LATER)
    shelf.poll(b)
    shelf.poll(b)
    shelf.poll(b)
    assert shelf.poll(b).entries == ()


_PLAIN = st.integers(0, 30).map(entry)


@given(st.lists(_PLAIN, max_size=20), st.lists(_PLAIN, max_size=20))
def test_the_same_answer_twice_gives_nothing_new(a: list[EntryData], b: list[EntryData]) -> None:
    shelf = Shelf()
    shelf.poll(a)
    shelf.poll(b)
    assert shelf.poll(b).entries == ()
    assert shelf.poll([*b, *a]).entries == ()


@given(st.lists(st.integers(0, 200), unique=True, max_size=40), st.lists(st.integers(0, 200), unique=True, max_size=40))
def test_nothing_that_differs_in_guid_link_and_title_is_lost(a: list[int], b: list[int]) -> None:
    shelf = Shelf()
    assert len(news(shelf.poll([entry(n) for n in a]))) == len(a)
    assert len(news(shelf.poll([entry(n) for n in b]))) == len(set(b) - set(a))


@pytest.mark.parametrize(
    ("path", "expected"),
    [("warnings", (1,)), ("2026/11/ferry-stops-for-the-winter-4411", ())],
    ids=["latest", "article"],
)
def test_who_loses_a_page_that_shows_the_latest(path: str, expected: tuple[int, ...]) -> None:
    shelf, url = Shelf(), f"https://coast.example/{path}"
    shelf.poll([entry(1, url=url, title="Gale off Sarin", summary="A gale is due.", published_at=NOW)])
    decision = shelf.poll([entry(2, url=url, title="Ice off Sarin", summary="Ice drifts by.", published_at=NOW + DAY)])
    assert news(decision) == ["Ice off Sarin"]
    assert decision.outrun == expected
    assert shelf.poll([entry(2, url=url, title="Ice off Sarin", summary="Ice drifts by.")]).outrun == ()
