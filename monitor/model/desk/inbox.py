"""Stories as the inbox lists them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from monitor.model.ids import AlertId, ArticleId, Direction, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact
from monitor.model.watch import Hit, Verdict
from monitor.records import dataclass


class InboxState(StrEnum):
    """What a story is to who opens the inbox."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    MORE = "more"
    """Others tell it too; nothing that they say is new."""
    DONE = "done"
    """Somebody has looked at all that it has to say."""


class Standing(NamedTuple):
    """How one story with alerts stands. A tuple, for there are ten thousand of them on one look."""

    story: int
    newest: int
    """Its newest alert."""
    reason: str
    """Of that one; an `AlertReason`."""
    begun: bool
    """Its first alert came since the moment that was asked for; True if none was."""
    spoke: bool
    """So did its newest."""
    grew: bool
    """An article of it came since then."""
    done: int
    """The newest alert that somebody has looked at, 0 if nobody has."""
    grew_after: bool
    """An article came since somebody has looked at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFacts:
    """The newest alert of a story, with its article."""

    alert: AlertId
    story: StoryId
    watchlist: str
    reason: AlertReason
    facts: tuple[Fact, ...]
    """What was new; empty for a first alert."""
    hits: tuple[Hit, ...]
    """Of its watchlist."""
    verdict: Verdict
    at: datetime
    article: ArticleId
    version: int
    title: str
    text: str
    language: str
    publisher: str
    tags: tuple[str, ...]
    """Of the feed that brought the article."""
    url: str
    published_at: datetime | None
    first_seen_at: datetime

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics met, in order of first mention."""
        return self.verdict.topics


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneMark:
    """That somebody has looked at a story, up to an alert."""

    story: StoryId
    alert: AlertId
    by: str
    at: datetime
    why: str
    action: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One thing that is new in a story."""

    words: str
    """Of what kind it is: "One more independent publisher"."""
    text: str
    """The sentence that says so, or what there is to say."""
    marks: tuple[tuple[int, int], ...] = ()
    """What is new in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One event in the inbox."""

    story: StoryId
    """The oldest story of the event."""
    ref: str
    """Short id that commands take, e.g. `4f2a`."""
    state: InboxState
    alert: AlertId
    """The newest of all its stories: who presses "done" has seen it up to here."""
    watchlists: tuple[str, ...]
    topics: tuple[str, ...]
    """Names of topics, the newest alert's."""
    title: str
    language: str
    direction: Direction
    publisher: str
    url: str
    host: str
    at: datetime
    """Of its newest alert."""
    first_seen_at: datetime
    last_seen_at: datetime
    """Of its newest article."""
    publishers: int
    """Independent ones."""
    articles: int
    more_publishers: int
    """So many of them since the moment that was asked for, or since it was done."""
    new: tuple[str, ...]
    """What the newest alert said anew, each in a word or two."""
    news: tuple[NewsLine, ...] = ()
    """The same in sentences; empty for a first alert."""
    met: str = ""
    """The sentence in which it was met, where no other is shown and it is not the headline."""
    marks: tuple[tuple[int, int], ...] = ()
    """What of that sentence was met."""
    why: str = ""
    """What decided and does not show by itself: a rule, a name in other letters, what stood near it; mostly nothing."""
    done: DoneMark | None = None
    whole: bool = True
    """Whether who asks is shown all lists that alerted on it; if not, it is not for them to do anything to it."""
    held: str = ""
    """What holds it back from digests now, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakLine:
    """A story in which a watchlist met something of little weight only."""

    story: StoryId
    ref: str
    watchlist: str
    topics: tuple[str, ...]
    why: str
    article: ArticleId
    title: str
    language: str
    publisher: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxQuestion:
    """What of the inbox is asked for."""

    states: frozenset[InboxState] = frozenset()
    """Empty: all that nobody has looked at."""
    watchlists: tuple[str, ...] = ()
    """Empty: all."""
    language: str = ""
    since: datetime | None = None
    """Only what came or grew since then."""
    before: int = 0
    """Only stories whose newest alert has a smaller number than this; 0: from the newest on."""
    limit: int = 30
    shown: frozenset[str] | None = None
    """All watchlists that whoever asks is shown, with what they find; None for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """What the inbox shows."""

    lines: tuple[InboxLine, ...]
    older: int
    """`InboxQuestion.before` of the next page, 0 if there is none."""
    counts: dict[InboxState, int]
    """Of each state, whatever states were asked for."""
    newest: int
    """The newest alert of all."""
