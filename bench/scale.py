"""Ten thousand feeds in one running bot: `python -m bench.scale` (`make bench-scale`).

The real `monitor run`, with loopback feeds of 9 kB at addresses of their own. First all are new, so all are due at
once; then all are due at once again and answer "not modified"; then, steadily, as many are due a second as 15 minutes
between two polls make of them, and three of ten answers bring an entry more. Told are seconds, processor time of the
process and of its parsers, memory at its peak, how late the event loop was, how long `/healthz` took, and feeds that
were asked twice. `--beside DIR` measures another version's clone after this one. Polls only: entries are older than
what is looked at, so no page is read.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.cost import ROOT
from bench.polling_peers import write_config
from bench.scale_site import asked, begin_steady, serving_many

LOOK_S, DEADLINE_S, HEALTH_S, DUE_S = 0.1, 1_800.0, 0.5, 1.0
_POLLED = "SELECT count(*) FROM feed_clock WHERE last_polled_at > ?"
_NEWEST = "SELECT coalesce(max(last_polled_at), 0) FROM feed_clock"
_ALL_DUE = "UPDATE feed_clock SET next_poll_at = last_polled_at"
_SOME_DUE = f"{_ALL_DUE} WHERE feed_id IN (SELECT feed_id FROM feed_clock ORDER BY last_polled_at LIMIT ?)"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Bot:
    """A bot that runs, and what is asked of it from outside."""

    process: subprocess.Popen[bytes]
    folder: Path
    answers: list[float] = field(default_factory=list)
    """Seconds that `/healthz` took."""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def database(self) -> Path:
        """Its file."""
        return self.folder / "data" / "monitor.db"

    def spent(self) -> tuple[float, float]:
        """Processor seconds of the process and of all that it started."""
        stats = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(") ")[2].split()
                stats[int(folder.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / _TICKS)
        mine = {self.process.pid}
        while more := {pid for pid, (parent, _) in stats.items() if parent in mine} - mine:
            mine |= more
        itself = stats[self.process.pid][1]
        return itself, sum(stats[pid][1] for pid in mine) - itself

    def memory_mb(self) -> float:
        """The most that the process ever held."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024

    def written(self) -> int:
        """Bytes that it had written to disk."""
        lines = Path(f"/proc/{self.process.pid}/io").read_text().splitlines()
        return int(dict(line.split(": ") for line in lines)["write_bytes"])

    def lateness(self) -> tuple[float, float, float]:
        """Of the event loop since the last time: milliseconds that half, 99 of 100 and all were below."""
        notes = self.folder / "late"
        mark = notes.with_name("late.next")
        mark.touch()
        while mark.exists():
            time.sleep(0.05)
        half, most, worst = json.loads(notes.read_text())
        return half, most, worst

    def keep_asking(self) -> None:
        """Ask `/healthz` twice a second, and note how long each answer takes."""
        while not self.ended.wait(HEALTH_S):
            with contextlib.suppress(OSError, ValueError, KeyError):
                where = json.loads((self.folder / "data" / "run.json").read_text())
                began = time.perf_counter()
                with contextlib.suppress(urllib.error.HTTPError):
                    urllib.request.urlopen(f"http://{where['host']}:{where['port']}/healthz").close()
                self.answers.append(time.perf_counter() - began)

    def polled(self, newest: int) -> int:
        """Feeds polled after `newest`."""
        with contextlib.suppress(sqlite3.OperationalError):  # It is not made yet.
            url = f"file:{self.database}?mode=ro"
            with contextlib.closing(sqlite3.connect(url, uri=True, timeout=60)) as beside:
                return int(beside.execute(_POLLED, (newest,)).fetchone()[0])
        return 0

    def make_due(self, some: int | None = None) -> int:
        """Have all feeds, or those that were polled longest ago, be due now; returns the newest poll before."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=60)) as beside:
            newest = int(beside.execute(_NEWEST).fetchone()[0])
            beside.execute(*((_ALL_DUE,) if some is None else (_SOME_DUE, (some,))))
            beside.commit()
        return newest


@dataclass(slots=True)
class Span:
    """A time that is measured, from now on."""

    bot: Bot
    url: str
    from_start: bool = False
    began: float = field(default_factory=time.perf_counter)
    spent: tuple[float, float] = (0.0, 0.0)
    written: int = 0

    def __post_init__(self) -> None:
        if self.from_start:
            return
        asked(self.url)
        self.bot.answers.clear()
        self.bot.lateness()
        self.spent, self.written = self.bot.spent(), self.bot.written()

    def tell(self, name: str) -> None:
        """What it was like until now."""
        bot, seconds, counts = self.bot, time.perf_counter() - self.began, asked(self.url)
        itself, parsers = (late - early for early, late in zip(self.spent, bot.spent(), strict=True))
        written, (half, most, worst) = bot.written() - self.written, bot.lateness()
        polls = max(1, counts["requests"])
        print(f"  {name}: {polls} polls in {seconds:.1f} s, {polls / seconds:.0f} a second, {counts}")
        each = f"{1000 * itself / polls:.2f} + {1000 * parsers / polls:.2f}"
        print(f"    CPU ms a poll, itself and parsers: {each}; of one core {100 * (itself + parsers) / seconds:.0f} %")
        print(f"    memory at most {bot.memory_mb():.0f} MB; kB written a poll {written / polls / 1000:.1f}")
        slow = sorted(bot.answers)[-3:]
        print(f"    loop late, ms: half {half:.1f}, 99 of 100 {most:.1f}, all {worst:.1f}")
        told = ", ".join(f"{one:.2f}" for one in slow)
        print(f"    /healthz, of {len(bot.answers)} answers the slowest, s: {told}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=3, help="of steady polling; 0 leaves it out")
    parser.add_argument("--every", type=float, default=15, help="minutes between two polls of a feed at steady state")
    parser.add_argument("--beside", type=Path, help="another clone, set up, to measure after this one")
    wanted = parser.parse_args()
    clones = {"this version": ROOT} | ({"beside": wanted.beside.resolve()} if wanted.beside else {})
    for name, clone in clones.items():
        print(f"{name}, {wanted.feeds} feeds; load of the machine: {_load()}")
        with serving_many(wanted.feeds) as urls, tempfile.TemporaryDirectory() as made:
            settings = write_config(Path(made), urls) / "monitor.yaml"
            settings.write_text(settings.read_text().replace("port: 0", f"port: {_free_port()}"))
            with _running(clone, Path(made)) as bot:
                _all_at_once(bot, urls, "all new, start included", newest=0)
                _all_at_once(bot, urls, "not modified")
                if wanted.minutes:
                    _steadily(bot, urls, wanted.minutes * 60, wanted.every * 60)
    print(f"load of the machine: {_load()}")


def _load() -> str:
    return Path("/proc/loadavg").read_text().split()[0]


def _free_port() -> int:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as one:
        return int(one.getsockname()[1])


@contextlib.contextmanager
def _running(clone: Path, folder: Path) -> Iterator[Bot]:
    script = [str(clone / ".venv" / "bin" / "python"), str(ROOT / "bench" / "scale_bot.py"), str(folder / "late")]
    at = ["--config", str(folder / "config"), "--data", str(folder / "data")]
    process = subprocess.Popen([*script, *at, "run"], cwd=clone, env=os.environ | {"PYTHONPATH": str(clone)})
    bot = Bot(process, folder)
    asking = threading.Thread(target=bot.keep_asking)
    asking.start()
    try:
        yield bot
    finally:
        bot.ended.set()
        asking.join()
        process.send_signal(signal.SIGTERM)
        process.wait()


def _all_at_once(bot: Bot, urls: list[str], name: str, newest: int | None = None) -> None:
    span = Span(bot, urls[0], from_start=newest is not None)
    newest = bot.make_due() if newest is None else newest
    while bot.polled(newest) < len(urls):
        if bot.process.poll() is not None or time.perf_counter() - span.began > DEADLINE_S:
            sys.exit(f"{bot.polled(newest)} of {len(urls)} feeds were polled")
        time.sleep(LOOK_S)
    span.tell(f"{name}, all due at once")


def _steadily(bot: Bot, urls: list[str], seconds: float, every_s: float) -> None:
    begin_steady(urls[0])
    span, due = Span(bot, urls[0]), 0
    while (passed := time.perf_counter() - span.began) < seconds:
        wanted = int(len(urls) * passed / every_s)
        if wanted > due:
            bot.make_due(wanted - due)
            due = wanted
        time.sleep(DUE_S)
    span.tell(f"steadily, every {every_s / 60:g} minutes")


if __name__ == "__main__":
    main()
