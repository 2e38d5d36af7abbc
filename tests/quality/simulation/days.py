"""The simulated days through the real flow, and what was told against what should have been."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.flow.compose import compose_now
from monitor.model.config import PollingSettings
from monitor.model.digests import DigestStory
from monitor.model.feeds import FeedSpec
from monitor.model.ids import Priority
from monitor.model.stories import FactKind
from monitor.model.watch import Kind, Name, Topic, Watchlist
from tests.acceptance.shelf import FeedItem, Shelf
from tests.quality.simulation.newsroom import STEP, Newsroom, Publication
from tests.unit.flow.shell_world import SUBSCRIPTION, Shell, settings_for

FIRST = datetime(2026, 3, 2, tzinfo=UTC)
SHOWN = 15
"""Items in a feed's answer."""
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *", max_stories=500)
OFTEN = PollingSettings(interval_s=60, min_interval_s=60)


@dataclass
class Result:
    """What became of the simulated days."""

    articles: int = 0
    watched: int = 0
    """Developments that had to be told."""
    lines: int = 0
    confirmations: int = 0
    """Updates that only name a further independent publisher: they are no news and no fault."""
    untold: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    """Lines without news, each with what it showed."""

    @property
    def idle_share(self) -> float:
        """Of all lines."""
        return len(self.idle) / max(1, self.lines)


class Days:
    """One run; `live` plays it."""

    def __init__(self, seed: int, feeds: int) -> None:
        self.newsroom = Newsroom(seed, feeds)
        self.result = Result()
        self._shelf = Shelf()
        self._feeds: dict[str, deque[Publication]] = {one: deque(maxlen=SHOWN) for one in self.newsroom.outlets}
        self._first_carried: dict[int, Publication] = {}
        self._carried_at: dict[str, dict[int, str]] = defaultdict(dict)
        """Address -> developments carried by any of its versions."""
        self._pages: dict[str, Publication] = {}
        self._told: set[int] = set()

    async def live(self, folder: Path, days: int) -> Result:
        """Live through the days and one quiet day more."""
        shell = self._shell(folder)
        async with shell.life() as services:
            for number in range((days + 1) * 4):
                published = self.newsroom.step(shell.clock.now()) if number < days * 4 else []
                self._publish(published)
                shell.clock.advance(STEP)
                await shell.cycle(services)
                digest = await compose_now(services, BY_HAND.id, f"s{number}")
                if digest is not None:
                    self._count((*digest.stories, *digest.weak))
        self._settle()
        return self.result

    def _shell(self, folder: Path) -> Shell:
        topics = tuple(
            Topic(id=one.lower(), name=one, kind=Kind.PLACE, names=(Name(text=one),)) for one in self.newsroom.watched
        )
        watchlist = Watchlist(id="towns", title="Towns", priority=Priority.NORMAL, topics=topics)
        feeds = tuple(
            FeedSpec(url=_feed(one), title=one, publisher=one, language="en") for one in self.newsroom.outlets
        )
        settings = settings_for(feeds=feeds, polling=OFTEN, subscriptions=(BY_HAND,), watchlists=(watchlist,))
        shell = Shell(folder, self._shelf, settings)
        shell.clock.step_wall(FIRST)
        return shell

    def _publish(self, published: list[Publication]) -> None:
        for one in published:
            self.result.articles += 1
            feed = self._feeds[one.outlet]
            for old in [old for old in feed if old.url == one.url]:
                feed.remove(old)
            feed.append(one)
            self._pages[one.url] = one
            self._carried_at[one.url].update(one.carries)
            for number in one.carries:
                self._first_carried.setdefault(number, one)
            self._shelf.page(one.url, one.title, one.paragraphs, "en")
        for outlet, feed in self._feeds.items():
            items = [
                FeedItem(title=one.title, link=one.url, guid=one.slug, summary=one.paragraphs[0], at=one.at)
                for one in reversed(feed)
            ]
            self._shelf.feed(_feed(outlet), outlet, items)

    def _count(self, told: tuple[DigestStory, ...]) -> None:
        for line in told:
            self.result.lines += 1
            news = set(self._tells(line)) - self._told
            self._told |= news
            if news:
                continue
            if line.update and {fact.kind for fact in line.new_facts} == {FactKind.PUBLISHER}:
                self.result.confirmations += 1
            else:
                self.result.idle.append(self._remark(line))

    def _tells(self, line: DigestStory) -> Iterator[int]:
        """The developments that a reader of this line is told."""
        page = self._pages[line.url]
        words = _plain(" ".join(_parts(line)))
        for number, key in self._carried_at[line.url].items():
            if (not page.mixed and number in page.carries) or _plain(key) in words:
                yield number
        for copy in line.copies:
            for number, key in self._carried_at[copy.url].items():
                if _plain(key) in words:
                    yield number

    def _remark(self, line: DigestStory) -> str:
        page = self._pages[line.url]
        facts = ", ".join(f"{fact.kind} {fact.shown}" for fact in line.new_facts)
        shown = " / ".join(quote.text for quote in line.quotes)
        return f"{line.state} ({page.made}): {line.title} [{facts}] “{shown}”"

    def _settle(self) -> None:
        must = [number for number, watched in self.newsroom.developments.items() if watched]
        self.result.watched = len(must)
        for number in must:
            if number not in self._told:
                one = self._first_carried[number]
                key = one.carries[number].lower()
                said = next((text for text in one.paragraphs if key in text.lower()), one.title)
                self.result.untold.append(f"{one.made} of {one.at:%d %b %H:%M}, {one.url}: {said}")


def report(result: Result) -> str:
    """The figures in a few lines."""
    kinds = Counter(one.partition(":")[0] for one in result.idle)
    lost = Counter(one.partition(" ")[0] for one in result.untold)
    return (
        f"{result.articles} publications, {result.watched} watched developments, {result.lines} lines\n"
        f"untold: {len(result.untold)} {dict(lost)}\n"
        f"lines without news: {len(result.idle)} = {result.idle_share:.1%} {dict(kinds)}\n"
        f"lines that only name a further independent publisher: {result.confirmations}"
    )


def _parts(line: DigestStory) -> Iterator[str]:
    yield from (line.title, *(quote.text for quote in line.quotes))
    for fact in line.new_facts:
        yield fact.shown
        if fact.sentence:
            yield fact.sentence.text


def _plain(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


def _feed(outlet: str) -> str:
    return f"https://{outlet}.example/feed.xml"
