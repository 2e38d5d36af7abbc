"""Lines that nobody logged, on standard output and error, as events of the log: one JSON object a line, whoever prints.

Libraries warn, print and die in threads, C code writes to the descriptor itself, and so do processes that were started
by ours. All of it goes through a pipe; what is meant for the outside is written to copies of the old descriptors.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import os
import select
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

import structlog

from monitor.obs.logs import configure_logs, wants_json

_SET_PIPE_SIZE = 1031
"""Linux: `F_SETPIPE_SZ`. Code that prints much while no other thread runs must not wait for the one that reads."""
_PIPE_BYTES = 1_048_576
_TOGETHER_S = 0.05
"""Lines that come so close belong to one event: a traceback is one."""
_MOST_LINES = 200
_LAST_WORDS_S = 1.0

log = structlog.get_logger("monitor.stray")


class StrayLines:
    """From now on lines on descriptors 1 and 2 are events; `out` and `err` lead where those led before."""

    def __init__(self) -> None:
        self.out, self.err = _copy(1), _copy(2)
        self._reading, writing = os.pipe()
        with contextlib.suppress(OSError, ImportError):
            import fcntl  # noqa: PLC0415 - not there on every system

            fcntl.fcntl(writing, _SET_PIPE_SIZE, _PIPE_BYTES)
        _flush()
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        self._bell = writing
        # The last words of a process that dies inside of C code are read by nobody here.
        faulthandler.enable(self.err)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="stray lines", daemon=True)
        self._thread.start()
        atexit.register(self.end)

    def end(self) -> None:
        """Give the descriptors back, and log what was printed until now; may be called again."""
        if self._ended.is_set():
            return
        _flush()
        os.dup2(self.out.fileno(), 1)
        os.dup2(self.err.fileno(), 2)
        self._ended.set()
        with contextlib.suppress(OSError):
            os.write(self._bell, b"\n")
        self._thread.join(_LAST_WORDS_S)
        for stream in (self.out, self.err):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()

    def _follow(self) -> None:
        """Until the end, and then what is left: children keep the pipe open for as long as they live."""
        left = b""
        while True:
            ended = self._ended.is_set()
            # With nothing under way there is nothing to look at until somebody prints; the end prints a line break.
            ready, _, _ = select.select([self._reading], [], [], 0.0 if ended else _TOGETHER_S if left else None)
            if ready:
                left += os.read(self._reading, _PIPE_BYTES)
            if left and (ended or (not ready and left.endswith(b"\n")) or len(left) > _PIPE_BYTES):
                _tell(left)
                left = b""
            if ended and not ready:
                return


@contextlib.contextmanager
def logged(style: str, level: str) -> Iterator[TextIO]:
    """Logs set up, and where the terminal channel writes.

    People read a console as it comes; a log of JSON lines holds nothing else, whatever a library prints.
    """
    if not wants_json(style, sys.stderr):
        configure_logs(style, level)
        yield sys.stdout
        return
    stray = StrayLines()
    configure_logs(style, level, stray.err)
    try:
        yield stray.out
    finally:
        stray.end()


def _tell(said: bytes) -> None:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines:
        return
    more = {"lines": lines[1:_MOST_LINES]} if lines[1:] else {}
    log.warning(lines[0], action="stray", **more)


def _copy(descriptor: int) -> TextIO:
    return os.fdopen(os.dup(descriptor), "w", encoding="utf-8", errors="backslashreplace", buffering=1)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
