"""How feeds do, in words: what is wrong, since when, what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from monitor.core.health import feed_notes as notes
from monitor.core.health import tally
from monitor.core.health.feed_health import (
    FeedFacts,
    FeedHealth,
    by_trouble,
    feed_health,
    ill_feeds,
    lasting_troubles,
    only_silences,
    silent_feeds,
    verdict,
)
from monitor.core.health.feed_kinds import FeedTroubleKind
from monitor.core.health.feed_notes import feed_notes
from monitor.core.health.tally import FeedTally
from monitor.model.feeds import FeedState
from monitor.model.health import FeedRecent
from monitor.model.ids import FeedId
from monitor.model.outcomes import FetchReason, ParseReason
from tests.unit.core.builders import NOW, feed

HOUR, DAY, UNLEARNT = timedelta(hours=1), timedelta(days=1), timedelta(days=3)
FAILS = NOW - 5 * HOUR
EVERY_HOUR = [NOW - number * HOUR for number in range(1, 60 * 24)]
STOPPED = [at for at in EVERY_HOUR if at < NOW - DAY]


def judged(state: FeedState, arrivals: list[Any], **recent: Any) -> FeedHealth:
    latest = {state.id: FeedRecent(**recent)}
    return feed_health(state, FeedFacts(arrivals={state.id: arrivals}, recent=latest, now=NOW, unlearnt=UNLEARNT))


def failing(reason: str) -> dict[str, Any]:
    return {"failing_since": FAILS, "last_detail": f"words of why ({reason})"}


@pytest.mark.parametrize(
    ("changes", "arrivals", "kind", "since"),
    [
        ({}, EVERY_HOUR, "well", None),
        ({}, [], "well", None),
        (failing(FetchReason.DNS), EVERY_HOUR, "unreachable", FAILS),
        (failing(FetchReason.TIMEOUT), STOPPED, "unreachable", FAILS),
        (failing(FetchReason.HTTP_CLIENT_ERROR), EVERY_HOUR, "blocked", FAILS),
        (failing(ParseReason.CHALLENGE_PAGE), EVERY_HOUR, "blocked", FAILS),
        (failing(ParseReason.LOGIN_PAGE), EVERY_HOUR, "blocked", FAILS),
        (failing(ParseReason.NOT_A_FEED), EVERY_HOUR, "not_a_feed", FAILS),
        (failing(ParseReason.MALFORMED), EVERY_HOUR, "broken", FAILS),
        (failing(FetchReason.REFUSED_ADDRESS), EVERY_HOUR, "refused", FAILS),
        (failing(ParseReason.PARSER_CRASH), EVERY_HOUR, "failing", FAILS),
        (failing(FetchReason.GONE), EVERY_HOUR, "gone", FAILS),
        (failing("words of a later version"), EVERY_HOUR, "failing", FAILS),
        ({"last_new_at": NOW - DAY}, STOPPED, "silent", NOW - DAY),
        ({"last_new_at": NOW - DAY, "moved_to": "https://b.example/"}, STOPPED, "silent", NOW - DAY),
        ({"moved_to": "https://b.example/feed?key=1"}, EVERY_HOUR, "moved", None),
        ({"moved_to": "https://b.example/feed", "moved_since": NOW - 2 * DAY}, EVERY_HOUR, "moved", NOW - 2 * DAY),
        ({"entries_seen": 0, "last_new_at": None}, [], "empty", None),
        ({"entries_seen": 0, "last_new_at": NOW - DAY}, STOPPED, "empty", NOW - DAY),
        ({"entries_seen": 0, "last_new_at": NOW - 2 * HOUR}, EVERY_HOUR, "empty", NOW - 2 * HOUR),
        ({"entries_seen": 0, "last_new_at": None, "baseline_at": NOW - DAY}, [], "empty", NOW - DAY),
        ({"last_good_at": None, "last_new_at": None}, [], "unread", None),
        ({"last_new_at": None, "baseline_at": NOW - 40 * DAY}, [NOW - 50 * DAY], "unchanged", NOW - 50 * DAY),
        ({"last_new_at": NOW - 40 * DAY, "baseline_at": NOW - 40 * DAY}, [], "unchanged", NOW - 40 * DAY),
        ({"failing_since": FAILS, "last_detail": "the server answered 404 (http_client_error)"}, [], "missing", FAILS),
    ],
)
def test_what_is_wrong_with_a_feed(changes: dict[str, Any], arrivals: list[Any], kind: str, since: Any) -> None:
    found = judged(feed(**{"entries_seen": 20, **changes}), arrivals)
    assert (found.kind, found.since) == (kind, since)
    assert bool(found.todo) is bool(found.detail) is (kind != "well"), "trouble says what it is and what to do"
    assert "key=1" not in found.detail


def test_every_reason_has_a_kind() -> None:
    reasons = [*FetchReason, *ParseReason]
    found = [judged(feed(**failing(reason)), []) for reason in reasons]
    assert all(one.todo for one in found)
    other = {reason.value for reason, one in zip(reasons, found, strict=True) if one.kind is FeedTroubleKind.FAILING}
    assert other == {"robots", "no_text", "parser_timeout", "parser_memory", "parser_crash"}


def test_the_verdict_first_and_the_worst_on_top() -> None:
    feeds = [
        feed(title="Well", entries_seen=20),
        feed(title="Silent", entries_seen=20, last_new_at=NOW - DAY),
        feed(title="Down", **failing(FetchReason.DNS)),
        feed(title="Down for longer", **failing(FetchReason.DNS) | {"failing_since": FAILS - DAY}),
    ]
    came = {"Silent": STOPPED}
    found = by_trouble([judged(one, came.get(one.title, EVERY_HOUR)) for one in feeds])
    assert [one.title for one in found] == ["Down for longer", "Down", "Silent", "Well"]
    assert verdict(Counter(one.kind for one in found)) == "1 of 4 feeds is well: 2 unreachable, 1 silent."
    assert verdict({found[-1].kind: 1}) == "1 of 1 feed is well."


def like(**changes: Any) -> dict[str, Any]:
    usual = {"entries": 20, "read": 20, "polls": 20, "answers_s": (0.3,) * 20}
    return {**usual, **changes}


@pytest.mark.parametrize(
    ("recent", "kind", "words"),
    [
        (like(), "well", ""),
        ({}, "well", ""),
        (like(undated=20), "undated", "20 of its last 20 entries have no date"),
        (like(undated=10), "well", ""),
        (like(entries=3, undated=3), "well", ""),
        (like(short=19), "without_text", "no full text for 19 of its last 20 articles"),
        (like(short=12), "well", ""),
        (like(read=4, short=4), "well", ""),
        (like(answers_s=(0.3,) * 9 + (14.0,) * 11), "slow", "takes 14 s to answer"),
        (like(answers_s=(0.3,) * 11 + (29.0,) * 9), "well", ""),
        (like(answers_s=(29.0,) * 4), "well", ""),
        (like(failed=6, outages=3), "unsteady", "6 of its last 20 polls failed"),
        (like(failed=5, outages=5), "well", ""),
        (like(failed=12, outages=2), "well", ""),
        (like(polls=3, failed=3, outages=1), "well", ""),
        (like(failed=9, outages=4, undated=20, answers_s=(20.0,) * 11), "unsteady", "9 of its last 20 polls failed"),
    ],
)
def test_shortcomings_of_feeds_that_are_read(recent: dict[str, Any], kind: str, words: str) -> None:
    state = feed(entries_seen=20)
    found = judged(state, EVERY_HOUR, **recent)
    assert (found.kind, found.detail) == (kind, words)
    facts = FeedFacts(arrivals={}, recent={state.id: FeedRecent(**recent)}, now=NOW, unlearnt=UNLEARNT)
    assert [(one.kind, one.detail) for one in lasting_troubles([state], facts)] == [(kind, words)] * (kind != "well")


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        ("the server answered 401 (http_client_error)", "login"),
        ("the server answered 403 (http_client_error)", "turns bots away"),
        ("the server answered 404 (http_client_error)", "new address"),
        ("the server answered 451 (http_client_error)", "by law"),
        ("the server answered 418 (http_client_error)", "agreement"),
        ("the server asks for fewer requests (429) (rate_limited)", "longer interval"),
        ("a check for robots (challenge_page)", "human"),
        ("a page that asks for a login (login_page)", "headers_env"),
        ("no certificate (tls)", "certificate"),
        ("no such name (dns)", "host's name"),
        ("the server answered 503 (http_server_error)", "by itself"),
    ],
)
def test_what_to_do_depends_on_what_it_says(detail: str, says: str) -> None:
    assert says in judged(feed(failing_since=FAILS, last_detail=detail), []).todo


@pytest.mark.parametrize(
    ("recent", "since"),
    [
        (like(undated=20, undated_since=NOW - 3 * DAY), NOW - 3 * DAY),
        (like(undated=3, undated_since=NOW - 3 * DAY), None),
        (like(short=20, short_since=NOW - 9 * DAY, undated_since=NOW - DAY), NOW - 9 * DAY),
        (like(answers_s=(14.0,) * 20, polls_since=NOW - HOUR), NOW - HOUR),
        (like(failed=9, outages=3, polls_since=NOW - DAY), NOW - DAY),
    ],
)
def test_since_when_a_feed_that_is_read_has_its_shortcoming(recent: dict[str, Any], since: Any) -> None:
    found = judged(feed(entries_seen=20), EVERY_HOUR, **recent)
    assert (found.since, found.at_least) == (since, since is not None)


def test_a_feed_that_was_empty_from_the_first_is_so_since_its_first_poll() -> None:
    found = judged(feed(entries_seen=0, last_new_at=None), [], **like(polls_since=NOW - DAY))
    assert (found.kind, found.since, found.at_least) == ("empty", NOW - DAY, True)
    moved = judged(feed(entries_seen=9, moved_to="https://b.example/", moved_since=NOW - DAY), EVERY_HOUR, **like())
    assert (moved.kind, moved.since, moved.at_least) == ("moved", NOW - DAY, False)


SHORT = like(undated=20)


@pytest.mark.parametrize(
    ("feeds", "told"),
    [
        ([judged(feed(entries_seen=20), EVERY_HOUR)], []),
        ([judged(feed(1, entries_seen=20, last_new_at=NOW - DAY), STOPPED)], [("feed Feed 1", "silent")]),
        ([judged(feed(1, **failing("dns")), [])] + [judged(feed(2, entries_seen=9), EVERY_HOUR)] * 9, []),
        (
            [judged(feed(1, **failing("dns") | {"failing_since": NOW - DAY}), [])]
            + [judged(feed(2, entries_seen=9), EVERY_HOUR)] * 9,
            [("feed Feed 1", "unreachable")],
        ),
        ([judged(feed(n, **failing("dns") | {"failing_since": NOW - DAY}), []) for n in range(9)], []),
        ([judged(feed(1, **failing("gone") | {"failing_since": None}), [])], [("feed Feed 1", "gone")]),
        ([judged(feed(1, entries_seen=0), EVERY_HOUR)], []),
        ([judged(feed(1, entries_seen=0, last_new_at=None), [])], [("feed Feed 1", "empty")]),
        (
            [
                judged(feed(1, title="A", entries_seen=20, last_new_at=NOW - DAY), STOPPED),
                judged(feed(2, title="A", entries_seen=20), EVERY_HOUR),
            ],
            [("feed A (https://feed1.example/rss)", "silent")],
        ),
        ([judged(feed(1, last_good_at=None), [])], []),
    ],
)
def test_what_operators_are_told_of_single_feeds(feeds: list[FeedHealth], told: list[tuple[str, str]]) -> None:
    assert [(one.name, one.key) for one in feed_notes(feeds, NOW, 50)] == told


def test_where_most_fail_alike_those_known_before_and_those_with_other_troubles_are_told_as_ever() -> None:
    """Else they would be well again, as operators are told, as long as the network is down."""
    gone, before = feed(1, **failing("gone")), feed(2, **failing("dns") | {"failing_since": NOW - 2 * DAY})
    missing = "the server answered 404 (http_client_error)"
    other = feed(3, failing_since=NOW - 8 * HOUR, last_detail=missing)
    down = [feed(n, **failing("timeout") | {"failing_since": NOW - 9 * HOUR}) for n in range(4, 20)]
    found = [judged(one, []) for one in (gone, before, other, *down)]
    told = [("feed Feed 1", "gone"), ("feed Feed 3", "missing"), ("feed Feed 2", "unreachable")]
    assert [(one.name, one.key) for one in feed_notes(found, NOW, 50)] == told


def test_a_note_says_what_to_do_in_a_sentence_of_its_own() -> None:
    (note,) = feed_notes([judged(feed(1, **failing("gone")), [])], NOW, 50)
    assert note.detail == "gone for 5 h: words of why (gone). Take it out of feeds.yaml, or put its new address there"


def test_many_feeds_alike_are_one_note_that_changes_with_each() -> None:
    silent = [judged(feed(n, entries_seen=20, last_new_at=NOW - DAY), STOPPED) for n in range(1, 15)]
    (note,) = feed_notes(silent, NOW, 50)
    assert note.name == "feeds silent"
    assert "14 silent: Feed 1, " in note.detail
    assert "8 more" in note.detail
    (after,) = feed_notes(silent[:-1], NOW, 50)
    assert (after.name, after.key == note.key) == (note.name, False)
    slow = [judged(feed(n, entries_seen=20), EVERY_HOUR, **SHORT) for n in (1, 2)]
    (note,) = feed_notes(slow, NOW, 50)
    assert (note.name, note.detail.partition(";")[0]) == (
        "feeds with shortcomings",
        "read, but 2 undated: Feed 1, Feed 2",
    )


def test_of_feeds_that_are_not_silent_no_entries_are_kept_and_nothing_else_is_found_of_them() -> None:
    monthly = [NOW - number * 30 * DAY for number in range(1, 4)]
    feeds = [
        feed(1, entries_seen=20, last_new_at=NOW - HOUR),
        feed(2, entries_seen=20, last_new_at=NOW - DAY),
        feed(3, entries_seen=20, last_new_at=NOW - 50 * DAY),
        feed(4, entries_seen=20, last_new_at=NOW - 50 * DAY, baseline_at=NOW - 80 * DAY),
    ]
    came = {FeedId(1): EVERY_HOUR, FeedId(2): STOPPED, FeedId(3): monthly}
    whole = FeedFacts(arrivals=came, recent={}, now=NOW, unlearnt=UNLEARNT)
    kept = only_silences(feeds, whole)
    assert set(kept.arrivals) == {FeedId(2)}
    assert ill_feeds(feeds, kept) == ill_feeds(feeds, whole) != frozenset()
    assert silent_feeds(feeds, kept) == silent_feeds(feeds, whole)
    halves = [only_silences(feeds[:2], whole), only_silences(feeds[2:], whole)]
    joined = replace(whole, arrivals={}).and_also(halves[0]).and_also(replace(halves[1], arrivals={}))
    assert silent_feeds(feeds, joined) == silent_feeds(feeds, whole)


def test_of_very_many_feeds_the_worst_are_kept_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST_WHOLE", 100)
    monkeypatch.setattr(tally, "MOST_OF_A_KIND", 20)
    monkeypatch.setattr(notes, "MOST_OF_A_KIND", 20)
    down = [feed(n, **failing("dns") | {"failing_since": NOW - n * HOUR}) for n in range(1, 61)]
    found = [judged(one, []) for one in down] + [judged(feed(n, entries_seen=9), EVERY_HOUR) for n in range(61, 201)]
    Random(7).shuffle(found)
    some = FeedTally()
    for place in range(0, 200, 30):
        some.add(found[place : place + 30])
    assert (some.feeds, some.whole, dict(some.kinds)) == (
        200,
        False,
        {FeedTroubleKind.UNREACHABLE: 60, FeedTroubleKind.WELL: 140},
    )
    assert [one.title for one in some.kept()] == [f"Feed {n}" for n in range(60, 40, -1)]
    (note,) = feed_notes(some.kept(), NOW, 50, some)
    assert note.name == "feeds unreachable"
    assert note.detail.startswith("55 unreachable: Feed 60, ")
    assert ", 49 more;" in note.detail
    # Most fail alike: those that were told of before the others failed are told as ever, and no others.
    assert [one.name for one in feed_notes(some.kept(), NOW, 29, some)] == ["feeds unreachable"]
    assert feed_notes(some.kept(), NOW, 29, some)[0].detail.startswith("53 unreachable")
    (one, *_) = feed_notes(FeedTally(found[:100]).kept(), NOW, 90)
    assert one.name == "feeds unreachable"


def test_of_few_feeds_all_are_kept() -> None:
    found = [judged(feed(1, **failing("gone")), []), judged(feed(2, entries_seen=9), EVERY_HOUR)]
    assert FeedTally(reversed(found)).kept() == found
