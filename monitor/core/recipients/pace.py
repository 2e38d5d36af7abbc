"""How many messages one address gets in an hour and in a day; the rest waits its turn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model.channels import Pace

DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def room_at(taken: Iterable[datetime], pace: Pace, now: datetime) -> datetime | None:
    """When one more message may go, after those that went, or will go, at the moments `taken`; None: now."""
    newest = sorted(taken, reverse=True)
    limits = ((pace.per_hour, _HOUR), (pace.per_day, DAY))
    ends = [newest[most - 1] + span for most, span in limits if 0 < most <= len(newest)]
    return max((end for end in ends if end > now), default=None)
