"""Subscriptions at hubs (WebSub, W3C Recommendation of 23 January 2018): who tells us of what is new in a feed."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from monitor.model.ids import FeedId
from monitor.records import dataclass


class HubState(StrEnum):
    """How far a subscription at a hub is."""

    WANTED = "wanted"
    """It is to be asked for."""
    ASKED = "asked"
    """The hub took the request; it has not called back yet."""
    ACTIVE = "active"
    """The hub called back, and we agreed."""
    DENIED = "denied"
    """The hub said no; it is asked again some time."""
    ENDING = "ending"
    """It is to be ended: nobody wants it any more."""
    ENDED = "ended"
    """The hub called back, and we agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a feed says of being told of its news."""

    topic: str
    """Its address as its hubs know it, to the letter."""
    hubs: tuple[str, ...]
    """One at least, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSubscription:
    """One subscription of one feed at one hub."""

    path: str
    """The last part of the address that the hub calls: nobody can guess it."""
    feed_id: FeedId
    topic: str
    hubs: tuple[str, ...]
    turn: int = 0
    """Which of them it is at: each that fails for long gives way to the next."""
    callback: str
    """The whole address that the hub was given."""
    secret: str = field(repr=False)
    """What the hub signs with."""
    state: HubState = HubState.WANTED
    changed_at: datetime
    due_at: datetime
    """When it is to be asked for, renewed, or ended."""
    failures: int = 0
    """In a row."""
    detail: str = ""
    """What went wrong last, "" if nothing did."""
    asked_at: datetime | None = None
    """When the hub was last asked, to subscribe or to end it."""
    confirmed_at: datetime | None = None
    """When it last called back about that, and we agreed."""
    lease_until: datetime | None = None
    """None before the hub first agreed."""
    pushed_at: datetime | None = None
    """When it last told us of something new."""
    answered_at: datetime | None = None
    """When the feed last had something new after that."""
    missed_at: datetime | None = None
    """Since when it has been missing what polls found; None if it does not."""

    @property
    def hub(self) -> str:
        """The one that it is at."""
        return self.hubs[self.turn % len(self.hubs)]

    @property
    def over(self) -> bool:
        """Whether nobody wants it any more."""
        return self.state in (HubState.ENDING, HubState.ENDED)

    def lapsed(self, now: datetime) -> bool:
        """Whether the hub agreed to tell us, and the time for which it did is over."""
        return self.state is HubState.ACTIVE and self.lease_until is not None and self.lease_until <= now
