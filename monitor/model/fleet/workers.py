"""Several workers on one database: who they are, what each does, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from monitor.records import dataclass


class Role(StrEnum):
    """What a worker does."""

    POLL = "poll"
    EXTRACT = "extract"
    ASSESS = "assess"
    SEND = "send"
    SCHEDULE = "schedule"


QUEUES = (Role.POLL, Role.EXTRACT, Role.ASSESS, Role.SEND)
"""The roles whose work is handed out in jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """A worker that lives, or did a moment ago."""

    number: int
    name: str
    roles: tuple[Role, ...]
    version: str
    started_at: datetime
    silent_s: float
    """Seconds since it was heard of, by the server's clock."""
    leads: bool
    """Whether it is the one that schedules now."""
    in_hand: Mapping[Role, int]
    """Rows that it holds of each queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLag:
    """What waits for a role."""

    waiting: int
    """Rows that are due and that nobody holds, at most `MOST_COUNTED`."""
    lag_s: float
    """For how long the first of them has been due, 0 if none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFigures:
    """How a role does: at the worker that is asked, and among all of them."""

    role: Role
    mine: bool
    """Whether the worker has it."""
    at_work: bool
    """Whether it does something for it now; of `schedule`: whether it is the one that schedules."""
    jobs: int
    """Jobs that it has done since its start."""
    in_hand: int
    """Rows that it holds."""
    workers: int
    """Those that live and have the role."""
    lag: QueueLag
    """What waits for any of them; nothing does for the one that schedules."""


MOST_COUNTED = 10_000
SILENT_S, GONE_S = 30.0, 6.0
"""A worker that was not heard of for so long is given up, what it held is others': with connections, and without."""
