"""Health is judged by ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW

from monitor.core.health import Limits, judge_health
from monitor.model.facts import HealthFacts

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
    report = judge_health(facts, ages, started_at=started, limits=LIMITS, now=NOW)  # type: ignore[arg-type]
    assert [check.name for check in report.checks if not check.ok] == red
    assert report.ok is not bool(red)


def test_notes_say_what_people_should_know() -> None:
    report = judge_health(
        replace(FACTS, deliveries_abandoned=2, parked=1, orphans=3, last_good_poll_at=NOW + timedelta(hours=3)),
        {},
        started_at=LONG_AGO,
        limits=LIMITS,
        now=NOW,
        config_error="config/feeds.yaml:3: url: is missing",
    )
    assert not report.ok
    assert len(report.notes) == 4
    assert "3 alerts are told by no subscription any more: monitor digest orphans" in report.notes
    assert "config/feeds.yaml:3" in report.notes[1]
