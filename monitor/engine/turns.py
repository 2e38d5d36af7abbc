"""The hosts' turns among several workers, asked for together: each question to the database costs a round trip."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from monitor.engine.lots import Lots
from monitor.errors import StoreError
from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from monitor.ports import Fleet

T = TypeVar("T")

_TOGETHER = 64
_AGAIN_S = 1.0
_TRIES = 3


class FleetTurns:
    """Implements `fetch.pacing.Turns`."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="turns")
        self._asked: Lots[TurnAsked, TurnAnswer] = Lots(self._take, _TOGETHER)
        self._ended: Lots[TurnEnded, None] = Lots(self._end, _TOGETHER)

    async def take(self, asked: TurnAsked) -> TurnAnswer:
        """Whether the request may begin; not as long as nobody can tell."""
        try:
            return await self._asked.handle(asked)
        except StoreError:
            return TurnAnswer(granted=False, wait_s=_AGAIN_S)

    async def end(self, ended: TurnEnded) -> None:
        """The request has ended; where that cannot be written, the host is free when its time is over."""
        for _ in range(_TRIES):
            try:
                await self._ended.handle(ended)
            except StoreError:
                await asyncio.sleep(_AGAIN_S)
            else:
                return

    async def _take(self, asked: Sequence[TurnAsked]) -> Sequence[TurnAnswer]:
        # Of one host only who is first in line here asks, so none is there twice.
        return await self._call(lambda: self._fleet.take_turns(asked))

    async def _end(self, ended: Sequence[TurnEnded]) -> Sequence[None]:
        await self._call(lambda: self._fleet.end_turns(ended))
        return [None] * len(ended)

    async def _call(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """Ask nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
