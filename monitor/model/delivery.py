"""Outbox rows on their way, and what one attempt changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.digests import WHOLE, Digest, Part
from monitor.model.ids import DigestId, OutboxId, Token
from monitor.model.outcomes import DeliveryState, SendResult


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClaim:
    """A leased outbox row; the attempt is already recorded as `sending`."""

    id: OutboxId
    token: Token
    dedupe_key: str
    channel: str
    recipient: str
    attempts: int
    """This one included."""
    created_at: datetime
    tried_since: datetime
    """The first try of this period: a retry by hand begins a new one."""
    digest_id: DigestId
    digest: Digest
    part: Part = WHOLE
    """What of the digest goes out with this row."""
    late: bool = False
    """It was given up, and is told now that its receiver takes messages again."""
    anew: bool = False
    """The first try of a further period: people, or a receiver that takes messages again, asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is asked to deliver. `id` is stable over all attempts (Message-ID, webhook-id)."""

    id: str
    recipient: str
    digest: Digest
    at: datetime
    """Of this attempt."""
    thread: tuple[str, ...] = ()
    """Ids of earlier messages to the same recipient that this one continues, the newest first."""
    part: Part = WHOLE
    """What of the digest it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came of one attempt."""

    result: SendResult
    detail: str
    """One sentence without secrets: the server's answer, the file's path."""
    retry_after_s: int | None = None
    stops: bool = False
    """The receiver wants nothing more from us (410): nothing is sent there until the configuration changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryIntent:
    """What one attempt changes; saved only if `token` still holds the row."""

    id: OutboxId
    token: Token
    at: datetime
    state: DeliveryState
    result: SendResult
    detail: str
    next_try_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """An outbox row as `deliveries list` shows it."""

    id: OutboxId
    digest_key: str
    part: Part
    channel: str
    recipient: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    detail: str
