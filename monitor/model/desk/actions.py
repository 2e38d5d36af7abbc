"""What somebody did by a page of the desk, as the ledger keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.records import dataclass


class Deed(StrEnum):
    """Kinds of actions on stories, articles and deliveries. Stored, never renamed."""

    DONE = "story.done"
    """It was looked at: it comes back when it has something new to say."""
    NOT_THIS = "story.not_this"
    SILENCE = "story.silence"
    TELL_AGAIN = "story.tell_again"
    READ_AGAIN = "article.read_again"
    RETRY = "delivery.retry"
    ACKNOWLEDGE = "delivery.acknowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAction:
    """An entry of the ledger: who did what to what, when and why. Entries are undone, never removed."""

    at: datetime
    by: str
    kind: str
    """What was done, as `watchlist.save` or `feed.pause`."""
    subject: str
    """What it was done to, as `watchlists/border.yaml` or the address of a feed."""
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """What undoing it needs, and what a reader wants to know; plain values as of JSON."""
    id: int = 0
    """0 until it is kept."""
    undone_at: datetime | None = None
    undone_by: str = ""
