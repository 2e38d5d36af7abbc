"""Feeds as publishers make them, poll after poll: every next item is told, and no churn of ids tells one again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import LATER, NOW, Shelf, entry, news

from monitor.model.feeds import EntryData
from monitor.model.outcomes import IntakeOutcome

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOST = "https://coast.example"
PLACES = ("Sarin", "Qadmar", "Old Marrat", "Velsharune", "Tordethan", "Hornelisk")


def warning(number: int, **changes: Any) -> EntryData:
    """One of a series in one form: only number, place and date differ."""
    place = PLACES[number % len(PLACES)]
    base = entry(
        guid=f"w-{number}",
        url=f"{HOST}/warnings/current",
        title=f"Warning {number}: fog off {place}",
        summary=f"Ships off {place} should expect thick fog until noon.",
        published_at=NOW + number * 3 * HOUR,
    )
    return replace(base, **changes)


def one_at_a_time(items: Sequence[EntryData]) -> list[list[EntryData]]:
    return [[item] for item in items]


def growing(items: Sequence[EntryData], window: int = 4) -> list[list[EntryData]]:
    """The newest on top, the oldest falling out."""
    return [list(items[max(0, end - window) : end])[::-1] for end in range(1, len(items) + 1)]


def series(count: int = 6, **changes: Any) -> list[EntryData]:
    return [warning(number, **changes) for number in range(count)]


def siren(number: int) -> EntryData:
    """A civil alert: the same words each time."""
    return warning(number, title="Siren in Qadmar", summary="Go to the shelter.", url=f"{HOST}/alerts")


def flood(number: int) -> EntryData:
    return warning(
        number, title="Flood in Sarin", summary="Leave the valley.", url=f"{HOST}/alerts", guid=f"f-{number}"
    )


def status(number: int) -> EntryData:
    """A status page: named places in one page, no guid."""
    place = PLACES[number].lower().replace(" ", "-")
    return warning(number, guid=None, url=f"{HOST}/status#{place}", title=f"Outage in {PLACES[number]}")


def reworded(number: int) -> EntryData:
    """The next of a series under an equal title."""
    return warning(number, title="Shipping bulletin", summary=f"{PLACES[number]} closed to all ships, call {number}.")


ALL_TOLD: dict[str, list[list[EntryData]]] = {
    "warnings under one page, one at a time": one_at_a_time(series()),
    "warnings under one page, a window": growing(series()),
    "warnings under one page, all at once": [series()],
    "... undated": one_at_a_time(series(published_at=None)),
    "... dated by the day": growing(series(published_at=NOW)),
    "... without guid": one_at_a_time(series(guid=None)),
    "... with the link as guid": one_at_a_time(series(guid=f"{HOST}/warnings/current")),
    "... guid 0 for all": growing(series(guid="0")),
    "... one guid for all": [series(guid="warnings")],
    "... one guid and own links": [
        [warning(n, guid="warnings", url=f"{HOST}/w/{n}", title="Fog", summary="Fog.") for n in range(6)]
    ],
    "... with an equal title": growing([reworded(n) for n in range(6)]),
    "... with an equal title, one at a time": one_at_a_time([reworded(n) for n in range(6)]),
    "... with an equal title, without guid": growing([replace(reworded(n), guid=None) for n in range(6)]),
    "... with an equal title, without guid and date": one_at_a_time(
        [replace(reworded(n), guid=None, published_at=None) for n in range(6)]
    ),
    "... with an equal title, guid 0 for all, undated": [
        [replace(reworded(n), guid="0", published_at=None) for n in range(6)]
    ],
    "... under an article's address": growing(series(url=f"{HOST}/2026/11/fog-warnings-for-the-coast.html")),
    "the same alert on another day": growing([flood(0), *(siren(n) for n in range(1, 6))]),
    "the same alert, one at a time": one_at_a_time([flood(0), siren(1), flood(2), siren(3), siren(4), siren(5)]),
    "the same alert without a link": growing([replace(siren(n), url="") for n in range(6)]),
    "places in a status page": growing([status(n) for n in range(6)]),
    "places in a status page, one at a time": one_at_a_time([status(n) for n in range(6)]),
    "a channel's page for every post of a bridge": growing(
        [warning(n, url="https://t.example/s/valley", title="", guid=f"https://t.example/valley/{n}") for n in range(6)]
    ),
    "a poll in two entries": [
        [warning(0, guid="vote-a", title="Vote: governor", url=f"{HOST}/polls/7")],
        [
            warning(1, guid="vote-b", title="Vote: mayor of Qadmar", url=f"{HOST}/polls/7"),
            warning(0, guid="vote-a", title="Vote: governor", url=f"{HOST}/polls/7"),
        ],
    ],
    "ref chooses the article of a script": growing(
        [warning(n, guid=None, url=f"{HOST}/article.php?ref={1000 + n}") for n in range(6)]
    ),
    "ref chooses the article of a page": growing([warning(n, guid=None, url=f"{HOST}/w?ref=a-{n}") for n in range(6)]),
    "cmp chooses, one at a time": one_at_a_time([warning(n, guid=None, url=f"{HOST}/w?cmp={n}") for n in range(6)]),
    "at_id chooses": growing([warning(n, guid=None, url=f"{HOST}/a/b?at_id=x{n}9&utm_source=rss") for n in range(6)]),
    "id chooses, in one form": growing([warning(n, guid=None, url=f"{HOST}/w?id={n}", title="Fog") for n in range(6)]),
    "guids numbered by place in the answer": [
        [replace(item, guid=str(place)) for place, item in enumerate(answer)] for answer in growing(series())
    ],
    "guids new in every answer, own links": [
        [replace(item, guid=f"{poll}-{place}", url=f"{HOST}/w/{item.title[8]}") for place, item in enumerate(answer)]
        for poll, answer in enumerate(growing(series()))
    ],
}


@pytest.mark.parametrize("answers", ALL_TOLD.values(), ids=ALL_TOLD.keys())
def test_every_item_is_told_once(answers: list[list[EntryData]]) -> None:
    """Items are told apart by title, text and date here: those of one answer under one guid are counted as well."""
    shelf, told = Shelf(), []
    for answer in answers:
        told += [(one.data.title, one.data.summary, one.data.published_at) for one in shelf.poll(answer).entries]
    shown = {(one.title, one.summary, one.published_at) for answer in answers for one in answer}
    assert sorted(told, key=str) == sorted(shown, key=str)
    assert news(shelf.poll(answers[-1])) == []


def plain(number: int, **changes: Any) -> EntryData:
    base = entry(
        guid=f"p-{number}",
        url=f"{HOST}/2026/11/{number}-convoy-crosses.html",
        title=f"Convoy {number} crosses at {PLACES[number % 6]}",
        summary=f"Lorries of convoy {number} crossed at {PLACES[number % 6]} before dawn.",
        published_at=NOW - number * HOUR,
    )
    return replace(base, **changes)


def answer(**changes: Any) -> list[EntryData]:
    """Three articles; a callable change is asked for each number."""
    return [plain(n, **{name: what(n) if callable(what) else what for name, what in changes.items()}) for n in range(3)]


def session(poll: str, **changes: Any) -> list[EntryData]:
    """Articles without guid whose links are new in each answer."""
    return answer(guid=None, url=lambda n: f"{HOST}/show.php?id={n}&{poll}", **changes)


SILENT: dict[str, tuple[list[EntryData], list[EntryData]]] = {
    "guids move to https": (
        answer(guid=lambda n: f"http://coast.example/?p={n}"),
        answer(guid=lambda n: f"https://coast.example/?p={n}"),
    ),
    "guids gain www": (
        answer(guid=lambda n: f"http://coast.example/?p={n}"),
        answer(guid=lambda n: f"https://www.coast.example/?p={n}", url=lambda n: f"https://www.coast.example/n/{n}"),
    ),
    "guids lose www, titles edited": (
        answer(guid=lambda n: f"https://www.coast.example/?p={n}"),
        answer(guid=lambda n: f"https://coast.example/?p={n}", title=lambda n: f"Edited {n}"),
    ),
    "guids are new in each answer": (answer(), answer(guid=lambda n: f"x-{n}")),
    "... with other dates": (answer(), answer(guid=lambda n: f"x-{n}", published_at=NOW)),
    "... and a title is edited": (
        answer(),
        answer(guid=lambda n: f"x-{n}", title=lambda n: "Edited" if n == 1 else plain(n).title),
    ),
    "... and a text is edited": (
        answer(),
        answer(guid=lambda n: f"x-{n}", summary=lambda n: "Edited at length" if n == 1 else plain(n).summary),
    ),
    "guids are the link with another query": (
        answer(guid=lambda n: f"{plain(n).url}?rnd=1", url=lambda n: f"{plain(n).url}?rnd=1"),
        answer(guid=lambda n: f"{plain(n).url}?rnd=2", url=lambda n: f"{plain(n).url}?rnd=2"),
    ),
    "guids are numbers of place, turned round": (
        answer(guid=lambda n: str(n + 1)),
        [replace(one, guid=str(place + 1)) for place, one in enumerate(answer()[::-1])],
    ),
    "guids appear": (answer(guid=None), answer()),
    "guids vanish": (answer(), answer(guid=None)),
    "session ids in the links": (session("sid=111"), session("sid=222")),
    "... undated": (session("sid=a1", published_at=None), session("sid=b2", published_at=None)),
    "... of random names": (session("9f86d081884c7d65"), session("2c26b46b68ffc68f")),
    "... and another text": (session("sid=1"), session("sid=2", summary=lambda n: f"Now {n} is otherwise.")),
    "ids new in each answer": (session("v=1"), answer(guid=None, url=lambda n: f"{HOST}/show.php?id={n + 70}&v=2")),
    "tracking comes, goes and changes": (
        answer(guid=None, url=lambda n: f"{plain(n).url}?utm_source=rss&fbclid=abc{n}"),
        answer(guid=None, url=lambda n: f"{plain(n).url}?xtor=RSS-1&ref=home#comments"),
    ),
    "ref changes with each answer": (
        answer(guid=None, url=lambda n: f"{plain(n).url}?ref=a{n}1"),
        answer(guid=None, url=lambda n: f"{plain(n).url}?ref=b{n}2"),
    ),
    "titles edited under the same guid": (answer(), answer(title=lambda n: f"Edited {n}")),
    "... with text and date": (
        answer(),
        answer(title=lambda n: f"Edited {n}", summary=lambda n: f"All is otherwise at {n}.", published_at=NOW + DAY),
    ),
    "... under one page for all": (series(2), series(2, title="Warning withdrawn")),
    "... under a moved link": (answer(), answer(url=lambda n: f"{HOST}/new/{n}")),
    "titles edited without guid": (answer(guid=None), answer(guid=None, title=lambda n: f"Edited {n}")),
    "a live page without guid": (
        [plain(0, guid=None, url=f"{HOST}/2026/live-qadmar-77")],
        [plain(0, guid=None, url=f"{HOST}/2026/live-qadmar-77", title="More", summary="Else", published_at=NOW + DAY)],
    ),
    "a title with a clock": (
        [warning(1, guid="a", title="Fog at 10:15", published_at=None)],
        [warning(1, guid="b", title="Fog at 10:30", published_at=None)],
    ),
    "an AMP twin with a guid of its own": (
        answer(),
        answer(guid=lambda n: f"amp-{n}", url=lambda n: f"{HOST}/amp/2026/11/{n}-convoy-crosses.html"),
    ),
    "announced again with a new date and guid": (
        [plain(1)],
        [plain(1, guid="x", published_at=NOW + DAY)],
    ),
    "a longer teaser under a new guid": (
        [plain(1)],
        [plain(1, guid="x", summary=f"{plain(1).summary} Nobody was hurt.", published_at=NOW + DAY)],
    ),
    "a text edited under one page for all": (
        [warning(1, guid=None)],
        [warning(1, guid=None, summary="Ships off Qadmar should expect thick fog until three.")],
    ),
    "the same warning with a new guid": ([warning(1)], [warning(1, guid="w-x")]),
}


@pytest.mark.parametrize(("before", "after"), SILENT.values(), ids=SILENT.keys())
def test_no_churn_tells_an_item_again(before: list[EntryData], after: list[EntryData]) -> None:
    shelf = Shelf()
    assert len(news(shelf.poll(before))) == len(before)
    decision = shelf.poll(after)
    assert news(decision) == []
    assert decision.overlap == len(before), "known, so no possible gap"
    assert news(shelf.poll(before)) == []


def churned(polls: int) -> Iterator[list[EntryData]]:
    """Answers with guids and session ids that are new each time, and one new article on top in each."""
    for poll in range(polls):
        yield [
            plain(n, guid=f"{poll}/{n}", url=f"{HOST}/show/{n}.html?sid={poll}77{n}", published_at=None)
            for n in range(poll + 7, poll, -1)
        ]


def test_a_feed_that_changes_all_ids_tells_what_is_new_in_it() -> None:
    shelf = Shelf()
    counts = [len(news(shelf.poll(one))) for one in churned(12)]
    assert counts == [7] + 11 * [1]


def dated(days: float, number: int = 0) -> EntryData:
    return plain(number, published_at=NOW - timedelta(days=days))


RECENT = [dated(0.1, 1), dated(2, 2)]
LATER_ON = replace(LATER, read_before_at=NOW - HOUR)
ARCHIVES: dict[str, tuple[list[EntryData], list[EntryData], int]] = {
    "an archive": (RECENT, [dated(2800 + n, 10 + n) for n in range(6)], 0),
    "an archive of one day": (RECENT, [dated(2800, 10 + n) for n in range(30)], 0),
    "some of last season": (RECENT, [dated(90 + n, 10 + n) for n in range(3)], 0),
    "one dated years back, where new entries stand": (RECENT, [dated(2800, 10)], 1),
    "two dated years back, where new entries stand": (RECENT, [dated(2800, 10), dated(900, 11)], 2),
    "one of a year that its link says": (
        RECENT,
        [replace(dated(2800, 10), url=f"{HOST}/{(NOW - timedelta(days=2800)).year}/03/fair")],
        0,
    ),
    "one of last season": (RECENT, [dated(90, 10)], 1),
    "late reports": (RECENT, [dated(3 + n, 10 + n) for n in range(6)], 6),
    "a late report": (RECENT, [dated(0.5, 10)], 1),
    "undated": (RECENT, [plain(10 + n, published_at=None) for n in range(6)], 6),
    "a feed that dates all years back": ([dated(2800, 1)], [dated(2800 - n, 10 + n) for n in range(6)], 6),
    "a feed that has one date for all": ([dated(2800, 1)], [dated(2800, 10 + n) for n in range(6)], 6),
    "the year of the new entries is wrong": (RECENT, [dated(364, 10), dated(363, 11)], 2),
    "an old feed goes on": ([dated(400, 1), dated(500, 2)], [dated(390 - n, 10 + n) for n in range(6)], 6),
    "an old feed shows its archive": ([dated(400, 1)], [dated(2800 - n, 10 + n) for n in range(6)], 0),
}


@pytest.mark.parametrize(("known", "more", "told"), ARCHIVES.values(), ids=ARCHIVES.keys())
def test_old_entries_that_turn_up_late_are_held(known: list[EntryData], more: list[EntryData], told: int) -> None:
    shelf = Shelf()
    shelf.poll(known)
    decision = shelf.poll([*more, *known], LATER_ON)
    assert len(news(decision)) == told
    assert len(decision.entries) == len(more), "nothing is lost"
    held = [one for one in decision.entries if one.outcome is IntakeOutcome.ARCHIVE_HELD]
    assert len(held) == len(more) - told
    assert all("monitor feeds release" in one.detail for one in held)
    assert bool(held) is any("held back" in note for note in decision.notes)
    assert shelf.poll([*more, *known], LATER_ON).entries == (), "held, not forgotten"


OLDEST_FIRST = RECENT[::-1]
LONE: dict[str, tuple[list[EntryData], list[EntryData], int]] = {
    "behind the others, as the feed has its oldest": ([], RECENT, 0),
    "before the others, as the feed has its newest": (RECENT, [], 1),
    "among the others": (RECENT[1:], RECENT[:1], 1),
    "before the others, as the feed has its oldest": (OLDEST_FIRST, [], 0),
    "behind the others, as the feed has its newest": ([], OLDEST_FIRST, 1),
}


@pytest.mark.parametrize(("behind", "before", "told"), LONE.values(), ids=LONE.keys())
def test_one_date_of_years_ago_is_believed_where_its_place_bears_it_out(
    behind: list[EntryData], before: list[EntryData], told: int
) -> None:
    """What falls out of a feed of ten lets an eleventh back in, of years ago; a clock that is wrong dates new ones."""
    shelf = Shelf()
    shelf.poll([*before, *behind])
    assert len(news(shelf.poll([*before, dated(2800, 10), *behind], LATER_ON))) == told


def test_nothing_is_old_where_any_age_is_wanted_or_the_bot_was_away() -> None:
    archive = [dated(90 + n, 10 + n) for n in range(6)]
    for context in (replace(LATER_ON, lookback_s=-1), replace(LATER, read_before_at=NOW - timedelta(days=99))):
        shelf = Shelf()
        shelf.poll(RECENT)
        assert len(news(shelf.poll([*archive, *RECENT], context))) == 6


def test_an_archive_in_place_of_all_that_was_known_is_held() -> None:
    shelf = Shelf()
    shelf.poll(RECENT)
    assert news(shelf.poll([dated(2800 + n, 10 + n) for n in range(6)], LATER_ON)) == []


AFTER_EMPTY = replace(LATER, first_poll=True, read_before_at=NOW - 2 * HOUR)
EMPTIED: dict[str, tuple[list[EntryData], list[str]]] = {
    "an archive and today's": ([dated(0.01, 1), *(dated(2800 + n, 10 + n) for n in range(6))], ["Convoy 1"]),
    "a first alert, undated": ([plain(1, published_at=None)], ["Convoy 1"]),
    "many undated": ([plain(n, published_at=None) for n in range(30)], []),
    "published since, look-back none": ([dated(0.05, 1)], ["Convoy 1"]),
    "published before, look-back none": ([dated(0.2, 1)], []),
}


@pytest.mark.parametrize(("answer", "told"), EMPTIED.values(), ids=EMPTIED.keys())
def test_what_comes_after_an_empty_answer(answer: list[EntryData], told: list[str]) -> None:
    decision = Shelf().poll(answer, replace(AFTER_EMPTY, lookback_s=0))
    assert [title[:8] for title in news(decision)] == told
    assert len(decision.entries) == len(answer)


def test_a_shared_link_gives_no_page_of_its_own() -> None:
    shelf = Shelf()
    (first,) = shelf.poll([warning(1)]).entries
    (second,) = shelf.poll([warning(2)]).entries
    (third,) = shelf.poll([warning(3)]).entries
    assert [one.canonical_url for one in (first, second, third)] == [f"{HOST}/warnings/current", "", ""]


def test_an_article_that_a_feed_lists_twice_is_read_once() -> None:
    """Under two guids and titles it may be two items; its page must not be lost to both."""
    twice = [plain(1), plain(1, guid="opinion-1", title="Opinion: they crossed", summary="Our editor's view of it.")]
    pages = {one.data.guid: one.canonical_url for one in Shelf().poll(twice).entries}
    assert pages == {"p-1": plain(1).url, "opinion-1": ""}


def test_a_choosing_parameter_stays_in_the_address() -> None:
    pages = [warning(n, guid=None, url=f"{HOST}/w?ref=a-{n}&utm_medium=rss") for n in (1, 2)]
    kept = [one.canonical_url for one in Shelf().poll(pages).entries]
    assert kept == [f"{HOST}/w?ref=a-1", f"{HOST}/w?ref=a-2"]


def test_a_known_item_that_begins_to_share_its_link_stays_known() -> None:
    shelf = Shelf()
    shelf.poll([warning(1, guid=None)])
    decision = shelf.poll([warning(2, guid=None), warning(1, guid=None)])
    assert [(one.data.title, one.outcome) for one in decision.entries] == [(warning(2).title, IntakeOutcome.NEW)]


_LINKS = st.sampled_from([f"{HOST}/warnings/current", f"{HOST}/a.php?ref=1", f"{HOST}/n/5-qadmar-in-brief.html", ""])
_ITEMS = st.lists(st.tuples(st.integers(0, 60), _LINKS), unique_by=lambda one: one[0], max_size=12)


@given(_ITEMS, _ITEMS)
def test_items_with_guid_title_and_date_of_their_own_are_told_wherever_they_lead(
    a: list[tuple[int, str]], b: list[tuple[int, str]]
) -> None:
    shelf, links = Shelf(), dict(a + b)
    assert len(news(shelf.poll([warning(n, url=links[n]) for n, _ in a]))) == len(a)
    assert len(news(shelf.poll([warning(n, url=links[n]) for n, _ in b]))) == len(set(dict(b)) - set(dict(a)))


@given(_ITEMS, st.sampled_from(["guid", "session", "both"]))
def test_a_feed_shown_again_under_other_ids_tells_nothing(a: list[tuple[int, str]], what: str) -> None:
    def shown(poll: int) -> list[EntryData]:
        query = "" if what == "guid" else f"?sid={poll}77"
        guid = "" if what == "session" else f"{poll}/"
        return [warning(n, guid=guid and f"{guid}{n}", url=f"{HOST}/n/{n}{query}") for n, _ in a]

    shelf = Shelf()
    assert len(news(shelf.poll(shown(1)))) == len(a)
    assert [news(shelf.poll(shown(poll))) for poll in (2, 3, 4)] == [[], [], []]
