"""Items that are handled together, for what costs more a time than a piece."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Lots(Generic[T, R]):
    """Takes items one by one and handles them in lots, in the order in which they came, one lot at a time.

    Nobody waits for a lot to be full: what came while one was handled is the next.
    """

    def __init__(self, handle: Callable[[Sequence[T]], Awaitable[Sequence[R]]], most: int) -> None:
        """`handle` handles a lot as a whole or, where it raises, not at all; `most` is the size of a lot.

        It returns what came of each item, in their order.
        """
        self._handle, self._most = handle, most
        self._waiting: deque[tuple[T, asyncio.Future[R]]] = deque()
        self._turn = asyncio.Lock()

    async def handle(self, item: T) -> R:
        """What came of the item; raises what handling it alone raises."""
        mine: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, mine))
        await asyncio.sleep(0)  # Those that begin with it come along.
        async with self._turn:
            while not mine.done():
                await self._next()
        return mine.result()

    async def _next(self) -> None:
        lot = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._most))]
        try:
            for part in [lot, *([one] for one in lot)]:
                if not all(future.done() for _, future in part):
                    await self._try(part, last=len(part) == 1)
        finally:
            for _, future in lot:
                future.cancel()  # Broken off; nothing if it is done.

    async def _try(self, part: Sequence[tuple[T, asyncio.Future[R]]], *, last: bool) -> None:
        try:
            results = await self._handle([item for item, _ in part])
        except Exception as error:  # noqa: BLE001 - raised where the item came from
            if last:
                part[0][1].set_exception(error)
        else:
            for (_, future), result in zip(part, results, strict=True):
                future.set_result(result)
