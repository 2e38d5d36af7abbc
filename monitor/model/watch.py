"""Watchlists as users write them, and what the matcher says about a text."""

from __future__ import annotations

from enum import StrEnum

from monitor.model.ids import Priority
from monitor.records import dataclass


class Kind(StrEnum):
    """What a topic is."""

    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    UNIT = "unit"
    EVENT = "event"
    THING = "thing"


class Scope(StrEnum):
    """Where a condition looks, if not within a number of words."""

    MENTION = "mention"
    """Ten words on either side of the mention."""
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


class Strength(StrEnum):
    """How much a hit is worth."""

    STRONG = "strong"
    WEAK = "weak"
    CANDIDATE = "candidate"


class Field(StrEnum):
    """The part of an article in which a span lies."""

    TITLE = "title"
    TEXT = "text"
    PAGE = "page"
    """What the page or the feed shows beside the text: never quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One spelling, as written: `Imam Ali (military) base`, `=IAB`, `"Fifth Corps"!`."""

    text: str
    language: str = ""
    """BCP 47, "" = any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Words that must, or must not, stand near a mention."""

    words: tuple[str, ...]
    """Words, phrases or `stem*`."""
    all: bool = False
    """True: every one of them; False: any."""
    within: Scope | int = Scope.DOCUMENT
    """An int is a number of words between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCondition:
    """What holds for some names of a topic only, beside what holds for all of them."""

    names: tuple[str, ...] = ()
    """The names it is about, as the watchlist or a pack writes them; empty if it is about languages."""
    languages: tuple[str, ...] = ()
    """It is about every name given in one of these, a pack's included."""
    requires: Condition | None = None
    excludes: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing watched."""

    id: str
    name: str
    kind: Kind
    names: tuple[Name, ...]
    requires: Condition | None = None
    excludes: Condition | None = None
    conditions: tuple[NameCondition, ...] = ()
    """What holds for some of the names only."""
    without: tuple[str, ...] = ()
    """Names that packs would add and that the topic does without."""
    rejected: tuple[str, ...] = ()
    """Possible new spellings that an analyst looked at and that are something else: asked about no more."""
    match_examples: tuple[str, ...] = ()
    """Canaries: texts in which the topic must be found."""
    ignore_examples: tuple[str, ...] = ()
    """Canaries: texts in which it must not be found."""
    gap_examples: tuple[str, ...] = ()
    """Known gaps: texts in which it ought to be found, and is not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A query over topics and words; a watchlist without rules alerts on every topic."""

    id: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """A named list of topics, one file."""

    id: str
    title: str
    priority: Priority
    topics: tuple[Topic, ...]
    rules: tuple[Rule, ...] = ()
    packs: tuple[str, ...] = ()
    file: str = ""
    """Where it came from, for messages."""
    text: str = ""
    """The file as it was read: kept by hash so that an old alert can be replayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchText:
    """A text to be matched. Spans of hits count code points of `title` and of `text` as given here."""

    title: str
    text: str
    language: str = ""
    source: str = ""
    """Publisher, for rules that are limited to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One mention of one topic."""

    watchlist: str
    topic: str
    field: Field
    start: int
    end: int
    surface: str
    """`text[start:end]` as it stands in the original."""
    form: str
    """The name of the topic that was met, as the watchlist writes it."""
    strength: Strength
    reason: str
    """The chain of reasons in words: "name Albu Kamal; near 'convoy' (3 words)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A mention that did not count, and what failed."""

    watchlist: str
    topic: str
    field: Field
    start: int
    end: int
    surface: str
    form: str
    failed: str
    """"requires any of base, militia* in the sentence"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one watchlist says about a text."""

    watchlist: str
    fires: bool
    strength: Strength
    """The best strength among the hits that made it fire."""
    topics: tuple[str, ...]
    """Topics met, in order of first mention."""
    rules: tuple[str, ...]
    """Rules that fired; empty for a watchlist without rules."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """Everything the matcher says about one text; verdicts only for watchlists with at least one hit."""

    hits: tuple[Hit, ...]
    near: tuple[NearMiss, ...]
    verdicts: tuple[Verdict, ...]
