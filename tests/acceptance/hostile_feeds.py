"""How late honest feeds are polled beside hostile ones, all due at once: `python -m tests.acceptance.hostile_feeds`.

Of 200 feeds on loopback one in twenty never answers, drips, never ends, leads in circles, is a bomb or none at all. The
others' lateness is told with them and, in the same run, without them; rounds are all "not modified" but the first.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from bench.polling_peers import write_config
from bench.polling_site import serving
from monitor.bootstrap import App, Place
from monitor.engine.embedded import EmbeddedEngine
from monitor.obs.logs import configure_logs
from monitor.settings.environment import read_environment
from monitor.store import open_store

LOOK_S, DEADLINE_S, BAR_S = 0.02, 300.0, 2.0
_DUE = "UPDATE feed_clock SET next_poll_at = last_polled_at WHERE last_polled_at IS NOT NULL"
_HONEST = "FROM feed_clock c JOIN feed f ON f.id = c.feed_id WHERE f.url LIKE '%/feed' AND c.last_polled_at"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
_BOMB = gzip.compress(b"<rss>" + b"\0" * 300_000_000, 9)
KINDS = ("silent", "drips", "endless", "circles", "bomb", "reset", "deep", "heads", "storm", "empty")


def main() -> None:
    """Poll with and without the hostile feeds, and print how late the honest ones were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    hostile = asked.feeds // 20
    late = {}
    with serving(asked.feeds - hostile) as urls, _hostile() as base:
        bad = [f"{base}/{KINDS[number % len(KINDS)]}/{number}" for number in range(hostile)]
        for name, feeds in (("without", urls), ("with", [*urls, *bad])):
            with tempfile.TemporaryDirectory() as made:
                write_config(Path(made), feeds)
                late[name] = asyncio.run(_lateness(Path(made), len(urls), asked.rounds))
    for name, (half, most) in late.items():
        sys.stdout.write(f"{name:<8} hostile feeds: half polled after {half:.2f} s, 99 of 100 after {most:.2f} s\n")
    if late["with"][1] - late["without"][1] > BAR_S:
        sys.exit("Honest feeds are late because of hostile ones.")


async def _lateness(folder: Path, honest: int, rounds: int) -> tuple[float, float]:
    """Seconds from when all are due to when half, and 99 of 100, of the honest feeds are polled; the worst round."""
    settings = Place(config=folder / "config", data=folder / "data", env=read_environment).load()
    configure_logs("console", "critical")
    (folder / "data").mkdir(exist_ok=True)
    app = App(settings, open_store(settings.storage.url, exclusive=True))
    await app.start()
    await app.warm()
    stop, halves, mosts = asyncio.Event(), [], []
    engine = asyncio.create_task(EmbeddedEngine(app.services).run(stop))
    database = next((folder / "data").glob("*.db"))
    with contextlib.closing(sqlite3.connect(database, timeout=60)) as beside:
        await _reached(beside, honest, -1)
        for _ in range(rounds):
            newest = beside.execute(f"SELECT max(c.last_polled_at) {_HONEST} IS NOT NULL").fetchone()[0]
            beside.execute(_DUE)
            beside.commit()
            began = time.monotonic()
            halves.append(await _reached(beside, honest // 2, newest) - began)
            mosts.append(await _reached(beside, honest * 99 // 100, newest) - began)
            await _reached(beside, honest, newest)
    stop.set()
    await engine
    await app.stop()
    return max(halves), max(mosts)


async def _reached(beside: sqlite3.Connection, wanted: int, newest: object) -> float:
    """The monotonic time at which so many honest feeds are polled anew."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        if beside.execute(f"SELECT count(*) {_HONEST} > ?", (newest,)).fetchone()[0] >= wanted:
            return time.monotonic()
        await asyncio.sleep(LOOK_S)
    sys.exit(f"Fewer than {wanted} honest feeds were polled within {DEADLINE_S:.0f} s.")


@contextlib.contextmanager
def _hostile() -> Iterator[str]:
    """The base address of the hostile feeds, served by a thread while it is needed."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_answer, "127.9.9.9", 0))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.9.9.9:{server.sockets[0].getsockname()[1]}"
    finally:
        for task in asyncio.all_tasks(loop):
            loop.call_soon_threadsafe(task.cancel)
        loop.call_soon_threadsafe(loop.call_soon, loop.stop)
        thread.join()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
        kind = (await reader.readuntil(b"\r\n\r\n")).split(b"/", 2)[1].decode()
        await _misbehave(kind, writer)
    writer.close()


async def _misbehave(kind: str, writer: asyncio.StreamWriter) -> None:
    if kind in ("silent", "drips", "heads"):
        writer.write(_HEAD + b"\r\n" if kind == "drips" else b"" if kind == "silent" else _HEAD)
        for _ in range(600):
            writer.write({"silent": b"", "drips": b"<", "heads": b"X-More: " + b"y" * 900 + b"\r\n"}[kind])
            await writer.drain()
            await asyncio.sleep(0.5)
    elif kind == "endless":
        writer.write(_HEAD + b"\r\n<rss>")
        for _ in range(4_000):
            writer.write(b"<item>" * 2_000)
            await writer.drain()
    elif kind == "circles":
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /circles/" + str(time.monotonic_ns()).encode() + b"\r\n\r\n")
    elif kind == "bomb":
        writer.write(_HEAD + f"Content-Encoding: gzip\r\nContent-Length: {len(_BOMB)}\r\n\r\n".encode() + _BOMB)
    elif kind == "reset":
        writer.transport.abort()
    else:
        body = {"deep": b"<a>" * 400_000, "storm": b"<rss " + b"a=1 " * 200_000, "empty": b""}[kind]
        writer.write(_HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()


if __name__ == "__main__":
    main()
