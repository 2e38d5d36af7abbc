"""The hosts' pace: at most one request in flight per host, a rest between two, and none while a host is closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_KEEP_IDLE = 1_024
MAX_CLOSED_S = 86_400.0
"""Nobody closes a host for longer at a time."""


class _Line:
    """Those who wait for one host, first come first served."""

    __slots__ = ("free_at", "lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0
        self.users = 0


class HostPacer:
    """Hands out turns per host. Hosts that nobody waits for and that have rested are forgotten."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._closed: dict[str, float] = {}
        self._sweep_at = _KEEP_IDLE

    @asynccontextmanager
    async def turn(self, host: str, delay_s: float, max_wait_s: float) -> AsyncIterator[bool]:
        """Hold the host's turn for the body of the `with`; afterwards the host rests for `delay_s`.

        Yields False, without a turn, if it did not come within `max_wait_s`.
        """
        line = self._line(host)
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

    def __len__(self) -> int:
        return len(self._lines)

    def _line(self, host: str) -> _Line:
        if len(self._lines) >= self._sweep_at:
            now = asyncio.get_running_loop().time()
            self._lines = {name: line for name, line in self._lines.items() if line.users or line.free_at > now}
            self._sweep_at = max(_KEEP_IDLE, 2 * len(self._lines))  # so that sweeping stays cheap per turn
        return self._lines.setdefault(host, _Line())


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
