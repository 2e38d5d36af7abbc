"""One story as its page shows it."""

from __future__ import annotations

from datetime import datetime

from monitor.model.delivery import DeliveryRow
from monitor.model.desk.actions import DeskAction
from monitor.model.desk.inbox import DoneMark
from monitor.model.digests import Growth, Quote
from monitor.model.facts import StoryArticle
from monitor.model.feedback.given import Feedback
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.linking.chains import Chains
from monitor.model.outcomes import AlertReason
from monitor.model.stories import ClosestSentences, CopyRow, StoryLink
from monitor.model.trails import Trail
from monitor.model.watch import Hit, Strength
from monitor.model.ways import SubscriptionRoute
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What watchlists met in one article, in its present version."""

    article: ArticleId
    title: str
    text: str
    language: str
    version: int
    read_at: datetime
    found: tuple[tuple[str, Hit], ...]
    """(watchlist, hit)"""
    placed: str
    """Why it belongs to its story, and what was decided about it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One place in which two versions of a text differ; "" where there is nothing."""

    before: str
    after: str
    gone: tuple[tuple[int, int], ...] = ()
    """(start, end) of the words of `before` that `after` has not."""
    come: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A version of a text, and what it changed of the one before."""

    version: int
    at: datetime
    """When it was read."""
    changed: tuple[Changed, ...]
    more: int
    """Further changes, which are not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingLine:
    """An article of the story, with the copies of its text beneath it."""

    article: StoryArticle
    quotes: tuple[Quote, ...]
    """The sentences in which something watched was met."""
    names: tuple[str, ...]
    """What was met, by name of its topic."""
    placed: str
    finding: CopyRow | None
    """What it is of an earlier article, if it is a copy."""
    edits: tuple[Edit, ...]
    """The newest first; empty if it was never edited."""
    copies: tuple[TellingLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTo:
    """A digest that told the story, and what became of its messages."""

    subscription: str
    digest: str
    at: datetime | None
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One alert of a story."""

    id: AlertId
    watchlist: str
    reason: AlertReason
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """All about one story's event."""

    story: StoryId
    """The oldest of its stories."""
    ref: str
    title: str
    language: str
    stories: tuple[StoryId, ...]
    watchlists: tuple[str, ...]
    topics: tuple[str, ...]
    alert: AlertId | None
    """Its newest; None if nothing was alerted."""
    raised: tuple[Raised, ...]
    """All of them, the newest first."""
    first_seen_at: datetime
    last_seen_at: datetime
    publishers: int
    articles: int
    tellings: tuple[TellingLine, ...]
    more: int
    """Articles that are not listed."""
    growth: tuple[Growth, ...]
    links: tuple[StoryLink, ...]
    chains: Chains
    """What it continues, and what continues it."""
    routes: tuple[SubscriptionRoute, ...]
    told: tuple[ToldTo, ...]
    facts: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(watchlist, kind, values): what its readers were told."""
    done: DoneMark | None
    judged: tuple[Feedback, ...]
    actions: tuple[DeskAction, ...]
    original_title: str = ""
    """Headline of its first article, where one in a language of its readers is shown in its place; else ""."""
    original_language: str = ""
    told_in: tuple[tuple[str, int], ...] = ()
    """(language, independent publishers), the most first; empty where all that is known is one language."""
    translations: tuple[tuple[str, str], ...] = ()
    """(text, machine translation), as the newest digest that told it has them."""
    translated_to: str = ""
    whole: bool = True
    """As `InboxLine.whole`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetWords:
    """Words of an article that a list met."""

    watchlist: str
    topic: str
    surface: str
    """As they stand there."""
    times: int
    strength: Strength
    reason: str
    sentence: str
    """The first in which they stand, or the headline."""
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSays:
    """What a watchlist says of an article now."""

    watchlist: str
    title: str
    alerts: bool
    why: tuple[str, ...]
    """What decided: why it alerts, or what failed of what was nearly met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNow:
    """An article as the lists in force read it."""

    article: ArticleId
    letters: int
    language: str
    met: tuple[MetWords, ...]
    says: tuple[ListSays, ...]
    others: int
    """Lists of which nothing stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """What happened to an address."""

    url: str
    trails: tuple[Trail, ...]
    links: tuple[tuple[StoryId, tuple[StoryLink, ...]], ...]
    """What makes each story and others one event."""
    closest: tuple[ClosestSentences, ...] = ()
    """The sentences of linked stories that mean most alike, where their meaning is known."""
    chains: tuple[tuple[StoryId, Chains], ...] = ()
    """Of those that continue others, or are continued."""
    read: tuple[ReadNow, ...] = ()
    """Its stored texts as the lists that run now read them."""
    unseen: tuple[str, ...]
    """Why it was never seen, in lines; empty if it was."""
