"""The crash promise: SIGKILL at random moments loses no watched article and puts none into two digests.

`make crash` runs it with 100 kills; the suite runs a short one. While the bot is killed and started again, a loopback
site publishes articles; at the end the bot runs undisturbed until everything published has been judged and composed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.world import World, article, kill, news_site, until

OUTLETS = ("Harbour News", "River Post", "Border Gazette", "Steppe Radio")
EVERY_THIRD_IS_UNWATCHED = 3

FROZEN = """
SELECT article.title FROM digest_alert
JOIN alert ON alert.id = digest_alert.alert_id JOIN match ON match.id = alert.match_id
JOIN article ON article.id = match.article_id WHERE digest_alert.digest_id IS NOT NULL
"""


@dataclass(frozen=True)
class CrashReport:
    """What the checker found; `problems` is empty if the promise held."""

    kills: int
    published: int
    watched: int
    digests: int
    seconds: float
    problems: list[str]


async def run_crashes(folder: Path, kills: int, seed: int) -> CrashReport:
    """Publish, kill, start again; then compare what was published with what the digests froze."""
    chance, began = random.Random(seed), time.monotonic()
    world = World(folder)
    async with news_site(*OUTLETS) as site:
        world.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
        published: list[bool] = []
        for _ in range(kills):
            process = world.start("run")
            moment = time.monotonic() + chance.uniform(0.3, 4.0)
            while time.monotonic() < moment:
                if chance.random() < 0.3:
                    number = len(published)
                    published.append(number % EVERY_THIRD_IS_UNWATCHED != 0)
                    site.add(article(number, chance.choice(OUTLETS), watched=published[-1]))
                await asyncio.sleep(0.1)
            kill(process)
        watched = {f"Report {number} from Albu Kamal" for number, is_watched in enumerate(published) if is_watched}
        process = world.start("run")
        try:
            await until(lambda: {row[0] for row in world.query(FROZEN)} >= watched, 180, "every article in a digest")
        except AssertionError as error:
            return _report(world, kills, published, watched, began, [str(error)])
        finally:
            process.terminate()
            status = process.wait(timeout=15)
        return _report(world, kills, published, watched, began, [] if status == 0 else [f"left with status {status}"])


def _report(
    world: World, kills: int, published: list[bool], watched: set[str], began: float, problems: list[str]
) -> CrashReport:
    frozen = Counter(str(row[0]) for row in world.query(FROZEN))
    problems += [f"lost: {title}" for title in sorted(watched - set(frozen))]
    problems += [f"in {count} digests: {title}" for title, count in frozen.items() if count != 1]
    problems += [f"not watched, but alerted: {title}" for title in sorted(set(frozen) - watched)]
    with sqlite3.connect(world.database) as connection:
        (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
        if integrity != "ok":
            problems.append(f"integrity: {integrity}")
        problems += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    digests = len(world.query("SELECT id FROM digest"))
    return CrashReport(kills, len(published), len(watched), digests, time.monotonic() - began, problems)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(run_crashes(Path(folder), options.kills, options.seed))
    print(
        f"seed {options.seed}: {report.kills} kills, {report.published} articles published, {report.watched} watched, "
        f"{report.digests} digests, {report.seconds:.0f} s"
    )
    for problem in report.problems:
        print(f"  {problem}")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
