"""What is kept to prove alerts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from monitor.model.evidence.audit import Audit
from monitor.model.evidence.proof import Proof
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

    def trim_evidence(self, now: datetime, before: datetime, budget: int) -> int:
        """Remove kept bytes that only alerts from before need, then the oldest until all fit; how many that were.

        Pages go before texts, texts before watchlists. What goes is recorded in the chain.
        """
        ...
