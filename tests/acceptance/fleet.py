"""The promise of several workers: kills, a crash of the server and a cut of the network lose nothing and repeat nothing
but what was taken and not recorded; no host is ever asked out of turn.

`make fleet` runs it for ten minutes with 200 hosts; it is too long for the suite. The receiver and the hosts are
outside of the bot, and say what they saw.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.core.outbox import message_id
from monitor.deliver.mail import wire_id
from tests.acceptance.heirs import Heirs
from tests.acceptance.hook_taken import SECRET, Taken, hook_taken
from tests.acceptance.hosts import Hosts, many_hosts
from tests.acceptance.world import LEAVES_S, World, article, kill
from tests.postgres_server import Server

PATIENT_S = 300.0
ALERTED = """
SELECT article.title, extract(epoch FROM alert.created_at)::float8 FROM alert
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
FROZEN = """
SELECT article.title FROM digest_alert JOIN alert ON alert.id = digest_alert.alert_id
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
WHERE digest_alert.digest_id IS NOT NULL
"""
SENT = "SELECT dedupe_key, created_at FROM outbox WHERE channel = 'hook' AND state = 'sent'"


@dataclass(frozen=True, kw_only=True)
class FleetPlan:
    """What happens to whom, and for how long."""

    seed: int
    workers: int = 4
    hosts: int = 200
    lasting_s: float = 600.0
    kill_every_s: float = 5.0
    crash_after_s: float = float("inf")
    """When the database server crashes and is started again."""
    cut_after_s: float = float("inf")
    """When the network between one worker and the server is cut; for good, so that worker has to end by itself."""
    articles_a_second: float = 2.0


@dataclass
class FleetReport:
    """What the checker found; `problems` is empty if the promise held."""

    kills: int = 0
    ended_by_themselves: int = 0
    published: int = 0
    watched: int = 0
    requests: int = 0
    repeats: int = 0
    latest_s: list[float] = field(default_factory=list)
    """Seconds from publication to alert, in order."""
    freed_s: list[float] = field(default_factory=list)
    """Seconds from each death until all that the dead one had in hand was handed out anew."""
    recovered_s: list[float] = field(default_factory=list)
    """Seconds from each death until all of it was another's, behind whatever waited before it."""
    after_crash_s: float = 0.0
    """Seconds from the server's crash until a poll that began later was recorded."""
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.ended_by_themselves} ended by themselves, {self.published} articles, "
            f"{self.watched} watched, {self.requests} requests, {self.repeats} messages repeated; "
            f"published to alert: half within {_middle(self.latest_s):.1f} s, "
            f"all within {max(self.latest_s, default=0.0):.1f} s; "
            f"what {len(self.freed_s)} dead ones had in hand was free within {max(self.freed_s, default=0.0):.1f} s, "
            f"half within {_middle(self.freed_s):.1f} s, and others' within "
            f"{max(self.recovered_s, default=0.0):.1f} s, half within {_middle(self.recovered_s):.1f} s; "
            f"polls again {self.after_crash_s:.1f} s after the crash"
        )


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


@dataclass
class Wire:
    """What lies between one worker and the server; `cut`: nothing comes through any more, and nobody hears of it."""

    socket: Path
    cut: bool = False
    port: int = 0
    for_good: asyncio.Event = field(default_factory=asyncio.Event)
    """Waited for in vain; nobody may forget those who do."""

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_unix_connection(str(self.socket))
        except OSError:
            writer.transport.abort()  # the server is down
            return
        try:
            await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer))
        except asyncio.CancelledError:
            pass  # the end of the run; the stream would tell of it
        finally:
            for one in (writer, there_writer):
                one.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while chunk := await reader.read(65_536):
                if self.cut:
                    await self.for_good.wait()
                writer.write(chunk)
                await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def wire(server: Server) -> AsyncIterator[Wire]:
    """A port of the loopback address that leads to the server."""
    made = Wire(server.folder / ".s.PGSQL.5432")
    listening = await asyncio.start_server(made.carry, "127.0.0.1", 0)
    made.port = listening.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        listening.close()


