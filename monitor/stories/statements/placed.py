"""Sentences with the counterparts that they were found, and those that have none after all."""

from __future__ import annotations

from collections.abc import Container, Sequence

from monitor.stories.statements.align import Pair
from monitor.stories.statements.changes import EQUAL
from monitor.stories.statements.kinds import Difference
from monitor.stories.statements.statement import Statement

_STALE = 0.9

Counterpart = tuple[Pair, int]
"""A sentence beside the one that it goes back to, and the place of the text where that stands."""
Placed = tuple[Statement, Counterpart | None]


def said(one: Statement) -> object:
    """What makes two sentences the same word for word (`align.same`)."""
    return one.words, one.days, one.dates


def first(found: Sequence[Sequence[Pair | None]], order: Sequence[int], place: int) -> Counterpart | None:
    """The counterpart of the sentence at a place in the first of the texts, in `order`, that has one.

    One that names something else that is watched is taken only if no text has a better one.
    """
    pairs = [(pair, at) for at in order if (pair := found[at][place]) is not None]
    return next((one for one in pairs if not _names_other(one[0])), pairs[0] if pairs else None)


def _names_other(pair: Pair) -> bool:
    return bool(pair.new.watched) and bool(pair.old.watched) and pair.new.watched.isdisjoint(pair.old.watched)


def tells_of_same(pair: Pair) -> bool:
    """Whether two sentences tell of the same: much alike, and nothing watched in the new one that the old has not."""
    return pair.share >= EQUAL and pair.new.watched <= pair.old.watched


def apart(placed: Sequence[Placed], changed: Sequence[Difference], here: Container[object]) -> list[Placed]:
    """The sentences; one that says nothing otherwise than another that still stands beside it goes back to none.

    On a live page the other is older: "power is back" above "power is out". `here`: what stands there, as `said`.
    """
    says = {one.later for one in changed if one.speaks}
    return [(one, None if _is_beside(one, at, here) and one.shown not in says else at) for one, at in placed]


def _is_beside(one: Statement, at: Counterpart | None, here: Container[object]) -> bool:
    if at is None or at[0].equal or said(at[0].old) not in here:
        return False
    return not set(one.words) <= set(at[0].old.words)


def is_known(one: Statement, at: Counterpart | None, elsewhere: Container[object]) -> bool:
    """Whether a sentence stands elsewhere word for word, and what was told says nothing else of its subject."""
    if said(one) not in elsewhere:
        return False
    return at is None or one.watched.isdisjoint(at[0].old.watched)


def is_older(told: Sequence[Sequence[Statement]], new: Sequence[Statement]) -> bool:
    """Whether a text is (nearly) one that was told before the last of those told, and not that."""
    bodies = [frozenset(one.words for one in body) for body in told]
    mine = frozenset(one.words for one in new)
    if not mine or mine == bodies[-1]:
        return False
    return any(len(mine & body) >= _STALE * max(len(mine), len(body)) for body in bodies[:-1])
