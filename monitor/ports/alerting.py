"""What is told at once, and by which routes, as the shell asks the store for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.alerting import AlertFacts
from monitor.model.ids import AlertId, StoryId
from monitor.model.routing import Aside, RouteFacts, RouteQuestion
from monitor.model.ways import AlertRow, StoryAlerts, TopicMention, TopicStory


class Alerting(Protocol):
    """The part of the store that is asked every few seconds; it reads no texts."""

    def waiting_alerts(
        self, subscription_id: str, watchlists: Sequence[str], settled: AlertId, since: datetime
    ) -> AlertFacts:
        """The stories that wait for that subscription, of alerts after `settled` and of adopted ones.

        And when it was told at once, after `since`. `AlertFacts.settled` is what may be asked with the next time.
        """
        ...

    def route_facts(self, question: RouteQuestion) -> RouteFacts:
        """What waits for a subscription, and what was told of it, in one consistent read; no texts."""
        ...

    def story_alerts(self, story_id: StoryId) -> StoryAlerts:
        """All alerts of a story's event, and what became of them so far."""
        ...

    def put_off_digest(self, subscription_id: str, until: datetime) -> None:
        """Have the next digest by the clock wait until then; nothing else changes."""
        ...

    def set_aside(self, subscription_id: str, asides: Sequence[Aside], at: datetime) -> None:
        """Settle alerts for a subscription without telling them. What is set aside already stays as it is."""
        ...

    def topic_stories(self, watchlists: Sequence[str], since: datetime) -> list[TopicStory]:
        """On which stories each topic alerted since then, without what was found late."""
        ...

    def topic_mentions(self, watchlists: Sequence[str], since: datetime) -> list[TopicMention]:
        """In which articles, first seen since then, each topic was surely met."""
        ...

    def alert_rows(self, since: datetime, until: datetime, after: AlertId, limit: int) -> list[AlertRow]:
        """The alerts made since then and before `until`, in order, from the one behind `after` on."""
        ...
