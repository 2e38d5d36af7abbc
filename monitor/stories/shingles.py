"""Shingles: runs of words, hashed, of which few are kept so that an index can find texts that share some."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import mul
from typing import TypeVar

_T = TypeVar("_T")

LONG, SHORT = 5, 3
"""Five words in a row are hardly ever the same by chance; three survive in noisy and reworded texts."""
KEPT_LONG, KEPT_SHORT, KEPT_LEAD = 36, 16, 20
"""About so many hashes are kept of a text, all of them if it has no more: about 1.5 KB of index an article."""
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
    codes = [term_hash(word) for word in words]
    kept = _thinned(codes, LONG, KEPT_LONG) + _thinned(codes, SHORT, KEPT_SHORT)
    if len(codes) > _LEAD_WORDS:
        kept += _thinned(codes[:_LEAD_WORDS], LONG, KEPT_LEAD)
    return tuple(sorted(set(kept)))


def _thinned(codes: Sequence[int], length: int, most: int) -> list[int]:
    if len(codes) < length:
        return [_signed(sum(codes))] if codes else []
    factors = _FACTORS[:length]
    hashes = {sum(map(mul, run, factors)) & _MASK for run in _windows(codes, length)}
    limit = _MASK if len(hashes) <= most else (_MASK // len(hashes)) * most
    return [_signed(one) for one in hashes if one <= limit]


def _windows(items: Sequence[_T], length: int) -> Iterator[tuple[_T, ...]]:
    return zip(*(islice(items, start, None) for start in range(length)), strict=False)


def _signed(value: int) -> int:
    return ((value & _MASK) ^ _HALF) - _HALF
