"""How soon what is told at once is told: 200 watched articles in 20 stories, three subscriptions, one channel dead.

Late is how much longer than its group wait the first message on a story took, from the story's first alert until its
channel had taken the message. One subscription has the flood cap that people get without asking; the other a low one,
and waits for an interval at most with what is above it. In the end a digest is composed: it has each story in a line,
none of them anew.
`make at-once` runs it; waits and the hour are a tenth of what people set.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite
from tests.acceptance.world import AT_ONCE, LEAVES_S, World, article, free_port, news_site, until

OUTLETS = tuple(f"Paper {number}" for number in range(10))
WAIT_S, INTERVAL_S = 12, 90
BOUND_S = 10.0
"""After the group wait, for nineteen stories of twenty."""
USUAL, CAPPED, DEAD = "now", "too", "dead"
LIVING = (USUAL, CAPPED)
FLOODS = {USUAL: 20, CAPPED: 6, DEAD: 20}
WAITING = """
SELECT count(*) FROM alert CROSS JOIN subscription WHERE subscription.name IN ('now', 'too', 'dead') AND NOT EXISTS
(SELECT 1 FROM digest_alert WHERE digest_alert.alert_id = alert.id AND digest_alert.subscription = subscription.name)
"""
TOLD = """
SELECT digest_alert.subscription, alert.story_id, alert.id, alert.created_at, outbox.sent_at, digest.slot
FROM digest_alert JOIN alert ON alert.id = digest_alert.alert_id JOIN digest ON digest.id = digest_alert.digest_id
JOIN outbox ON outbox.digest_id = digest.id ORDER BY alert.id
"""
UNSENT = "SELECT count(*) FROM outbox WHERE channel != 'dead' AND state != 'sent'"


@dataclass(frozen=True)
class Plan:
    """What is published, and within how many seconds."""

    articles: int
    stories: int
    span_s: float
    seed: int


@dataclass(frozen=True)
class Report:
    """`late_s`, `capped_s`: of each story, in seconds after the group wait, as usual and with a low cap on floods."""

    late_s: list[float]
    capped_s: list[float]
    alerts: int
    messages: Counter[str]
    """By kind: a story alone, or a flood."""
    problems: list[str]

    @property
    def p95_s(self) -> float:
        """The lateness that one story in twenty exceeds."""
        return statistics.quantiles(self.late_s, n=20)[-1] if len(self.late_s) > 1 else 0.0


async def run(folder: Path, plan: Plan) -> Report:
    """Publish, let the bot tell, look at what it told to whom, and compose the digest that follows."""
    world = _world(folder)
    async with news_site(*OUTLETS) as site:
        world.write({outlet: site.feed_url(outlet) for outlet in OUTLETS})
        assert world.call("check").returncode == 0, world.call("check").stderr
        process = world.start("run")
        try:
            await _publish(site, plan)
            patience = 3 * INTERVAL_S + 60
            await until(lambda: len(_stories(world)) >= plan.stories, patience, "an alert of every story")
            await until(lambda: world.query(WAITING) == [(0,)], patience, "every alert in a message")
            await until(lambda: world.query(UNSENT) == [(0,)], patience, "every message sent where the channel lives")
        finally:
            process.terminate()
            await asyncio.to_thread(process.wait, LEAVES_S)
        answer = await asyncio.to_thread(world.call, "digest", "send-now", "now")
    report = _report(world)
    problems = [answer.stderr] if answer.returncode else _digest_problems(world)
    return replace(report, problems=[*report.problems, *problems])


def _world(folder: Path) -> World:
    more = "".join(
        AT_ONCE.format(id=one, targets=f"[{one}]", wait=WAIT_S, interval=INTERVAL_S, flood=FLOODS[one])
        + '    cron: "0 7 1 1 *"\n'
        for one in FLOODS
    )
    channels = "".join(f"  {one}: {{type: file, folder: {one}}}\n" for one in LIVING)
    channels += f"  {DEAD}: {{type: webhook, url_env: DEAD_URL, secret_env: DEAD_SECRET}}\n"
    secret = "whsec_" + base64.b64encode(b"nobody ever hears of this secret").decode()
    nowhere = {"DEAD_URL": f"http://127.0.0.1:{free_port()}/", "DEAD_SECRET": secret}
    return World(folder, cron="0 7 1 1 *", channels=channels, more=more, environment=nowhere)


async def _publish(site: NewsSite, plan: Plan) -> None:
    """The articles at random moments: each story's first one is told on by other papers, which add a sentence."""
    chance = random.Random(plan.seed)
    moments = sorted(chance.uniform(0, plan.span_s) for _ in range(plan.articles))
    turns = [number % plan.stories for number in range(plan.articles)]
    begun, told = time.monotonic(), Counter[int]()
    for moment, story in zip(moments, turns, strict=True):
        await asyncio.sleep(max(0.0, begun + moment - time.monotonic()))
        site.add(_item(story, told[story]))
        told[story] += 1


