"""Jobs for worker processes, as in `monitor.sandbox.jobs`, that go wrong in every way a parser can."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import NoReturn


class _Unreadable:
    """It packs, but what is packed cannot be read."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("no number",)


class _OddError(Exception):
    """Made of two values and packed as one, so that it cannot cross."""

    def __init__(self, one: str, _another: str) -> None:
        super().__init__(one)


def fine(number: int) -> int:
    return number


def killed(note: Path, times: int) -> str:
    """The kernel ends the process, the first `times` times; each beginning leaves a letter in `note`."""
    with note.open("a") as begun:
        begun.write("x")
    if len(note.read_text()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def spins() -> str:
    return _spin(1e9)


def spins_a_while(cpu_s: float) -> str:
    return _spin(cpu_s)


def stands_still() -> None:
    time.sleep(600)


def wants_all_memory() -> bytearray:
    return bytearray(1 << 45)


def leaves() -> NoReturn:
    os._exit(3)


def does_not_pack() -> object:
    return lambda: None


def does_not_unpack() -> object:
    return _Unreadable()


def raises_what_cannot_cross() -> NoReturn:
    raise _OddError("one", "another")


def _spin(cpu_s: float) -> str:
    end = time.process_time() + cpu_s
    while time.process_time() < end:
        pass
    return "done"
