"""When a feed may be asked, by the hours and days at which its own text wants nobody to come."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.hearing.rhythm import Asked

_WEEK_H = 168


def open_from(asked: Asked, at: datetime) -> datetime:
    """The first time from `at` (UTC) on that lies in none of those hours and days; `at` itself where there is none."""
    if _is_open(asked, at):
        return at
    hour = at.replace(minute=0, second=0, microsecond=0)
    later = (hour + timedelta(hours=number) for number in range(1, _WEEK_H + 1))
    return next((one for one in later if _is_open(asked, one)), at)


def _is_open(asked: Asked, at: datetime) -> bool:
    return at.hour not in asked.hours and at.weekday() not in asked.days
