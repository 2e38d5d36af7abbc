"""What a whole command costs: `spent(command, folder)`. Everything that it starts is waited for, parsers included."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command: seconds on the clock until it ended, processor seconds of itself and of all that it started."""

    seconds: float
    itself: float
    started: float

    @property
    def processor(self) -> float:
        """Processor seconds of all."""
        return self.itself + self.started


def spent(command: Sequence[str], folder: Path) -> Cost:
    """The cost of `command`, run in `folder`; CalledProcessError if it fails."""
    apart = [sys.executable, "-m", "bench.cost", str(folder), *command]
    answer = subprocess.run(apart, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(*json.loads(answer.stdout.splitlines()[-1]))


def _apart(folder: str, command: Sequence[str]) -> int:
    """Run a command and wait for whatever it leaves behind, which comes to this process when its parent ends."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    first = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    seconds = itself = started = 0.0
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        if pid == first.pid:
            seconds, itself = time.perf_counter() - began, used.ru_utime + used.ru_stime
            first.returncode = os.waitstatus_to_exitcode(status)
        else:
            started += used.ru_utime + used.ru_stime
    sys.stdout.write(json.dumps([seconds, itself, started]) + "\n")
    return first.returncode


if __name__ == "__main__":
    sys.exit(_apart(sys.argv[1], sys.argv[2:]))