class Fleet:
    """The workers' processes, with a supervisor that starts anew whatever ended."""

    def __init__(self, worlds: list[World]) -> None:
        self._worlds = worlds
        self.lives: list[str] = []
        """When each was started and when it was killed or found ended, by the clock of `Hosts.visits`."""
        self._processes: list[subprocess.Popen[bytes]] = [self._start(place) for place in range(len(worlds))]
        self.ended = 0

    def _start(self, place: int) -> subprocess.Popen[bytes]:
        process = self._worlds[place].start("work")
        self.lives.append(f"{time.monotonic():.3f} worker {place} started as {process.pid}")
        return process

    def pid(self, place: int) -> int:
        """Of the one that works there."""
        return self._processes[place].pid

    def _kill(self, place: int, why: str) -> None:
        self.lives.append(f"{time.monotonic():.3f} worker {place} {why}")
        kill(self._processes[place])

    def supervise(self) -> None:
        """Start what ended by itself."""
        for place, process in enumerate(self._processes):
            if process.poll() is not None:
                self.ended += 1
                self._kill(place, "ended")
                self._processes[place] = self._start(place)

    def kill_one(self, chance: random.Random) -> int:
        """SIGKILL one and start it again; what process it was."""
        place = chance.randrange(len(self._processes))
        dead = self.pid(place)
        self._kill(place, "killed")
        self._processes[place] = self._start(place)
        return dead

    async def stop(self) -> list[str]:
        """Tell all to stop; those that did not leave in order."""
        for process in self._processes:
            process.terminate()
        found = []
        for place, process in enumerate(self._processes):
            try:
                status: object = await asyncio.to_thread(process.wait, LEAVES_S)
            except subprocess.TimeoutExpired:
                status = "nothing: it had to be killed"
            kill(process)
            if status != 0:
                found.append(f"worker {place} left with {status}")
        return found


async def run_fleet(folder: Path, plan: FleetPlan, server: Server) -> FleetReport:
    """Publish, kill, crash and cut; then compare what was published with what was told."""
    chance, report = random.Random(plan.seed), FleetReport()
    url = server.new()
    name = url.partition("?")[0].rpartition("/")[2]
    async with many_hosts(plan.hosts) as hosts, hook_taken() as taken, wire(server) as between:
        worlds = [_world(folder / str(place), url, hosts, taken) for place in range(plan.workers)]
        _point(worlds[-1], f"postgresql://monitor@127.0.0.1:{between.port}/{name}")
        fleet, heirs = Fleet(worlds), Heirs(server, name)
        try:
            await _disturbed(fleet, plan, (hosts, taken, between), (server, name, heirs), chance, report)
            between.cut = False
            await _settled(fleet, hosts, (server, name, heirs))
        except AssertionError as error:
            report.problems.append(str(error))
        finally:
            report.problems += await fleet.stop()
        _judge(report, hosts, taken, server.execute(FROZEN, name), server.execute(ALERTED, name))
        report.ended_by_themselves = fleet.ended
        report.freed_s, report.recovered_s = heirs.freed_s, heirs.taken_s
        report.problems += [
            f"left held: {row}" for row in server.execute("SELECT id, state FROM outbox WHERE token IS NOT NULL", name)
        ]
    if not report.problems:
        server.drop(url)
    return report


async def _disturbed(
    fleet: Fleet,
    plan: FleetPlan,
    world: tuple[Hosts, Taken, Wire],
    database: tuple[Server, str, Heirs],
    chance: random.Random,
    report: FleetReport,
) -> None:
    hosts, taken, between = world
    server, name, heirs = database
    began, ended = time.monotonic(), 0
    kill_at, publish_at = began + plan.kill_every_s, began
    crash_at, cut_at = began + plan.crash_after_s, began + plan.cut_after_s
    look_at, crashed_at = began, 0.0
    while (now := time.monotonic()) - began < plan.lasting_s:
        if now >= publish_at:
            watched = report.published % 3 != 0
            host = chance.choice(hosts.names)
            hosts.add(host, article(report.published, f"Outlet {host}", watched=watched))
            report.published, report.watched = report.published + 1, report.watched + watched
            publish_at += 1 / plan.articles_a_second
        if now >= kill_at:
            await asyncio.to_thread(heirs.died, await asyncio.to_thread(fleet.kill_one, chance))
            report.kills, kill_at = report.kills + 1, now + plan.kill_every_s * chance.uniform(0.5, 1.5)
            if now < crash_at or now > crash_at + 1:
                await taken.ended(await asyncio.to_thread(_sent, server, name))
        if now >= crash_at:
            crash_at, crashed_at = float("inf"), time.time()
            await asyncio.to_thread(server.stop, "immediate")
            await asyncio.sleep(2)
            await asyncio.to_thread(server.start)
        if now >= cut_at and not between.cut:
            between.cut, ended = True, fleet.ended
            await asyncio.to_thread(heirs.died, fleet.pid(-1))
        if between.cut and fleet.ended > ended:
            between.cut, cut_at = False, float("inf")
        if now >= look_at:
            look_at = now + 1
            await asyncio.to_thread(heirs.look)
            if (
                crashed_at
                and not report.after_crash_s
                and await asyncio.to_thread(_polled_since, server, name, crashed_at)
            ):
                report.after_crash_s = time.time() - crashed_at
        fleet.supervise()
        await asyncio.sleep(0.05)


