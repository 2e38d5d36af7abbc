"""A lane: one kind of due work, claimed in lots and handled by a bounded number of tasks."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

import structlog

from monitor.engine.lots import Lots
from monitor.records import dataclass

log = structlog.get_logger("monitor.engine")

T = TypeVar("T")

_CLAIMS_TOGETHER = 16
"""Lanes that wait for one claim; more of them would have others wait for their turn to write."""


async def _nothing(_: Collection[int]) -> object:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[T]):
    """One kind of work: where it comes from and what is done with an item."""

    name: str
    claim: Callable[[int, Collection[int]], Awaitable[Sequence[T]]]
    """Lease at most so many due items, none of those in hand."""
    id: Callable[[T], int]
    """What an item is known by in its table."""
    handle: Callable[[T], Awaitable[object]]
    broke: Callable[[T, Exception], Awaitable[None]]
    """Record that `handle` raised: a bug."""
    key: Callable[[T], str] = lambda _: ""
    """What items must share fairly: the host that they are read from."""
    takes_all: bool = True
    """A claim that gets less than it asked for has got all there is."""
    feeds_next: Callable[[object], bool] = lambda _: True
    """Whether what `handle` returned may have made work for the next lane."""
    free: Callable[[Collection[int]], Awaitable[object]] = _nothing
    """End the leases of this process of all that is not in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a lane takes on."""

    places: int
    """Items handled at a time."""
    per_key: int
    """Of these, with one key."""
    held: int
    """Items claimed at a time, those that wait for a place included."""


class Hand:
    """What a process has in hand of one kind of work, by however many lanes: it knows better than any lease."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        """Of all items claimed and not ended."""
        self._unsure = False
        """Whether a claim may have leased items that nobody here heard of: its answer was lost."""
        self._claims: Lots[tuple[Work[Any], int], Sequence[Any]] = Lots(self._claim, _CLAIMS_TOGETHER)

    async def claim(self, work: Work[T], limit: int) -> Sequence[T]:
        """At most so many items of the work that all of its lanes share; they are in hand from then on.

        While one claim is under way, lanes that want some are put together: each claim is a transaction.
        """
        return await self._claims.handle((work, limit))

    async def _claim(self, asked: Sequence[tuple[Work[Any], int]]) -> Sequence[Sequence[Any]]:
        """What came of a claim whose answer was lost would wait for the end of its lease, for hours."""
        work = asked[0][0]
        if self._unsure:
            await work.free(self.ids)
        # Broken off is unsure as well: what it asked for may be done all the same.
        self._unsure = True
        items = await work.claim(sum(limit for _, limit in asked), self.ids)
        self._unsure = False
        self.ids.update(map(work.id, items))
        rest = iter(items)
        return [list(islice(rest, limit)) for _, limit in asked]


class Lane(Generic[T]):
    """Holds a lot of claimed items and handles them, the keys in turn, so that one slow host never takes all places.

    A failing item never stops its neighbours: what `handle` raises is a bug, logged with its traceback and given
    to `broke`, which records it.
    """

    def __init__(self, work: Work[T], bounds: Callable[[], Bounds], hand: Hand | None = None) -> None:
        """`bounds` is asked at every turn, so a changed configuration acts at once; `hand`: where several share it."""
        self.name = work.name
        self._work, self._bounds = work, bounds
        self._waiting: dict[str, deque[T]] = {}
        self._tasks: set[asyncio.Task[bool]] = set()
        self._running: Counter[str] = Counter()
        self._hand = Hand() if hand is None else hand
        self._closed = False
        self._claiming = asyncio.Lock()
        self.more = False
        """Whether the last claim may have left some that are due."""
        self.after: Callable[[bool], None] = lambda _: None
        """Called when an item ends, with whether the next lane may have work now."""

    @property
    def waiting(self) -> int:
        """Items claimed that wait for a place."""
        return sum(len(items) for items in self._waiting.values())

    @property
    def busy(self) -> int:
        """Items claimed and not ended."""
        return len(self._tasks) + self.waiting

    @property
    def wants_more(self) -> bool:
        """Whether half of what it takes on is done: for each single item a claim would cost more than most."""
        return 2 * self.busy <= self._bounds().held

    async def tick(self) -> int:
        """Claim what is due as far as there is room; returns how many items were taken."""
        async with self._claiming:
            free = 0 if self._closed else self._bounds().held - self.busy
            if free <= 0:
                return 0
            items = await self._hand.claim(self._work, free)
            self.more = len(items) >= free or not self._work.takes_all
            if self._closed:
                # Too late: their leases are released at the next start.
                self._hand.ids.difference_update(map(self._work.id, items))
                return 0
            for item in items:
                self._waiting.setdefault(self._work.key(item), deque()).append(item)
            self._start()
            return len(items)

    def _start(self) -> None:
        bounds = self._bounds()
        while len(self._tasks) < bounds.places and (key := self._next(bounds.per_key)) is not None:
            item = self._waiting[key].popleft()
            # To the end of the line: the keys take turns.
            rest = self._waiting.pop(key)
            if rest:
                self._waiting[key] = rest
            self._running[key] += 1
            task = asyncio.create_task(self._run(item), name=self.name)
            self._tasks.add(task)
            task.add_done_callback(partial(self._ended, key, self._work.id(item)))

    def _next(self, per_key: int) -> str | None:
        return next((key for key in self._waiting if self._running[key] < per_key), None)

    def _ended(self, key: str, item: int, task: asyncio.Task[bool]) -> None:
        self._tasks.discard(task)
        self._hand.ids.discard(item)
        self._running[key] -= 1
        if not self._running[key]:
            del self._running[key]
        if not self._closed:
            self._start()
            self.after(not task.cancelled() and task.result())

    async def _run(self, item: T) -> bool:
        try:
            return self._work.feeds_next(await self._work.handle(item))
        except Exception as error:
            log.exception("internal error", action=self.name)
            await self._record(item, error)
            return True

    async def _record(self, item: T, error: Exception) -> None:
        try:
            await self._work.broke(item, error)
        except Exception:
            # The item comes back when its lease ends.
            log.exception("internal error while recording one", action=self.name)

    async def one_ended(self) -> None:
        """Wait until an item under way has ended; returns at once if there is none."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    def close(self) -> None:
        """Take on nothing more; what waits for a place is given up, its leases are released at the next start."""
        self._closed = True
        self._hand.ids.difference_update(self._work.id(item) for items in self._waiting.values() for item in items)
        self._waiting.clear()

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self.busy:
            await self.one_ended()

    async def cancel(self) -> None:
        """Break off what is under way; its leases are released at the next start."""
        self.close()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
