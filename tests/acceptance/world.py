"""A small world for the whole program as a process: a config folder, a loopback news site, and the process itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite
from tests import databases

ROOT = Path(__file__).parents[2]

POLLED = "SELECT max(last_polled_at) FROM feed_clock"
"""When a poll was last recorded."""
GUARD_S = 300.0
"""How long is waited for what must happen. It guards against hanging and says nothing about speed."""
_OWN_PORTS = 10_000
LEAVES_S = 25.0
"""How long is waited for a process that was told to stop. A free machine needs less than the 8 s that people are
promised; on any, a stop must not wait for one of the limits of 30 s inside."""

WATCHLIST = """\
watchlist: towns
title: Towns
topics:
  - id: albu-kamal
    name: Albu Kamal
    kind: place
    names: {en: [Albu Kamal, al-Bukamal], ar: [البوكمال]}
"""

MONITOR = """\
polling: {{interval: {every}, min_interval: 1s, lookback: 30d}}
fetch: {{allow_private: ["127.0.0.1"], host_delay: 0s}}
server: {{port: {port}}}
storage: {{{storage}}}
log: {{format: json, level: {level}}}
channels:
  files: {{type: file, folder: digests}}
{channels}
subscriptions:
  - id: towns
    title: Towns
    watchlists: all
    channels: {targets}
    cron: "{cron}"
    quiet: skip
    max_stories: 500
{more}"""

AT_ONCE = """\
  - id: {id}
    watchlists: all
    channels: {targets}
    when: immediately
    group_wait: {wait}s
    group_interval: {interval}s
    flood: {flood}
"""


@dataclass
class World:
    """Config and data of one installation under `folder`."""

    folder: Path
    cron: str = "* * * * *"
    every: str = "1s"
    """How long a feed rests between two polls."""
    level: str = "warning"
    port: int = 0
    """Of health and metrics; 0 is none."""
    channels: str = ""
    """Lines of `channels:` beside the file channel, indented by two."""
    targets: str = "[files]"
    environment: dict[str, str] = field(default_factory=dict)
    more: str = ""
    """Subscriptions beside the one of the clock, indented by two."""
    program: Path = ROOT
    """In which folder the package lies that is run."""

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def database(self) -> Path:
        return self.data / "monitor.db"

    @property
    def storage(self) -> str:
        """What monitor.yaml says of the database; one of a server has no tables before the bot made them."""
        url = databases.url_of(self.database, made=False)
        return f"url: '{url}'" if url.startswith("postgresql") else "path: monitor.db"

    def write(self, feeds: dict[str, str]) -> None:
        """Write config/: `feeds` is title -> URL."""
        (self.config / "watchlists").mkdir(parents=True, exist_ok=True)
        monitor = MONITOR.format(
            cron=self.cron,
            every=self.every,
            level=self.level,
            port=self.port,
            channels=self.channels,
            targets=self.targets,
            more=self.more,
            storage=self.storage,
        )
        (self.config / "monitor.yaml").write_text(monitor)
        (self.config / "watchlists" / "towns.yaml").write_text(WATCHLIST)
        (self.config / "publishers.yaml").write_text("families: {}\n")
        rows = [{"url": url, "title": title, "publisher": title, "language": "en"} for title, url in feeds.items()]
        (self.config / "feeds.yaml").write_text(json.dumps({"feeds": rows}))

    def copied(self, folder: Path) -> World:
        """The same installation, data included, in a folder of its own; nothing may run on it."""
        shutil.copytree(self.folder, folder)
        made = replace(self, folder=folder)
        old, new = databases.copy(self.database, made.database)
        file = made.config / "monitor.yaml"
        file.write_text(file.read_text().replace(old, new))
        return made

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "monitor", "--config", str(self.config), "--data", str(self.data), *arguments]

    def start(self, *arguments: str, log: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a long-running command in a process group of its own; its output goes to `log`."""
        with (log or self.folder / "run.log").open("ab") as stream:
            return subprocess.Popen(
                self.command(*arguments),
                cwd=self.program,
                stdout=stream,
                stderr=stream,
                env=self.env(),
                start_new_session=True,
            )

    def call(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments), cwd=self.program, capture_output=True, text=True, env=self.env(), input=stdin,
            timeout=GUARD_S, check=False,
        )  # fmt: skip

    def log(self) -> list[dict[str, Any]]:
        """What the runs started with `start` logged so far; anything but JSON lines is a failure."""
        path = self.folder / "run.log"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def env(self) -> dict[str, str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
        # Its own processes take the same package, wherever they are started.
        path = {} if self.program == ROOT else {"PYTHONPATH": str(self.program)}
        return {**clean, "PYTHONWARNINGS": "default", **path, **self.environment}

    def query(self, statement: str) -> list[tuple[object, ...]]:
        """Read the database of a running or dead bot; empty while there is none."""
        return databases.rows(self.database, statement)


async def stop(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> None:
    """Ask the process to stop; it leaves with status 0."""
    process.send_signal(number)
    status = await asyncio.to_thread(process.wait, LEAVES_S)
    assert status == 0, f"left with status {status} after {number.name}"


def free_port() -> int:
    """A port of the loopback address that nobody listens on now.

    None of those that the system gives to whoever asks for any: it would be somebody's before the bot takes it.
    """
    chance = random.SystemRandom()  # The other one gives the same to each worker.
    for port in chance.sample(range(_OWN_PORTS, _given_away()), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def _given_away() -> int:
    """The first port that the system gives to whoever asks for any; behind all of them where it gives nearly all."""
    try:
        first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text("ascii").split()[0])
    except OSError:
        first = 32_768
    return first if first > 2 * _OWN_PORTS else 65_536


def catches(process: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Whether a process has a handler for the signal."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return False
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL the process and whatever it started, by its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=GUARD_S)


async def until(condition: Callable[[], object], timeout_s: float, what: str) -> None:
    """Wait for a condition; fail with `what` when it does not come."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {timeout_s:.0f} s: {what}")
        await asyncio.sleep(0.1)


_SYLLABLES = [a + b + c for a in "bdfklmnprstvz" for b in "aeiou" for c in "lnrstk"]


def article(number: int, outlet: str, *, watched: bool) -> SiteItem:
    """A distinct article of invented words: a story of its own, whatever stories are told by."""
    chance = random.Random(number)
    words = ["".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(110)]
    place = "Albu Kamal" if watched else "the harbour"
    first = f"Report number {number} from {place}: {' '.join(words[:50])}."
    second = f"{words[50].title()} {number} {' '.join(words[51:])}."
    return SiteItem(
        outlet=outlet,
        slug=f"item-{number}",
        published_at=datetime.now(UTC),
        title=f"Report {number} from {place}",
        paragraphs=(first, second),
    )


@contextlib.asynccontextmanager
async def news_site(*outlets: str, newest: int = 0) -> AsyncIterator[NewsSite]:
    """A running site with these outlets, whose feeds show as many items at most; 0 is all."""
    site = NewsSite(newest=newest)
    await site.start()
    try:
        for outlet in outlets:
            site.add_outlet(outlet, "en")
        yield site
    finally:
        await site.stop()
