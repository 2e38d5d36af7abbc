"""One corpus read by one bot on a file, and by four workers on a server: how alike is what they found and told?

`python -m tests.acceptance.one_corpus FILE` takes lines of JSON with `id`, `event` and `text` (its first line is the
headline), perhaps `topic`. Articles of one topic come one after the other, a wave each: what comes together is in no
order, neither here nor there. All are watched. `--events` takes the first so many; with `--again` one bot on a file is
the second one too. Too long for the suite, which plays scenarios the same way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from itertools import combinations, zip_longest
from pathlib import Path

import structlog

from monitor.flow.compose import compose_now
from monitor.model.feeds import FeedSpec
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from tests.acceptance.crew import Crew
from tests.acceptance.scenarios import BY_HAND, OFTEN
from tests.acceptance.shelf import FeedItem, Shelf
from tests.databases import on_server, rows
from tests.unit.flow.shell_world import Shell, settings_for

_NAME = "Albu Kamal"
_FEEDS = 8
_ALERTS = """
SELECT article.canonical_url, alert.reason FROM alert
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
_STORIES = "SELECT story_id, canonical_url FROM article"


class Told:
    """What one installation found and told."""

    def __init__(self, database: Path, digests: Sequence[list[str]]) -> None:
        self.digests = digests
        self.alerts = {(str(url), str(reason)) for url, reason in rows(database, _ALERTS)}
        stories = defaultdict(set)
        for story, url in rows(database, _STORIES):
            stories[story].add(str(url))
        self.stories = {frozenset(one) for one in stories.values()}

    @property
    def pairs(self) -> set[tuple[str, ...]]:
        """Articles that stand together."""
        return {pair for one in self.stories for pair in combinations(sorted(one), 2)}


async def told_of(waves: Sequence[Sequence[tuple[str, str]]], folder: Path, bot: type[Shell]) -> Told:
    """What `bot` makes of the articles, a wave after the other."""
    shelf = Shelf()
    feeds = tuple(
        FeedSpec(url=f"https://p{number}.example/feed.xml", title=f"Paper {number}", publisher=f"Paper {number}")
        for number in range(_FEEDS)
    )
    topic = Topic(id="town", name=_NAME, kind=Kind.PLACE, names=(Name(text=_NAME),))
    watchlist = Watchlist(id="towns", title="Towns", priority=Priority.NORMAL, topics=(topic,))
    settings = settings_for(feeds=feeds, polling=OFTEN, subscriptions=(BY_HAND,), watchlists=(watchlist,))
    shell, digests = bot(folder, shelf, settings), []
    for feed in feeds:
        shelf.feed(feed.url, feed.title, ())
    async with shell.life() as services:
        for number, wave in enumerate(waves):
            shell.clock.advance(timedelta(hours=1))
            items: dict[int, list[FeedItem]] = defaultdict(list)
            for place, (name, text) in enumerate(wave):
                title, _, body = text.partition("\n")
                link = f"https://p{place % _FEEDS}.example/{name}"
                shelf.page(link, title, [f"{_NAME}, reporters.", *body.split("\n")], "en")
                items[place % _FEEDS].append(FeedItem(title=title, link=link, at=shell.clock.now()))
            for place, feed in enumerate(feeds):
                shelf.feed(feed.url, feed.title, items[place])
            await shell.cycle(services)
            digest = await compose_now(services, BY_HAND.id, f"wave{number}")
            digests.append(sorted(f"{one.state} {one.url}" for one in digest.stories) if digest else [])
        return Told(shell.path, digests)


def waves_of(lines: Iterable[str], events: int | None) -> list[list[tuple[str, str]]]:
    """The n-th article of each topic, or event where none is told, is in the n-th wave."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        row = json.loads(line)
        found[row.get("topic", row["event"])].append((row["id"], row["text"]))
    some = list(found.values())[:events]
    return [[one for one in wave if one is not None] for wave in zip_longest(*some)]


def f1(found: set[tuple[str, ...]], wanted: set[tuple[str, ...]]) -> float:
    """Of pairs of articles; 1 if there are none."""
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0


def main() -> None:
    """Read it twice, compare, print; status 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int)
    parser.add_argument("--again", action="store_true")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    waves = waves_of(asked.file.read_text(encoding="utf-8").splitlines(), asked.events)
    with tempfile.TemporaryDirectory() as made:
        folders = [Path(made) / name for name in ("alone", "together")]
        for one in folders:
            one.mkdir()
        began = time.process_time()
        alone = asyncio.run(told_of(waves, folders[0], Shell))
        with nullcontext() if asked.again else on_server():
            together = asyncio.run(told_of(waves, folders[1], Shell if asked.again else Crew))
    for one in sorted(alone.alerts ^ together.alerts):
        print(f"  alerted by {'the first' if one in alone.alerts else 'the second'} alone: {' '.join(one)}")
    print(
        f"{sum(map(len, waves))} articles in {len(waves)} waves; alerts {len(alone.alerts)} and "
        f"{len(together.alerts)}, {len(alone.alerts ^ together.alerts)} of one alone; stories {len(alone.stories)} and "
        f"{len(together.stories)}, {len(alone.stories ^ together.stories)} of one alone; F1 of pairs "
        f"{f1(together.pairs, alone.pairs):.3f}; lines of digests {sum(map(len, alone.digests))} and "
        f"{sum(map(len, together.digests))}; {time.process_time() - began:.0f} CPU s"
    )
    raise SystemExit(not (alone.alerts == together.alerts and alone.stories == together.stories))


if __name__ == "__main__":
    main()
