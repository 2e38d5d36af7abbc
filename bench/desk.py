"""How soon the desk answers from a large archive.

`python -m bench.desk` prints JSON: milliseconds of each page at its server (median, 95th percentile), with
100,000 articles in 10,000 stories that alerted, 2,000 feeds, a year of digests with their messages. A tenth of the
stories is linked to another, two thirds are looked at.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import structlog

from bench.story_store import NOW, _insert, _raw, _stored, template_of
from bench.trends import LANGUAGES, LISTS, _article, _match
from monitor.bootstrap import Place
from monitor.flow.configure import config_of
from monitor.flow.services import Services
from monitor.model.config import (
    FetchSettings,
    PollingSettings,
    SandboxSettings,
    ServerSettings,
    Settings,
    StorageSettings,
    StoriesSettings,
    Subscription,
    Target,
)
from monitor.model.feeds import FeedSpec
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.obs.metrics import PrometheusMeter
from monitor.sandbox import ProcessSandbox
from monitor.store import open_store
from monitor.store.schema.tables import (
    alert,
    article,
    digest,
    digest_alert,
    match,
    outbox,
    story,
    story_done,
    story_link,
)
from monitor.testing.clock import FixedClock
from monitor.testing.scripted import ScriptedFetcher
from monitor.watch import matcher_of
from monitor.web.app import desk_app
from monitor.web.desk import Desk

ARTICLES, STORIES, FEEDS, DIGESTS = 100_000, 10_000, 2_000, 2_000
TOPICS = 20
HERE = "http://localhost:8321"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    gc.set_threshold(50_000)
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(measured(Path(folder), asked.times))
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


def settings_of(root: Path) -> Settings:
    """Three lists, two subscriptions, all feeds."""
    lists = tuple(
        Watchlist(
            id=name,
            title=name.title(),
            priority=Priority.NORMAL,
            topics=tuple(
                Topic(id=f"topic-{n}", name=f"Topic {n}", kind=Kind.PLACE, names=(Name(text=f"Name{n}"),))
                for n in range(TOPICS)
            ),
        )
        for name in LISTS
    )
    subscriptions = tuple(
        Subscription(
            id=name,
            title=name,
            watchlists=LISTS,
            targets=(Target(channel="file", recipients=()),),
            cron="0 7 * * *",
            zone="UTC",
        )
        for name in ("day", "night")
    )
    feeds = tuple(
        FeedSpec(url=f"https://made{n}.example/", title=f"Feed {n}", publisher=f"P {n}") for n in range(FEEDS)
    )
    return Settings(
        root=root,
        revision="r1",
        storage=StorageSettings(url=""),
        polling=PollingSettings(),
        fetch=FetchSettings(user_agent="bench"),
        sandbox=SandboxSettings(),
        stories=StoriesSettings(),
        server=ServerSettings(port=0),
        channels=(),
        subscriptions=subscriptions,
        feeds=feeds,
        watchlists=lists,
    )


def filled(path: Path, settings: Settings) -> None:
    """Articles, stories, alerts, digests and deliveries, over half a year."""
    template = template_of(path)
    with closing(open_store(f"sqlite:///{path}")) as store:
        due = NOW + timedelta(days=1)
        store.sync_config(settings.feeds, [(one, due) for one in settings.subscriptions], ("r1", "{}"), NOW)
    chance = random.Random(7)
    gap = timedelta(days=180) / ARTICLES
    rows: dict[Any, list[dict[str, Any]]] = {one: [] for one in (story, article, match, alert, story_link, story_done)}
    begun: dict[int, int] = {}
    numbers: dict[int, int] = {}
    start = 10
    for place in range(start, start + ARTICLES):
        at = _stored(NOW - gap * (start + ARTICLES - place))
        # Stories grow for a while: an article belongs to one of the last few hundred.
        newest = (place - start) * STORIES // ARTICLES
        number = start + max(0, newest - int(chance.expovariate(0.01)))
        fresh = number not in begun
        if fresh:
            begun[number] = place
            rows[story].append({"id": number, "lead_article_id": place, "first_seen_at": at, "last_seen_at": at})
        rows[article].append(_article(template, place, number, at))
        if fresh or chance.random() < 0.1:
            numbers[number] = numbers.get(number, 0) + 1
            listed = LISTS[number % len(LISTS)]
            rows[match].append(_match(place, place, number, listed, [chance.randrange(TOPICS)], at))
            reason = "first" if fresh else chance.choice(("new_fact", "new_publisher", "correction"))
            facts = [] if fresh else [{"kind": "number", "value": "12", "shown": "12 wounded"}]
            rows[alert].append(
                {
                    "id": place,
                    "watchlist": listed,
                    "story_id": number,
                    "match_id": place,
                    "reason": reason,
                    "created_at": at,
                    "number": numbers[number],
                    "facts": json.dumps(facts),
                }
            )
    ids = sorted(begun)
    rows[story_link] = [
        {"story_id": one, "other_id": ids[max(0, n - 3)], "evidence": "shares 3 names"}
        for n, one in enumerate(ids)
        if n % 10 == 9
    ]
    rows[story_done] = [
        {"story_id": one, "alert_id": start + ARTICLES, "at": _stored(NOW), "action_id": 0}
        for n, one in enumerate(ids)
        if n % 3
    ]
    with closing(_raw(path)) as raw:
        for table, some in rows.items():
            _insert(raw, table, some)
        _sent(raw, [one["id"] for one in rows[alert]])
        raw.commit()
        raw.execute("ANALYZE")


def _sent(raw: Any, alerts: Sequence[int]) -> None:
    """A year of digests with three messages each; every alert was told by one."""
    digests, told, sent = [], [], []
    for n in range(1, DIGESTS + 1):
        at, name = _stored(NOW - timedelta(hours=4) * (DIGESTS - n)), ("day", "night")[n % 2]
        key = f"made-{n}/{name}"
        digests.append(
            {"id": n, "subscription": name, "slot_date": f"d{n}", "slot": "0700", "key": key, "outcome": "composed",
             "at": at, "body": json.dumps({"filler": "x" * 20_000})}
        )  # fmt: skip
        dead = {"a"} if n % 97 == 0 else set()
        sent += [
            {"dedupe_key": f"{key}/{to}", "digest_id": n, "part": "{}", "channel": "mail", "created_at": at,
             "recipient": f"{to}@e.example", "state": "abandoned" if to in dead else "sent", "changed_at": at,
             "detail": "250 ok", "sent_at": at, "attempts": 1}
            for to in "abc"
        ]  # fmt: skip
    for place, one in enumerate(alerts):
        n = 1 + place * DIGESTS // len(alerts)
        told.append({"subscription": ("day", "night")[n % 2], "alert_id": one, "digest_id": n})
    for table, some in ((digest, digests), (digest_alert, told), (outbox, sent)):
        _insert(raw, table, some)


async def measured(folder: Path, times: int) -> dict[str, Any]:
    """The report."""
    config = folder / "config"
    config.mkdir()
    settings = settings_of(config)
    path = folder / "monitor.db"
    began = time.perf_counter()
    filled(path, settings)
    report: dict[str, Any] = {"filled_s": round(time.perf_counter() - began, 1)}
    with closing(open_store(f"sqlite:///{path}")) as store:
        clock = FixedClock(NOW)
        services = Services(
            store=store,
            fetcher=ScriptedFetcher(),
            sandbox=ProcessSandbox(SandboxSettings()),
            clock=clock,
            meter=PrometheusMeter(),
            config=replace(config_of(settings, matcher_of(settings.watchlists), NOW)),
        )
        desk = Desk(services, Place(config=config, data=folder, env=lambda _name: None))
        transport = httpx.ASGITransport(desk_app(desk))
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            first = (await client.get("/index.json")).json()["lines"]
            for name, address in pages(first).items():
                report[name] = await timed(client, address, times)
        services.close()
    return report


def pages(lines: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What is asked for, by a name for it."""
    return {
        "inbox": "/",
        "inbox.json": "/index.json",
        "inbox, a list": f"/?list={LISTS[0]}",
        "inbox, last 24 h": "/?window=24h",
        "inbox, done": "/?state=done",
        "inbox, a language": f"/?language={LANGUAGES[1]}",
        "inbox, an old page": f"/?before={lines[-1]['alert'] // 2}",
        "news of the inbox": f"/index/live.json?mark={lines[3]['alert']}",
        "story": f"/story/{lines[0]['ref']}",
        "story, an older one": f"/story/{lines[-1]['ref']}",
        "why": "/why?url=https://made.example/50000",
        "why, never seen": "/why?url=https://made.example/nowhere",
        "sent": "/sent",
        "feeds": "/feeds",
    }


async def timed(client: httpx.AsyncClient, address: str, times: int) -> dict[str, float]:
    """Milliseconds of the processor and of the clock."""
    walls, works, size = [], [], 0
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        answer = await client.get(address)
        walls.append((time.perf_counter() - began) * 1000)
        works.append((time.process_time() - worked) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}: {answer.text[:300]}")
        size = len(answer.content)
    told = {"ms": walls, "cpu_ms": works}
    found = {f"median_{name}": round(statistics.median(some), 1) for name, some in told.items()}
    found |= {f"p95_{name}": round(statistics.quantiles(some, n=20)[-1], 1) for name, some in told.items()}
    return found | {"bytes": size}


if __name__ == "__main__":
    main()
