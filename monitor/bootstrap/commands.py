"""Commands that the user's configuration names."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from monitor.settings import read_environment

_GIVEN = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""Of the environment: the rest may be secrets."""
_MOST_SAID = 4_000


_MOST_WRITTEN = 64_000


async def filter_command(words: Sequence[str], given: bytes) -> tuple[bytes, str]:
    """Run a command without a shell: what it writes when it is given that, and why it failed, "" if it did not.

    It has no time of its own: whatever it started in its process group ends with it when this is cancelled.
    """
    try:
        process = await _started(words, stdin=PIPE, stdout=PIPE)
    except (OSError, ValueError) as error:
        return b"", f"{words[0]} cannot be run: {error}"
    try:
        _, (written, whole), said = await asyncio.gather(_give(process, given), _written(process), _said(process))
        if not whole:
            return b"", f"{words[0]} wrote more than {_MOST_WRITTEN:,} bytes"
        status = await process.wait()
    finally:
        await _end(process)
    return (written, "") if status == 0 else (b"", _ended(words[0], status, said))


async def _give(process: Process, given: bytes) -> None:
    """What does not read its input may be content with less."""
    if process.stdin is not None:
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(given)
            await process.stdin.drain()
        process.stdin.close()


async def _written(process: Process) -> tuple[bytes, bool]:
    """Its output, and whether that is all of it."""
    written = b""
    if process.stdout is not None:
        while data := await process.stdout.read(_MOST_SAID):
            written += data
            if len(written) > _MOST_WRITTEN:
                _kill(process)
                return written, False
    return written, True


async def run_command(words: Sequence[str], seconds: float) -> str:
    """Run a command without a shell; why it failed, "" if it ended with status 0 in time.

    Whatever it started in its process group ends with it when its time is over, or when the bot stops.
    """
    try:
        process = await _started(words, stdin=DEVNULL, stdout=DEVNULL)
    except (OSError, ValueError) as error:
        return f"{words[0]} cannot be run: {error}"
    try:
        async with asyncio.timeout(seconds):
            said = await _said(process)
            status = await process.wait()
    except TimeoutError:
        return f"{words[0]} took longer than {seconds:.0f} s"
    finally:
        await _end(process)
    return "" if status == 0 else _ended(words[0], status, said)


async def _started(words: Sequence[str], *, stdin: int, stdout: int) -> Process:
    environment = {name: value for name in _GIVEN if (value := read_environment(name)) is not None}
    return await asyncio.create_subprocess_exec(
        *words, stdin=stdin, stdout=stdout, stderr=PIPE, env=environment, start_new_session=True
    )


async def _said(process: Process) -> bytes:
    """The end of what it says of troubles."""
    said = b""
    if process.stderr is not None:
        while data := await process.stderr.read(_MOST_SAID):
            said = (said + data)[-_MOST_SAID:]
    return said


async def _end(process: Process) -> None:
    _kill(process)
    await process.wait()


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _ended(name: str, status: int, said: bytes) -> str:
    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"{name} ended with status {status}{f': {last}' if last else ''}"
