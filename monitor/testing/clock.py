"""A clock that moves only when it is told to."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.ids import utc


class FixedClock:
    """`ports.Clock` that stands still at `now` (any aware time) until `advance` or `step_wall` moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = utc(now)
        self._monotonic = 0.0

    def now(self) -> datetime:
        """Wall clock, aware UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since this clock was made, counting only what `advance` added."""
        return self._monotonic

    def advance(self, by: timedelta | float) -> datetime:
        """Let time pass: both clocks move by `by` (a float is seconds). Returns the new time.

        Raises:
            ValueError: `by` is negative; time that passes never runs back.
        """
        delta = by if isinstance(by, timedelta) else timedelta(seconds=by)
        if delta < timedelta(0):
            raise ValueError(f"time cannot pass by {delta}; use step_wall to set the wall clock back")
        self._now += delta
        self._monotonic += delta.total_seconds()
        return self._now

    def step_wall(self, to: datetime) -> None:
        """Set the wall clock, forward or back, as an administrator or a time server would; `monotonic` stays."""
        self._now = utc(to)
