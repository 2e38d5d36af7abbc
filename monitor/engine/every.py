"""A trigger that has nothing to catch up on.

APScheduler's own interval trigger lists every run that was missed before `coalesce` drops all but the last: a clock
that leaps ahead by a month, or a machine that slept so long, would stop the loop for a minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

_SOON = timedelta(microseconds=1)


class Every:
    """Each `seconds`; where runs were missed, the next one is now."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next run, always after `now`."""
        return max((previous_fire_time or now) + self._interval, now + _SOON)


# What APScheduler asks of a trigger; as a base class it would bring its state for pickling.
BaseTrigger.register(Every)
