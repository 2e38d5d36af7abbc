"""What workers on one database know of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from monitor.model.fleet.workers import MOST_COUNTED, QueueLag, Role, WorkerRow


class Fleet(Protocol):
    """The register of workers, and the hosts' turns; all times are those of the database's clock.

    Threads may share it; every method blocks and is a transaction of its own. Raises `StoreError`.
    """

    @property
    def name(self) -> str:
        """What this process calls itself, by which its connections are known."""
        ...

    def register(self, name: str, roles: Sequence[Role], version: str) -> int:
        """A new worker, called as its process is; its number, which no living one has."""
        ...

    def beat(self, number: int) -> datetime | None:
        """Say that it lives; the database's time, None if it was given up meanwhile: what it held is others'.

        Raises:
            SchemaTooNewError: the database was brought to a schema that this program cannot work with.
        """
        ...

    def lead(self, number: int, for_s: float) -> bool:
        """Be, or stay, the one that schedules for so long; False if another is that still has a connection."""
        ...

    def retire(self, number: int) -> None:
        """It ends; what it still holds is free after `Store.release_lost`."""
        ...

    def up_s(self) -> float:
        """For how many seconds the server has been running: before, nobody could be heard of."""
        ...

    def give_up(self, silent_s: float, gone_s: float) -> Sequence[str]:
        """Strike out workers that were silent for `silent_s`, or for `gone_s` and have no connection; their names."""
        ...

    def workers(self) -> Sequence[WorkerRow]:
        """All that are registered, by number."""
        ...

    def take_turns(self, asked: Sequence[TurnAsked]) -> Sequence[TurnAnswer]:
        """For each whether its request may begin now; no host twice among them."""
        ...

    def end_turns(self, ended: Sequence[TurnEnded]) -> None:
        """Requests that have ended: their hosts rest; no host twice among them."""
        ...

    def forget_hosts(self) -> int:
        """Drop what is known of hosts that rested for days; how many they were."""
        ...

    def close(self) -> None:
        """Give up the connections."""
        ...


class Shared(Protocol):
    """The part of a store that several workers need of it."""

    def claim_as(self, worker: int) -> None:
        """From now on claim as the worker with this number; each claim has a token of its own all the same."""
        ...

    def release_lost(self, now: datetime) -> int:
        """As `release_leases`, of all that is held by nobody who is registered as a worker."""
        ...

    def lags(self, now: datetime, most: int = MOST_COUNTED) -> Mapping[Role, QueueLag]:
        """What waits for each role whose work is handed out in jobs; no more than `most` rows of one are counted."""
        ...
