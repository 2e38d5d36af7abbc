"""Shingles: runs of words, hashed, of which few are kept so that an index can find texts that share some."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import mul
from typing import TypeVar

_T = TypeVar("_T")

LONG, SHORT = 5, 3
"""Five words in a row are hardly ever the same by chance; three survive in noisy and reworded texts."""
KEPT_LONG, KEPT_SHORT, KEPT_LEAD = 24, 12, 12
"""About so many hashes are kept of a text, all of them if it has no more.

Each costs a page of the index that has to be written: with half as many again, 1 % more of the leads that are copied
alone would be found.
"""
_USUAL_RUNS, _MORE_OF_LONG = 400, 2.0
"""Of longer texts up to twice as many are kept, so that a short text is found inside a round-up."""
_LEAD_WORDS = 80
"""What is copied alone most often: sampled by itself, so that a lead is found however long the whole text is."""

_MASK = (1 << 64) - 1
_HALF = 1 << 63
# Odd and far apart: a run and its permutations get different sums.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)


@lru_cache(maxsize=65_536)
def term_hash(term: str) -> int:
    """Signed 64-bit hash of a term, the same on every machine and in every version."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """The distinct runs of `length` words; a shorter text is one run."""
    if len(words) < length:
        return {tuple(words)} if words else set()
    return set(_windows(words, length))


def sampled(words: Sequence[str]) -> tuple[int, ...]:
    """The hashes of a text that an index keeps, ascending, signed 64-bit.

    The choice is by the hash itself, thinner for longer texts: what is kept of a long text is a part of what is kept
    of any shorter text that shares the run, so that an excerpt finds its whole article and the other way.
    """
    short, long = _hashes(words)
    kept = _thinned(long, KEPT_LONG) + _thinned(short, KEPT_SHORT)
    if len(words) > _LEAD_WORDS:
        kept += _thinned(long[: _LEAD_WORDS - LONG + 1], KEPT_LEAD)
    return tuple(sorted({_signed(one) for one in kept}))


def _hashes(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """The hashes of all short runs and of all long ones: a long run is a short one and two words more."""
    if len(words) < LONG:
        return _whole(words, SHORT), _whole(words, LONG)
    first, second, third, fourth, fifth = zip(*map(_multiples, words), strict=True)
    sums = [one + two + three for one, two, three in zip(first, second[1:], third[2:], strict=False)]
    long = [(short + one + two) & _MASK for short, one, two in zip(sums, fourth[3:], fifth[4:], strict=False)]
    return [one & _MASK for one in sums], long


def _whole(words: Sequence[str], length: int) -> list[int]:
    """The same for a text of few words: one that is shorter than a run is a run."""
    codes = [term_hash(word) for word in words]
    if len(codes) < length:
        return [sum(codes) & _MASK] if codes else []
    return [sum(map(mul, run, _FACTORS)) & _MASK for run in _windows(codes, length)]


@lru_cache(maxsize=16_384)
def _multiples(word: str) -> tuple[int, ...]:
    """What a word adds to the hash of a run at each of its places."""
    code = term_hash(word)
    return tuple(code * factor & _MASK for factor in _FACTORS)


def _thinned(hashes: Sequence[int], most: int) -> list[int]:
    distinct = set(hashes)
    if len(distinct) > _USUAL_RUNS:
        most = int(most * min(_MORE_OF_LONG, math.sqrt(len(distinct) / _USUAL_RUNS)))
    limit = _MASK if len(distinct) <= most else (_MASK // len(distinct)) * most
    return [one for one in distinct if one <= limit]


def _windows(items: Sequence[_T], length: int) -> Iterator[tuple[_T, ...]]:
    return zip(*(islice(items, start, None) for start in range(length)), strict=False)


def _signed(value: int) -> int:
    return ((value & _MASK) ^ _HALF) - _HALF
