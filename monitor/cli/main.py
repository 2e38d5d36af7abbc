"""Where the program starts: ready for a stop before anything else is loaded."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from types import FrameType

from monitor.cli.arguments import command_of
from monitor.cli.garbage import look_rarely


def main() -> None:
    """Run the command line; from the first moment on, a stop of the bot is a clean one."""
    look_rarely()
    if command_of(sys.argv[1:]) == "run":
        # Until the bot takes both signals over, nothing is open and nothing was promised: it may leave at once.
        signal.signal(signal.SIGINT, _leave)
        signal.signal(signal.SIGTERM, _leave)
    else:
        signal.signal(signal.SIGTERM, _unwind)
    from monitor.cli.root import call  # noqa: PLC0415 - loading it takes longer than a stop should wait

    try:
        call(sys.argv[1:])
    except SystemExit as leaving:
        _leave_at_once(leaving.code)
        raise


def _leave_at_once(status: object) -> None:
    """Leave without the interpreter's taking apart what was loaded: a tenth of a short command's whole time.

    Only where nothing is left to be ended: no thread, no worker process, no output that was not taken.
    """
    gc.freeze()  # Where all is taken apart, no cycles are looked for among it.
    if not isinstance(status, int) or threading.active_count() > 1 or _has_started_processes():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(status)


def _has_started_processes() -> bool:
    """Whether this process ever had workers: what starts one, and what is shared with it, is loaded only then."""
    return any(name.startswith(("multiprocessing.popen_", "multiprocessing.resource_tracker")) for name in sys.modules)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(0)


def _unwind(number: int, _frame: FrameType | None) -> None:
    """Other commands give back what they hold and say by their status that they were broken off."""
    sys.exit(128 + number)
