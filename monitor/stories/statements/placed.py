"""Sentences with the counterparts that they were found, and those that have none after all."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from monitor.records import dataclass
from monitor.stories.statements.align import Pair, nearest
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.likeness import same_name
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.reading.text import ReadText, watch_of
from monitor.stories.statements.setting import EQUAL
from monitor.stories.words.lexicon import Lexicon

_STALE = 0.9
_FEW_CHANGED = 4
"""One of so many sentences."""
_LEAST_KEPT = 1


@dataclass(frozen=True, slots=True)
class Found:
    """The counterpart of a sentence."""

    at: int
    """The place of the text where it stands."""
    old: Line
    pair: Pair | None
    """None: it is the same word for word."""
    other_day: bool = False
    """Both say it of two calendar days."""

    @property
    def equal(self) -> bool:
        """Whether both say the same, but for clocks and serial numbers."""
        return not self.other_day and (self.pair is None or self.pair.equal)

    @property
    def tells_of_same(self) -> bool:
        """Whether both are much alike, and nothing is watched in the new one that the old has not."""
        if self.other_day:
            return False
        return self.pair is None or (self.pair.share >= EQUAL and self.pair.new.watched <= self.pair.old.watched)

    @property
    def names_other(self) -> bool:
        """Whether the new one names something watched where the old one named another thing."""
        if self.pair is None or not self.pair.new.watched:
            return False
        old, added = self.pair.old, self.pair.added
        if not all(_is_other(name, added, self.old.words) for name in self.pair.new.watched):
            return False
        return bool(old.watched) or any(word in old.names for word in self.pair.gone)

    @property
    def says_more(self) -> bool:
        """Whether the new one has words of meaning that the old one has not."""
        return self.pair is not None and bool(self.pair.added)


Placed = tuple[Line, Found | None]
Words = tuple[str, ...]
Watched = Mapping[Line | None, frozenset[str]]
"""Watched names by the sentences that they stand in."""


def _is_other(name: str, added: Sequence[str], old: Sequence[str]) -> bool:
    """Whether a name is among the words that were added, and stands in no spelling where they were added to."""
    parts = name.split()
    return any(part in added for part in parts) and not all(any(same_name(part, one) for one in old) for part in parts)


def share_of_words(placed: Sequence[Placed]) -> float:
    """Of the later text's content words those that stand in what was told."""
    total = shared = 0
    for one, found in placed:
        size = len(found.pair.new.content) if found and found.pair else one.size
        total += size
        if found:
            shared += size - (len(found.pair.added) if found.pair else 0)
    return shared / total if total else 0.0


def are_few_changed(placed: Sequence[Placed]) -> bool:
    """Whether nearly all sentences were taken over as they were: who rewords a text for its style changes more."""
    changed = [found for _, found in placed if not found or (found.pair and (found.pair.added or found.pair.gone))]
    return len(changed) <= max(1, len(placed) // _FEW_CHANGED) and len(placed) - len(changed) >= _LEAST_KEPT


def apart(placed: Sequence[Placed], changed: Sequence[Difference], here: Container[Words]) -> list[Placed]:
    """The sentences; one that says nothing otherwise than another that still stands beside it goes back to none.

    On a live page the other is older: "power is back" above "power is out". `here`: the words of what stands there.
    Neither does one that says of something watched what was told of something else that is.
    """
    says = {one.later for one in changed if one.speaks}

    def is_apart(one: Line, at: Found | None) -> bool:
        return at is not None and (at.names_other or _is_beside(one, at, here)) and one.shown not in says

    return [(one, None if is_apart(one, at) else at) for one, at in placed]


def _is_beside(one: Line, at: Found | None, here: Container[Words]) -> bool:
    if at is None or at.equal or at.old.words not in here:
        return False
    return not set(one.words) <= set(at.old.words)


def is_older(told: Sequence[Sequence[Line]], new: Sequence[Line]) -> bool:
    """Whether a text is (nearly) one that was told before the last of those told, and not that."""
    bodies = [frozenset(one.words for one in body) for body in told]
    mine = frozenset(one.words for one in new)
    if not mine or mine == bodies[-1]:
        return False
    return any(len(mine & body) >= _STALE * max(len(mine), len(body)) for body in bodies[:-1])


def with_names(one: Statement | None, watched: frozenset[str] | None) -> Statement | None:
    """The statement with the watched names that stand in its sentence."""
    return one if one is None or not watched else replace(one, watched=watched)


def much_like(
    new: Statement | None, one: Line, told: Sequence[tuple[ReadText, Watched]], lexicon: Lexicon
) -> Pair | None:
    """A sentence beside the first that is much like it in these texts; None if it stands in one, or none is."""
    for text, watched in told:
        near = text.index.near(one)
        if new is None or near.equal is not None:
            return None
        old = {
            line: said for line in near.others if (said := with_names(line.statement, watched.get(line))) is not None
        }
        best = nearest(new, old, lexicon)
        if best is not None and best[1].share >= EQUAL:
            return best[1]
    return None


def with_written_names(found: Sequence[Difference], names: Sequence[str], lexicon: Lexicon) -> tuple[Difference, ...]:
    """The differences with watched names as the text has them, where they say which."""
    written = [(folded, name) for name in names for folded, _ in watch_of((name,), lexicon)]

    def named(one: Difference) -> Difference:
        what = one.what
        if one.kind in (DifferenceKind.WATCHED, DifferenceKind.ADDED):
            for folded, name in written:
                what = what.replace(folded, name)
        return one if what == one.what else replace(one, what=what)

    return tuple(map(named, found))
