"""The sandbox's worker processes as the system sees them."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OLD: set[int] = set()
_BUSY_TICKS = 20


@contextmanager
def of_one_test() -> Iterator[None]:
    """Only those that start in here are told by `workers`: on a busy machine a test's last ones outlive it a while."""
    _OLD.update(_children())
    try:
        yield
    finally:
        _OLD.clear()


def _children() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def workers() -> list[int]:
    """Process ids of the living ones."""
    return [pid for pid in _children() if pid not in _OLD]


async def until(condition: Callable[[], object], seconds: float = 240.0) -> None:
    """Wait for it. The limit guards against hanging and says nothing about speed."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


async def busy(pids: list[int]) -> None:
    """Wait until they have worked for a while from now on; loading the parsers is behind them."""
    before = sum(map(cpu_ticks, pids))
    await until(lambda: sum(map(cpu_ticks, pids)) > before + _BUSY_TICKS)


def send(pids: list[int], word: signal.Signals) -> None:
    """Signal each that still lives: one that retires after its document may end between two words."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, word)


def cpu_ticks(pid: int) -> int:
    """CPU time the process has used, in clock ticks (10 ms each); 0 once it is gone."""
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def alive(pid: int) -> bool:
    """Whether it runs; one that ended and was not buried yet does not."""
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z"


def _stat(pid: int) -> list[str]:
    """What the system tells of it behind its name; nothing once it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return []
