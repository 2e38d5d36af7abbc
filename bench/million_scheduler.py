"""A worker that schedules, with a million feeds in `config/`: seconds and memory until they are in force, and after.

A PostgreSQL server of its own that waits for the disk, and `monitor work --role schedule` as users start it. Told are,
for each thing that happens, seconds on the clock, processor seconds of the worker, and the most memory that it ever
held until then: a first start (all feeds are new), `/metrics`, two feeds added to feeds.yaml, an edit of monitor.yaml,
and a start with feeds that are known. `python -m bench.million_scheduler`; `--feeds` makes it smaller.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.cost import ROOT
from tests.postgres_server import Server

FEEDS, HOSTS, DEADLINE_S = 1_000_000, 200_000, 3_600.0
_TICKS = os.sysconf("SC_CLK_TCK")
_WATCHLIST = (
    "watchlist: w\ntitle: W\npriority: normal\ntopics:\n  - {id: a, name: Albu Kamal, names: {en: [Albu Kamal]}}\n"
)


@dataclass(slots=True)
class Worker:
    """The process, and what is asked of it from outside."""

    process: subprocess.Popen[bytes]
    port: int

    def memory(self) -> tuple[float, float]:
        """Megabytes that it holds, and the most that it ever held."""
        lines = dict(line.split(":") for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines())
        now, most = (int(lines[name].split()[0]) / 1000 for name in ("VmRSS", "VmHWM"))
        return now, most

    def spent_s(self) -> float:
        """Processor seconds."""
        figures = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return sum(map(int, figures[11:13])) / _TICKS

    def told(self, what: str, until: Callable[[], bool]) -> None:
        """Wait for something, and print what it took."""
        began, spent = time.perf_counter(), self.spent_s()
        while not until():
            if self.process.poll() is not None or time.perf_counter() - began > DEADLINE_S:
                sys.exit(f"the worker ended, or it took too long: {what}")
            time.sleep(0.2)
        now, most = self.memory()
        seconds, cpu = time.perf_counter() - began, self.spent_s() - spent
        load = os.getloadavg()[0]
        print(f"{what:<34}{seconds:>8.1f}{cpu:>8.1f}{now:>8.0f}{most:>8.0f}{load:>7.0f}", flush=True)

    def metrics(self) -> str:
        """What a scrape is given, "" if nobody listens yet."""
        with suppress(OSError), closing(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics")) as answer:
            return str(answer.read().decode())
        return ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    asked = parser.parse_args()
    server = Server(durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _measure(server, Path(folder), asked.feeds)
    finally:
        server.end()


def _measure(server: Server, folder: Path, feeds: int) -> None:
    url = server.new()
    name, config = url.partition("?")[0].rpartition("/")[2], folder / "config"
    (config / "watchlists").mkdir(parents=True)
    (config / "watchlists" / "w.yaml").write_text(_WATCHLIST, encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as one:
        port = int(one.getsockname()[1])
    plain = f"storage: {{url: '{url}'}}\nserver: {{port: {port}}}\nsubscriptions: []\n"
    (config / "monitor.yaml").write_text(plain, encoding="utf-8")
    with (config / "feeds.yaml").open("w", encoding="utf-8") as file:
        file.write("feeds:\n")
        for number in range(feeds):
            host = number % max(1, feeds * HOSTS // FEEDS)
            file.write(_item(f"https://host{host}.example/feed{number}.xml", number, host))
    size = (config / "feeds.yaml").stat().st_size / 1_000_000
    print(f"{feeds} feeds, feeds.yaml of {size:.0f} MB")
    print(f"{'':<34}{'s':>8}{'CPU s':>8}{'MB':>8}{'most':>8}{'load':>7}")

    def active(number: int) -> bool:
        with suppress(Exception):  # The tables are not made yet.
            ((found,),) = server.execute("SELECT count(*) FROM feed WHERE active", name)
            kept = server.execute("SELECT 1 FROM counter WHERE name LIKE 'feeds:%'", name)
            return bool(kept) and found == number
        return False

    def edits() -> int:
        ((found,),) = server.execute("SELECT count(*) FROM revision", name)
        return int(found)

    with _started(folder, port) as worker:
        worker.told("started, all feeds in force", lambda: active(feeds))
        worker.told("/metrics", lambda: "monitor_feeds " in worker.metrics())
        with (config / "feeds.yaml").open("a", encoding="utf-8") as file:
            file.write(_item("https://new.example/1", feeds, 0) + _item("https://new.example/2", feeds + 1, 0))
        worker.told("two feeds added, in force", lambda: active(feeds + 2))
        before = edits()
        (config / "monitor.yaml").write_text(f"{plain}polling: {{interval: 30m}}\n", encoding="utf-8")
        worker.told("monitor.yaml edited, in force", lambda: edits() > before)
        began = time.perf_counter()
        worker.told("a minute later", lambda: time.perf_counter() - began > 60)
    with _started(folder, port) as worker:
        worker.told("started again, /metrics answers", lambda: "monitor_feeds " in worker.metrics())
        began = time.perf_counter()
        worker.told("a minute later", lambda: time.perf_counter() - began > 60)


def _item(url: str, number: int, host: int) -> str:
    return f"  - url: {url}\n    title: Feed {number}\n    publisher: Outlet {host}\n    language: en\n"


@contextmanager
def _started(folder: Path, port: int) -> Iterator[Worker]:
    at = ["--config", str(folder / "config"), "--data", str(folder / "data")]
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", *at, "work", "--role", "schedule"], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        yield Worker(process, port)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
