"""The promise of a rolling upgrade: workers are replaced one by one by those of a program with another schema, and who
is told notices nothing.

A loopback site publishes meanwhile; a receiver outside of the bot says what it took. The suite runs it with two
workers, `make upgrade` with four and for longer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.store.database.migrate import HEAD
from tests.acceptance.crash import OUTLETS
from tests.acceptance.hook_taken import SECRET, Taken, hook_taken
from tests.acceptance.world import AT_ONCE, GUARD_S, World, article, kill, news_site, stop, until
from tests.databases import on_server
from tests.next_program import VERSION, next_program

ALERTED = """
SELECT article.title FROM alert JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
LIVING = "SELECT version FROM worker ORDER BY number"
LEADS = "SELECT count(*) FROM worker WHERE leads_until > clock_timestamp()"
OUT = "SELECT count(*) FROM outbox WHERE state <> 'sent'"


@dataclass
class UpgradeReport:
    """What the checker found; `problems` is empty if the promise held."""

    published: int = 0
    repeats: int = 0
    schemas: list[str] = field(default_factory=list)
    """Of the database, before and after."""
    problems: list[str] = field(default_factory=list)


async def run_upgrade(folder: Path, *, workers: int, resting_s: float, readers: Sequence[str]) -> UpgradeReport:
    """Start old workers, replace one after the other under load, and compare what was published with what was told.

    `readers`: of "now", who is told at once, and "towns", who is told by the clock.
    """
    report = UpgradeReport()
    newer = next_program(folder / "next", fits=HEAD)
    async with news_site(*OUTLETS) as site, hook_taken() as taken:
        old = _world(folder / "old", taken, readers)
        old.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
        new = replace(old, program=newer)
        published: list[str] = []

        async def publish() -> None:
            while True:
                item = article(len(published), OUTLETS[len(published) % len(OUTLETS)], watched=True)
                site.add(item)
                published.append(item.title)
                await asyncio.sleep(1.0)

        async def told(count: int, what: str) -> None:
            await until(lambda: set(published[:count]) <= {title for _, title in taken.told()}, GUARD_S, what)

        processes: list[subprocess.Popen[bytes]] = []
        publishing: asyncio.Task[None] | None = None
        try:
            for number in range(workers):
                processes.append(old.start("work", log=folder / f"old-{number}.log"))
                await until(lambda: len(old.query(LIVING)) == len(processes), GUARD_S, "a worker is registered")
            report.schemas.append(_schema(old))
            publishing = asyncio.create_task(publish())
            await until(lambda: len(taken.messages) > 0, GUARD_S, "the first message")
            for number in range(workers):
                processes.append(new.start("work", log=folder / f"new-{number}.log"))
                await until(lambda: (VERSION,) in old.query(LIVING), GUARD_S, "a newer worker is registered")
                await until(lambda: len(old.query(LIVING)) == workers + 1, GUARD_S, "beside the older ones")
                await told(len(published), "the news, by both versions")
                await stop(processes[number])
                await asyncio.sleep(resting_s)
            report.schemas.append(_schema(old))
            await until(lambda: old.query(LEADS) == [(1,)], GUARD_S, "one that schedules")
            await told(len(published) + 2, "the news, by the new ones")
            publishing.cancel()
            await until(lambda: not _untold(taken, published, readers), GUARD_S, "all of it, by every reader")
            await until(lambda: old.query(OUT) == [(0,)], GUARD_S, "all is recorded as sent")
        except AssertionError as error:
            report.problems.append(str(error))
        finally:
            if publishing is not None:
                publishing.cancel()
            for process in processes:
                process.terminate()
            for process in processes:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    await asyncio.to_thread(process.wait, 25)
                kill(process)
        report.published, report.repeats = len(published), taken.repeats
        report.problems += _problems(taken, published, readers) + [
            f"{path.name}: {line}"
            for path in sorted(folder.glob("*.log"))
            for line in path.read_text().splitlines()
            if '"level": "error"' in line or "Traceback" in line
        ]
    return report


def _untold(taken: Taken, published: Sequence[str], readers: Sequence[str]) -> set[tuple[str, str]]:
    return {(reader, title) for reader in readers for title in published} - set(taken.told())


def _problems(taken: Taken, published: Sequence[str], readers: Sequence[str]) -> list[str]:
    problems = [f"never told: {one}" for one in sorted(_untold(taken, published, readers))]
    problems += [f"told in {count} messages: {one}" for one, count in taken.told().items() if count != 1]
    if taken.repeats:
        problems.append(f"{taken.repeats} messages came again, though nobody was killed")
    return problems


def _schema(world: World) -> str:
    ((found,),) = world.query("SELECT version_num FROM alembic_version")
    return str(found)


def _world(folder: Path, taken: Taken, readers: Sequence[str]) -> World:
    folder.mkdir()
    return World(
        folder,
        cron="* * * * *" if "towns" in readers else "0 7 1 1 *",
        channels="  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET}",
        targets="[hook]",
        environment={"HOOK_URL": f"http://127.0.0.1:{taken.port}/", "HOOK_SECRET": SECRET},
        # Invented words mean nothing: the first reports of four outlets would be one event, told again with each.
        more=AT_ONCE.format(id="now", targets="[hook]", wait=1, interval=5, flood=50) + "stories: {fold: copies}\n",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--rest", type=float, default=10.0, help="seconds between two workers that are replaced")
    options = parser.parse_args()
    began = time.monotonic()
    with on_server(), tempfile.TemporaryDirectory() as folder:
        run = run_upgrade(Path(folder), workers=options.workers, resting_s=options.rest, readers=("now", "towns"))
        report = asyncio.run(run)
    print(
        f"{options.workers} workers replaced, schema {' to '.join(report.schemas)}: {report.published} articles, "
        f"{report.repeats} messages repeated, {time.monotonic() - began:.0f} s"
    )
    for problem in report.problems:
        print(f"  {problem}")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