def _polled_since(server: Server, name: str, since: float) -> bool:
    polled = "SELECT 1 FROM feed_clock WHERE last_polled_at > {since} * 1e6 LIMIT 1"
    return bool(server.execute(polled.format(since=since), name))


async def _settled(fleet: Fleet, hosts: Hosts, database: tuple[Server, str, Heirs]) -> None:
    """Undisturbed, until everything watched was told and everything is out."""
    server, name, heirs = database
    watched = {title for title in hosts.published if "Albu Kamal" in title}
    out = "SELECT count(*) FROM outbox WHERE state <> 'sent'"
    until = time.monotonic() + PATIENT_S
    while time.monotonic() < until:
        fleet.supervise()
        told = {row[0] for row in await asyncio.to_thread(server.execute, FROZEN, name)}
        await asyncio.to_thread(heirs.look)
        if told >= watched and not heirs.waiting and await asyncio.to_thread(server.execute, out, name) == [(0,)]:
            return
        await asyncio.sleep(1)
    raise AssertionError(f"not everything watched was told within {PATIENT_S:.0f} s")


def _sent(server: Server, name: str) -> set[str]:
    return {wire_id(message_id(str(key), at)) for key, at in server.execute(SENT, name)}


def _judge(
    report: FleetReport, hosts: Hosts, taken: Taken, frozen: list[tuple[str]], alerted: list[tuple[str, float]]
) -> None:
    watched = {title for title in hosts.published if "Albu Kamal" in title}
    counts = Counter(title for (title,) in frozen)
    report.problems += [f"lost: {title}" for title in sorted(watched - set(counts))]
    report.problems += [f"in {count} digests: {title}" for title, count in counts.items() if count > 1]
    report.problems += [f"not watched, but told: {title}" for title in sorted(set(counts) - watched)]
    told = taken.told()
    report.problems += [f"never taken: {title}" for title in sorted(watched - {title for _, title in told})]
    report.problems += [f"taken in {count} messages: {title}" for (_, title), count in told.items() if count != 1]
    # A worker of several may be gone while others live: what one life took twice was taken before it was recorded.
    report.problems += [one for one in taken.problems() if "in one life" not in one]
    report.problems += hosts.impolite()
    report.repeats = taken.repeats
    report.requests = sum(map(len, hosts.visits.values()))
    report.latest_s = sorted(at - hosts.published[title] for title, at in alerted)


def _world(folder: Path, url: str, hosts: Hosts, taken: Taken) -> World:
    folder.mkdir(parents=True)
    world = World(
        folder,
        every="5s",
        level="info",
        channels="  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET}",
        targets="[hook]",
        environment={"HOOK_URL": f"http://127.0.0.1:{taken.port}/", "HOOK_SECRET": SECRET},
    )
    world.write(hosts.feeds())
    path = world.config / "monitor.yaml"
    agent = f'"127.0.0.0/8"], user_agent: "monitor/1.0 (worker {folder.name})"'
    path.write_text(path.read_text().replace('"127.0.0.1"]', agent))
    _point(world, url)
    return world


def _point(world: World, url: str) -> None:
    path = world.config / "monitor.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("storage:")]
    path.write_text("\n".join([f"storage: {{url: {json.dumps(url)}}}", *lines, ""]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    lasting_s = 60 * options.minutes
    plan = FleetPlan(
        seed=options.seed,
        workers=options.workers,
        hosts=options.hosts,
        lasting_s=lasting_s,
        crash_after_s=lasting_s / 3,
        cut_after_s=lasting_s / 2,
    )
    folder = Path(tempfile.mkdtemp(prefix="fleet-"))
    report = asyncio.run(run_fleet(folder, plan, Server()))
    print(f"seed {options.seed}: {report}")
    for problem in report.problems:
        print(f"  {problem}")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
