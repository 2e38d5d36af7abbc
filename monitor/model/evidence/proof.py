"""All that is kept of one alert."""

from __future__ import annotations

from datetime import datetime

from monitor.model.evidence.kept import MatchedText, PageHead
from monitor.model.ids import AlertId, StoryId
from monitor.model.watch import Hit, Verdict, Watchlist
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    """An answer that the alert's text comes from."""

    head: PageHead
    hash: str
    """SHA-256 of the body."""
    size: int
    body: bytes | None
    """None if it is not kept, or not any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An alert, and what it rests on."""

    alert_id: AlertId
    record: int
    """Its number in the chain."""
    seal: str
    """The hash of that record."""
    watchlist: str
    story_id: StoryId
    reason: str
    at: datetime
    revision: str
    """Of the configuration."""
    program: str
    matcher: str
    """A mark of what matching rested on, "" if evidence was off."""
    title: str
    url: str
    publisher: str
    version: int
    hits: tuple[Hit, ...]
    """As they were recorded."""
    verdict: Verdict
    text: MatchedText | None
    """None if it is not kept, or not any more."""
    lists: tuple[Watchlist, ...] | None
    """All watchlists that were in force; None as `text`."""
    lists_hash: str
    pages: tuple[ProofPage, ...]
