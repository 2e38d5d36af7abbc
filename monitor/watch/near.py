"""Pairs of places that stand near each other, found by looking for each place's nearest partner.

Trying every pair would cost the product of both counts; here 10^5 places on either side cost as many searches in a
sorted list. Each place brings at most one pair, so that a NEAR inside a NEAR does not grow either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from itertools import chain, islice
from operator import gt, itemgetter

from monitor.watch.conditions import Place


class Line:
    """Places along one stretch of text, asked for the one nearest to a given place."""

    __slots__ = ("_by_end", "_by_start", "_ends", "_farthest", "_starts")

    def __init__(self, places: Collection[Place]) -> None:
        self._by_start = sorted(places)
        self._starts = [place[0] for place in self._by_start]
        # Where no place holds another, as nearly always, both orders are one.
        ends = [place[1] for place in self._by_start]
        nested = any(map(gt, ends, islice(ends, 1, None)))
        self._by_end = sorted(places, key=_by_end) if nested else self._by_start
        self._ends = [place[1] for place in self._by_end]
        self._farthest = list(_farthest(self._by_start))

    def behind(self, place: Place) -> Place | None:
        """The nearest that begins behind `place`; of equals the shortest."""
        at = bisect_right(self._starts, place[1])
        return self._by_start[at] if at < len(self._by_start) else None

    def before(self, place: Place) -> Place | None:
        """The nearest that ends before `place`; of equals the shortest."""
        at = bisect_left(self._ends, place[0])
        return self._by_end[at - 1] if at else None

    def nearest(self, place: Place) -> Place | None:
        """The nearest but `place` itself: one that overlaps it, else one behind it, else one before it."""
        first, last = place
        at = bisect_right(self._starts, last)
        if at:
            best, second = self._farthest[at - 1]
            over = second if best == place else best
            if over is not None and over[1] >= first:
                return over
        behind = self._by_start[at] if at < len(self._by_start) else None
        at = bisect_left(self._ends, first)
        before = self._by_end[at - 1] if at else None
        if behind is None or before is None:
            return behind or before
        return behind if behind[0] - last <= first - before[1] else before


def pairs(first: Collection[Place], second: Collection[Place], *, ordered: bool) -> Iterator[tuple[Place, Place]]:
    """Each place of either side with its nearest partner on the other; `ordered`: the first ends before the second."""
    firsts, seconds = Line(first), Line(second)
    of_first = seconds.behind if ordered else seconds.nearest
    of_second = firsts.before if ordered else firsts.nearest
    return chain(
        ((place, other) for place in first if (other := of_first(place)) is not None),
        ((other, place) for place in second if (other := of_second(place)) is not None),
    )


def apart(places: Collection[Place]) -> int:
    """How many of the places there are at most that do not overlap each other."""
    count, end = 0, -1
    for place in sorted(places, key=lambda place: place[1]):
        if place[0] > end:
            count, end = count + 1, place[1]
    return count


def _farthest(places: list[Place]) -> Iterator[tuple[Place, Place | None]]:
    """For each beginning of the list, the two of it that reach farthest; of equals the longer is first."""
    best: Place | None = None
    second: Place | None = None
    for place in places:
        last, first = place[1], place[0]
        if best is None or last > best[1] or (last == best[1] and first < best[0]):
            best, second = place, best
        elif second is None or last > second[1] or (last == second[1] and first < second[0]):
            second = place
        yield best, second


_by_end = itemgetter(1, 0)
