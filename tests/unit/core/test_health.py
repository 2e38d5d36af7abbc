"""Health is judged by ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW

from monitor.core.health.judge import Limits, judge_health
from monitor.model.facts import ChannelFacts, HealthFacts
from monitor.model.health import Vitals

FACTS = HealthFacts(
    last_good_poll_at=NOW - timedelta(minutes=3),
    feeds=20,
    feeds_failing=2,
    entries_waiting=0,
    articles_waiting=0,
    oldest_due_delivery_at=None,
    deliveries_waiting=0,
    deliveries_abandoned=0,
    parked=0,
    schema="0001",
    sqlite_version="3.40.1",
)
LIMITS = Limits(poll=timedelta(minutes=45), failing_percent=50)
LONG_AGO = NOW - timedelta(days=2)


@pytest.mark.parametrize(
    ("change", "ages", "started", "red"),
    [
        pytest.param({}, {"poll": 1.0}, LONG_AGO, [], id="all is well"),
        pytest.param({}, {"poll": 61.0}, LONG_AGO, ["tick poll"], id="a tick is stuck"),
        pytest.param({"last_good_poll_at": LONG_AGO}, {}, LONG_AGO, ["polls"], id="no good poll for long"),
        pytest.param({"last_good_poll_at": None}, {}, NOW, [], id="just started, nothing read yet"),
        pytest.param({"last_good_poll_at": None}, {}, LONG_AGO, ["polls"], id="never read a feed"),
        pytest.param({"last_good_poll_at": LONG_AGO}, {}, NOW, [], id="restarted after a pause"),
        pytest.param({"last_good_poll_at": None, "feeds": 0}, {}, LONG_AGO, [], id="no feeds at all"),
        pytest.param(
            {"oldest_due_delivery_at": NOW - timedelta(hours=2)}, {}, LONG_AGO, ["deliveries"], id="delivery overdue"
        ),
        pytest.param(
            {"oldest_due_delivery_at": NOW - timedelta(minutes=9)}, {}, LONG_AGO, [], id="delivery a bit late"
        ),
        pytest.param({"oldest_due_delivery_at": NOW + timedelta(hours=2)}, {}, LONG_AGO, [], id="delivery planned"),
        pytest.param(
            {"oldest_undelivered_at": NOW - timedelta(hours=2), "oldest_due_delivery_at": NOW + timedelta(minutes=9)},
            {},
            LONG_AGO,
            ["deliveries"],
            id="tried in vain for hours, though the next try is not due",
        ),
        pytest.param({"oldest_undelivered_at": NOW - timedelta(minutes=40)}, {}, LONG_AGO, [], id="greylisted"),
        pytest.param({"deliveries_abandoned": 1}, {}, LONG_AGO, ["given up"], id="given up and not seen"),
        pytest.param({"failing_since": (LONG_AGO,) * 10}, {}, LONG_AGO, [], id="half of the feeds fail"),
        pytest.param({"failing_since": (LONG_AGO,) * 11}, {}, LONG_AGO, ["feeds"], id="most feeds fail"),
        pytest.param(
            {"failing_since": (*(LONG_AGO,) * 10, NOW - timedelta(minutes=5))}, {}, LONG_AGO, [], id="most since now"
        ),
        pytest.param({"last_good_poll_at": NOW + timedelta(days=9)}, {}, LONG_AGO, ["polls"], id="a poll of tomorrow"),
    ],
)
def test_red(change: dict[str, object], ages: dict[str, float], started: object, red: list[str]) -> None:
    facts = replace(FACTS, **change)  # type: ignore[arg-type]
    report = judge_health(facts, Vitals(now=NOW, started_at=started, tick_ages=ages), LIMITS)  # type: ignore[arg-type]
    assert [check.name for check in report.checks if not check.ok] == red
    assert report.ok is not bool(red)


def test_notes_say_what_people_should_know() -> None:
    report = judge_health(
        replace(FACTS, deliveries_abandoned=2, parked=1, orphans=3, last_good_poll_at=NOW + timedelta(hours=3)),
        Vitals(now=NOW, started_at=LONG_AGO, config_error="config/feeds.yaml:3: url: is missing"),
        LIMITS,
    )
    assert not report.ok
    assert [note.name for note in report.notes] == ["config", "clock ahead", "orphans", "parked"]
    assert "config/feeds.yaml:3" in report.notes[0].detail
    assert report.notes[2].detail == "3 alerts are told by no subscription any more: monitor digest orphans"


MINUTES = {"failing_since": NOW - timedelta(minutes=6), "tries": 3, "last_sent_at": NOW - timedelta(hours=7)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({}, "note", id="three tries in vain"),
        pytest.param({"tries": 2}, "note", id="five minutes in vain"),
        pytest.param({"tries": 2, "failing_since": NOW - timedelta(minutes=2)}, "", id="greylisted a moment ago"),
        pytest.param({"failing_since": None}, "", id="waits for its first try, or was just taken up again"),
        pytest.param({"last_sent_at": NOW - timedelta(minutes=1)}, "", id="others get theirs: it is not the channel"),
        pytest.param({"last_sent_at": None}, "note", id="it never took anything"),
        pytest.param(
            {"failing_since": NOW - timedelta(hours=25), "last_sent_at": LONG_AGO}, "red", id="nothing for a day"
        ),
        pytest.param(
            {"failing_since": NOW - timedelta(hours=25), "last_sent_at": NOW - timedelta(hours=25)},
            "",
            id="at that moment",
        ),
    ],
)
def test_a_channel_that_takes_nothing_is_said_with_its_reason(change: dict[str, object], said: str) -> None:
    plain = {"name": "mail", "waiting": 4, "detail": "mx.example:587 refused the login (535). Check the password."}
    facts = replace(FACTS, channels=(ChannelFacts(**plain | MINUTES | change),))  # type: ignore[arg-type]
    report = judge_health(facts, Vitals(now=NOW, started_at=LONG_AGO), LIMITS)
    red = [one for one in report.checks if not one.ok]
    notes = [one for one in report.notes if one.name == "channel mail"]
    assert (bool(notes), bool(red)) == (said == "note", said == "red")
    for one in (*notes, *red):
        assert (one.name, one.channel) == ("channel mail", "mail")
        assert "refused the login (535). Check the password; see monitor deliveries list" in one.detail


@pytest.mark.parametrize(
    ("details", "cure"),
    [
        (["the name a.example has no address (dns)"] * 3, "check this machine's name server"),
        (["the proxy does not answer (connect)"] * 2 + ["x (tls)"], "fetch.proxy"),
        (["the certificate is not valid yet (tls)"] * 3, "check the clock"),
        (["no answer within 30 s (timeout)"] * 3, "fetch.proxy"),
        (["something else"] * 3, "see monitor feeds health"),
        (["odd bytes (malformed)"] * 3, "like this: odd bytes (malformed); see monitor feeds health"),
        (["it is 502 (x)", "it is 503 (x)", "it is 503 (x)"], "3 of them like this: it is 503 (x)"),
    ],
)
def test_most_feeds_failing_is_noted_within_minutes_with_the_commonest_reason(details: list[str], cure: str) -> None:
    for minutes, level in ((1, "ok"), (4, "note"), (61, "red")):
        since = (NOW - timedelta(minutes=minutes),) * 3
        facts = replace(FACTS, feeds=4, failing_since=since, failing_details=tuple(details))
        report = judge_health(facts, Vitals(now=NOW, started_at=LONG_AGO), LIMITS)
        notes = [note for note in report.notes if note.name == "feeds"]
        red = [check for check in report.checks if not check.ok]
        assert (bool(notes), bool(red)) == (level == "note", level == "red")
        assert all(cure in one.detail for one in (*notes, *red))


def test_what_was_given_up_last_is_said_and_more_of_it_is_news() -> None:
    facts = replace(
        FACTS,
        deliveries_abandoned=2,
        given_up="mail to a@b.example: mx answered 550 no such user.",
        given_up_channel="mail",
    )
    (check,) = [one for one in judge_health(facts, Vitals(now=NOW, started_at=LONG_AGO), LIMITS).checks if not one.ok]
    assert (check.key, check.channel) == ("2", "mail")
    assert "mx answered 550 no such user; mend it" in check.detail


def test_a_store_that_cannot_be_asked_is_red_and_the_ticks_say_why() -> None:
    why = "The database m.db cannot grow: the disk is full. Free some space."
    vitals = Vitals(
        now=NOW, started_at=LONG_AGO, tick_ages={"poll": 70.0}, tick_troubles={"poll": why}, store_trouble=why
    )
    report = judge_health(None, vitals, LIMITS)
    assert [(one.name, why in one.detail) for one in report.checks if not one.ok] == [
        ("tick poll", True),
        ("database", True),
    ]
