"""The last days of a feed, as the page of feeds shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from monitor.records import dataclass

STRIP_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One day (UTC) of a feed."""

    day: date
    new: int
    """Entries that came."""
    polls: int
    failed: int
    """Of the polls."""

    @property
    def words(self) -> str:
        """`3 new, 2 of 96 polls failed`."""
        if not self.polls and not self.new:
            return "not polled"
        failed = f", {self.failed} of {self.polls} polls failed" if self.failed else ""
        return f"{self.new} new{failed}" if self.new else f"nothing new{failed}"

    @property
    def mood(self) -> str:
        """For its colour: `failed`, `partly`, `quiet`, `few`, `many`, `none`."""
        if not self.polls and not self.new:
            return "none"
        if self.failed and self.failed >= self.polls:
            return "failed"
        if self.failed * 4 >= max(self.polls, 1):
            return "partly"
        return "quiet" if not self.new else "few" if self.new < 10 else "many"


def strip_of(
    arrivals: Sequence[datetime], polls: Mapping[date, tuple[int, int]], now: datetime
) -> tuple[StripDay, ...]:
    """The last days of a feed, today (UTC) last."""
    new = Counter(at.date() for at in arrivals)
    days = [(now - timedelta(days=back)).date() for back in reversed(range(STRIP_DAYS))]
    of = [polls.get(day, (0, 0)) for day in days]
    return tuple(
        StripDay(day=day, new=new[day], polls=tried, failed=failed)
        for day, (tried, failed) in zip(days, of, strict=True)
    )
