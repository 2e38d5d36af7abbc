"""The days of a zone as spans of time: with a change of clocks a day has 23 or 25 hours, in rare zones none at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.records import dataclass

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_DAY = timedelta(days=1)
_DAY_US = _DAY // _MICROSECOND


@dataclass(frozen=True, slots=True)
class Days:
    """Some days in a row, the last one of now."""

    dates: tuple[date, ...]
    starts: tuple[int, ...]
    """When each begins, and behind them when the last one ends, in microseconds since 1970."""

    weekdays: tuple[int, ...]
    """Of each, Monday is 0."""
    lengths: tuple[float, ...]
    """Of each in days of 24 hours."""

    def length(self, since: int, until: int) -> float:
        """Of the days from one place to before another, in days of 24 hours."""
        return (self.starts[until] - self.starts[since]) / _DAY_US


def days_of(zone: str, now: datetime, count: int) -> Days:
    """The last `count` days of that zone, today included.

    Where clocks leap over midnight a day begins with its first moment; where midnight comes twice, with the first one.
    """
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    dates = [today - ago * _DAY for ago in range(count - 1, -1, -1)]
    midnights = [datetime.combine(one, time(), place) for one in (*dates, today + _DAY)]
    starts = tuple(microseconds(one) for one in midnights)
    return Days(
        dates=tuple(dates),
        starts=starts,
        weekdays=tuple(one.weekday() for one in dates),
        lengths=tuple((end - start) * _MICROSECOND / _DAY for start, end in pairwise(starts)),
    )


def microseconds(moment: datetime) -> int:
    """Since 1970."""
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND


def moment(since_1970: int) -> datetime:
    """The moment so many microseconds after the beginning of 1970."""
    return _EPOCH + since_1970 * _MICROSECOND
