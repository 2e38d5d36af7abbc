"""A lane: one kind of due work, claimed in small lots and handled by a bounded number of tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from monitor.errors import StoreError

log = structlog.get_logger("monitor.engine")

T = TypeVar("T")


class Lane(Generic[T]):
    """Claims at most `cap` items at a time and runs `handle` on each.

    A failing item never stops its neighbours: what `handle` raises is a bug, logged with its traceback and given
    to `broke`, which records it. Trouble with the store leaves the item to its lease.
    """

    def __init__(
        self,
        name: str,
        cap: int,
        claim: Callable[[int], Awaitable[Sequence[T]]],
        handle: Callable[[T], Awaitable[object]],
        broke: Callable[[T, Exception], Awaitable[None]],
    ) -> None:
        self.name, self.cap = name, cap
        self._claim, self._handle, self._broke = claim, handle, broke
        self._tasks: set[asyncio.Task[None]] = set()
        self._claiming = asyncio.Lock()
        self.after: Callable[[], None] = lambda: None
        """Called when an item ends: this lane and the next may have work now."""

    @property
    def busy(self) -> int:
        """Items under way."""
        return len(self._tasks)

    async def tick(self) -> int:
        """Claim what is due into the free places; returns how many items were taken."""
        async with self._claiming:
            free = self.cap - len(self._tasks)
            items = await self._claim(free) if free > 0 else ()
            for item in items:
                task = asyncio.create_task(self._run(item), name=self.name)
                self._tasks.add(task)
                task.add_done_callback(self._ended)
            return len(items)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self.after()

    async def _run(self, item: T) -> None:
        try:
            await self._handle(item)
        except StoreError as error:
            log.warning("store trouble, tried again later", action=self.name, why=str(error))
        except Exception as error:
            log.exception("internal error", action=self.name)
            await self._record(item, error)

    async def _record(self, item: T, error: Exception) -> None:
        try:
            await self._broke(item, error)
        except StoreError as trouble:
            log.warning("store trouble, tried again later", action=self.name, why=str(trouble))

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Break off what is under way; its leases run out or are released at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
