"""Many configured feeds in little memory: as bytes, of which the few that are asked for are read.

A million feeds as `FeedSpec` take 400 MB and more, packed 30 to 60. Whoever polls asks for one by its address (some ten
microseconds); whoever goes through all of them holds a few at a time.
"""

from __future__ import annotations

import hashlib
import marshal
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from monitor.model.feeds import FeedSpec

_TOGETHER = 16
"""Feeds packed as one: more take less memory and longer to be read."""
_BUCKETS, _PLACE_BITS = 256, 24
_PLACE = (1 << _PLACE_BITS) - 1
MOST = 1 << _PLACE_BITS
"""Feeds that a list can have: some sixteen million."""
_FORM = 2
"""Of `marshal`: one that writes equal values equally."""
_FIELDS = (
    "url",
    "title",
    "publisher",
    "language",
    "tags",
    "interval_s",
    "heed_s",
    "lookback_s",
    "headers",
    "paused",
)


class FeedList(Sequence[FeedSpec]):
    """Feeds in their order, found by number or by address; never changed."""

    __slots__ = ("_last", "_length", "_mark", "_packed", "_places")

    def __init__(self, specs: Iterable[FeedSpec] = ()) -> None:
        """Raises OverflowError where there are more than `MOST`."""
        self._packed: list[bytes] = []
        self._places = [array("Q") for _ in range(_BUCKETS)]
        """For each feed so much of the hash of its address as is left beside its number; sorted, for few to be met."""
        self._last: tuple[int, list[tuple[Any, ...]]] = (-1, [])
        """Those that were read last: who asks for one often asks for it again, or for its neighbour."""
        self._length, total, waiting = 0, hashlib.sha256(), []
        for spec in specs:
            if self._length == MOST:
                raise OverflowError(f"more than {MOST:,} feeds")
            bucket, rest = _hashed(spec.url)
            self._places[bucket].append(rest << _PLACE_BITS | self._length)
            row = tuple(getattr(spec, name) for name in _FIELDS)
            # Of the headers only the names: a hash of a secret is still something that can be guessed at.
            total.update(
                repr((*row[:8], sorted(name for name, _ in spec.headers), spec.paused)).encode("utf-8", "replace")
            )
            waiting.append(row)
            self._length += 1
            if len(waiting) == _TOGETHER:
                self._packed.append(_pack(waiting))
                waiting = []
        if waiting:
            self._packed.append(_pack(waiting))
        self._places = [array("Q", sorted(one)) for one in self._places]
        self._mark = total.hexdigest()

    @classmethod
    def of(cls, specs: Iterable[FeedSpec]) -> FeedList:
        """`specs` as they are if they are packed, else packed."""
        return specs if isinstance(specs, FeedList) else cls(specs)

    @property
    def mark(self) -> str:
        """Hash of all but what is secret; another one if any feed is another, or stands elsewhere."""
        return self._mark

    @property
    def by_url(self) -> Mapping[str, FeedSpec]:
        """The same feeds by their addresses; of two with one address the later."""
        return _ByUrl(self)

    def at(self, url: str) -> FeedSpec | None:
        """The feed with this address, None if there is none; of two the later."""
        found = self._found(url)
        return None if found is None else _spec(found[1])

    def number(self, url: str) -> int | None:
        """The place of that feed in the list."""
        found = self._found(url)
        return None if found is None else found[0]

    def _found(self, url: str) -> tuple[int, tuple[Any, ...]] | None:
        bucket, rest = _hashed(url)
        places, found = self._places[bucket], None
        at = bisect_left(places, rest << _PLACE_BITS)
        while at < len(places) and places[at] >> _PLACE_BITS == rest:
            number = places[at] & _PLACE
            row = self._rows(number // _TOGETHER)[number % _TOGETHER]
            if row[0] == url:
                found = number, row
            at += 1
        return found

    @overload
    def __getitem__(self, index: int) -> FeedSpec: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[FeedSpec]: ...

    def __getitem__(self, index: int | slice) -> FeedSpec | Sequence[FeedSpec]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(self._length)))
        number = index + self._length if index < 0 else index
        if not 0 <= number < self._length:
            raise IndexError(index)
        return _spec(self._rows(number // _TOGETHER)[number % _TOGETHER])

    def __iter__(self) -> Iterator[FeedSpec]:
        for place in range(len(self._packed)):
            yield from map(_spec, self._rows(place))

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FeedList | tuple):
            return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._mark)

    def __repr__(self) -> str:
        return f"FeedList({self._length} feeds)"

    def _rows(self, place: int) -> list[tuple[Any, ...]]:
        at, rows = self._last
        if at != place:
            rows = marshal.loads(zlib.decompress(self._packed[place]))  # noqa: S302 - of this process
            self._last = place, rows
        return rows


class _ByUrl(Mapping[str, FeedSpec]):
    """A `FeedList` by addresses."""

    __slots__ = ("_feeds",)

    def __init__(self, feeds: FeedList) -> None:
        self._feeds = feeds

    def __getitem__(self, url: str) -> FeedSpec:
        if (found := self._feeds.at(url)) is None:
            raise KeyError(url)
        return found

    def __iter__(self) -> Iterator[str]:
        return (one.url for one in self._feeds)

    def __len__(self) -> int:
        return len(self._feeds)


def _pack(rows: list[tuple[Any, ...]]) -> bytes:
    return zlib.compress(marshal.dumps(rows, _FORM), 1)


def _spec(row: tuple[Any, ...]) -> FeedSpec:
    return FeedSpec(**dict(zip(_FIELDS, row, strict=True)))


def _hashed(url: str) -> tuple[int, int]:
    """A bucket, and what is left of the hash."""
    mixed = int.from_bytes(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
    return divmod(mixed, 1 << 40)
