"""Digests: what is frozen when one is composed, and what a channel renders.

A `Digest` holds everything that a reader sees, so rendering needs no store, no clock and no configuration,
and the same digest rendered twice is the same to the byte. It is stored as JSON beside its frozen alerts.
"""

from __future__ import annotations

from datetime import datetime

from monitor.model.alerting import DigestKind, SentStory
from monitor.model.coverage import Coverage, CoverageForm
from monitor.model.ids import AlertId, Direction, Priority, StoryId
from monitor.model.outcomes import ComposeOutcome, TextSource
from monitor.model.routing import Aside
from monitor.model.stories import CopyLabel, FactKind
from monitor.records import dataclass

SAME_EVENT = "same_event"
"""Label of an article that tells the story in words of its own; the others are those of `CopyLabel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of the article with the matches to mark; `marks` are (start, end) offsets into `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another sighting of a story: an article folded into it."""

    publisher: str
    url: str
    title: str
    first_seen_at: datetime
    label: str = ""
    """What it is of an earlier article: a `CopyLabel`, or `same_event`. "" in digests from before that was kept."""
    agency: str = ""
    """News agency whose text it is, "" if none is named."""

    @property
    def own_words(self) -> bool:
        """Whether it tells the story anew; who quotes a part of another's text does so all the same."""
        return self.label in {SAME_EVENT, CopyLabel.PARTLY_REUSED.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """Something that an update says and the reader was not told before."""

    kind: FactKind
    shown: str
    """As the text has it."""
    sentence: Quote | None = None
    """The sentence that says so, with what is new marked; facts of one sentence share it. None for a publisher."""
    earlier: Quote | None = None
    """That sentence as it stood before, if it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article that brings something new to a story, beside the one that is shown."""

    publisher: str
    title: str
    language: str
    direction: Direction
    url: str
    host: str
    """Host of `url` as it must be shown."""
    at: datetime
    """When it was published, or first seen."""
    says: tuple[tuple[str, str], ...]
    """What it brings, as `NewFact.shown`, with the sentence that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTold:
    """The digest of the same subscription in which a story was told first."""

    digest: str
    """Its key."""
    at: datetime
    """When it was composed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An earlier story that this one continues."""

    story_id: StoryId
    ref: str
    """Short id that commands take."""
    title: str
    language: str
    direction: Direction
    at: datetime
    """When it was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How far a story had come at a moment."""

    at: datetime
    publishers: int
    """Independent ones."""
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestStory:
    """One story as a line of a digest."""

    story_id: StoryId
    ref: str
    """Short id that commands take, e.g. `4f2a`."""
    state: str
    """`new`, `update`: told in an earlier digest, and there is something new, or `correction`: it is taken back."""
    topics: tuple[str, ...]
    """Names of the topics met, the most telling first."""
    title: str
    language: str
    direction: Direction
    url: str
    host: str
    """Host of `url` as it must be shown, punycode if not ASCII."""
    publisher: str
    published_at: datetime | None
    first_seen_at: datetime
    source: TextSource
    publishers: int
    """Independent publishers among the articles of the story."""
    copies: tuple[Copy, ...]
    """All articles but the one shown: those in their own words first, then the copies; each by first sighting."""
    quotes: tuple[Quote, ...]
    also_in: tuple[str, ...]
    """Titles of the other watchlists that matched it; the story is shown once."""
    why: str
    """The chain of reasons in one line."""
    weak: bool = False
    not_plain: str = ""
    """What of the reasons the names alone do not show: another spelling or script, what stood near, a rule."""
    new_facts: tuple[NewFact, ...] = ()
    """What an update brings, or what a new story said after its first article; of each kind the newest first."""
    reports: tuple[Report, ...] = ()
    """All other articles that bring what is new, the newest first."""
    told: FirstTold | None = None
    """Where the story was told first; None in a digest that is itself the first."""
    first_publisher: str = ""
    """Who had it first, at `first_seen_at`."""
    growth: tuple[Growth, ...] = ()
    """A few moments from the first article to the last, empty for a story of one article."""
    late_at: datetime | None = None
    """When the watchlist changed that found it among articles from before; None if it was found when it came."""
    held: str = ""
    """What held it back until it ended, in words; "" if nothing did."""
    original: Report | None = None
    """The article that alerted, where one in a language of the readers is shown in its place."""
    original_quotes: tuple[Quote, ...] = ()
    """Its own sentences, as `quotes`."""
    told_in: tuple[tuple[str, int], ...] = ()
    """(language, independent publishers), the most first; empty where all that is known is one language."""
    translations: tuple[tuple[str, str], ...] = ()
    """(text, machine translation) of its headlines and quoted sentences, as far as there are some."""
    translated_to: str = ""
    """Language of these."""
    follows: Followed | None = None
    """What it continues; None in digests from before that was looked for."""

    @property
    def update(self) -> bool:
        """Whether readers know the story already."""
        return self.state in {"update", "correction"}

    @property
    def correction(self) -> bool:
        """Whether something that they were told is taken back."""
        return self.state == "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """A topic that is told of much more than usual."""

    topic: str
    """Its name."""
    weeks: tuple[int, ...]
    """Stories in each of the last weeks, the one that ends now last."""
    usual: int
    """In a week, before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSection:
    """The stories of one watchlist."""

    watchlist: str
    title: str
    priority: Priority
    stories: tuple[DigestStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of a digest: which of how many, and which stories of the digest it tells. By default the whole."""

    number: int = 1
    """From 1."""
    of: int = 1
    first: int = 0
    """Place of its first story in `Digest.stories`."""
    last: int | None = None
    """Place behind its last story; None: to the end."""


WHOLE = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One composed digest. `key` is unique: `2026-11-22/border-watch/0700`."""

    key: str
    subscription: str
    title: str
    """The subscription's title, e.g. "Border watch"."""
    schedule: str
    """In words for the footer: "0 7 * * * (Asia/Damascus)"."""
    zone: str
    language: str
    """Language of the frame; English only for now."""
    direction: Direction
    window_from: datetime
    window_to: datetime
    composed_at: datetime
    sections: tuple[DigestSection, ...]
    weak: tuple[DigestStory, ...]
    coverage: Coverage
    lists: tuple[str, ...]
    """Titles of the watchlists of the subscription."""
    max_stories: int = 0
    """So many are shown with details, the others as a line each; 0 in digests from before the others were kept."""
    late: bool = False
    """Told long after it was composed, because its receiver took nothing then."""
    kind: DigestKind = DigestKind.DIGEST
    seen_at: datetime | None = None
    """When the first article of what is told at once was seen; None in a digest of the clock."""
    sent: tuple[SentStory, ...] = ()
    """What was told at once since the digest before, the oldest first."""
    surges: tuple[Surge, ...] = ()
    """Topics of these stories that are told of much more than usual, the most unusual first."""
    coverage_form: CoverageForm = CoverageForm.FULL
    """How much of `coverage` a mail shows."""

    @property
    def stories(self) -> tuple[DigestStory, ...]:
        """All stories shown in full or as a line, in order."""
        return tuple(story for section in self.sections for story in section.stories)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxDraft:
    """One delivery to be made. `dedupe_key` is unique; the same key is never stored twice."""

    dedupe_key: str
    channel: str
    recipient: str
    part: Part = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestIntent:
    """What composing changes; one transaction. `digest` None: the slot is only marked as passed."""

    subscription: str
    slot_date: str
    """Local date, ISO."""
    slot: str
    """`HH:MM` local, or `now-<n>`, `demo`."""
    outcome: ComposeOutcome
    next_due_at: datetime | None
    """None leaves the stored one (send-now)."""
    last_match_id: int
    at: datetime
    digest: Digest | None = None
    alerts: tuple[AlertId, ...] = ()
    outbox: tuple[OutboxDraft, ...] = ()
    aside: bool = False
    """It was told at once: the window of the subscription's next digest stays as it is."""
    set_aside: tuple[Aside, ...] = ()
    """Alerts that are settled without being told."""
