"""Commands that the user's configuration names."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from contextlib import suppress

from monitor.settings import read_environment

_GIVEN = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""Of the environment: the rest may be secrets."""
_MOST_SAID = 4_000


async def run_command(words: Sequence[str], seconds: float) -> str:
    """Run a command without a shell; why it failed, "" if it ended with status 0 in time.

    Whatever it started in its process group ends with it when its time is over, or when the bot stops.
    """
    environment = {name: value for name in _GIVEN if (value := read_environment(name)) is not None}
    try:
        process = await asyncio.create_subprocess_exec(
            *words, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, env=environment, start_new_session=True
        )
    except (OSError, ValueError) as error:
        return f"{words[0]} cannot be run: {error}"
    said = b""
    try:
        async with asyncio.timeout(seconds):
            if process.stderr is not None:
                while data := await process.stderr.read(_MOST_SAID):
                    said = (said + data)[-_MOST_SAID:]
            status = await process.wait()
    except TimeoutError:
        return f"{words[0]} took longer than {seconds:.0f} s"
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    if status == 0:
        return ""
    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"{words[0]} ended with status {status}{f': {last}' if last else ''}"
