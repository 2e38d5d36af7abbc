"""Pairs of places that stand near each other, found by looking for each place's nearest partner.

Trying every pair would cost the product of both counts; here 10^5 places on either side cost as many searches in a
sorted list. Each place brings at most one pair, so that a NEAR inside a NEAR does not grow either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from operator import gt, itemgetter

from monitor.watch.query.conditions import Place

Pair = tuple[Place, Place]


class Line:
    """Places along one stretch of text, asked for those nearest to other places."""

    def __init__(self, places: Collection[Place]) -> None:
        self.places = sorted(places)
        """Ascending."""

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.places]

    @cached_property
    def _by_end(self) -> list[Place]:
        # Where no place holds another, as nearly always, both orders are one.
        ends = [end for _, end in self.places]
        nested = any(map(gt, ends, islice(ends, 1, None)))
        return sorted(self.places, key=_by_end) if nested else self.places

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._by_end]

    @cached_property
    def _farthest(self) -> list[tuple[Place, Place | None]]:
        return list(_farthest(self.places))

    def until(self, last: int) -> list[Place]:
        """The places that begin at the word `last` or before it, ascending."""
        return self.places[: bisect_right(self._starts, last)]

    def end(self) -> int:
        """The last word of all."""
        return self._ends[-1]

    def behind(self, places: Iterable[Place]) -> Iterator[Pair]:
        """Each of `places` with the nearest that begins behind it, if there is one; of equals the shortest."""
        starts, by_start = self._starts, self.places
        for place in places:
            at = bisect_right(starts, place[1])
            if at < len(by_start):
                yield place, by_start[at]

    def before(self, places: Iterable[Place]) -> Iterator[Pair]:
        """Each of `places` with the nearest that ends before it, if there is one; of equals the shortest."""
        ends, by_end = self._ends, self._by_end
        for place in places:
            at = bisect_left(ends, place[0])
            if at:
                yield place, by_end[at - 1]

    def nearest(self, places: Iterable[Place]) -> Iterator[Pair]:
        """Each of `places` with the nearest but itself: one that overlaps it, else one behind it, else before it."""
        starts, ends, by_start, by_end, farthest = self._starts, self._ends, self.places, self._by_end, self._farthest
        for place in places:
            first, last = place
            at = bisect_right(starts, last)
            if at:
                best, second = farthest[at - 1]
                over = second if best == place else best
                if over is not None and over[1] >= first:
                    yield place, over
                    continue
            behind = by_start[at] if at < len(by_start) else None
            ended = bisect_left(ends, first)
            before = by_end[ended - 1] if ended else None
            if behind is None or (before is not None and first - before[1] < behind[0] - last):
                behind = before
            if behind is not None:
                yield place, behind


def pairs(first: Line, second: Line, *, ordered: bool, reach: int | None = None) -> Iterator[Pair]:
    """Each place of either side with its nearest partner on the other; `ordered`: the first ends before the second.

    Places that begin farther than `reach` behind the last word of the other side may be left out: of a word that a
    text is made of only the first places are known, and much stands behind them.
    """
    firsts, seconds = first.places, second.places
    if reach is not None:
        firsts, seconds = first.until(second.end() + reach), second.until(first.end() + reach)
    if ordered:
        yield from second.behind(firsts)
        yield from ((other, place) for place, other in first.before(seconds))
        return
    yield from second.nearest(firsts)
    if first is not second:
        yield from ((other, place) for place, other in first.nearest(seconds))


def apart(places: Collection[Place]) -> int:
    """How many of the places there are at most that do not overlap each other."""
    count, end = 0, -1
    for first, last in sorted(places, key=itemgetter(1)):
        if first > end:
            count, end = count + 1, last
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
