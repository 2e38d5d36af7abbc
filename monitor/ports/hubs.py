"""What of the store belongs to hubs that tell us of what is new in feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.hearing.hubs import HubSubscription


class Hubs(Protocol):
    """Part of `ports.Store`; raises as that does."""

    def hub_subscriptions(self) -> list[HubSubscription]:
        """All of them, those that are over included until they are forgotten."""
        ...

    def save_hubs(self, subscriptions: Sequence[HubSubscription]) -> None:
        """Keep them as they are now; each is known by its path."""
        ...

    def forget_hubs(self, paths: Sequence[str]) -> None:
        """Remove these; those that are not there are none."""
        ...

    def save_push(self, subscription: HubSubscription, now: datetime, least_s: int) -> None:
        """Keep the subscription, and have its feed polled `now`, or `least_s` after its last poll if that is later.

        A feed whose server refuses and may have said when to come again is left alone until then.
        """
        ...
