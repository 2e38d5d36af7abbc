"""Browsers that take pushes: whose they are, by which address, of what."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from monitor.model.channels import Secret
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PushDevice:
    """One browser of one person (a `PushSubscription` of the W3C's Push API)."""

    user: str
    label: str
    """What its person calls it."""
    endpoint: Secret
    """Address at the service of the browser's maker; whoever knows it can have that service wake the browser."""
    p256dh: str
    """The browser's public key: 65 bytes, an uncompressed point of P-256, in base64url."""
    auth: Secret = field(repr=False)
    """What the browser and we alone know: 16 bytes in base64url."""
    subscriptions: tuple[str, ...]
    """Ids of those that it is told of."""
    since: datetime
    ended_at: datetime | None = None
    ended_why: str = ""
    id: int = 0
    """0 until it is kept."""

    @property
    def address(self) -> str:
        """How deliveries name it; no id is used twice."""
        return f"{self.user}#{self.id}"
