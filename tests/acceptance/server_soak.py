"""A bot on PostgreSQL whose server crashes once a minute, and whose way there is cut in between: nothing lost or twice.

The bot reaches the server through a proxy on loopback that can stop passing bytes without closing anything. Once a
minute the server is killed (SIGKILL of its first process) or stopped at once, and started again; half a minute later
the proxy swallows everything for a while, or cuts all connections. Meanwhile a loopback site publishes articles, and a
receiver takes messages. At the end the bot is left in peace: every watched article stands in exactly one digest of
each reader, the receiver has it in one message, and none came again that was recorded as sent.

`python -m tests.acceptance.server_soak --minutes 10`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from monitor.testing.newsite import NewsSite
from tests.acceptance.crash import (
    ALERTED,
    FROZEN,
    OUTLETS,
    SUBSCRIPTIONS,
    CrashPlan,
    crash_world,
    frozen_problems,
    ids_of_sent,
    taken_problems,
)
from tests.acceptance.hook_taken import Taken, hook_taken
from tests.acceptance.world import LEAVES_S, World, article, kill, news_site, until
from tests.postgres_server import Server

EVERY_S = 60.0
SWALLOWS_S = 45.0
"""Longer than the half minute in which a peer that is gone must be noticed."""
AWAY_S = (1.0, 12.0)
PATIENT_S = 600.0


@dataclass
class Way:
    """A proxy to the server's socket that can hold or cut what goes through it."""

    socket: Path
    port: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """End all connections, as a device on the way does that forgets them."""
        for writer in self._ends:
            writer.transport.abort()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self.socket))
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._ends |= ends
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(reader, far_writer))
                both.create_task(self._pass(far_reader, writer))
        except asyncio.CancelledError:
            pass  # the end of all
        finally:
            self._ends -= ends
            for one in ends:
                one.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65_536):
                await self.open.wait()
                writer.write(data)
                await writer.drain()
        # What was on its way to the end of the other is gone with it.
        writer.transport.abort()


@contextlib.asynccontextmanager
async def way_to(server: Server) -> AsyncIterator[Way]:
    """The proxy while it listens."""
    way = Way(server.folder / ".s.PGSQL.5432")
    way.open.set()
    listening = await asyncio.start_server(way.talk, "127.0.0.1", 0)
    way.port = listening.sockets[0].getsockname()[1]
    try:
        yield way
    finally:
        listening.close()
        way.cut()


@dataclass
class ServedWorld(World):
    """An installation whose database is reached through a proxy; asked about directly."""

    through: str = ""
    direct: str = ""

    @property
    def storage(self) -> str:
        return f"url: '{self.through}'"

    def query(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.direct, autocommit=True, options="-c timezone=UTC") as connection:
            try:
                return connection.execute(statement.encode()).fetchall()
            except psycopg.errors.UndefinedTable:
                return []


