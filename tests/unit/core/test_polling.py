"""What one poll means: outcomes, validators, back-off, baseline, gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import entry_keys
from monitor.core.entries.intake import lookup_keys
from monitor.core.entries.reading import Reading
from monitor.core.polling import PollContext, body_hash, decide_poll, needs_parse, request_for
from monitor.model.config import FetchSettings, PollingSettings
from monitor.model.feeds import (
    EntryData,
    EntryKnown,
    EntryTold,
    FeedClaim,
    FeedSpec,
    FeedState,
    FetchFailure,
    FetchResult,
    ParsedFeed,
    ParseFailure,
    PollIntent,
)
from monitor.model.hearing.rhythm import Asked
from monitor.model.ids import EntryId, FeedId, Token
from monitor.model.outcomes import FetchReason, IntakeOutcome, ParseReason, PollOutcome

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/feed"
SPEC = FeedSpec(url=URL, title="News", publisher="News", headers=(("X-Key", "k"),))
CONTEXT = PollContext(spec=SPEC, polling=PollingSettings(), started_at=NOW - MINUTE, now=NOW)
FEED = FeedState(
    id=FeedId(1),
    url=URL,
    title="News",
    publisher="News",
    language="en",
    etag='"old"',
    last_modified="Sat, 21 Nov 2026 09:00:00 GMT",
    body_hash=body_hash(b"old"),
    baseline_at=NOW - DAY,
    next_poll_at=NOW,
    last_outcome=PollOutcome.READ,
    last_good_at=NOW - HOUR,
    last_new_at=NOW - HOUR,
    entries_seen=3,
)
ANSWER = FetchResult(status=200, url=URL, body=b"new", etag='"new"', last_modified="Sun")
TIMEOUT = FetchFailure(reason=FetchReason.TIMEOUT, detail="no answer within 30 s")
GONE = FetchFailure(reason=FetchReason.GONE, detail="the feed is gone", status=410)


def parsed(count: int = 3, **changes: Any) -> ParsedFeed:
    entries = tuple(
        EntryData(guid=f"id-{n}", url=f"https://news.example/story/{n}", title=f"T{n}", summary="", content="")
        for n in range(count)
    )
    return replace(ParsedFeed(format="rss20", title="News", entries=entries), **changes)


def decide(
    answer: FetchResult | FetchFailure,
    result: ParsedFeed | ParseFailure | None = None,
    feed: FeedState = FEED,
    context: PollContext = CONTEXT,
) -> PollIntent:
    read = reading(result) if isinstance(result, ParsedFeed) else result
    return decide_poll(FeedClaim(feed=feed, token=Token(7)), answer, read, context)


def reading(result: ParsedFeed, *known: EntryKnown) -> Reading:
    return Reading(parsed=result, found=identities(result.entries), known=known)


def validators(intent: PollIntent) -> tuple[bool, str, str, str]:
    return intent.keep_validators, intent.etag, intent.last_modified, intent.body_hash


KEPT, DROPPED = (True, "", "", ""), (False, "", "", "")
STORED = (False, '"new"', "Sun", body_hash(b"new"))
BAD = ParseFailure(reason=ParseReason.NOT_A_FEED, detail="a web page, not a feed")
UNSURE = replace(ANSWER, close_delimited=True)
CUT = {"well_formed": False, "note": "closed early"}

OUTCOMES: dict[str, tuple[FetchResult | FetchFailure, ParsedFeed | ParseFailure | None, Any, Any, Any]] = {
    "fetch failed": (TIMEOUT, None, {}, PollOutcome.FETCH_FAILED, KEPT),
    "not modified": (replace(ANSWER, status=304, body=b""), None, {}, PollOutcome.NOT_MODIFIED, KEPT),
    "same body, same validators": (
        replace(ANSWER, etag=FEED.etag, last_modified=FEED.last_modified),
        None,
        {},
        PollOutcome.SAME_BODY,
        KEPT,
    ),
    "same body, none": (replace(ANSWER, etag="", last_modified=""), None, {}, PollOutcome.SAME_BODY, KEPT),
    "same body, new validators": (ANSWER, None, {}, PollOutcome.SAME_BODY, (False, '"new"', "Sun", FEED.body_hash)),
    "parse failed": (ANSWER, BAD, {}, PollOutcome.PARSE_FAILED, DROPPED),
    "read": (ANSWER, parsed(), {}, PollOutcome.READ, STORED),
    "read, empty": (ANSWER, parsed(0), {}, PollOutcome.READ, STORED),
    "read, malformed but whole": (ANSWER, parsed(1, **CUT), {}, PollOutcome.READ, STORED),
    "cut off and shrunk": (UNSURE, parsed(2, **CUT), {}, PollOutcome.PARSE_FAILED, KEPT),
    "cut off to nothing": (UNSURE, parsed(0, **CUT), {"entries_seen": 0}, PollOutcome.PARSE_FAILED, KEPT),
    "cut off on the first poll": (UNSURE, parsed(9, **CUT), {"baseline_at": None}, PollOutcome.PARSE_FAILED, KEPT),
    "perhaps cut off, not shrunk": (UNSURE, parsed(3, **CUT), {}, PollOutcome.READ, DROPPED),
    "looks cut off again and again": (UNSURE, parsed(2, **CUT), {"failures": 2.0}, PollOutcome.READ, DROPPED),
    "end unknown but well formed": (UNSURE, parsed(1), {}, PollOutcome.READ, STORED),
}


@pytest.mark.parametrize(("answer", "result", "changes", "outcome", "kept"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_outcome_and_validators(answer: Any, result: Any, changes: Any, outcome: PollOutcome, kept: Any) -> None:
    intent = decide(answer, result, replace(FEED, **changes))
    assert intent.outcome is outcome
    assert validators(intent) == kept
    assert (intent.feed_id, intent.token, intent.started_at, intent.finished_at) == (1, 7, NOW - MINUTE, NOW)
    assert intent.next_poll_at >= NOW + MINUTE
    assert (intent.failures == 0) is outcome.good


def test_first_read_sets_the_baseline() -> None:
    fresh = replace(FEED, baseline_at=None, last_good_at=None)
    assert not decide(ANSWER, parsed(0), fresh).sets_baseline, "an empty answer is no baseline"
    first = decide(ANSWER, parsed(), fresh)
    assert first.sets_baseline
    assert {entry.outcome for entry in first.entries} == {IntakeOutcome.BASELINE}
    later = decide(ANSWER, parsed())
    assert not later.sets_baseline
    assert (later.entries_seen, later.size, later.status) == (3, 3, 200)


def test_own_look_back_wins() -> None:
    context = replace(CONTEXT, spec=replace(SPEC, lookback_s=-1))
    intent = decide(ANSWER, parsed(), replace(FEED, baseline_at=None), context)
    assert {entry.outcome for entry in intent.entries} == {IntakeOutcome.NEW}


def test_entries_beyond_the_cap_come_with_the_next_poll() -> None:
    context = replace(CONTEXT, polling=PollingSettings(max_new_per_poll=2))
    intent = decide(ANSWER, parsed(5), context=context)
    assert len(intent.entries) == 2
    assert validators(intent) == DROPPED
    assert intent.next_poll_at == NOW + MINUTE
    assert intent.detail.startswith("3 new entries are left")


def test_no_overlap_on_a_busy_feed_is_a_possible_gap() -> None:
    busy = decide(ANSWER, parsed(5))
    assert "missed between polls" in busy.detail
    assert busy.next_poll_at < NOW + timedelta(minutes=9)
    assert decide(ANSWER, parsed(4)).detail == ""
    assert decide(ANSWER, parsed(5), replace(FEED, baseline_at=None)).detail == ""


def test_what_the_parser_forgave_is_told() -> None:
    assert decide(ANSWER, parsed(3, well_formed=False, note="a stray tag")).detail == "a stray tag"
    assert decide(ANSWER, parsed(3, well_formed=False)).detail == ""


@pytest.mark.parametrize("hints", [{"asked": Asked(interval_s=3_000)}, {}], ids=["ttl", "max-age"])
def test_server_hints_slow_us_down(hints: dict[str, Asked]) -> None:
    answer = ANSWER if hints else replace(ANSWER, max_age_s=3_000)
    assert decide(answer, parsed(**hints)).next_poll_at == NOW + timedelta(seconds=3_000)


def test_failures_weigh_and_say_why() -> None:
    intent = decide(TIMEOUT, feed=replace(FEED, failures=1.5))
    assert (intent.failures, intent.detail) == (2.5, "no answer within 30 s (timeout)")
    soft = decide(
        FetchFailure(reason=FetchReason.RATE_LIMITED, detail="asked to wait", status=429, retry_after_s=7_200)
    )
    assert (soft.failures, soft.status) == (0.5, 429)
    assert soft.next_poll_at >= NOW + 2 * HOUR
    assert decide(ANSWER, BAD).detail == "a web page, not a feed (not_a_feed)"
    sentence = replace(BAD, detail="The site answered with a check for robots.")
    assert decide(ANSWER, sentence).detail == "The site answered with a check for robots (not_a_feed)"


def test_own_outage_punishes_no_feed() -> None:
    down = decide(TIMEOUT, feed=replace(FEED, failures=1.5), context=replace(CONTEXT, all_down=True))
    assert down.failures == 1.5
    assert down.next_poll_at == decide(replace(ANSWER, status=304)).next_poll_at


def test_gone_twice_disables() -> None:
    once = decide(GONE)
    assert not once.disable
    after = replace(FEED, last_outcome=once.outcome, last_detail=once.detail, failures=once.failures)
    assert decide(GONE, feed=after).disable
    assert not decide(TIMEOUT, feed=after).disable
    assert not decide(GONE, feed=replace(after, last_outcome=PollOutcome.READ)).disable


def test_thirty_days_of_failures_never_stop_a_feed() -> None:
    feed, now, polls = FEED, NOW, 0
    while now < NOW + 30 * DAY:
        intent = decide(TIMEOUT, feed=feed, context=replace(CONTEXT, now=now))
        assert not intent.disable
        assert MINUTE <= intent.next_poll_at - now <= DAY
        feed = replace(feed, failures=intent.failures, last_outcome=intent.outcome, last_detail=intent.detail)
        now, polls = intent.next_poll_at, polls + 1
    assert 30 <= polls <= 40


def test_permanent_move_is_told_without_its_query() -> None:
    moved = replace(ANSWER, permanent_url="https://new.example/feed?key=secret")
    assert decide(moved, parsed()).detail == (
        "the feed has moved for good to https://new.example/feed: `monitor feeds adopt` puts that into feeds.yaml"
    )
    assert decide(replace(ANSWER, permanent_url=URL.replace("https", "http")), parsed()).detail == ""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(ANSWER, True), (replace(ANSWER, status=304, body=b""), False), (replace(ANSWER, body=b"old"), False)],
    ids=["new body", "304", "same body"],
)
def test_needs_parse(answer: FetchResult, expected: bool) -> None:
    assert needs_parse(FEED, answer, body_hash(answer.body)) is expected


def test_keys_of_all_entries_are_looked_up() -> None:
    # By guid, link, title and body, and by the link as one that others share.
    assert len(lookup_keys(identities(parsed(4).entries))) == 16


FULL_DUE = {
    "never read": ({"last_good_at": None, "last_new_at": None}, True),
    "something new today": ({"last_good_at": NOW - 2 * DAY}, True),
    "quiet, last good long ago": ({"last_good_at": NOW - 2 * DAY, "last_new_at": None}, False),
    "quiet for two days, last good long ago": ({"last_good_at": NOW - DAY, "last_new_at": NOW - 2 * DAY}, False),
    "quiet, just read": ({"last_good_at": NOW, "last_new_at": NOW - 2 * DAY}, True),
}


@pytest.mark.parametrize(("changes", "conditional"), FULL_DUE.values(), ids=FULL_DUE.keys())
def test_request(changes: Any, conditional: bool) -> None:
    request = request_for(replace(FEED, **changes), SPEC, FetchSettings(user_agent="monitor"), NOW)
    assert (request.etag, request.last_modified) == ((FEED.etag, FEED.last_modified) if conditional else ("", ""))
    assert (request.url, request.secret_headers, request.max_bytes) == (URL, SPEC.headers, 15_000_000)
    assert "application/rss+xml" in request.accept
    assert not request.check_robots


def test_a_quiet_feed_is_asked_in_full_once_a_day() -> None:
    feed, full = replace(FEED, last_new_at=None), 0
    for step in range(7 * 96):
        now = NOW + step * 15 * MINUTE
        full += request_for(feed, SPEC, FetchSettings(user_agent="monitor"), now).etag == ""
        feed = replace(feed, last_good_at=now)
    assert full == 7


@pytest.mark.parametrize(
    ("read_before", "noted", "expected"),
    [
        pytest.param(HOUR, 1, STORED, id="noted: stored with its validators"),
        pytest.param(MINUTE, 0, DROPPED, id="too soon: the next poll must show it again"),
    ],
)
def test_a_change_is_stored_or_asked_for_again(
    read_before: timedelta, noted: int, expected: tuple[bool, str, str, str]
) -> None:
    entries = parsed(1).entries
    told = EntryTold(title=entries[0].title, text="Before", first_seen_at=NOW - DAY, read_at=NOW - read_before)
    keys = [key for key in entry_keys(entries[0]) if not key.startswith("b:")]
    known = EntryKnown(id=EntryId(1), keys=frozenset(keys), url_key="", title_key="", told=told)
    intent = decide_poll(FeedClaim(feed=FEED, token=Token(7)), ANSWER, reading(parsed(1), known), CONTEXT)
    assert [one.entry_id for one in intent.changed] == [1] * noted
    assert validators(intent) == expected
    assert (intent.outcome, intent.entries, intent.overlap) == (PollOutcome.READ, (), 1)


@pytest.mark.parametrize("status", [304, 200], ids=["not modified", "same body"])
def test_a_feed_that_asks_for_patience_is_heard_also_where_nothing_is_new(status: int) -> None:
    answer = replace(ANSWER, status=status, body=b"" if status == 304 else ANSWER.body)
    plain, asked = (decide(answer, context=replace(CONTEXT, asked=Asked(interval_s=asked_s))) for asked_s in (0, 3_000))
    assert (plain.next_poll_at - NOW).total_seconds() < 1_000
    assert (asked.next_poll_at - NOW).total_seconds() == 3_000
