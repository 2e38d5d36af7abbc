"""What runs inside a worker process: limits first, then one parser call at a time.

The pool knows these functions by their names in `jobs`, so that nothing of the parsers is loaded outside workers.
Arguments and results cross by pickle: bytes, strings and the frozen dataclasses of the model.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.dsn.report import read_report
from monitor.parse.feeds.feed import parse_feed
from monitor.parse.pages.page import extract_page
from monitor.sandbox.apart import STOPS
from monitor.sandbox.jobs import OUT_OF_MEMORY, Limits

if sys.platform != "win32":
    import resource

__all__ = ["extract_page", "parse_feed", "prepare_worker", "process_id", "read_report", "run_lot"]

_PR_SET_PDEATHSIG = 1
LOT_CPU_S = 0.1
"""Once a lot has taken so much processor time, no further document of it is begun: those that are read wait for it."""
T = TypeVar("T")


def prepare_worker(memory_mb: int) -> None:
    """Make this process safe to lose: bounded memory, no core dump, quiet, gone when its parent is gone.

    `memory_mb` is what jobs may take beyond what the loaded parsers take already.
    """
    # Nothing in Python: a handler would wait for the C code of a stalled pattern to return.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # A stop reaches the whole process group or all of a service: the program decides when its workers end, by SIGKILL.
    for stop in STOPS:
        signal.signal(stop, signal.SIG_IGN)
    # Libraries warn about every bad page; what matters comes back as a value.
    logging.disable(logging.CRITICAL)
    _die_with_parent()
    _limit_memory(memory_mb)


def run_lot(limits: Limits, lot: Sequence[tuple[Callable[..., object], tuple[object, ...]]]) -> list[bytes]:
    """The answers for the first documents of a lot, in its order, each within the limits; for one at least.

    Whatever goes wrong with one is a value. Each is packed (pickle) by itself, so that one that cannot be spoils no
    other. Documents without an answer wait for another lot: time was up, or memory did not suffice, of which those
    before hold some.
    """
    answers: list[bytes] = []
    end = time.process_time() + LOT_CPU_S
    for function, arguments in lot:
        answer = _guarded(partial(_packed, function, arguments), limits)
        if isinstance(answer, ParseFailure):
            if answers and answer.reason is ParseReason.PARSER_MEMORY:
                break
            answer = pickle.dumps(answer)
        answers.append(answer)
        if time.process_time() > end:
            break
    return answers


def _packed(function: Callable[..., object], arguments: tuple[object, ...]) -> bytes:
    return pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL)


def process_id() -> int:
    """The worker's."""
    return os.getpid()


def _guarded(job: Callable[[], T], limits: Limits) -> T | ParseFailure:
    # Processor time, so that an honest feed passes on a busy machine; and a generous wall limit, in here too: the
    # pool's own follows the wall clock, which may step, and needs the parent.
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_s)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)
    try:
        return job()
    except MemoryError:
        failure = ParseFailure(reason=ParseReason.PARSER_MEMORY, detail=OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - the wall between hostile input and the program: any bug stays in here
        name = type(error).__name__
        failure = ParseFailure(reason=ParseReason.PARSER_CRASH, detail=f"The parser failed with {name}.")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    # Outside the handlers, so that the frames of the failed job are free to go before the answer is built.
    gc.collect()
    return failure


def _die_with_parent() -> None:
    """Two ways, for there are two parents: the fork server, and behind it the program that must not be outlived."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), name="follow-parent", daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGKILL)


def _limit_memory(memory_mb: int) -> None:
    # macOS refuses limits on address space; the time limit still holds there.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        limit = _address_space() + memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _address_space() -> int:
    """Bytes of address space in use now; 256 MB where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 256 * 1024 * 1024
    return pages * resource.getpagesize()
