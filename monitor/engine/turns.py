"""The hosts' turns among several workers, asked for together: each question to the database costs a round trip."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from monitor.engine.lots import Lots
from monitor.errors import StoreError
from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded
from monitor.ports import Fleet

T = TypeVar("T")

_TOGETHER = 64
_AGAIN_S, _SELDOM_S = 1.0, 5.0
_TRIES = 3


class FleetTurns:
    """Implements `fetch.pacing.Turns`."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="turns")
        self._asked: Lots[TurnAsked, TurnAnswer] = Lots(self._take, _TOGETHER)
        self._ended: Lots[TurnEnded, None] = Lots(self._end, _TOGETHER)
        self._later: set[asyncio.Task[None]] = set()
        self._closed = False

    async def take(self, asked: TurnAsked) -> TurnAnswer:
        """Whether the request may begin; not as long as nobody can tell."""
        try:
            return await self._asked.handle(asked)
        except StoreError:
            return TurnAnswer(granted=False, wait_s=_AGAIN_S, unknown=True)

    async def end(self, ended: TurnEnded) -> None:
        """The request has ended. That a host wants to be left alone is told as soon as the database can be reached."""
        for _ in range(_TRIES):
            if await self._told(ended):
                return
            await asyncio.sleep(_AGAIN_S)
        if ended.closed_s > 0:
            later = asyncio.create_task(self._tell_later(ended))
            self._later.add(later)
            later.add_done_callback(self._later.discard)

    async def _tell_later(self, ended: TurnEnded) -> None:
        """The host itself is free when the request's time is over; but nobody would know that it wants none."""
        clock = asyncio.get_running_loop().time
        until = clock() + ended.closed_s
        while not self._closed and (left_s := until - clock()) > 0:
            if await self._told(replace(ended, closed_s=left_s)):
                return
            await asyncio.sleep(min(_SELDOM_S, left_s))

    async def _told(self, ended: TurnEnded) -> bool:
        try:
            await self._ended.handle(ended)
        except StoreError:
            return False
        return True

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
        self._closed = True
        for one in self._later:
            one.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
