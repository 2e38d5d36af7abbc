"""Commands of the user's own: without a shell, without secrets, within their time."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from monitor.bootstrap import filter_command, run_command

PY = sys.executable


async def test_a_command_that_ends_well_says_nothing(tmp_path: Path) -> None:
    there = tmp_path / "there"
    assert not await run_command(
        [PY, "-c", "import sys; open(sys.argv[1], 'w').write(sys.argv[2])", str(there), "a b;c"], 60
    )
    assert there.read_text() == "a b;c"


async def test_secrets_are_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_TEST_SECRET", "hush")
    there = tmp_path / "there"
    code = "import os, sys; open(sys.argv[1], 'w').write(' '.join(sorted(os.environ)))"
    assert not await run_command([PY, "-c", code, str(there)], 60)
    assert "MONITOR_TEST_SECRET" not in there.read_text().split()
    assert "PATH" in there.read_text().split()
    said, fault = await filter_command([PY, "-c", "import os; print(*os.environ)"], b"")
    assert (fault, b"MONITOR_TEST_SECRET" in said, b"PATH" in said) == ("", False, True)


@pytest.mark.parametrize(
    ("words", "seconds", "why"),
    [
        (
            [PY, "-c", "import sys; sys.stderr.write('first\\nno room\\n'); sys.exit(3)"],
            60,
            "ended with status 3: no room",
        ),
        (["/nowhere/at-all", "x"], 60, "/nowhere/at-all cannot be run"),
        ([PY, "-c", "import sys; sys.stderr.write('x' * 1_000_000); sys.exit(1)"], 60, "ended with status 1: xxx"),
        ([PY, "\0"], 60, "cannot be run"),
    ],
)
async def test_why_a_command_failed(words: list[str], seconds: float, why: str) -> None:
    assert why in await run_command(words, seconds)


async def test_what_takes_too_long_is_ended() -> None:
    assert "took longer than 0 s" in await run_command([PY, "-c", "import time; time.sleep(600)"], 0.1)


@pytest.mark.parametrize("filters", [False, True])
async def test_what_a_command_started_ends_with_it(filters: bool, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    # The pipe stays open for writing as long as the child lives, so reading it ends with the child.
    child = "import sys, time; pipe = open(sys.argv[1], 'w'); pipe.write('up'); pipe.flush(); time.sleep(600)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}, sys.argv[1]])"
    words = [PY, "-c", code, str(ready)]
    running: asyncio.Task[object]
    running = asyncio.create_task(filter_command(words, b"text") if filters else run_command(words, 600))
    pipe = await asyncio.to_thread(ready.open)
    assert await asyncio.to_thread(pipe.read, 2) == "up"
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(pipe.read) == ""
    pipe.close()
