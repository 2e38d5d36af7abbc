"""Addresses that are handed to a web archive of the user's choice."""

from __future__ import annotations

from datetime import datetime

from monitor.model.ids import AlertId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """An address of an article that was alerted, and what became of it."""

    url: str
    alert_id: AlertId
    """The first alert that had it."""
    tries: int = 0
    due_at: datetime | None = None
    """When it is tried; None: not again."""
    queued_at: datetime
    tried_at: datetime | None = None
    fault: str = ""
    """Why it was not taken the last time; "" if it was, or was not tried yet."""
