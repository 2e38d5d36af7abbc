"""How work grows with its input: what hostile input costs, judged without a clock's idea of fast."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

TIMES: Final = 10
"""How much larger the larger input is."""
_CALLS_MARGIN, _CPU_MARGIN = 2, 6
"""What is quadratic grows 100 fold, not 20 or 60. Neighbours on the machine share its caches: CPU time gets more."""
_CALLS_NOISE, _CPU_NOISE_S = 2_000, 0.05


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, those written in C included: the same number on every machine."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def calls_grow_linearly(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether `TIMES` the input needs about as many times the calls; `work(size)` prepares one piece of work.

    Loops inside one call are not seen: see `cpu_grows_linearly`.
    """
    return calls(work(TIMES * size)) <= _CALLS_MARGIN * TIMES * calls(work(size)) + _CALLS_NOISE


def cpu_grows_linearly(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether `TIMES` the input needs about as many times the CPU time, measured side by side.

    For work inside the C of regular expressions and the like, which cannot be counted. What is linear shows it in one
    of three tries; what is not, in none.
    """
    most = _CPU_MARGIN * TIMES * min(_cpu_s(work(size)) for _ in range(3)) + _CPU_NOISE_S
    return any(_cpu_s(work(TIMES * size)) <= most for _ in range(3))


def _cpu_s(work: Callable[[], object]) -> float:
    # As `timeit` does: a collection looks at everything that all tests before have left.
    collects = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        if collects:
            gc.enable()
