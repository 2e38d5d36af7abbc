"""Records of alerts and digests, each of which seals the one before it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.records import dataclass


class RecordKind(StrEnum):
    """What a record of the chain is about."""

    BEGUN = "begun"
    """The chain began: what was there before has no records."""
    ALERT = "alert"
    DIGEST = "digest"
    REMOVED = "removed"
    """Something that was kept was removed as the configuration says: its records have no content any more."""
    RESTORED = "restored"
    """A backup took the place of the database; the chain goes on from where it stood in the backup."""
    CLOSED = "closed"
    """The oldest records, of which nothing but hashes was left, went: the chain begins behind them, with their hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One link of the chain."""

    number: int
    """1 for the first, then one more for each."""
    kind: RecordKind
    subject: int
    """The id of the alert or digest, 0 for what is about neither."""
    at: datetime
    body: str | None
    """Canonical JSON; None once it was removed."""
    content: str
    """SHA-256 of the body, in hexadecimal: it stays when the body goes."""
    hash: str
    """SHA-256 over everything above and the hash of the record before."""
