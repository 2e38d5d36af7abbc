"""What is kept to prove alerts."""

from __future__ import annotations

from typing import Protocol

from monitor.model.evidence.audit import Audit


class Evidence(Protocol):
    """Records of alerts and digests, and the bytes that they name. A part of `Store`."""

    def audit(self, noted: tuple[int, str] = (0, "")) -> Audit:
        """Whether records, alerts, matches, digests and kept bytes are as they were sealed, in one consistent read.

        `noted`: a record's number and hash that were noted elsewhere; (0, "") for none.
        """
        ...
