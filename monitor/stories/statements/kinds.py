"""The kinds of differences between what two sentences say, and what comparing two texts finds."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from monitor.records import dataclass
from monitor.stories.cleaning import words

_ONE_THING = 0.7
"""Share of the shorter sentence's words from which a headline and a sentence say one thing."""


class DifferenceKind(StrEnum):
    """What a later sentence says otherwise. Stored and shown; never renamed."""

    NEGATION = "negation"
    """Said of not being so, or no longer; for and against."""
    DENIAL = "denial"
    """Denied, or no longer denied."""
    RETRACTION = "retraction"
    """Taken back or corrected."""
    STATE = "state"
    """Open and closed, wounded and dead, accepted and rejected; or a life, custody or deal state told nowhere."""
    PLAN = "plan"
    """Planned before, done now."""
    NUMBER = "number"
    """Another number of the same."""
    DAY = "day"
    """Another weekday or date."""
    NAME = "name"
    """Another name in an otherwise equal sentence."""
    ACTOR = "actor"
    """Somebody else does it, or has it done to them."""
    WATCHED = "watched"
    """A watched name that the earlier text has nowhere."""
    ROLES = "roles"
    """The same words, but who does it to whom has changed."""
    OBJECT = "object"
    """Another thing in an otherwise equal sentence."""
    ADDED = "added"
    """A sentence that has no counterpart."""
    WORDING = "wording"
    """Other words, nothing else."""


OF_TITLES = frozenset(
    {
        DifferenceKind.NEGATION,
        DifferenceKind.DENIAL,
        DifferenceKind.STATE,
        DifferenceKind.NUMBER,
        DifferenceKind.NAME,
        DifferenceKind.ACTOR,
        DifferenceKind.ROLES,
        DifferenceKind.RETRACTION,
    }
)
"""What headlines tell of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a later text says otherwise than an earlier one."""

    kind: DifferenceKind
    speaks: bool
    """Whether it is news; else it is only shown to explain a silence."""
    what: str
    """In words: "open → closed"."""
    later: str = ""
    """The later sentence."""
    earlier: str = ""
    """Its counterpart, "" if it has none."""
    at_head: bool = False
    """Whether it stands in the headline or in the first sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing found."""

    differences: tuple[Difference, ...]
    share: float
    """Of the later text's content words those that stand in what was told, 0 to 1; 1.0 only if all do."""
    equal: int
    """Sentences that were told word for word."""
    sentences: int
    stale: bool = False
    """Another paper's copy of what was told before something newer."""
    next_address: bool = False
    """The text that it goes back to is the same publisher's, at another address."""
    derived: bool = False
    """Whether it is an edit, a copy or a next text of whom readers were told by: its sentences could be compared."""


def once(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Each thing once: a headline often says what the first sentence says.

    Two sentences with few words in common say two things, though of one kind: "another day" here and there.
    """
    kept: list[Difference] = []
    for one in found:
        same = (other for other in kept if (other.kind, other.what) == (one.kind, one.what))
        if not any(_overlap(one.later, other.later) for other in same):
            kept.append(one)
    return tuple(kept)


def _overlap(one: str, two: str) -> bool:
    mine, theirs = set(words(one)), set(words(two))
    return len(mine & theirs) >= _ONE_THING * min(len(mine), len(theirs))


def arrow(gone: tuple[str, ...], added: tuple[str, ...]) -> str:
    """What stood there, and what stands there now."""
    sides = (" ".join(one.lstrip("#") for one in side) or "nothing" for side in (gone, added))
    return " → ".join(sides)