class Soak:
    """One run: what was published, and what was done to the server."""

    def __init__(self, server: Server, way: Way, taken: Taken, world: World, chance: random.Random) -> None:
        self.server, self.way, self.taken, self.world, self.chance = server, way, taken, world, chance
        self.published: list[bool] = []
        self.troubles: list[str] = []
        self.slowest_s = 0.0

    async def publish(self, site: NewsSite) -> None:
        while True:
            number = len(self.published)
            self.published.append(number % 3 != 0)
            site.add(article(number, self.chance.choice(OUTLETS), watched=self.published[-1]))
            await asyncio.sleep(self.chance.uniform(0.5, 3))

    async def disturb(self, until_s: float) -> None:
        kinds = [self.killed, self.swallowed, self.stopped, self.cut]
        while time.monotonic() < until_s:
            for kind in kinds:
                await asyncio.sleep(EVERY_S / 2)
                self.troubles.append(kind.__name__)
                await kind()
                await self.recovered()

    async def killed(self) -> None:
        first = int((self.server.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGKILL)
        await self._started()

    async def stopped(self) -> None:
        await asyncio.to_thread(self.server.stop)
        await self._started()

    async def _started(self) -> None:
        await asyncio.sleep(self.chance.uniform(*AWAY_S))
        for _ in range(100):
            try:
                await asyncio.to_thread(self.server.start)
                return
            except AssertionError:  # processes of the one that was killed are still leaving
                await asyncio.sleep(0.2)
        raise AssertionError("the server does not start")

    async def swallowed(self) -> None:
        self.way.open.clear()
        await asyncio.sleep(SWALLOWS_S)
        self.way.open.set()

    async def cut(self) -> None:
        self.way.cut()

    async def recovered(self) -> None:
        """Once a poll is recorded again; what was sent until now is noted."""
        began = time.monotonic()
        await self.taken.ended(ids_of_sent(self.world))
        before = self.world.query("SELECT max(last_polled_at) FROM feed_clock")
        await until(
            lambda: self.world.query("SELECT max(last_polled_at) FROM feed_clock") != before, PATIENT_S, "a poll"
        )
        self.slowest_s = max(self.slowest_s, time.monotonic() - began)

    async def settled(self) -> Sequence[str]:
        """Wait for everything watched to be told; what is wrong."""
        watched = {f"Report {number} from Albu Kamal" for number, one in enumerate(self.published) if one}
        wanted = {(subscription, title) for subscription in SUBSCRIPTIONS for title in watched}
        ask = self.world.query
        await until(lambda: {row[0] for row in ask(ALERTED)} >= watched, PATIENT_S, "an alert for every article")
        await until(lambda: set(ask(FROZEN)) >= wanted, PATIENT_S, "every article in a digest")
        states = "SELECT state FROM outbox"
        await until(lambda: {row[0] for row in ask(states)} == {"sent"}, PATIENT_S, "digests sent")
        # What was taken while that could not be recorded may come again, as it was, before this one looks.
        found = [one for one in taken_problems(self.taken, watched) if "times in one life" not in one]
        return found + frozen_problems(self.world, watched)


async def soak(folder: Path, minutes: float, seed: int) -> int:
    chance, server = random.Random(seed), Server(durable=True)
    url = server.bare()
    name = url.partition("?")[0].rpartition("/")[2]
    try:
        async with way_to(server) as way, news_site(*OUTLETS, newest=300) as site, hook_taken() as taken:
            plain = crash_world(folder, CrashPlan(kills=0, seed=seed), taken)
            world = ServedWorld(**vars(plain), through=f"postgresql://monitor@127.0.0.1:{way.port}/{name}", direct=url)
            world.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
            run = Soak(server, way, taken, world, chance)
            process = world.start("run")
            publishing = asyncio.create_task(run.publish(site))
            try:
                await until(lambda: world.query("SELECT 1 FROM feed_clock"), PATIENT_S, "the bot at work")
                await run.disturb(time.monotonic() + 60 * minutes)
                publishing.cancel()
                problems = list(await run.settled())
            finally:
                publishing.cancel()
                process.terminate()
                try:
                    # The way there is in this process: whoever leaves needs it.
                    status = await asyncio.to_thread(process.wait, LEAVES_S)
                finally:
                    kill(process)
            checked = await asyncio.to_thread(world.call, "db", "check")
            problems += [] if checked.returncode == 0 else [checked.stderr]
            problems += [] if status == 0 else [f"left with status {status}"]
    finally:
        server.end()
    kinds = ", ".join(f"{run.troubles.count(one)} {one}" for one in dict.fromkeys(run.troubles))
    print(
        f"seed {seed}: {kinds}; {sum(run.published)} watched articles, {taken.repeats} messages repeated, "
        f"at work again after {run.slowest_s:.0f} s at most, {len(problems)} problems"
    )
    for one in problems:
        print(f"  {one}")
    return 1 if problems else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(soak(Path(folder), asked.minutes, asked.seed)))


if __name__ == "__main__":
    main()
