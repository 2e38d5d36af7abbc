"""What is told of the made-up feeds: each silence that is one, and each line that is none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.core.health.habit import LEAST_SILENCE, silent_since
from tests.quality.rhythm.feeds import BEGIN, DAY, HOUR, LEARNT, REPLAYED, Feed

UNLEARNT = 3 * DAY
_EXACT = 0.5 * HOUR
_MONTHS = REPLAYED / 30


@dataclass
class Told:
    """Of many feeds."""

    feeds: int = 0
    silences: int = 0
    told: list[tuple[str, float]] = field(default_factory=list)
    """Kind, and hours after the last entry."""
    missed: list[str] = field(default_factory=list)
    false: list[tuple[str, datetime, timedelta]] = field(default_factory=list)
    """Kind, since when, and how long that wait was in the end."""

    @property
    def false_a_month(self) -> float:
        """Lines without a silence."""
        return len(self.false) / _MONTHS

    def report(self) -> str:
        """Figures for people."""
        hours: dict[str, list[float]] = {}
        for kind, after in self.told:
            hours.setdefault(kind, []).append(after)
        kinds = (f"  {kind}: {min(one):.0f} to {max(one):.0f} h" for kind, one in hours.items())
        false = Counter(kind for kind, _, _ in self.false)
        return "\n".join(
            [
                f"{self.feeds} feeds, {REPLAYED} days: {len(self.told)} of {self.silences} silences told, after",
                *kinds,
                f"missed: {dict(Counter(self.missed))}",
                f"false lines a month: {self.false_a_month:.2f} {dict(false)}",
                *(f"  {kind}: {since:%a %d %b %H:%M}, {wait / HOUR:.0f} h" for kind, since, wait in self.false),
            ]
        )


def replayed(many: Iterable[Feed], longest: int | None = None) -> Told:
    """Each feed through its days; `longest`: look only at so many of its longest waits."""
    found = Told()
    for feed in many:
        found.feeds += 1
        found.silences += feed.silence is not None
        for since, until, mine in _waits(feed, longest):
            at = _told_at(feed, since, until)
            if at is None and mine:
                found.missed.append(feed.kind.name)
            elif at is not None and mine:
                found.told.append((feed.kind.name, (at - since) / HOUR))
            elif at is not None:
                found.false.append((feed.kind.name, since, until - since))
    return found


def _waits(feed: Feed, longest: int | None) -> Iterator[tuple[datetime, datetime, bool]]:
    """Waits between entries in the replayed days: from, to, and whether it is the silence."""
    begin, end = BEGIN + LEARNT * DAY, BEGIN + (LEARNT + REPLAYED) * DAY
    known = [*feed.entries, end]
    waits = [(one, other) for one, other in pairwise(known) if other > begin and other - one > LEAST_SILENCE]
    if feed.silence:
        yield (*feed.silence, True)
        waits.remove(feed.silence)
    waits.sort(key=lambda wait: wait[0] - wait[1])
    yield from ((since, until, False) for since, until in waits[:longest])


def _told_at(feed: Feed, since: datetime, until: datetime) -> datetime | None:
    """When the wait is told, to half an hour; None if it never is."""
    known = feed.entries[: bisect_right(feed.entries, since)]

    def told(at: datetime) -> bool:
        return silent_since(known, since, at, UNLEARNT, BEGIN) is not None

    low, high = since + LEAST_SILENCE, until - timedelta(seconds=1)
    if not told(high):
        return None
    while high - low > _EXACT:
        middle = low + (high - low) / 2
        low, high = (low, middle) if told(middle) else (middle, high)
    return high
