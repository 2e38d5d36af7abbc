"""Feeds of fifteen rhythms over half a year: silences are told, rests and holidays are not."""

from __future__ import annotations

from tests.quality.rhythm.feeds import feeds
from tests.quality.rhythm.silences import replayed


def test_silences_are_told_and_rests_are_not() -> None:
    found = replayed(feeds(3, 30), longest=2)
    assert found.silences > 5
    assert len(found.told) >= 0.95 * found.silences, found.report()
    assert found.false_a_month < 0.5, found.report()
    assert all(after <= 12.5 for kind, after in found.told if "twenty a day" in kind), found.report()
