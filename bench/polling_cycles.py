"""Polls all feeds of a configuration again and again in this process: `python bench/polling_cycles.py FOLDER CYCLE...`.

A CYCLE is `first`, `same`, `news` (the feeds have one entry more) or `running` (as `same`, but the whole engine is at
work and not the poll lane alone). Prints a line of JSON for each: its name, seconds on the clock, seconds of processor
time of this process and of its parsers, bytes written. It is run with the `monitor` of any version on the path, so it
uses nothing of `bench`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sqlite3
import sys
import time
import urllib.request
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from monitor.bootstrap import App, Place, SystemClock
from monitor.engine.embedded import EmbeddedEngine
from monitor.engine.work import poll_lane
from monitor.model.feeds import FeedSpec
from monitor.obs.logs import configure_logs
from monitor.settings.environment import read_environment
from monitor.store import open_store, sqlite_path

APART = timedelta(hours=2)
_LOOK_S, _BEGUN_S = 0.02, 3
_ALL_DUE = "UPDATE {} SET next_poll_at = last_polled_at"
_NEWEST = "SELECT max(last_polled_at) FROM {}"
_POLLED = "SELECT count(*) FROM {} WHERE last_polled_at > ?"
_CLOCKS = "SELECT name FROM sqlite_master WHERE name IN ('feed', 'feed_clock') ORDER BY name DESC"
"""Where it stands when a feed was polled: earlier versions have it in `feed`."""


class Later(SystemClock):
    """The system's clock, set ahead before each cycle, so that all feeds are due."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


def parsers() -> float:
    """Seconds of processor time of all that this process has started."""
    stats = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            stats[int(folder.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    mine = {os.getpid()}
    while more := {pid for pid, (parent, _) in stats.items() if parent in mine} - mine:
        mine |= more
    return sum(stats[pid][1] for pid in mine - {os.getpid()}) / os.sysconf("SC_CLK_TCK")


def spent() -> tuple[float, float, float, float]:
    """Clock, processor time of this process and of its parsers, bytes written."""
    lines = Path("/proc/self/io").read_text().splitlines()
    written = int(dict(line.split(": ") for line in lines)["write_bytes"])
    return time.perf_counter(), time.process_time(), parsers(), written


async def by_lane(app: App, clock: Later, feeds: Sequence[FeedSpec]) -> None:
    """All feeds through the poll lane."""
    clock.ahead += APART
    lane, done = poll_lane(app.services), 0
    while (taken := await lane.tick()) or lane.busy:
        done += taken
        await lane.one_ended()
        while lane.waiting:
            await lane.one_ended()
    if done != len(feeds):
        sys.exit(f"polled {done} of {len(feeds)} feeds")


async def by_engine(database: Path, feeds: Sequence[FeedSpec]) -> None:
    """All feeds by the engine at work, which finds them due by itself."""
    with contextlib.closing(sqlite3.connect(database)) as beside:
        (clocks,) = beside.execute(_CLOCKS).fetchone()
        before = beside.execute(_NEWEST.format(clocks)).fetchone()
        beside.execute(_ALL_DUE.format(clocks))
        beside.commit()
        while beside.execute(_POLLED.format(clocks), before).fetchone()[0] < len(feeds):
            await asyncio.sleep(_LOOK_S)


def tell_news(url: str) -> None:
    """Have all feeds show an entry more."""
    urllib.request.urlopen(url.replace("/feed", "/news")).close()


async def main(folder: Path, cycles: list[str]) -> None:
    """Poll once for each of `cycles`."""
    settings = Place(config=folder / "config", data=folder / "data", env=read_environment).load()
    configure_logs("console", settings.log_level)
    (folder / "data").mkdir(exist_ok=True)
    app = App(settings, open_store(settings.storage.url, exclusive=True))
    app.services.clock = clock = Later()
    await app.start()
    await app.warm()
    database, stop, engine = sqlite_path(settings.storage.url), asyncio.Event(), None
    assert database is not None
    for cycle in cycles:
        if cycle == "running" and engine is None:
            engine = asyncio.create_task(EmbeddedEngine(app.services).run(stop))
            await asyncio.sleep(_BEGUN_S)
        elif cycle != "running" and engine is not None:
            stop.set()
            await engine
            engine = None
        if cycle == "news":
            await asyncio.to_thread(tell_news, settings.feeds[0].url)
        # Or what an earlier cycle left in the log would be folded, and counted, in this one.
        app.services.store.checkpoint()
        before = spent()
        await (by_engine(database, settings.feeds) if engine else by_lane(app, clock, settings.feeds))
        difference = [late - early for early, late in zip(before, spent(), strict=True)]
        sys.stdout.write(json.dumps([cycle, *difference]) + "\n")
        sys.stdout.flush()
    stop.set()
    if engine is not None:
        await engine
    await app.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
