"""Quiet hours: until when nothing is delivered.

Nights are from one instant to another, and each wall-clock time is one instant (see `schedule.slots`): where a zone's
clock repeats an hour its first pass counts, where it skips one the moment of the jump. So a night begins once and ends
once, whatever the clock does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.core.schedule.slots import NEVER, instant, next_due
from monitor.model.ids import Priority
from monitor.model.routing import QuietHours

_DAY = timedelta(days=1)
_MOST_DAYS = 400
"""Of quiet without a break: whoever lists more is told after them all the same."""


@lru_cache(maxsize=64)
def quiet_until(hours: QuietHours, now: datetime) -> datetime | None:
    """When the quiet ends in which `now` lies; None if it lies in none. Nights and days that touch are one."""
    zone, until = ZoneInfo(hours.zone), now
    for _ in range(_MOST_DAYS):
        later = max((end for start, end in _around(hours, until, zone) if start <= until < end), default=until)
        if later == until:
            break
        until = later
    return None if until == now else until


def next_digest(cron: str, zone: str, hours: QuietHours | None, after: datetime) -> datetime:
    """When the next digest by the clock is due: after the quiet hours in which its slot lies.

    Raises:
        ValueError: the expression names no time in the next 50 years.
    """
    due = next_due(cron, ZoneInfo(zone), after)
    return due if hours is None or due == NEVER else quiet_until(hours, due) or due


def not_in_quiet(hours: QuietHours | None, composed_at: datetime, next_try_at: datetime) -> datetime:
    """When a message is tried again: not in quiet hours, unless it was made in some, so was to go out all the same."""
    if hours is None or quiet_until(hours, composed_at) is not None:
        return next_try_at
    return quiet_until(hours, next_try_at) or next_try_at


def breaks_through(hours: QuietHours, priority: Priority) -> bool:
    """Whether alerts of that priority are told in quiet hours."""
    return hours.break_through is not None and priority.rank >= hours.break_through.rank


def _around(hours: QuietHours, moment: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The nights and days of quiet that may hold that moment."""
    today = moment.astimezone(zone).date()
    for day in (today - _DAY, today, today + _DAY):
        if hours.start is not None and hours.end is not None:
            ends = day if hours.end > hours.start else day + _DAY
            yield _instant(day, hours.start, zone), _instant(ends, hours.end, zone)
        if day.weekday() in hours.days or day in hours.holidays:
            yield _instant(day, time(), zone), _instant(day + _DAY, time(), zone)


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return instant(datetime.combine(day, clock), zone)
