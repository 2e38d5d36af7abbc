"""Telling at once: what waits to be told to a subscription, and by which rules."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.ids import AlertId, Direction, StoryId
from monitor.records import dataclass

SINGLE, FLOOD = "alert-", "flood-"
"""How the slots of digests begin that were sent at once: one story, or many together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Immediate:
    """How a subscription is told at once. Times in seconds; the terms are those of Prometheus' Alertmanager."""

    group_wait_s: int = 120
    """From a story's first alert to its message, so that the second outlet stands in it."""
    group_interval_s: int = 900
    """Least time between two messages on one story, and between two that tell of a flood."""
    flood: int = 20
    """So many stories get a message of their own within a group interval; more are told together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingStory:
    """A story with alerts that the subscription was not told yet."""

    story_id: StoryId
    """The oldest of its event."""
    alerts: tuple[AlertId, ...]
    """In order."""
    since: datetime
    """When the first of them was made."""
    correction: bool = False
    told_at: datetime | None = None
    """When the subscription was told of the story last; None if it never was."""
    held: bool = False
    """It fell due in quiet hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """What is known when it is decided what to tell at once."""

    waiting: tuple[WaitingStory, ...]
    settled: AlertId
    """No alert up to this one waits any more."""
    told_at: tuple[datetime, ...] = ()
    """When stories got a message of their own, within the time that was asked for."""
    flood_at: datetime | None = None
    """When a flood was told last, within that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is told now."""

    singly: tuple[WaitingStory, ...] = ()
    """A message each."""
    together: tuple[WaitingStory, ...] = ()
    """All in one digest, as a flood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentStory:
    """A story that was told at once, after the digest before this one."""

    at: datetime
    ref: str
    state: str
    title: str
    language: str
    direction: Direction
    url: str
    publisher: str


class DigestKind(StrEnum):
    """What a digest is for its readers."""

    DIGEST = "digest"
    """All that was due at a time of the clock."""
    ALERT = "alert"
    """One story, told at once."""
    FLOOD = "flood"
    """Many stories at once, told together."""
