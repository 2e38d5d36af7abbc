"""What the pages of stories and digests ask the store for, and what people do by them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.articles import ArticleVersion
from monitor.model.delivery import DeliveryRow
from monitor.model.desk.actions import DeskAction
from monitor.model.desk.inbox import DoneMark, InboxFacts, Standing, WeakLine
from monitor.model.desk.sent import Attempt, SentDigest
from monitor.model.desk.story import Sighting
from monitor.model.facts import StoryArticle
from monitor.model.ids import AlertId, ArticleId, OutboxId, StoryId
from monitor.ports.feedback import Judged


class Triage(Judged, Protocol):
    """Part of `ports.Store`; raises as that does."""

    def standings(self, watchlists: Sequence[str], since: datetime | None) -> list[Standing]:
        """How each story stands that these watchlists (all if none is given) alerted on, the newest alert first."""
        ...

    def events(self, stories: Collection[StoryId]) -> Mapping[StoryId, StoryId]:
        """For these stories, and all that links lead to from them, the oldest story of their event."""
        ...

    def all_events(self) -> Mapping[StoryId, StoryId]:
        """For each story that has links the oldest story of its event; the others are events of their own."""
        ...

    def inbox_facts(self, alerts: Sequence[AlertId]) -> Mapping[AlertId, InboxFacts]:
        """These alerts with their articles, as far as they are stored."""
        ...

    def in_language(self, stories: Sequence[StoryId], language: str) -> frozenset[StoryId]:
        """Those of these stories with an article in that language; `en` holds `en-GB`."""
        ...

    def lists_of(self, stories: Sequence[StoryId]) -> Mapping[StoryId, tuple[str, ...]]:
        """The watchlists that alerted on each of these stories, the first first."""
        ...

    def event_members(self, events: Mapping[StoryId, StoryId]) -> tuple[StoryArticle, ...]:
        """The articles of all stories that are keys of `events`, under the event that each maps to."""
        ...

    def done_marks(self, stories: Sequence[StoryId]) -> Mapping[StoryId, DoneMark]:
        """Up to where somebody has looked at these stories, for those that somebody has."""
        ...

    def weak_lines(self, since: datetime, most: int) -> list[WeakLine]:
        """The newest weak matches since then of stories that alerted nobody, one for each story and watchlist."""
        ...

    def desk_mark(self) -> str:
        """A text that is another one as soon as an inbox may show something else."""
        ...

    def sightings(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, Sighting]:
        """What watchlists met in the present versions of these articles, as far as they are stored."""
        ...

    def earlier_versions(self, article_id: ArticleId) -> list[ArticleVersion]:
        """The texts that an article had before it was edited, the newest first."""
        ...

    def sent_digests(self, before: int, most: int, subscription: str = "") -> list[SentDigest]:
        """Composed digests with ids below `before` (0: all), the newest first; of all subscriptions for ""."""
        ...

    def deliveries_of(self, key: str) -> list[DeliveryRow]:
        """The messages of a digest, in order."""
        ...

    def dead_letters(self, most: int) -> list[DeliveryRow]:
        """What was given up and nobody has acknowledged, the newest first."""
        ...

    def attempts(self, outbox_id: OutboxId) -> list[Attempt]:
        """The tries at a delivery, in order."""
        ...

    # What people do. Each is one transaction with its action in the ledger, whose number is returned.

    def take_back(self, number: int, at: datetime, by: str) -> bool:
        """Undo one of these actions and mark it so; False if it is too late, or is undone already.

        Of an action of another kind only the mark is made, as `undo_action` does.
        """
        ...

    def mark_done(self, story: StoryId, upto: AlertId, action: DeskAction) -> int:
        """Somebody has looked at the story's whole event, up to that alert: a newer one brings it back."""
        ...

    def tell_again(self, story: StoryId, subscription: str, after: datetime, action: DeskAction) -> int:
        """Have a subscription tell a story once more, after that moment at the earliest.

        What it told goes out once more as it was frozen; what it set aside, or never was to tell, waits for it as if it
        were new. 0 if there is no alert of that story, or it waits already.
        """
        ...

    def read_again(self, article_id: ArticleId, after: datetime, action: DeskAction) -> int:
        """Have an article's page read once more; 0 if there is none or it is being read."""
        ...

    def retry_again(self, outbox_id: OutboxId, after: datetime, action: DeskAction) -> int:
        """Try an unsent delivery once more; 0 if there is none, it was sent or is being sent."""
        ...

    def acknowledge(self, outbox_id: OutboxId, action: DeskAction) -> int:
        """Take one delivery that was given up for seen; 0 if it was not given up."""
        ...
