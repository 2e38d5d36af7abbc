"""The parts of a watchlist that an author may switch off for a moment: names, conditions, rules."""

from __future__ import annotations

from enum import StrEnum

from monitor.records import dataclass


class PartKind(StrEnum):
    """What a part is."""

    NAME = "name"
    PACK = "pack"
    """A name that a pack brings."""
    REQUIRES = "requires"
    EXCLUDES = "excludes"
    RULE = "rule"


class Switch(StrEnum):
    """How a part stands in a draft that is tried."""

    ON = "on"
    OFF = "off"
    NOT = "not"
    """Turned round: what it lets through is kept out, and what it keeps out is let through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a watchlist."""

    key: str
    """The same as long as the part stands so in the text: 12 hex digits."""
    kind: PartKind
    topic: str
    """Id of its topic; "" for a rule."""
    text: str
    """The name as it is written, the id of a rule, a condition in words."""
    place: int = 0
    """Of a condition: 0 the topic's own, else that one of its `conditions`, from 1."""

    @property
    def switches(self) -> tuple[Switch, ...]:
        """How it may stand."""
        return (Switch.ON, Switch.OFF) if self.kind is PartKind.PACK else tuple(Switch)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCounts:
    """What a part does in the articles that were looked at."""

    hits: int = 0
    """Articles in which a name surely is met, that a rule fires on, or that pass a condition."""
    sole: int | None = 0
    """Of them those that are found by nothing else; of a condition the articles that it alone keeps out. None: there
    was no time to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedPart:
    """A part with how it stands and what it does."""

    part: Part
    switch: Switch
    counts: PartCounts | None
    """None for what is switched off, or was not reached."""

    @property
    def dead(self) -> bool:
        """It does nothing in any article that was looked at."""
        return self.counts is not None and not (self.counts.hits or self.counts.sole)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedTopic:
    """The parts of one topic, or of all rules."""

    topic: str
    """"" for the rules."""
    title: str
    parts: tuple[WeighedPart, ...]
    more: int
    """Names that are not shown: a list may have thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What each part of a list does."""

    topics: tuple[WeighedTopic, ...]
    articles: int
    """That were looked at: the newest that may mention the list."""
    of: int
    """That may mention it."""
