"""`monitor` with a probe of its event loop: `python bench/scale_bot.py NOTES ARGUMENT...`.

When there is a file NOTES.next it is taken away, and NOTES says how late the loop was since the last time:
milliseconds that half, 99 of 100 and all were below. The probe wakes fifty times a second, for about a hundredth of a
core. It is run with the `monitor` of any version on the path, so it uses nothing of `bench`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from monitor.cli.main import main
from monitor.engine.embedded import EmbeddedEngine

APART_S = 0.02
_run = EmbeddedEngine.run


async def _probe(notes: Path) -> None:
    late: list[float] = []
    while True:
        before = time.perf_counter()
        await asyncio.sleep(APART_S)
        late.append(1000 * (time.perf_counter() - before - APART_S))
        if len(late) % 10 == 0 and _told(notes, sorted(late)):
            late = []


def _told(notes: Path, late: list[float]) -> bool:
    """Whether it was asked for."""
    mark = notes.with_name(f"{notes.name}.next")
    if not mark.exists():
        return False
    notes.write_text(json.dumps([late[len(late) // 2], late[len(late) * 99 // 100], late[-1]]), encoding="utf-8")
    mark.unlink()
    return True


async def _probed(engine: EmbeddedEngine, stop: asyncio.Event) -> None:
    probe = asyncio.create_task(_probe(NOTES))
    try:
        await _run(engine, stop)
    finally:
        probe.cancel()


if __name__ == "__main__":
    NOTES = Path(sys.argv.pop(1))
    EmbeddedEngine.run = _probed  # type: ignore[method-assign]
    main()
