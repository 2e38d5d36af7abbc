"""What is kept to prove alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.evidence.audit import Audit
from monitor.model.evidence.proof import Proof
from monitor.model.evidence.push import Push
from monitor.model.ids import AlertId


class Evidence(Protocol):
    """Records of alerts and digests, and the bytes that they name. A part of `Store`."""

    def audit(self, noted: tuple[int, str] = (0, "")) -> Audit:
        """Whether records, alerts, matches, digests and kept bytes are as they were sealed, in one consistent read.

        `noted`: a record's number and hash that were noted elsewhere; (0, "") for none.
        """
        ...

    def proof(self, alert_id: AlertId) -> Proof | None:
        """What is kept of an alert; None if there is no such alert, or none with a record."""
        ...

    def proved(self) -> list[AlertId]:
        """All alerts with kept texts, the oldest first."""
        ...

    def sealed_alerts(self) -> int:
        """Alerts in the chain, whether anything is kept of them or not."""
        ...

    def trim_evidence(self, now: datetime, before: datetime, budget: int) -> int:
        """Remove kept bytes that only alerts from before need, then the oldest until all fit; how many that were.

        Pages go before texts, texts before watchlists. What goes is recorded in the chain.
        """
        ...

    def queue_pushes(self, since: datetime, most: int, now: datetime) -> int:
        """Queue the addresses of the oldest alerts that are not yet, of those made since then; how many were read."""
        ...

    def due_push(self, now: datetime) -> Push | None:
        """The address that is due longest for the web archive."""
        ...

    def note_push(self, made: Push) -> None:
        """What became of a try."""
        ...

    def pushes(self, alert_id: AlertId) -> Sequence[Push]:
        """What became of the addresses of an alert's article."""
        ...

    def forget_pushes(self, before: datetime) -> int:
        """Forget those from before; how many that were."""
        ...
