"""Words of names in rows of letters that no spaces part: as they are given, and as names in other letters sound there.

Thai and Lao set the words of a foreign name apart from each other, but not from what stands around them
(ประธานาธิบดีโดนัลด์ ทรัมป์กล่าว): the first word of a name ends a row that the next begins. A name of one word, or one written
in one, is heard anywhere, if it is spelled as usual.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from monitor.watch.lexicon.screening import Neighbours
from monitor.watch.sounds import SpokenNames, SpokenRows, Stretch, is_heard_in_rows
from monitor.watch.text import RowNames, fold

_Judged = tuple[float, Stretch]
"""What speaks against a stretch, and the stretch."""


class RowWords(RowNames):
    """The words of names that a row of letters may hold."""

    spoken: SpokenNames
    neighbours: Neighbours

    def heard_in_row(self, row: str, before: str, behind: str) -> Iterator[tuple[int, int]]:
        """Where words of names in other letters are heard in a row, which parts of other rows stand beside."""
        if not self.spoken or not is_heard_in_rows(row) or fold(row) != row:
            return
        pairs = [*self._first_of_two(row, behind), *self._second_of_two(before, row)]
        taken = [stretch for _, stretch in sorted(pairs, key=_first)]
        taken += sorted(self._rows.anywhere(row), key=_by_size)
        for at, stretch in enumerate(taken):
            if all(stretch.behind <= other.first or other.behind <= stretch.first for other in taken[:at]):
                yield stretch.first, stretch.behind

    @cached_property
    def _rows(self) -> SpokenRows:
        return SpokenRows(self.spoken, self.neighbours.lone)

    def _first_of_two(self, row: str, behind: str) -> list[_Judged]:
        """What a row ends with, if it is a word of a name that goes on where the next row begins."""
        ends = self._rows.at_the_end(row) if behind else []
        return self._nearest(ends, self._rows.at_the_beginning(behind) if ends else [], first=True)

    def _second_of_two(self, before: str, row: str) -> list[_Judged]:
        """What a row begins with, if the row before ends with the word of a name before it."""
        begins = self._rows.at_the_beginning(row) if before else []
        return self._nearest(self._rows.at_the_end(before) if begins else [], begins, first=False)

    def _nearest(self, ends: Sequence[Stretch], begins: Sequence[Stretch], *, first: bool) -> list[_Judged]:
        """Of the stretches that end a row, or begin the next, the one for which most speaks, if two make a name."""
        found = [
            (against, end if first else begin)
            for end in ends
            for begin in begins
            if (against := self._against(end.words, begin.words)) is not None
        ]
        return [min(found, key=_first)] if found else []

    def _against(self, one: Mapping[int, float], other: Mapping[int, float]) -> float | None:
        follow = self.neighbours.follow
        both = (less + other[after] for token, less in one.items() for after in follow(token) if after in other)
        return min(both, default=None)


_first = itemgetter(0)


def _by_size(stretch: Stretch) -> tuple[int, int]:
    """Longer ones first."""
    return stretch.first - stretch.behind, stretch.first
