"""What a look at the chain and at what is kept finds."""

from __future__ import annotations

from datetime import datetime

from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Whether everything is as it was sealed."""

    records: int
    number: int
    """Of the last record, 0 if there is none."""
    hash: str
    """Of the last record: whoever notes both elsewhere can prove later that nothing before was changed."""
    since: datetime | None
    """When the chain began."""
    blobs: int
    """Kept pages, texts and watchlists."""
    findings: tuple[str, ...] = ()
    """What was changed, removed or inserted, one sentence each."""
    notes: tuple[str, ...] = ()
    """What was removed as the configuration says, and restores."""
