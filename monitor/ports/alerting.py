"""What is told at once, as the shell asks the store for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.alerting import AlertFacts
from monitor.model.ids import AlertId


class Alerting(Protocol):
    """The part of the store that is asked every few seconds; it reads no texts."""

    def waiting_alerts(
        self, subscription_id: str, watchlists: Sequence[str], settled: AlertId, since: datetime
    ) -> AlertFacts:
        """The stories that wait for that subscription, of alerts after `settled` and of adopted ones.

        And when it was told at once, after `since`. `AlertFacts.settled` is what may be asked with the next time.
        """
        ...
