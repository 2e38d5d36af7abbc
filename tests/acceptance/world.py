"""A small world for the whole program as a process: a config folder, a loopback news site, and the process itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite

ROOT = Path(__file__).parents[2]

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
polling: {{interval: 1s, min_interval: 1s, lookback: 30d}}
fetch: {{allow_private: ["127.0.0.1"], host_delay: 0s}}
server: {{port: 0}}
log: {{format: json, level: {level}}}
channels:
  files: {{type: file, folder: digests}}
subscriptions:
  - id: towns
    title: Towns
    watchlists: all
    channels: [files]
    cron: "{cron}"
    quiet: skip
    max_stories: 500
"""


@dataclass
class World:
    """Config and data of one installation under `folder`."""

    folder: Path
    cron: str = "* * * * *"
    level: str = "warning"
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def database(self) -> Path:
        return self.data / "monitor.db"

    def write(self, feeds: dict[str, str]) -> None:
        """Write config/: `feeds` is title -> URL."""
        (self.config / "watchlists").mkdir(parents=True, exist_ok=True)
        (self.config / "monitor.yaml").write_text(MONITOR.format(cron=self.cron, level=self.level))
        (self.config / "watchlists" / "towns.yaml").write_text(WATCHLIST)
        (self.config / "publishers.yaml").write_text("families: {}\n")
        rows = [{"url": url, "title": title, "publisher": title, "language": "en"} for title, url in feeds.items()]
        (self.config / "feeds.yaml").write_text(json.dumps({"feeds": rows}))

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "monitor", "--config", str(self.config), "--data", str(self.data), *arguments]

    def start(self, *arguments: str, log: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a long-running command in a process group of its own; its output goes to `log`."""
        with (log or self.folder / "run.log").open("ab") as stream:
            return subprocess.Popen(
                self.command(*arguments), cwd=ROOT, stdout=stream, stderr=stream, env=self.env(), start_new_session=True
            )

    def call(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments), cwd=ROOT, capture_output=True, text=True, env=self.env(), timeout=90, input=stdin,
            check=False,
        )  # fmt: skip

    def env(self) -> dict[str, str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
        return {**clean, "PYTHONWARNINGS": "default", **self.environment}

    def query(self, statement: str) -> list[tuple[object, ...]]:
        """Read the database of a running or dead bot; empty while there is none."""
        if not self.database.exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as connection:
            try:
                return connection.execute(statement).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # killed before its schema was made
                    return []
                raise


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL the process and whatever it started, by its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


async def until(condition: Callable[[], object], timeout_s: float, what: str) -> None:
    """Wait for a condition; fail with `what` when it does not come."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {timeout_s:.0f} s: {what}")
        await asyncio.sleep(0.1)


def article(number: int, outlet: str, *, watched: bool) -> SiteItem:
    """A distinct article, about the watched town or about something else."""
    place = "Albu Kamal" if watched else "the harbour"
    first = f"Report number {number}: people in {place} said on day {number} that {number * 7} trucks had passed."
    second = (
        f"A second paragraph of report {number} tells how the {number * 3} drivers waited {number + 2} hours until the "
        f"road was free again, and what truck {number} had loaded for the markets further along the river."
    )
    return SiteItem(
        outlet=outlet,
        slug=f"item-{number}",
        published_at=datetime.now(UTC),
        title=f"Report {number} from {place}",
        paragraphs=(first, second),
    )


@contextlib.asynccontextmanager
async def news_site(*outlets: str) -> AsyncIterator[NewsSite]:
    """A running site with these outlets."""
    site = NewsSite()
    await site.start()
    try:
        for outlet in outlets:
            site.add_outlet(outlet, "en")
        yield site
    finally:
        await site.stop()
