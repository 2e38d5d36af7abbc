"""Time that passes by hand: a limit under test surely runs out, and a slow machine never makes one run out.

Limits stay as long as they are in production. Where a test wants one to end, it lets the seconds pass on the event
loop's clock, from which every time limit of asyncio is counted; nobody waits for them.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

_PIECE_S = 1.0
_TURN_S = 0.001
_PATIENCE_S = 60.0
"""Of the real clock: a busy machine may take so long for what no limit is about, a file written by a thread."""


class _Clock:
    """An event loop's clock that is ahead of the real one."""

    def __init__(self, real: Callable[[], float]) -> None:
        self.real, self.ahead = real, 0.0
        self.stands_at: float | None = None

    def __call__(self) -> float:
        return self.real() + self.ahead if self.stands_at is None else self.stands_at


def _clock() -> _Clock:
    loop = asyncio.get_running_loop()
    clock = vars(loop).get("time")
    if not isinstance(clock, _Clock):
        clock = _Clock(loop.time)
        vars(loop)["time"] = clock
    return clock


def leap(seconds: float) -> None:
    """Let so many seconds pass at once on the running event loop."""
    _clock().ahead += seconds


async def elapse(seconds: float, over: Callable[[], bool] = lambda: False) -> None:
    """Let so many seconds pass a second at a time, until it is `over`.

    Between two of them the loop turns, and the system and other threads get a moment: who can go on without waiting
    for the clock does so first.
    """
    for _ in range(math.ceil(seconds / _PIECE_S)):
        if over():
            return
        leap(min(_PIECE_S, seconds))
        await asyncio.sleep(_TURN_S)


async def _while_time_stands_still(over: Callable[[], bool]) -> None:
    """Let threads, files and sockets come to an end, however busy the machine is, while no limit runs out."""
    clock = _clock()
    clock.stands_at = clock()
    began = clock.real()
    try:
        while not over() and clock.real() - began < _PATIENCE_S:
            await asyncio.sleep(0)
            time.sleep(_TURN_S)
    finally:
        clock.ahead, clock.stands_at = clock.stands_at - clock.real(), None


async def outlast(work: Awaitable[T], seconds: float) -> T:
    """The result of `work` while so many seconds pass; TimeoutError if these do not bring it to an end."""
    task = asyncio.ensure_future(work)
    await elapse(seconds, task.done)
    await _while_time_stands_still(task.done)
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise TimeoutError(f"not done after {seconds:g} s")
    return task.result()
