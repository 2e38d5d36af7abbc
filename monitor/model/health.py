"""How the bot is, as people and machines are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import IntEnum

from monitor.records import dataclass


class Level(IntEnum):
    """How bad something is; more is worse."""

    WELL = 0
    NOTE = 1
    """People should know; what is watched is still read and told."""
    RED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str
    """One sentence: what is, and what to do where it is not well."""
    key: str = ""
    """Of what is red: if it becomes another, people are told again."""
    channel: str = ""
    """The channel that it is about, "" for none: it is not the one to tell it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that people should know though it is not red; the fields as those of a check."""

    name: str
    detail: str
    key: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """The verdict; `ok` is false if any check is."""

    checks: tuple[Check, ...]
    notes: tuple[Note, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every check passed."""
        return all(check.ok for check in self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What the running process knows of itself, beside what stands in its store."""

    now: datetime
    started_at: datetime
    tick_ages: Mapping[str, float] = field(default_factory=dict)
    """Seconds since each step's tick last ended well."""
    tick_troubles: Mapping[str, str] = field(default_factory=dict)
    """Why a tick did not end well the last time, where it did not."""
    store_trouble: str = ""
    """Why the store cannot be asked, "" if it can."""
    config_error: str = ""
    """Why the newest edit of config/ was refused, "" if none was."""
    clock_step: timedelta | None = None
    """By how much the wall clock was moved a while ago, back or more than a day ahead; None if it was not."""
    notes: tuple[Note, ...] = ()
    """What other parts noticed: the status port, a start that was refused, the dead man's switch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A fact of health, as it is and as operators know it."""

    name: str
    level: Level
    detail: str
    since: datetime
    """When it became as it is."""
    key: str = ""
    channel: str = ""
    told: Level = Level.WELL
    """The worst that operators were told since it was last well; WELL: they know of nothing."""
    told_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What operators were told, kept over restarts."""

    troubles: tuple[Trouble, ...] = ()
    sent: tuple[datetime, ...] = ()
    """When the messages of the last hour went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to operators: what changed since the one before, and what else is not well."""

    id: str
    """The same for each try to tell the same."""
    at: datetime
    news: tuple[Trouble, ...] = ()
    mended: tuple[Trouble, ...] = ()
    still: tuple[Trouble, ...] = ()
    """Told before, and as bad as then."""
    where: str = ""
    """Which installation it is of: machine and data folder."""
    recipient: str = ""
    """Mail address of the operator, "" on channels without recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecent:
    """What the newest entries and polls of a feed were like."""

    entries: int = 0
    undated: int = 0
    """Of these."""
    undated_since: datetime | None = None
    """When the oldest of those was first seen."""
    read: int = 0
    """Of these, those whose articles were looked for."""
    short: int = 0
    """Of the articles, those without full text."""
    short_since: datetime | None = None
    """When the oldest entry of those was first seen."""
    last_title: str = ""
    """Of the newest article with its full text."""
    last_at: datetime | None = None
    """When that was read."""
    polls: int = 0
    failed: int = 0
    """Of the polls."""
    outages: int = 0
    """How often one failed after one that did not."""
    answers_s: tuple[float, ...] = ()
    """How long those took that did not fail, in seconds."""
    polls_since: datetime | None = None
    """When the oldest of the polls ended that have a row of their own."""
