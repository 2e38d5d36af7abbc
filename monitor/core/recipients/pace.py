"""When a due message may go: not in quiet hours, and no more to one address in an hour and a day than it is to get."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.core.routing.quiet_hours import not_in_quiet, quiet_until
from monitor.model.channels import Pace
from monitor.model.routing import QuietHours
from monitor.records import dataclass

DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A message whose time has come."""

    composed_at: datetime
    hours: QuietHours | None = None
    """Of its subscription."""
    by_hand: bool = False
    """Somebody asked for another try: quiet hours do not hold that back."""

    @property
    def held_by(self) -> QuietHours | None:
        """The quiet hours that hold it back; none if it was made in some, for it was to go out all the same."""
        made_in_some = self.hours is not None and quiet_until(self.hours, self.composed_at) is not None
        return None if self.by_hand or made_in_some else self.hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a message goes that cannot go now, and why not."""

    at: datetime
    why: str


class Room:
    """What one address gets: filled message by message, each in its turn."""

    def __init__(self, taken: Iterable[datetime], pace: Pace) -> None:
        """`taken`: when messages went, or will go."""
        self._taken, self._pace = sorted(taken), pace
        self._limits = [(most, span) for most, span in ((pace.per_hour, _HOUR), (pace.per_day, DAY)) if most]
        self._first: dict[QuietHours | None, datetime] = {}
        """By quiet hours the last turn: as the room only fills, there is none before it."""

    def take(self, due: Due, now: datetime) -> Turn | None:
        """The first moment at which there is room for one more, which is taken then; None: now."""
        hours = due.held_by
        awake = not_in_quiet(hours, due.composed_at, now)
        at = max(awake, self._first.get(hours, awake))
        while not self._fits(at):
            ends = (one + span for most, span in self._limits for one in self._taken if one + span > at)
            at = not_in_quiet(hours, due.composed_at, min(ends))
        insort(self._taken, at)
        self._first[hours] = at
        if at <= now:
            return None
        waits = [str(self._pace)] if at > awake else []
        return Turn(at=at, why=" and ".join([*waits, "in quiet hours nothing is delivered"] if awake > now else waits))

    def _fits(self, moment: datetime) -> bool:
        """Whether no hour and no day around it would hold more than its limit."""
        place = bisect_right(self._taken, moment)
        for most, span in self._limits:
            around = [*self._taken[max(place - most, 0) : place], moment, *self._taken[place : place + most]]
            if any(later - earlier < span for earlier, later in zip(around, around[most:], strict=False)):
                return False
        return True
