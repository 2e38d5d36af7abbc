"""Thousands of polls of every feed in one process: what it keeps of each, in memory and in open files.

`python -m tests.acceptance.soak --cycles 10000`. Feeds on loopback answer "not modified" but for every tenth cycle,
which brings an entry more. Before, hundreds of cycles that all bring one fill what is bounded: at the pace of the
others the caches of addresses and the database's pages would fill for thousands of cycles. The slope is that of the
later three quarters.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import linear_regression

from bench.polling_cycles import Later, tell_news
from bench.polling_peers import write_config
from bench.polling_site import serving
from monitor.bootstrap import App, Place
from monitor.engine.work import poll_lane
from monitor.obs.logs import configure_logs
from monitor.settings.environment import read_environment
from monitor.store import open_store

APART, NEWS, NOTES = timedelta(hours=3), 10, 40
FILLING = 1_200
"""Entries that come before anything is measured: more than any cache on the way of a poll holds."""
BAR_MB = 1.0
"""Of memory for each thousand cycles."""
Notes = list[tuple[int, float, int]]


def main() -> None:
    """Poll, print what was kept, and fail where it is too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=2_000)
    parser.add_argument("--feeds", type=int, default=4)
    asked = parser.parse_args()
    with serving(asked.feeds) as urls, tempfile.TemporaryDirectory() as made:
        write_config(Path(made), urls)
        notes = asyncio.run(_polled(Path(made), urls[0], FILLING // asked.feeds, asked.cycles))
    later = notes[len(notes) // 4 :]
    slope = 1_000 * linear_regression([note[0] for note in later], [note[1] for note in later]).slope
    files = [note[2] for note in later]
    sys.stdout.write(f"{asked.cycles} cycles of {asked.feeds} feeds\n")
    sys.stdout.write(
        f"memory: {notes[0][1]:.1f} MB at first, {notes[-1][1]:.1f} at last, {slope:+.2f} MB a 1,000 cycles\n"
    )
    sys.stdout.write(f"open files: {min(files)} to {max(files)}, at last {files[-1]}\n")
    if slope > BAR_MB or max(files) > min(files) + 4:
        sys.exit("More is kept with every cycle.")


async def _polled(folder: Path, url: str, filling: int, cycles: int) -> Notes:
    """(cycle, MB of memory, open files) at even distances, after so many cycles that fill what is bounded."""
    settings = Place(config=folder / "config", data=folder / "data", env=read_environment).load()
    configure_logs("console", "critical")
    (folder / "data").mkdir(exist_ok=True)
    app = App(settings, open_store(settings.storage.url, exclusive=True))
    app.services.clock = clock = Later()
    await app.start()
    await app.warm()
    notes: Notes = []
    for cycle in range(-filling, cycles + 1):
        if cycle < 0 or cycle % NEWS == NEWS - 1:
            await asyncio.to_thread(tell_news, url)
        clock.ahead += APART
        lane = poll_lane(app.services)
        while await lane.tick() or lane.busy:
            await lane.one_ended()
        if cycle >= 0 and cycle % max(1, cycles // NOTES) == 0:
            gc.collect()
            notes.append((cycle, _memory_mb(), len(list(Path("/proc/self/fd").iterdir()))))
    await app.stop()
    return notes


def _memory_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1_024


if __name__ == "__main__":
    main()
