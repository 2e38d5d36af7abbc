"""How feeds do, in words: what is wrong, since when, what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitor.core.health.feed_health import FeedTroubleKind, by_trouble, feed_health, verdict
from monitor.model.outcomes import FetchReason, ParseReason
from tests.unit.core.builders import NOW, feed

HOUR, DAY, UNLEARNT = timedelta(hours=1), timedelta(days=1), timedelta(days=3)
FAILS = NOW - 5 * HOUR
EVERY_HOUR = [NOW - number * HOUR for number in range(1, 60 * 24)]
STOPPED = [at for at in EVERY_HOUR if at < NOW - DAY]


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
        (failing(ParseReason.NOT_A_FEED), EVERY_HOUR, "not_a_feed", FAILS),
        (failing(ParseReason.MALFORMED), EVERY_HOUR, "broken", FAILS),
        (failing(FetchReason.REFUSED_ADDRESS), EVERY_HOUR, "refused", FAILS),
        (failing(ParseReason.PARSER_CRASH), EVERY_HOUR, "failing", FAILS),
        (failing(FetchReason.GONE), EVERY_HOUR, "gone", FAILS),
        (failing("words of a later version"), EVERY_HOUR, "failing", FAILS),
        ({"last_new_at": NOW - DAY}, STOPPED, "silent", NOW - DAY),
        ({"last_new_at": NOW - DAY, "moved_to": "https://b.example/"}, STOPPED, "silent", NOW - DAY),
        ({"moved_to": "https://b.example/feed?key=1"}, EVERY_HOUR, "moved", None),
        ({"entries_seen": 0, "last_new_at": None}, [], "empty", None),
        ({"entries_seen": 0, "last_new_at": NOW - DAY}, STOPPED, "empty", NOW - DAY),
        ({"last_good_at": None, "last_new_at": None}, [], "unread", None),
    ],
)
def test_what_is_wrong_with_a_feed(changes: dict[str, Any], arrivals: list[Any], kind: str, since: Any) -> None:
    found = feed_health(feed(**{"entries_seen": 20, **changes}), arrivals, NOW, UNLEARNT)
    assert (found.kind, found.since) == (kind, since)
    assert bool(found.todo) is bool(found.detail) is (kind != "well"), "trouble says what it is and what to do"
    assert "key=1" not in found.detail


def test_every_reason_has_a_kind() -> None:
    reasons = [*FetchReason, *ParseReason]
    found = [feed_health(feed(**failing(reason)), [], NOW, UNLEARNT) for reason in reasons]
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
    found = by_trouble([feed_health(one, came.get(one.title, EVERY_HOUR), NOW, UNLEARNT) for one in feeds])
    assert [one.title for one in found] == ["Down for longer", "Down", "Silent", "Well"]
    assert verdict(found) == "1 of 4 feeds is well: 2 unreachable, 1 silent."
    assert verdict(found[-1:]) == "1 of 1 feed is well."
