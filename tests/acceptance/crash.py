"""The crash promise: SIGKILL at random moments loses no watched article and puts none into two digests of one reader,
neither of him who is told by the clock nor of him who is told at once. A receiver outside of the bot says what it took:
each article in one message for each reader, and a message again only if its end was not recorded, then as it was.

`make crash` runs it with 100 kills; the suite runs a short one. While the bot is killed and started again, a loopback
site publishes articles; at the end the bot runs undisturbed until everything published has been judged and composed.
A schedule composes once a minute at most, so the short run has its digests composed by hand beside the bot, and that
process is killed with it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.core.outbox import message_id
from monitor.deliver.mail import wire_id
from monitor.testing.newsite import NewsSite
from tests.acceptance.hook_taken import SECRET, Taken, hook_taken
from tests.acceptance.world import AT_ONCE, GUARD_S, LEAVES_S, POLLED, World, article, kill, news_site, until

OUTLETS = ("Harbour News", "River Post", "Border Gazette", "Steppe Radio")
EVERY_THIRD_IS_UNWATCHED = 3
IN_FEED = 300
"""Items of an outlet's feed at most: those of six minutes, or a thousand kills would be about reading long feeds."""
EARLY = 0.2
"""This share of lives ends while the bot starts; the others when it is at work, however long a loaded machine needs."""
IN_A_LIFE = 9
"""Articles that appear at most."""
PATIENT_S = 600.0
"""How long is waited in the last life for each thing that must happen."""

SUBSCRIPTIONS = ("towns", "now")
"""Told by the clock, and at once."""

