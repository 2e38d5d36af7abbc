"""Simulated days of polls with restarts: whether anybody is asked too soon, and how often without a validator.

`python -m tests.acceptance.polite_days --days 7 --feeds 200`. The feeds answer without a network, at the clock of the
simulation: "not modified", an entry more every few hours, and every tenth of them now and then 503 with `Retry-After`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from bench.polling_cycles import Later
from bench.polling_peers import write_config
from monitor.bootstrap import App, Place
from monitor.engine.work import poll_lane
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from monitor.obs.logs import configure_logs
from monitor.settings.environment import read_environment
from monitor.store import open_store

STEP, RETRY, NEWS = timedelta(minutes=1), timedelta(hours=2), timedelta(hours=5)
SHARE = 0.99


class Servers:
    """`ports.Fetcher`: all feeds, and what they note of whoever asks."""

    def __init__(self, clock: Later, least: timedelta) -> None:
        self.clock, self.least = clock, least
        self.asked: dict[str, datetime] = {}
        self.closed_until: dict[str, datetime] = {}
        self.requests = self.repeats = self.conditional = self.early = self.refused = 0

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        """Note a request, and answer it."""
        now, url = self.clock.now(), request.url
        before = self.asked.get(url)
        self.requests += 1
        if before is not None:
            self.repeats += 1
            self.conditional += bool(request.etag)
            self.early += now - before < self.least or now < self.closed_until.get(url, now)
        self.asked[url] = now
        number = int(url.rpartition("-")[2])
        if number % 10 == 0 and int(now.timestamp() // RETRY.total_seconds()) % 12 == number % 12:
            self.closed_until[url] = now + RETRY
            self.refused += 1
            wait = int(RETRY.total_seconds())
            return FetchFailure(
                reason=FetchReason.HTTP_SERVER_ERROR, detail="503", url=url, status=503, retry_after_s=wait
            )
        newest = int(now.timestamp() // NEWS.total_seconds())
        tag = f'"{number}-{newest}"'
        if request.etag == tag:
            return FetchResult(status=304, url=url, body=b"", etag=tag)
        return FetchResult(status=200, url=url, body=_document(url, newest), content_type="text/xml", etag=tag)

    async def aclose(self) -> None:
        """Nothing is open."""


def _document(url: str, newest: int) -> bytes:
    dates = {
        n: format_datetime(datetime.fromtimestamp(n * NEWS.total_seconds()).astimezone())
        for n in range(newest - 9, newest + 1)
    }
    items = "".join(
        f"<item><title>Story {number} of {url}</title><link>{url}/{number}</link><guid>{url}/{number}</guid>"
        f"<pubDate>{date}</pubDate><description>Crews cleared the quay.</description></item>"
        for number, date in dates.items()
    )
    return f"<rss version='2.0'><channel><title>{url}</title>{items}</channel></rss>".encode()


def main() -> None:
    """Let the days pass, print what the servers noted, and fail where it was not polite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--restarts", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        write_config(Path(made), [f"http://127.0.0.1:9/feed-{number}" for number in range(asked.feeds)])
        servers = asyncio.run(_lived(Path(made), timedelta(days=asked.days), asked.restarts))
    share = servers.conditional / max(1, servers.repeats)
    sys.stdout.write(
        f"{asked.days} days, {asked.feeds} feeds, {asked.restarts} restarts: {servers.requests} requests\n"
    )
    sys.stdout.write(f"answered with Retry-After: {servers.refused}; asked again too soon: {servers.early}\n")
    sys.stdout.write(f"repeats with a validator: {100 * share:.2f} %\n")
    if servers.early or share < SHARE:
        sys.exit("That was not polite.")


async def _lived(folder: Path, time: timedelta, restarts: int) -> Servers:
    settings = Place(config=folder / "config", data=folder / "data", env=read_environment).load()
    configure_logs("console", "critical")
    (folder / "data").mkdir(exist_ok=True)
    clock = Later()
    servers = Servers(clock, timedelta(seconds=settings.polling.min_interval_s))
    for _ in range(restarts + 1):
        app = App(settings, open_store(settings.storage.url, exclusive=True))
        app.clock = app.services.clock = clock
        app.services.fetcher = servers
        await app.start()
        await app.warm()
        await _lives(app, clock, clock.ahead + time / (restarts + 1))
        await app.stop()
    return servers


async def _lives(app: App, clock: Later, end: timedelta) -> None:
    lane = poll_lane(app.services)
    while clock.ahead < end:
        clock.ahead += STEP
        while await lane.tick() or lane.busy:
            await lane.one_ended()


if __name__ == "__main__":
    main()
