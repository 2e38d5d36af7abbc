"""The hosts' pace: at most one request in flight per host, a rest between two, and none while a host is closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from secrets import token_hex
from typing import Protocol

from monitor.fetch.urls import Target
from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded

_KEEP_IDLE = 1_024
MAX_CLOSED_S = 86_400.0
"""Nobody closes a host for longer at a time."""
_MARGIN_S, _LATE_S = 5.0, 2.5
"""A request may end a little after its deadline; and what is granted is heard of a little later than it began to run.
What is heard of later than `_LATE_S` is given back: others would have the turn before the request had its time."""
_LEAST_WAIT_S = 0.01


class _Line:
    """Those who wait for one host, first come first served."""

    __slots__ = ("free_at", "lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0
        self.users = 0


class Turns(Protocol):
    """Whose turn it is at a host where other processes ask it as well."""

    async def take(self, asked: TurnAsked) -> TurnAnswer:
        """Whether a request may begin now; where that cannot be found out, it may not."""
        ...

    async def end(self, ended: TurnEnded) -> None:
        """The request has ended."""
        ...


class HostPacer:
    """Hands out turns per host. Hosts that nobody waits for and that have rested are forgotten."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._closed: dict[str, float] = {}
        self._sweep_at = _KEEP_IDLE

    @asynccontextmanager
    async def turn(
        self,
        target: Target,
        delay_s: float,
        max_wait_s: float,
        hold_s: float = 0.0,  # noqa: ARG002 - for those who cannot see when it ends
    ) -> AsyncIterator[bool]:
        """Hold the host's turn for the body of the `with`; afterwards the host rests for `delay_s`.

        Yields False, without a turn, if it did not come within `max_wait_s`. `hold_s`: the body takes no longer.
        """
        line = self._line(target.host)
        line.users += 1
        try:
            granted = await _take(line, max_wait_s)
            try:
                yield granted
            finally:
                if granted:
                    line.free_at = asyncio.get_running_loop().time() + delay_s
                    line.lock.release()
        finally:
            line.users -= 1

    def close(self, host: str, wait_s: float) -> None:
        """The host asked for no requests for so long: none is made, whoever asks."""
        now = asyncio.get_running_loop().time()
        self._closed = {name: until for name, until in self._closed.items() if until > now}
        until = now + min(wait_s, MAX_CLOSED_S)
        self._closed[host] = max(until, self._closed.get(host, 0.0))

    def closed_s(self, host: str) -> float:
        """For how long the host is still closed; 0 if it is open."""
        until = self._closed.get(host)
        return 0.0 if until is None else max(0.0, until - asyncio.get_running_loop().time())

    @property
    def hosts(self) -> int:
        """How many are kept in mind."""
        return len(self._lines)

    def _line(self, host: str) -> _Line:
        if len(self._lines) >= self._sweep_at:
            now = asyncio.get_running_loop().time()
            self._lines = {name: line for name, line in self._lines.items() if line.users or line.free_at > now}
            self._sweep_at = max(_KEEP_IDLE, 2 * len(self._lines))  # so that sweeping stays cheap per turn
        return self._lines.setdefault(host, _Line())


class FleetPacer(HostPacer):
    """As `HostPacer`, among several processes: who is first in line here then waits for the turn of all."""

    def __init__(self, turns: Turns, name: str) -> None:
        """`name`: what no other living process calls itself."""
        super().__init__()
        # A container that is started anew has the name and the process number of the one that died.
        self._turns, self._name = turns, f"{name}/{token_hex(4)}"
        self._numbers = count()
        self._asked_to_close: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, target: Target, delay_s: float, max_wait_s: float, hold_s: float = 0.0) -> AsyncIterator[bool]:
        """See `HostPacer`."""
        loop = asyncio.get_running_loop()
        enough = loop.time() + max_wait_s
        # The rest is the database's to reckon: it begins when all know that the request has ended.
        async with super().turn(target, 0.0, max_wait_s) as granted:
            asked = TurnAsked(
                host=target.host,
                holder=f"{self._name}/{next(self._numbers)}",
                # Who dies in the midst of it tells of no rest.
                hold_s=max(hold_s, delay_s) + _MARGIN_S,
                authority=target.authority,
            )
            if not (granted and await self._taken(asked, enough)):
                yield False
                return
            try:
                yield True
            finally:
                await self._end(asked, delay_s, self._asked_to_close.pop(target.authority, 0.0))

    def close(self, host: str, wait_s: float) -> None:
        """See `HostPacer`."""
        super().close(host, wait_s)
        self._asked_to_close[host] = min(wait_s, MAX_CLOSED_S)

    async def _taken(self, asked: TurnAsked, enough: float) -> bool:
        loop = asyncio.get_running_loop()
        perhaps = False
        """Whether it may be ours without our knowing."""
        try:
            while True:
                perhaps, began = True, loop.time()
                answer = await self._answer(asked)
                if answer.closed_s:
                    super().close(asked.authority, answer.closed_s)
                late = loop.time() - began > _LATE_S
                perhaps = answer.unknown or (answer.granted and late)
                if answer.granted and not late:
                    return True
                if perhaps and not answer.unknown:
                    await self._end(asked)
                    perhaps = False
                if loop.time() + answer.wait_s > enough:
                    return False
                await asyncio.sleep(max(answer.wait_s, _LEAST_WAIT_S))
        finally:
            if perhaps:
                await self._end(asked)

    async def _answer(self, asked: TurnAsked) -> TurnAnswer:
        """Never broken off, for others were asked about along with it."""
        asking = asyncio.ensure_future(self._turns.take(asked))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            await asyncio.wait((asking,))
            raise

    async def _end(self, asked: TurnAsked, rest_s: float = 0.0, closed_s: float = 0.0) -> None:
        ended = TurnEnded(
            host=asked.host, holder=asked.holder, rest_s=rest_s, authority=asked.authority, closed_s=closed_s
        )
        await asyncio.shield(self._turns.end(ended))


async def _take(line: _Line, max_wait_s: float) -> bool:
    if line.users == 1 and line.free_at <= asyncio.get_running_loop().time():
        await line.lock.acquire()  # At once: nobody else is here, and a time limit costs as much as the rest.
        return True
    try:
        async with asyncio.timeout(max_wait_s):
            await line.lock.acquire()
            try:
                await asyncio.sleep(line.free_at - asyncio.get_running_loop().time())
            except asyncio.CancelledError:
                line.lock.release()
                raise
    except TimeoutError:
        return False
    return True