ALERTED = """
SELECT article.title FROM alert JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
FROZEN = """
SELECT digest_alert.subscription, article.title FROM digest_alert
JOIN alert ON alert.id = digest_alert.alert_id JOIN match ON match.id = alert.match_id
JOIN article ON article.id = match.article_id WHERE digest_alert.digest_id IS NOT NULL
"""
SENT = "SELECT dedupe_key, created_at FROM outbox WHERE channel = 'hook' AND state = 'sent'"


@dataclass(frozen=True)
class CrashReport:
    """What the checker found; `problems` is empty if the promise held."""

    kills: int
    at_work: int
    """How many of them hit a bot that had read feeds in that life."""
    published: int
    watched: int
    digests: int
    repeats: int
    """Messages that the receiver took again."""
    seconds: float
    problems: list[str]


@dataclass(frozen=True)
class CrashPlan:
    """How often and when the bot is killed; `by_hand` composes digests by `digest send-now` and not by schedule."""

    kills: int
    seed: int
    moments: tuple[float, float] = (0.2, 3.0)
    """Seconds from the first poll of a life to its kill, from and to."""
    by_hand: bool = False
    lasting_s: float = float("inf")
    """No further kill after so long."""


async def run_crashes(folder: Path, plan: CrashPlan) -> CrashReport:
    """Publish, kill, start again; then compare what was published with what the digests froze."""
    chance, began = random.Random(plan.seed), time.monotonic()
    async with news_site(*OUTLETS, newest=IN_FEED) as site, hook_taken() as taken:
        world = crash_world(folder, plan, taken)
        world.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
        published: list[bool] = []
        at_work = 0
        while taken.life < plan.kills and time.monotonic() - began < plan.lasting_s:
            before = world.query(POLLED)
            await _disturbed(world, site, plan, chance, published)
            at_work += world.query(POLLED) != before
            await taken.ended(ids_of_sent(world))
        watched = {f"Report {number} from Albu Kamal" for number, is_watched in enumerate(published) if is_watched}
        problems = await _undisturbed(world, plan, watched) + taken_problems(taken, watched)
        problems += frozen_problems(world, watched) + _database_problems(world)
    digests = len(world.query("SELECT id FROM digest"))
    seconds = time.monotonic() - began
    return CrashReport(taken.life, at_work, len(published), len(watched), digests, taken.repeats, seconds, problems)


def crash_world(folder: Path, plan: CrashPlan, taken: Taken) -> World:
    """An installation with two readers, told by the clock and at once, each in files and by the receiver."""
    return World(
        folder,
        cron="0 7 1 1 *" if plan.by_hand else "* * * * *",
        channels="  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET}",
        targets="[files, hook]",
        environment={"HOOK_URL": f"http://127.0.0.1:{taken.port}/", "HOOK_SECRET": SECRET},
        more=AT_ONCE.format(id="now", targets="[files, hook]", wait=1, interval=5, flood=3),
    )


def ids_of_sent(world: World) -> set[str]:
    """By which ids the receiver knows what is recorded as sent to it."""
    rows = world.query(SENT)
    return {wire_id(message_id(str(key), datetime.fromisoformat(str(at)).replace(tzinfo=UTC))) for key, at in rows}


async def _disturbed(
    world: World, site: NewsSite, plan: CrashPlan, chance: random.Random, published: list[bool]
) -> None:
    """One life of the bot, articles appearing meanwhile."""
    processes, began = [world.start("run")], time.monotonic()
    moment, before, polls = chance.uniform(*plan.moments), len(published), world.query(POLLED)
    since = began if published and chance.random() < EARLY else None
    while since is None or time.monotonic() < since + moment:
        if since is None and (world.query(POLLED) != polls or time.monotonic() > began + GUARD_S):
            since = time.monotonic()
        if chance.random() < 0.3 and len(published) - before < IN_A_LIFE:
            number = len(published)
            published.append(number % EVERY_THIRD_IS_UNWATCHED != 0)
            site.add(article(number, chance.choice(OUTLETS), watched=published[-1]))
        if plan.by_hand and len(processes) == 1 and chance.random() < 0.1:
            processes.append(world.start("digest", "send-now", "towns", log=world.folder / "by-hand.log"))
        await asyncio.sleep(0.1)
    for process in processes:
        kill(process)


async def _undisturbed(world: World, plan: CrashPlan, watched: set[str]) -> list[str]:
    """The last life, until everything watched stands in a digest and every digest is out; what went wrong."""
    process = world.start("run")
    try:
        if plan.by_hand:
            await until(
                lambda: {row[0] for row in world.query(ALERTED)} >= watched, PATIENT_S, "an alert for every article"
            )
            answer = await asyncio.to_thread(world.call, "digest", "send-now", "towns")
            if answer.returncode != 0:
                return [answer.stderr]
        wanted = {(subscription, title) for subscription in SUBSCRIPTIONS for title in watched}
        await until(lambda: set(world.query(FROZEN)) >= wanted, PATIENT_S, "every article in a digest")
        await until(
            lambda: {row[0] for row in world.query("SELECT state FROM outbox")} == {"sent"}, PATIENT_S, "digests sent"
        )
    except AssertionError as error:
        return [str(error), *(world.folder / "run.log").read_text().splitlines()[-3:]]
    finally:
        process.terminate()
        status = process.wait(timeout=LEAVES_S)
    if status == 0:
        return []
    return [f"left with status {status}", *(world.folder / "run.log").read_text().splitlines()[-3:]]


def taken_problems(taken: Taken, watched: set[str]) -> list[str]:
    """What the receiver did not get, got in two messages, or got again without need."""
    told = taken.told()
    wanted = {(name, title) for name in SUBSCRIPTIONS for title in watched}
    problems = [f"the receiver never got for {name}: {title}" for name, title in sorted(wanted - set(told))]
    for (name, title), count in told.items():
        if count != 1:
            problems += [f"{name} was told in {count} messages: {title}", *taken.messages_with(name, title)]
    return problems + taken.problems()


def frozen_problems(world: World, watched: set[str]) -> list[str]:
    """What no digest or more than one holds for a reader."""
    frozen = Counter((str(subscription), str(title)) for subscription, title in world.query(FROZEN))
    problems = []
    for name in SUBSCRIPTIONS:
        told = {title: count for (subscription, title), count in frozen.items() if subscription == name}
        problems += [f"{name} lost: {title}" for title in sorted(watched - set(told))]
        problems += [f"{name} has in {count} digests: {title}" for title, count in told.items() if count != 1]
        problems += [f"not watched, but told to {name}: {title}" for title in sorted(set(told) - watched)]
    return problems


def _database_problems(world: World) -> list[str]:
    """What is unsound in the database, or recorded there and not in the folder."""
    checked = world.call("db", "check")
    problems = [] if checked.returncode == 0 else [checked.stderr]
    folder = world.data / "digests"
    for (key,) in world.query("SELECT digest.key FROM outbox JOIN digest ON digest.id = outbox.digest_id"):
        if not (folder / f"{str(key).replace('/', '-')}.html").exists():
            problems.append(f"recorded as sent, but there is no file: {key}")
    return problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--minutes", type=float, default=float("inf"), help="no further kill after so long")
    options = parser.parse_args()
    plan = CrashPlan(options.kills, options.seed, lasting_s=60 * options.minutes)
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(run_crashes(Path(folder), plan))
    print(
        f"seed {options.seed}: {report.kills} kills, {report.at_work} of a bot at work, "
        f"{report.published} articles published, {report.watched} watched, "
        f"{report.digests} digests, {report.repeats} messages repeated, {report.seconds:.0f} s"
    )
    for problem in report.problems:
        print(f"  {problem}")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
