"""Feeds a second through the engine of several workers: `python -m bench.cluster` (`make bench-cluster`).

A server that waits for the disk, a process that hands out jobs, and so many workers as are told. A job claims lots of
20 feeds and "fetches" them, all of which answer "not modified" after 5 ms; what ended at the same time is saved
together. All feeds have a host of their own and are due at once; the second round counts. Told are feeds a second on
the clock and processor milliseconds a feed. `--turns`: each request asks for its host's turn too, as a real one does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.cost import ROOT
from bench.polling_peers import write_config
from tests.postgres_server import Server

FEEDS, WORKERS, LOOK_S = 30_000, "1,2,4", 0.25
_TICKS = os.sysconf("SC_CLK_TCK")
_FILL = """
WITH made AS (
    INSERT INTO feed (url, title, publisher, language, tags, spec, active, disabled, etag, last_modified, body_hash,
        failures, last_detail, entries_seen, largest_answer)
    SELECT format('http://h%s.example/feed', n), n, n, 'en', '[]', '', true, false, '"x"', '', '', 0, '', 0, 0
    FROM generate_series(1, {feeds}) AS n RETURNING id
) INSERT INTO feed_clock (feed_id, next_poll_at, quiet_polls, quiet_s) SELECT id, id, 0, 0 FROM made
"""
_ALL_DUE = "UPDATE feed_clock SET next_poll_at = feed_id"
_LEFT = "SELECT 1 FROM feed_clock WHERE next_poll_at < 1000000000 LIMIT 1"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--workers", default=WORKERS, help="numbers of workers, with commas (%(default)s)")
    parser.add_argument("--turns", action="store_true", help="ask for the hosts' turns as well")
    asked = parser.parse_args()
    print(f"{asked.feeds} feeds, load {os.getloadavg()[0]:.0f}")
    print(f"{'workers':>8} {'feeds/s':>8} {'CPU ms a feed: workers':>24} {'server':>8} {'all':>8}")
    server = Server(durable=True)
    try:
        for count in map(int, asked.workers.split(",")):
            seconds, workers, database = _measured(server, asked.feeds, count, turns=asked.turns)
            each = [1000 * spent / asked.feeds for spent in (workers, database, workers + database)]
            print(f"{count:>8} {asked.feeds / seconds:>8.0f} {each[0]:>24.2f} {each[1]:>8.2f} {each[2]:>8.2f}")
    finally:
        server.end()


def _measured(server: Server, feeds: int, workers: int, *, turns: bool) -> tuple[float, float, float]:
    """Seconds on the clock, and processor seconds of the workers and of the server."""
    url = server.new()
    name = url.partition("?")[0].rpartition("/")[2]
    server.execute(_FILL.format(feeds=feeds), name)
    server.execute("ANALYZE", name)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        config = write_config(Path(folder), [])
        with (config / "monitor.yaml").open("a", encoding="utf-8") as file:
            file.write(f"storage: {{url: '{url}'}}\n")
        (config / "feeds.yaml").write_text("feeds: []\n", encoding="utf-8")
        mine = [
            stack.enter_context(_started(Path(folder), role, turns=turns)) for role in ["poll"] * workers + ["hand"]
        ]
        _drain(server, name)
        server.execute(_ALL_DUE, name)
        before, began = (_spent(mine), _spent(_server(server))), time.perf_counter()
        _drain(server, name)
        seconds = time.perf_counter() - began
        found = seconds, _spent(mine) - before[0], _spent(_server(server)) - before[1]
    server.drop(url)
    return found


@contextmanager
def _started(folder: Path, role: str, *, turns: bool) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.cluster_worker", str(folder / "config"), str(folder), role]
    process = subprocess.Popen(
        [*command, *(["turns"] if turns else [])], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n", f"a worker ({role}) did not start"
        yield process.pid
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def _drain(server: Server, name: str) -> None:
    while server.execute(_LEFT, name):
        time.sleep(LOOK_S)


def _server(server: Server) -> list[int]:
    """The processes of the server; those of connections that ended meanwhile are counted by their parent."""
    parent = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], stdout=subprocess.PIPE, text=True, check=False
    )
    return [parent, *map(int, children.stdout.split())]


def _spent(processes: Sequence[int]) -> float:
    """Processor seconds of these and of what they waited for."""
    total = 0
    for pid in processes:
        try:
            total += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:15]))
        except OSError:
            continue
    return total / _TICKS


if __name__ == "__main__":
    main()
