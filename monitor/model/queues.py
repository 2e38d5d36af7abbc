"""The kinds of work that fall due."""

from __future__ import annotations

from enum import StrEnum


class Queue(StrEnum):
    """What waits in the tables until its time comes; the values name the engine's ticks."""

    FEEDS = "poll"
    ENTRIES = "extract"
    ARTICLES = "assess"
    DELIVERIES = "send"
    REVIEWS = "review"
    DIGESTS = "compose"
