"""How soon trends are told from a large archive, what counting an article costs, and what the counts weigh.

`python -m bench.trends` prints JSON: articles over half a year, a quarter of them matched, on 60 topics of three lists,
by 40 publishers in six languages, in stories of a handful. Also how often a surge is called where nothing happened, and
how soon one is seen that did: topics whose stories come by chance, with weekdays and with clumps.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.story_store import NOW, _insert, _raw, _stored, template_of
from monitor.core.trends.trends import trends_of
from monitor.flow.archive.trends import LOT, trends
from monitor.model.archive.trends import By, Mentions
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Topic, Watchlist
from monitor.store import open_store
from monitor.store.schema.tables import article, match, story

ARTICLES, DAYS, TOPICS, PUBLISHERS = 200_000, 180, 20, 40
LANGUAGES = ("en", "ar", "fa", "ru", "he", "tr")
LISTS = ("border", "people", "ships")
ROWS = 2_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--topics", type=int, default=400, help="of which surges are looked for")
    asked = parser.parse_args()
    gc.set_threshold(500_000)  # As every command does that ends by itself.
    with tempfile.TemporaryDirectory() as folder:
        report = measured(Path(folder) / "monitor.db", asked.articles)
    report["surges"] = surges(asked.topics)
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


def filled(path: Path, articles: int) -> None:
    """Articles, stories and matches."""
    template = template_of(path)
    chance = random.Random(3)
    gap = timedelta(days=DAYS) / articles
    weights = [1 / (rank + 1) for rank in range(TOPICS)]
    with closing(_raw(path)) as raw:
        (known,) = raw.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
        (stories,) = raw.execute("SELECT coalesce(max(id), 0) FROM story").fetchone()
        rows: dict[Any, list[dict[str, object]]] = {story: [], article: [], match: []}
        number = stories
        for place in range(1, articles + 1):
            at = _stored(NOW - gap * (articles - place))
            if place == 1 or chance.random() < 0.4:
                number += 1
                rows[story].append(
                    {"id": number, "lead_article_id": known + place, "first_seen_at": at, "last_seen_at": at}
                )
            told_in = max(stories + 1, number - int(chance.expovariate(0.1)))
            rows[article].append(_article(template, known + place, told_in, at))
            if chance.random() < 0.25:
                listed = chance.choice(LISTS)
                topics = sorted(set(chance.choices(range(TOPICS), weights, k=chance.choice((1, 1, 2)))))
                rows[match].append(_match(place, known + place, told_in, listed, topics, at))
            if place % ROWS == 0 or place == articles:
                for table, some in rows.items():
                    _insert(raw, table, some)
                    some.clear()
                raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _article(template: dict[str, object], number: int, told_in: int, at: str) -> dict[str, object]:
    address = f"https://made.example/{number}"
    return template | {
        "id": number,
        "url_key": address,
        "canonical_url": address,
        "final_url": address,
        "title": f"Article {number}",
        "text": "x" * 1500,
        "language": LANGUAGES[number % len(LANGUAGES)],
        "publisher": f"Outlet {number % PUBLISHERS}",
        "first_seen_at": at,
        "fetched_at": at,
        "published_at": at,
        "story_id": told_in,
        "assessed_at": at,
    }


def _match(number: int, of: int, told_in: int, listed: str, topics: Sequence[int], at: str) -> dict[str, object]:
    names = [f"topic-{one}" for one in topics]
    hits = [
        {"watchlist": listed, "topic": one, "field": "text", "start": 10, "end": 20, "surface": "Albu Kamal",
         "form": "Albu Kamal", "strength": "strong", "reason": "name Albu Kamal"}
        for one in names
    ]  # fmt: skip
    verdict = {
        "watchlist": listed,
        "fires": True,
        "strength": "strong",
        "topics": names,
        "rules": [],
        "reason": "named",
    }
    return {
        "id": number,
        "watchlist": listed,
        "article_id": of,
        "story_id": told_in,
        "strength": "strong",
        "alerted": 0,
        "verdict": json.dumps(verdict),
        "hits": json.dumps(hits),
        "at": at,
        "version": 1,
    }


def measured(path: Path, articles: int) -> dict[str, Any]:
    """Counting, weight, and answers."""
    filled(path, articles)
    lists = [_list(one) for one in LISTS]
    with closing(open_store(f"sqlite:///{path}")) as store:
        began, matches = time.process_time(), 0
        while count := store.count_mentions(LOT):
            matches += count
        counting = time.process_time() - began
        store.checkpoint()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took: dict[str, float] = {}
        for name, shown, by in (
            ("28 days by topic", 28, By.TOPIC),
            ("28 days by publisher", 28, By.PUBLISHER),
            ("90 days by language", 90, By.LANGUAGE),
            ("180 days by topic", 180, By.TOPIC),
            ("180 days by language", 180, By.LANGUAGE),
            ("180 days by publisher", 180, By.PUBLISHER),
        ):
            times = []
            for _ in range(7):
                began = time.process_time()
                trends(store, lists, "Asia/Damascus", NOW, shown, by)
                times.append(1000 * (time.process_time() - began))
            took[name] = round(statistics.median(times), 1)
        began = time.process_time()
        trends(store, lists[:1], "Asia/Damascus", NOW, 28)
        took["28 days of one list"] = round(1000 * (time.process_time() - began), 1)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    with closing(_raw(path)) as raw:
        parts = dict(raw.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
        (mentions,) = raw.execute("SELECT count(*) FROM mention").fetchone()
    size = sum(size for name, size in parts.items() if "mention" in name)
    return {
        "articles": articles,
        "matches": matches,
        "mentions": mentions,
        "counting, CPU ms an article": round(1000 * counting / articles, 4),
        "counting, CPU ms a match": round(1000 * counting / matches, 4),
        "bytes an article": round(size / articles, 1),
        "percent of the database": round(100 * size / sum(parts.values()), 2),
        "CPU ms, median of 7": took,
        "memory, MB more": round(memory, 1),
    }


def _list(name: str) -> Watchlist:
    topics = tuple(Topic(id=f"topic-{one}", name=f"Topic {one}", kind=Kind.PLACE, names=()) for one in range(TOPICS))
    return Watchlist(id=name, title=name, priority=Priority.NORMAL, topics=topics)


def surges(topics: int) -> dict[str, Any]:
    """Of topics that are looked at once a day for 60 days: false alarms, and days until a tripled rate is seen."""
    report: dict[str, Any] = {}
    for name, clumps in (("by chance", 1.0), ("in clumps of about two", 2.0)):
        for rate in (0.2, 1.0, 5.0, 20.0):
            chance, false, days, seen = random.Random(f"{name} {rate}"), 0, 0, []
            for topic in range(max(1, topics // 8)):
                counts = [_day(chance, rate, clumps, day) for day in range(160)]
                for day in range(100, 160):
                    days += 1
                    false += _rises(counts[: day + 1], topic)
                after = [_day(chance, 3 * rate, clumps, day) for day in range(14)]
                whole = [*counts, *after]
                waits = (wait for wait in range(14) if _rises(whole[: 161 + wait], topic))
                seen.append(next(waits, None))
            found = [one for one in seen if one is not None]
            report[f"{rate} a day {name}"] = {
                "false in 1,000 days": round(1000 * false / days, 2),
                "tripled, seen within 14 days": f"{100 * len(found) / len(seen):.0f} %",
                "median days until then": statistics.median(found) if found else None,
            }
    return report


def _day(chance: random.Random, rate: float, clumps: float, day: int) -> int:
    mean = rate * (0.4 if day % 7 in {4, 5} else 1.24)
    told = _poisson(chance, mean / clumps)
    return told if clumps == 1 else sum(1 + _poisson(chance, clumps - 1) for _ in range(told))


def _poisson(chance: random.Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def _rises(counts: Sequence[int], topic: int) -> bool:
    """Whether the last of these days is called a surge."""
    end = int(NOW.timestamp() * 1_000_000)
    day_us, story, rows = 86_400_000_000, 0, []
    for ago, count in enumerate(reversed(counts)):
        for _ in range(count):
            story += 1
            rows.append((story, topic, 1, end - ago * day_us))
    rows.reverse()
    key = ("w", str(topic))
    mentions = Mentions(topics={topic: key}, tellers={1: ("A", "en")}, rows=rows)
    found = trends_of(mentions, "UTC", NOW, 28, By.TOPIC, {key: "T"})
    return bool(found.trends) and found.trends[0].rise is not None


if __name__ == "__main__":
    main()