def _item(story: int, number: int) -> SiteItem:
    first = article(story, OUTLETS[(story + number) % len(OUTLETS)], watched=True)
    # No story may look like the next of a series.
    paragraphs = tuple(one.replace(f"Report number {story} from", "In") for one in first.paragraphs)
    if number:
        paragraphs += (f"Near Albu Kamal {number + 3} trucks were stopped at checkpoint {number}, drivers said.",)
    title = f"{paragraphs[1][:40]} near Albu Kamal"
    return replace(
        first, slug=f"item-{story}-{number}", title=title, paragraphs=paragraphs, published_at=datetime.now(UTC)
    )


def _stories(world: World) -> set[object]:
    return {row[0] for row in world.query("SELECT DISTINCT story_id FROM alert")}


def _report(world: World) -> Report:
    rows = world.query(TOLD)
    first: dict[tuple[object, object], float] = {}
    for subscription, story, _, created, sent, _ in rows:
        if subscription in LIVING:
            first.setdefault((subscription, story), (_at(sent) - _at(created)).total_seconds() - WAIT_S)
    times = Counter((subscription, alert) for subscription, _, alert, *_ in rows)
    alerts = {row[0] for row in world.query("SELECT id FROM alert")}
    problems = [f"{name} was told alert {alert} {n} times" for (name, alert), n in times.items() if n != 1]
    for name in (*LIVING, DEAD):
        missing = alerts - {alert for subscription, alert in times if subscription == name}
        problems += [f"{name} was not told alert {alert}" for alert in missing]
    late = {name: [seconds for (one, _), seconds in first.items() if one == name] for name in LIVING}
    kinds = Counter(str(slot).split("-")[0] for _, slot in {(row[0], row[5]) for row in rows})
    return Report(late[USUAL], late[CAPPED], len(alerts), kinds, problems)


def _digest_problems(world: World) -> list[str]:
    """What is wrong with the digest that follows: each story in one line, none told anew."""
    found = sorted((world.data / "now").glob("*now-now*.json"))
    if not found:
        return [f"no digest after it: {sorted(one.name for one in (world.data / 'now').glob('*'))[-3:]}"]
    data = json.loads(found[-1].read_text())["data"]
    anew = [one for one in data["sections"] if one["stories"]]
    problems = [f"told anew: {anew}"] if anew else []
    listed = re.findall(r"^- [A-Z]+ \[([0-9a-f]+)\]", found[-1].with_suffix(".txt").read_text(), re.MULTILINE)
    if len(listed) != len(set(listed)) or len(listed) < len(_stories(world)):
        problems.append(f"{len(listed)} lines, {len(set(listed))} different ones, for {len(_stories(world))} stories")
    return problems


def _at(stored: object) -> datetime:
    return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=360.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    plan = Plan(options.articles, options.stories, options.seconds, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(run(Path(folder), plan))
    print(
        f"seed {plan.seed}: {plan.articles} articles, {report.alerts} alerts, messages {dict(report.messages)}, "
        f"first told after the group wait of {WAIT_S} s: p50 {statistics.median(report.late_s):.1f} s, "
        f"p95 {report.p95_s:.1f} s, most {max(report.late_s):.1f} s; above a cap of {FLOODS[CAPPED]} stories "
        f"in {INTERVAL_S} s: most {max(report.capped_s):.1f} s"
    )
    late = [f"p95 is over {BOUND_S:.0f} s"] if report.p95_s > BOUND_S else []
    if max(report.capped_s) > INTERVAL_S + BOUND_S:
        late.append("what is above the cap waited longer than an interval")
    for problem in (*report.problems, *late):
        print(f"  {problem}")
    sys.exit(1 if report.problems or late else 0)


if __name__ == "__main__":
    main()
