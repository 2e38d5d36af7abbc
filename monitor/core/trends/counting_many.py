"""As `counting`, of tens of thousands of mentions: in arrays, at a quarter of the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from monitor.core.trends.counting import Counting, Groups, Shared, adding
from monitor.core.trends.days import Days
from monitor.model.archive.trends import Mentions

_Numbers = npt.NDArray[np.int64]
_COLUMNS = 4
_MOST_CELLS = 4_000_000
"""Of a table in which is counted; with more numbers are sorted, which takes longer."""


class CountingMany(Counting):
    """What is counted of mentions, see `counting.Counting`."""

    def __init__(self, mentions: Mentions, groups: Groups) -> None:
        super().__init__(mentions, groups)
        rows = mentions.rows
        flat = np.fromiter(chain.from_iterable(rows), np.int64, _COLUMNS * len(rows))
        self._story, self._topic, self._teller, self._at = flat.reshape(-1, _COLUMNS).T.copy()

    def counts(self, days: Days) -> tuple[Mapping[int, Sequence[int]], frozenset[int]]:
        """As `Counting.counts`."""
        many, places, span = self._groups.many, self._groups.places, self._groups.all
        keys = self._story * span + self._topic * many + _looked_up(self._teller, places)
        # They lie in order of time: the first of each is the earliest.
        by_key = np.argsort(keys, kind="stable")
        first = by_key[_begins(keys[by_key])]
        keys = keys[first]
        day = np.searchsorted(np.array(days.starts[1:-1], np.int64), self._at[first], "right")
        before = {story * span + topic * many + places[teller] for story, topic, teller in self._mentions.earlier}
        if before:
            anew = ~np.isin(keys, np.fromiter(before, np.int64, len(before)))
            keys, day = keys[anew], day[anew]
        groups, place = np.unique(keys % span, return_inverse=True)
        width = len(days.dates)
        counts = np.bincount(place * width + day, minlength=len(groups) * width).reshape(-1, width)
        return dict(zip(groups.tolist(), counts.tolist(), strict=True)), frozenset(key % span for key in before)

    def publishers(self, since: int) -> Mapping[int, int]:
        """As `Counting.publishers`."""
        adds, span = adding(self._mentions, self._groups)
        begin = np.searchsorted(self._at, since)
        told = self._topic[begin:] * (self._groups.many * span) + _looked_up(self._teller[begin:], adds)
        groups, publishers = np.unique(_distinct(told) // span, return_counts=True)
        return dict(zip(groups.tolist(), publishers.tolist(), strict=True))

    def shared(self, since: int) -> Shared:
        """As `Counting.shared`."""
        begin = np.searchsorted(self._at, since)
        span = 1 + max(self._mentions.topics, default=0)
        story, place = np.divmod(_distinct(self._story[begin:] * span + self._topic[begin:]), span)
        topics, place = np.unique(place, return_inverse=True)
        width = len(topics)
        pairs, stories = _counted(_beside(story, place, width), width * width)
        of = topics.tolist()
        return Shared(
            pairs=zip(((of[one // width], of[one % width]) for one in pairs), stories, strict=True),
            alone=dict(zip(of, np.bincount(place, minlength=width).tolist(), strict=True)),
            stories=int(np.count_nonzero(_begins(story))),
        )


def _begins(ordered: _Numbers) -> npt.NDArray[np.bool_]:
    """Whether each differs from the one before it."""
    return np.concatenate([ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]])


def _distinct(numbers: _Numbers) -> _Numbers:
    """Each once, in ascending order: stories lie nearly so, which this way of sorting makes use of."""
    ordered = np.sort(numbers, kind="stable")
    return ordered[_begins(ordered)]


def _counted(lots: Iterable[_Numbers], span: int) -> tuple[list[int], list[int]]:
    """Each number below `span` that is there, and how often."""
    numbers = np.concatenate([np.zeros(0, np.int64), *lots])
    if span > _MOST_CELLS:
        found, often = np.unique(numbers, return_counts=True)
    else:
        cells = np.bincount(numbers, minlength=span)
        found = np.flatnonzero(cells)
        often = cells[found]
    return found.tolist(), often.tolist()


def _looked_up(numbers: _Numbers, table: Mapping[int, int]) -> _Numbers:
    """What the table says of each number; all of them are in it."""
    known = sorted(table)
    values = np.fromiter(map(table.__getitem__, known), np.int64, len(known))
    return values[np.searchsorted(np.array(known, np.int64), numbers)]


def _beside(story: _Numbers, topic: _Numbers, span: int) -> Iterator[_Numbers]:
    """The pairs of topics of each story as one number; both are given in order of story and topic."""
    at, ahead = np.arange(len(story)), 0
    while len(at):
        ahead += 1
        at = at[: np.searchsorted(at, len(story) - ahead)]
        at = at[story[at] == story[at + ahead]]
        yield topic[at] * span + topic[at + ahead]
