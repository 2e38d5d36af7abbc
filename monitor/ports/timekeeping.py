"""What of the store hangs on the clock: what is due, what was leased, and what a clock that was set back puts off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from monitor.model.fleet.workers import Role
from monitor.model.ids import Queue


class Timekeeping(Protocol):
    """Part of `ports.Store`; raises as that does."""

    def due(self, now: datetime) -> frozenset[Queue]:
        """The queues with work that is due; only reads, and little."""
        ...

    def release_leases(self, now: datetime) -> int:
        """At start of the only process: all leases of a dead one end now; `sending` rows become `unknown`, due now."""
        ...

    def release_unheld(self, role: Role, in_hand: Collection[int], now: datetime) -> int:
        """As `release_leases`, of what this process holds of a role's rows and has not in hand; how many those were.

        For a claim whose answer was lost: it may have leased rows that nobody knows of.
        """
        ...

    def newest_time(self) -> datetime | None:
        """The time of `note_time`, None before the first one."""
        ...

    def note_time(self, now: datetime) -> None:
        """Remember that it is `now`, earlier or later than what was remembered."""
        ...

    def upkept_at(self) -> datetime | None:
        """The time of `note_upkeep`, None before the first one."""
        ...

    def note_upkeep(self, now: datetime) -> None:
        """Remember that upkeep was done at `now`, by a cycle."""
        ...

    def set_back(self, by: timedelta, now: datetime, slots: Mapping[str, datetime]) -> None:
        """The clock shows `now` and was set back `by`: what is due or was seen after `now` comes nearer by as much.

        `slots`: for each subscription its next slot; one that is due later than that is due then.
        """
        ...
