"""Stories that continue earlier ones: what a text says of events, and which story follows which."""

from __future__ import annotations

from datetime import datetime

from monitor.model.ids import StoryId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What one sentence says of an event: what kind it may be of, and on which days it may have been."""

    kinds: tuple[str, ...]
    """`crash`, `fire` ...; empty where only a day is named."""
    days: tuple[tuple[int, int], ...]
    """(first, last) of each time named, both inclusive, as `date.toordinal` counts days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the opening of a story's first text says of events. Kept as JSON under its story."""

    at: datetime
    """When it was published, or first seen."""
    language: str
    """Primary tag."""
    publisher: str
    form: str
    """Its headline without figures: equal for the issues of a series."""
    events: tuple[str, ...]
    """Kinds of events in headline and first sentence."""
    after: tuple[str, ...]
    """What became of one: `died`, `caught`, `verdict` ..."""
    another: bool
    """Whether it tells another event of a kind: "second", "again"."""
    references: tuple[Reference, ...]
    names: tuple[str, ...]
    """Words with a capital, folded; what is watched left out."""
    words: tuple[str, ...]
    """What its other content words begin with."""
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A watched story with its trace."""

    story_id: StoryId
    event: StoryId
    """The oldest story linked to it; itself where that was not asked."""
    trace: Trace
    topics: frozenset[str]
    """Watched topics in it, as `watchlist/topic`."""
    begins: StoryId | None = None
    """The event with which its chain begins; None: its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """A story that continues an earlier one, and by what that shows."""

    story_id: StoryId
    follows: StoryId
    evidence: str
    """For people: "blast of 6 April, now inquiry; 2 names in common"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """One end of a chain as it is shown at the other."""

    story_id: StoryId
    """The oldest story of its event."""
    ref: str
    """Short id that commands take, e.g. `4f2a`."""
    title: str
    language: str
    at: datetime
    """When it was first seen."""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """What a story's event continues, and what continues it."""

    follows: Chained | None = None
    followed_by: tuple[Chained, ...] = ()
    """The oldest first."""


UNCHAINED = Chains()
