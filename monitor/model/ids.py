"""Ids (rows of the store) and the small value types that every room shares."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NewType

FeedId = NewType("FeedId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)
AlertId = NewType("AlertId", int)
DigestId = NewType("DigestId", int)
OutboxId = NewType("OutboxId", int)
SuppressionId = NewType("SuppressionId", int)
Token = NewType("Token", int)
"""Fencing token: written by a claim; a save with another token than the row's changes nothing."""


class Direction(StrEnum):
    """Base direction of a text block."""

    LTR = "ltr"
    RTL = "rtl"


class Priority(StrEnum):
    """How much a watchlist matters; ordered by `rank`."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 1 for normal, 2 for high."""
        return ("low", "normal", "high").index(self.value)


class Queue(StrEnum):
    """The kinds of work that wait in the tables until their time comes; the values name the engine's ticks."""

    FEEDS = "poll"
    ENTRIES = "extract"
    ARTICLES = "assess"
    DELIVERIES = "send"
    REVIEWS = "review"
    DIGESTS = "compose"


def require_utc(name: str, value: datetime | None) -> None:
    """Refuse a naive or non-UTC time.

    Raises:
        ValueError: `value` is not None and not an aware UTC time; `name` is in the message.
    """
    if value is not None and (value.tzinfo is None or value.utcoffset() != timedelta(0)):
        raise ValueError(f"{name} must be an aware UTC time, got {value!r}")


def utc(value: datetime) -> datetime:
    """The same instant as an aware time in `datetime.UTC`; a naive time is refused with ValueError."""
    if value.tzinfo is None:
        raise ValueError(f"a time without zone: {value!r}")
    return value.astimezone(UTC)
