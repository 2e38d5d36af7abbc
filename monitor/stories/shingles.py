"""Shingles: runs of words, hashed, of which few are kept so that an index can find texts that share some."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, islice
from typing import TypeVar
from zlib import crc32

_T = TypeVar("_T")

LONG, SHORT = 5, 3
"""Five words in a row are hardly ever the same by chance; three survive in noisy and reworded texts."""
KEPT_LONG, KEPT_SHORT, KEPT_LEAD = 16, 4, 12
"""About so many hashes are kept of a text, all of them if it has no more.

Each costs a page of the index that has to be written. So few do because one common run of five words is a hint already
if it is rare: of 200 leads that are copied alone 197 are found, and 191 if two were needed.
"""
_USUAL_RUNS, _MORE_OF_LONG = 400, 2.0
"""Of longer texts up to twice as many are kept, so that a short text is found inside a round-up."""
_LEAD_WORDS = 80
"""What is copied alone most often: sampled by itself, so that a lead is found however long the whole text is."""

_HIGHEST = (1 << 32) - 1
_WITH_SPACE = (1).__add__


def runs(words: Sequence[str], length: int) -> set[int]:
    """The distinct runs of `length` words, as hashes that are good for this process; a shorter text is one run.

    Numbers are compared much quicker than words. Of 64 bits two are the same by accident once in 10^13 pairs of texts.
    """
    if len(words) < length:
        return {hash(tuple(words))} if words else set()
    return set(map(hash, _windows(words, length)))


def sampled(words: Sequence[str]) -> tuple[int, ...]:
    """The hashes of a text that an index keeps, ascending, signed 64-bit.

    The choice is by a hash of the run itself, thinner for longer texts: what is kept of a long text is a part of what
    is kept of any shorter text that shares the run, so that an excerpt finds its whole article and the other way. Short
    runs are those of the lead: it is what is reworded.
    The hashes of runs of `LONG` words are odd, the others even.
    """
    if not words:
        return ()
    text = _Bytes(words)
    short, long = text.checked(SHORT, _LEAD_WORDS), text.checked(LONG, len(words))
    kept = {text.hashed(place, SHORT) & ~1 for place in _thinned(short, KEPT_SHORT)}
    kept.update([text.hashed(place, LONG) | 1 for place in _thinned(long, KEPT_LONG)])
    if len(words) > _LEAD_WORDS:
        lead = _thinned(long[: _LEAD_WORDS - LONG + 1], KEPT_LEAD)
        kept.update([text.hashed(place, LONG) | 1 for place in lead])
    return tuple(sorted(kept))


class _Bytes:
    """Words one after the other in memory, a space behind each, so that a run of them is a piece of it."""

    def __init__(self, words: Sequence[str]) -> None:
        text = " ".join(words) + " "
        self._data = text.encode("utf-8", "surrogatepass")
        sizes = map(len, words if len(self._data) == len(text) else map(_encoded, words))
        self._bounds = list(accumulate(map(_WITH_SPACE, sizes), initial=0))
        """Where each word begins, and the end."""

    def checked(self, length: int, most: int) -> list[int]:
        """A cheap 32-bit hash of each of the first `most` runs of `length` words; a text of fewer words is one run."""
        data, bounds = self._data, self._bounds
        pieces = zip(bounds[:most], bounds[length:] or bounds[-1:], strict=False)
        return [crc32(data[start:end]) for start, end in pieces]

    def hashed(self, place: int, length: int) -> int:
        """Signed 64-bit hash of the run that begins with the word at `place`."""
        end = self._bounds[min(place + length, len(self._bounds) - 1)]
        return int.from_bytes(blake2b(self._data[self._bounds[place] : end], digest_size=8).digest(), signed=True)


def _encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def _thinned(checked: Sequence[int], most: int) -> list[int]:
    """The places of the runs that are kept."""
    distinct = len(set(checked))
    if distinct > _USUAL_RUNS:
        most = int(most * min(_MORE_OF_LONG, math.sqrt(distinct / _USUAL_RUNS)))
    limit = _HIGHEST if distinct <= most else _HIGHEST * most // distinct
    return [place for place, one in enumerate(checked) if one <= limit]


def _windows(items: Sequence[_T], length: int) -> Iterator[tuple[_T, ...]]:
    return zip(*(islice(items, start, None) for start in range(length)), strict=False)
