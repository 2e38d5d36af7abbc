"""Feeds of fifteen rhythms over half a year: silences are told, rests and holidays are not."""

from __future__ import annotations

from monitor.model.config import PollingSettings
from tests.quality.rhythm.delays import polled
from tests.quality.rhythm.feeds import feeds
from tests.quality.rhythm.silences import replayed


def test_silences_are_told_and_rests_are_not() -> None:
    found = replayed(feeds(3, 30), longest=2)
    assert found.silences > 5
    assert len(found.told) >= 0.95 * found.silences, found.report()
    assert found.false_a_month < 0.5, found.report()
    assert all(after <= 12.5 for kind, after in found.told if "twenty a day" in kind), found.report()


def test_entries_are_seen_sooner_with_as_many_requests() -> None:
    going = [feed for feed in feeds(5, 15) if feed.silence is None]
    fixed, learnt = (polled(going, 7, PollingSettings(), adaptive=adaptive) for adaptive in (False, True))
    assert learnt.requests <= 1.03 * fixed.requests
    assert learnt.median_s <= 2 / 3 * fixed.median_s, f"{fixed.report('fixed')}, {learnt.report('learnt')}"
