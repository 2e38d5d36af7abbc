"""What became of alerts, for people: who was told, who will be, and all alerts as rows for other tools."""

from __future__ import annotations

from datetime import datetime

from monitor.model.ids import AlertId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import RoutedAlert, Rule
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAlert:
    """An alert that a digest of a subscription told, or that was settled with it."""

    subscription: str
    alert_id: AlertId
    digest: str
    """Its key; "" if it is gone."""
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideAlert:
    """An alert that a subscription set aside, and when."""

    subscription: str
    alert_id: AlertId
    rule: Rule
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAlerts:
    """All alerts of a story, and what became of them."""

    alerts: tuple[RoutedAlert, ...]
    told: tuple[ToldAlert, ...]
    aside: tuple[AsideAlert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRoute:
    """What became, or becomes, of an alert for a subscription."""

    alert_id: AlertId
    watchlist: str
    reason: AlertReason
    fate: str
    """`told`, `tell`, `hold`, `never`, or `before`: older than the subscription's interest in the watchlist."""
    rules: tuple[Rule, ...] = ()
    why: str = ""
    at: datetime | None = None
    """When it was told or set aside, or will be told; None: nobody knows."""
    digest: str = ""
    """The key of the digest that told it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionRoute:
    """A story on its way to a subscription."""

    subscription: str
    ways: tuple[str, ...]
    """Channels with their recipients."""
    alerts: tuple[AlertRoute, ...]
    """Of its watchlists; empty: none of them found anything in the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStory:
    """A topic that alerted on a story, and when."""

    watchlist: str
    topic: str
    story: StoryId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMention:
    """An article that a topic was met in, and whose it is."""

    watchlist: str
    topic: str
    language: str
    """Without region; "" where unknown."""
    publisher: str
    at: datetime
    """When it was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert with its article, for other tools."""

    id: AlertId
    at: datetime
    watchlist: str
    topics: tuple[str, ...]
    reason: AlertReason
    new: tuple[str, ...]
    """What was new, as its text has it."""
    story: StoryId
    title: str
    url: str
    publisher: str
    language: str
    published_at: datetime | None
    first_seen_at: datetime
    told: tuple[str, ...]
    """The subscriptions that told it."""
