"""What of the store belongs to deliveries: claimed with their attempt on record, saved with what came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.delivery import DeliveryClaim, DeliveryIntent, DeliveryRow
from monitor.model.ids import OutboxId
from monitor.ports.translation import Translations


class Outbox(Translations, Protocol):
    """Part of `ports.Store`; raises as that does."""

    def claim_deliveries(
        self,
        now: datetime,
        lease_until: datetime,
        limit: int,
        in_hand: Collection[int] = (),
        per_channel: int | None = None,
    ) -> list[DeliveryClaim]:
        """Due outbox rows, the oldest first; each becomes `sending` with its attempt recorded before this returns.

        No channel has more than `per_channel` of them and of those in hand together.
        A row found `sending` with its lease run out counts as an attempt that ended `unknown`. One that cannot be
        read is given up, with the reason, and the others are claimed all the same.
        """
        ...

    def save_delivery(self, intent: DeliveryIntent) -> bool:
        """Result of one attempt.

        A message that was taken shows that its receiver takes messages again: what this one missed, because it was
        given up less than 30 days ago and nobody acknowledged that, is due again once, as late. So is what the same
        subscription sent in vain to receivers that it no longer has, for those that it did not have then.
        """
        ...

    def hurry_deliveries(self, channels: Sequence[str], now: datetime) -> int:
        """Make due now what waits for another try on these channels; how many messages that are."""
        ...

    def deliveries(self, states: Sequence[str] = ()) -> list[DeliveryRow]:
        """Outbox rows, newest first; all states if none is given."""
        ...

    def acknowledge_deliveries(self, now: datetime) -> int:
        """People have seen what was given up until `now`: health reckons with it no more. How many rows that were."""
        ...

    def retry_delivery(self, outbox_id: OutboxId, now: datetime) -> bool:
        """Make an unsent row due now; False if there is none or it was sent."""
        ...
