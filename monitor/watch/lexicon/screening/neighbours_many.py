"""Which words of names stand beside which, asked for all words of a text at once; see `neighbours`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

_Numbers = npt.NDArray[np.int64]
_TOKEN_BYTES = 4


class NeighboursMany:
    """The words of all names by the words behind them, in flat tables."""

    def __init__(self, behind: Mapping[int, Collection[int]], reach: int) -> None:
        self._reach = reach
        known = sorted({*behind, *chain.from_iterable(behind.values())})
        self._known = np.array(known, np.int64)
        """The numbers of all words, ascending; the tables tell of them by their places in it."""
        rows = [behind.get(token, ()) for token in known]
        self._sizes = np.array(list(map(len, rows)), np.int64)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._behind = np.searchsorted(self._known, np.fromiter(chain.from_iterable(rows), np.int64))

    def pairs(self, words: Sequence[bytes]) -> Iterable[tuple[int, int, int, int]]:
        """As `Neighbours.pairs`."""
        numbers = np.frombuffer(b"".join(words), np.int32)
        sizes = np.fromiter(map(len, words), np.int64, len(words)) // _TOKEN_BYTES
        at = np.repeat(np.arange(len(words)), sizes)
        tokens = np.searchsorted(self._known, numbers)
        tokens[tokens == len(self._known)] = 0
        known = self._known[tokens] == numbers
        tokens, at = tokens[known], at[known]
        present = np.zeros(len(self._known), np.bool_)
        present[tokens] = True
        sizes = self._sizes[tokens]
        before = np.cumsum(sizes) - sizes
        after = self._behind[np.arange(sizes.sum()) + np.repeat(self._starts[tokens] - before, sizes)]
        of = np.repeat(np.arange(len(tokens)), sizes)
        met = np.flatnonzero(present[after])
        after, of = after[met], of[met]
        # Words by where they stand: one search tells whether one stands within reach.
        span = len(words) + self._reach + 1
        places = np.sort(tokens * span + at)
        wanted = after * span + at[of]
        first = np.searchsorted(places, wanted + 1)
        last = np.searchsorted(places, wanted + self._reach, "right")
        found = np.flatnonzero(last > first)
        return [
            (int(at[of[one]]), self._number(tokens[of[one]]), int(places[ahead] % span), self._number(after[one]))
            for one in found
            for ahead in range(first[one], last[one])
        ]

    def _number(self, place: np.int64) -> int:
        return int(self._known[place])
