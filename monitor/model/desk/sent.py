"""Digests and their deliveries as the desk lists them."""

from __future__ import annotations

from datetime import datetime

from monitor.model.delivery import DeliveryRow
from monitor.model.ids import StoryId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDigest:
    """A composed digest without its body."""

    id: int
    key: str
    subscription: str
    outcome: str
    at: datetime
    states: tuple[tuple[str, int], ...]
    """(`DeliveryState`, number of its messages)."""
    kept: bool
    """Whether its body is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at a delivery."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    result: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery with its tries."""

    row: DeliveryRow
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceLine:
    """A silence, and what it holds back."""

    id: str
    state: str
    """As `core.routing.silence_lint.phase` calls it."""
    start: datetime | None
    until: datetime
    by: str
    why: str
    about: str
    odd: tuple[str, ...]
    """What is odd about it."""
    stories: tuple[StoryId, ...]
    alerts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A subscription and when its next digest is due."""

    subscription: str
    title: str
    due_at: datetime | None
    """None if it has none by the clock."""
    ways: tuple[str, ...]
    """Channels with their recipients."""
    at_once: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentQuestion:
    """What of what went out is asked for."""

    subscription: str = ""
    before: int = 0
    """Digests with smaller ids than this; 0: from the newest on."""
    limit: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """What the page of sent digests shows."""

    digests: tuple[SentDigest, ...]
    older: int
    """`SentQuestion.before` of the next page, 0 if there is none."""
    dead: tuple[DeliveryRow, ...]
    silences: tuple[SilenceLine, ...]
    coming: tuple[Next, ...]
