"""The promise that our own trouble is not the article's: parsers killed at random and stops of the whole group lose
no watched article.

The pages name what is watched, their feeds do not: an article whose page was given up is lost. `make parsers` runs it
with 200 pages and 20 stops and waits as long as the bot does; the suite runs a short one, and has the tries that the
bot would wait minutes for come at once.
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
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite
from tests import databases
from tests.acceptance.world import LEAVES_S, World, article, news_site, until

OUTLETS = ("Harbour News", "River Post", "Border Gazette", "Steppe Radio")
PARAGRAPHS = 400
"""So long are the pages that most kills meet a parser at work."""
ALERTED = """
SELECT article.title FROM alert JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
TROUBLE = """
SELECT count(*) FROM outcome WHERE step = 'extract' AND (detail LIKE '%parser_crash%' OR detail LIKE '%parser_timeout%')
"""


@dataclass(frozen=True)
class Plan:
    """What is done to the bot; `patient`: its waits between tries are waited for."""

    pages: int
    stops: int
    seed: int
    patient: bool = True
    share: float = 0.5
    """Of the times that a parser is seen at work, how often it is killed."""
    life_s: tuple[float, float] = (4.0, 8.0)


@dataclass(frozen=True)
class Report:
    """`lost` are the titles that no alert tells of."""

    kills: int
    hit: int
    """Entries whose parser was lost under them, as far as it shows."""
    lost: list[str]
    statuses: list[int]
    seconds: float


async def run(folder: Path, plan: Plan) -> Report:
    """Publish, kill parsers, stop the group, start again; then let the bot work and look what it told."""
    chance, began = random.Random(plan.seed), time.monotonic()
    world = World(folder, cron="0 7 1 1 *")
    kills, statuses, hit = 0, [], 0
    async with news_site(*OUTLETS) as site:
        world.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
        for turn in range(plan.stops):
            first, last = (plan.pages * part // plan.stops for part in (turn, turn + 1))
            killed, status = await _disturbed(world, site, plan, chance, range(first, last))
            kills, statuses = kills + killed, [*statuses, status]
            hit = max(hit, int(str((world.query(TROUBLE) or [(0,)])[0][0])))
        wanted = {_title(number) for number in range(plan.pages)}
        statuses.append(await _undisturbed(world, plan, wanted))
        told = {str(row[0]) for row in world.query(ALERTED)}
    return Report(kills, hit, sorted(wanted - told), statuses, time.monotonic() - began)


async def _disturbed(
    world: World, site: NewsSite, plan: Plan, chance: random.Random, numbers: range
) -> tuple[int, int]:
    """One life of the bot with new pages in it: its parsers are killed, in the end all of it is told to stop."""
    process = world.start("run")
    for number in numbers:
        site.add(page(number, OUTLETS[number % len(OUTLETS)]))
    await until(lambda: workers_of(process.pid), LEAVES_S, "parsers at work")
    ends, killed = time.monotonic() + chance.uniform(*plan.life_s), 0
    seen: dict[int, int] = {}
    while time.monotonic() < ends:
        await asyncio.sleep(chance.uniform(0.01, 0.05))
        now = {pid: _ticks(pid) for pid in workers_of(process.pid)}
        busy = [pid for pid, ticks in now.items() if ticks > seen.get(pid, 0)]
        seen = now
        if busy and chance.random() < plan.share:
            killed += _send(chance.choice(busy), signal.SIGKILL)
    everything = descendants(process.pid)
    os.killpg(process.pid, signal.SIGTERM)
    for pid in everything:
        _send(pid, signal.SIGTERM)
    return killed, await asyncio.to_thread(process.wait, LEAVES_S)


async def _undisturbed(world: World, plan: Plan, wanted: set[str]) -> int:
    """The last life, until everything is told or all tries are over."""
    if not plan.patient:
        for _ in range(3):
            _make_due(world.database)
            answer = await asyncio.to_thread(world.call, "once")
            if answer.returncode:
                return answer.returncode
        return 0
    process = world.start("run")
    with contextlib.suppress(AssertionError):
        await until(lambda: {row[0] for row in world.query(ALERTED)} >= wanted, 900, "an alert for every page")
    process.terminate()
    return await asyncio.to_thread(process.wait, LEAVES_S)


def page(number: int, outlet: str) -> SiteItem:
    """A long article whose place only its page names, in its last lines."""
    plain = article(number, outlet, watched=False)
    body = [f"{paragraph} ({part})" for part in range(PARAGRAPHS) for paragraph in plain.paragraphs[1:]]
    place = f"The place was Albu Kamal, says report {number}."
    return replace(plain, title=_title(number), paragraphs=(*plain.paragraphs, *body, place))


def _title(number: int) -> str:
    return f"Report {number} from the coast"


def descendants(pid: int) -> list[int]:
    """All processes that a process started, and those that they did."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            below.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, ahead = [], [pid]
    while ahead:
        children = below.get(ahead.pop(), [])
        found += children
        ahead += children
    return found


def workers_of(pid: int) -> list[int]:
    """The parser processes: what the fork server of that process has started."""
    return [child for server in descendants(pid) if _serves(server) for child in descendants(server)]


def _serves(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        above = Path(f"/proc/{parent}/cmdline").read_bytes()
    except OSError:
        return False
    return b"multiprocessing.forkserver" in command and b"multiprocessing.forkserver" not in above


def _ticks(pid: int) -> int:
    """Processor time that a process has used, in clock ticks; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _send(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def _make_due(database: Path) -> None:
    """Let what waits for another try be due now."""
    now = datetime.now(UTC) - timedelta(seconds=1)
    databases.change(database, f"UPDATE entry SET due_at = '{now:%Y-%m-%d %H:%M:%S.%f}' WHERE due_at IS NOT NULL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(run(Path(folder), Plan(options.pages, options.stops, options.seed)))
    print(
        f"seed {options.seed}: {options.pages} watched pages, {report.kills} parsers killed, {report.hit} outcomes of "
        f"pages that lost theirs, {options.stops} stops of the group, {report.seconds:.0f} s: {len(report.lost)} lost"
    )
    for title in report.lost:
        print(f"  lost: {title}")
    sys.exit(1 if report.lost or any(report.statuses) else 0)


if __name__ == "__main__":
    main()
