"""Loaded first by the fork server, whose children the workers are: signals meant for the program do not reach them.

A stop that is sent to the whole group (by a terminal, by systemd) would otherwise kill parsers in the middle of pages
while the program still saves what they bring. The program itself ends them, and they end with it.
"""

from __future__ import annotations

import os
import signal
import sys
from types import TracebackType

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def keep_apart() -> None:
    """A process group of its own, deaf to what stops the program's, and without tracebacks."""
    sys.excepthook = say_why
    for one in STOPS:
        signal.signal(one, signal.SIG_IGN)
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)


def say_why(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """In a line why no worker could be begun, which the program sees by itself; nothing where it has gone meanwhile.

    A program that is stopped takes its queues and pipes along, whether or not a worker is on its way to them.
    """
    if not issubclass(kind, FileNotFoundError | EOFError | ConnectionError):
        sys.stderr.write(f"monitor: a parser's process cannot be started: {kind.__name__}: {error}\n")


if any("multiprocessing.forkserver" in argument for argument in sys.orig_argv):
    keep_apart()
