"""A bot without a network: a real database, real parsers, scripted answers, a clock that stands, a recorder."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from monitor.engine.embedded import EmbeddedEngine
from monitor.flow.configure import apply_config, config_of
from monitor.flow.services import Services
from monitor.model.articles import ExtractedPage
from monitor.model.bounces import MailReport
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
from monitor.model.feeds import FeedSpec, ParsedFeed, ParseFailure
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.parse.dsn.report import read_report
from monitor.parse.feeds.feed import parse_feed
from monitor.parse.pages.page import extract_page
from monitor.ports import Clock, Fetcher, Sandbox, Store
from monitor.testing.channel import RecordingChannel
from monitor.testing.clock import FixedClock
from monitor.testing.scripted import ScriptedFetcher
from monitor.watch import compile_watchlists
from tests import databases

T0 = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
FEED = "https://river.example/feed.xml"
CHANNEL = "recording"


# A hundred lives of one bot read the same few answers, and what is read of one is always the same.
_parsed, _extracted = lru_cache(32)(parse_feed), lru_cache(32)(extract_page)
_matcher = lru_cache(32)(compile_watchlists)
"""Made once of the same lists; what a matcher remembers changes none of its answers."""


class InlineSandbox:
    """`ports.Sandbox` in this process: the real parsers, without the wall around them."""

    async def parse_feed(
        self,
        body: bytes,
        content_type: str,
        url: str,
        *,
        language: str = "",
        attempt: int = 1,
        known: AbstractSet[str] = frozenset(),
    ) -> ParsedFeed | ParseFailure:
        return _parsed(body, content_type, url, language, frozenset(known))

    async def extract(
        self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
    ) -> ExtractedPage | ParseFailure:
        return _extracted(body, content_type, url, metadata=metadata, language=language)

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        return read_report(body)

    def close(self) -> None:
        """Nothing runs."""


class CountingMeter:
    """`ports.Meter` that remembers."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.steps: Counter[str] = Counter()

    def outcome(self, step: str, outcome: str, count: int = 1) -> None:
        self.outcomes[str(step), str(outcome)] += count

    def took(self, step: str, seconds: float) -> None:
        assert seconds >= 0
        self.steps[str(step)] += 1


class NoProgress:
    """`ports.Progress` that checks what it is told."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}

    def step(self, name: str, done: int, total: int) -> None:
        assert 0 <= done <= total, (name, done, total)
        self.totals[name] = total


@dataclass(frozen=True)
class Item:
    """One entry of a feed and its page."""

    slug: str
    title: str = ""
    text: str = ""
    host: str = "river.example"
    page: bool = True
    at: datetime = T0 - timedelta(hours=1)

    @property
    def url(self) -> str:
        return f"https://{self.host}/{self.slug}.html"


_SYLLABLES = [
    first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "l", "n", "r", "s")
]


def watched(number: int, **changes: Any) -> Item:
    """An article about the watched town, of invented words: a story of its own, whatever stories are told by."""
    chance = random.Random(number)
    words = ["".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(110)]
    lines = (" ".join(words[:50]), " ".join(words[50:]))
    text = f"{words[0].title()} {number} in Albu Kamal {lines[0]}.\n{words[1].title()} {number} {lines[1]}."
    return replace(
        Item(slug=f"item-{number}", title=f"{words[2].title()} {number} from Albu Kamal", text=text), **changes
    )


def unwatched(number: int) -> Item:
    item = watched(number)
    return replace(
        item,
        title=item.title.replace("Albu Kamal", "a harbour"),
        text=item.text.replace("Albu Kamal", "the harbour town"),
    )


def rss(items: Iterable[Item], description: Callable[[Item], str] = lambda item: item.title) -> bytes:
    rows = "".join(
        f"<item><title>{escape(item.title)}</title><link>{item.url}</link><guid>{item.slug}</guid>"
        f"<description>{escape(description(item))}</description><pubDate>{format_datetime(item.at)}</pubDate></item>"
        for item in items
    )
    head = "<title>River</title><link>https://river.example/</link><description>d</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{rows}</channel></rss>'.encode()


def json_feed(items: Iterable[Item]) -> bytes:
    """Much quicker to parse than RSS, for feeds of thousands."""
    rows = [
        {"id": item.slug, "url": item.url, "title": item.title, "date_published": item.at.isoformat()} for item in items
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "River", "items": rows}
    return json.dumps(feed).encode()


def html(item: Item) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in item.text.split("\n"))
    page = (
        f"<html lang=en><head><title>{escape(item.title)}</title></head><body><article>{body}</article></body></html>"
    )
    return page.encode()


def fetcher_for(*items: Item, feed: str = FEED) -> ScriptedFetcher:
    """Answers for one feed with these items, and for their pages."""
    fetcher = ScriptedFetcher()
    fetcher.say_body(feed, rss(items), "application/rss+xml")
    for item in items:
        if item.page:
            fetcher.say_body(item.url, html(item))
    return fetcher


WATCHLIST = Watchlist(
    id="towns",
    title="Towns",
    priority=Priority.NORMAL,
    topics=(Topic(id="albu-kamal", name="Albu Kamal", kind=Kind.PLACE, names=(Name(text="Albu Kamal"),)),),
)
SUBSCRIPTION = Subscription(
    id="border",
    title="Border",
    watchlists=("towns",),
    targets=(Target(channel=CHANNEL, recipients=("a@example.org",)),),
    cron="0 7 * * *",
    zone="UTC",
)


def settings_for(**changes: Any) -> Settings:
    plain = Settings(
        root=Path(),
        revision="r1",
        storage=StorageSettings(url=""),
        polling=PollingSettings(lookback_s=30 * 86_400, max_new_per_poll=20_000),
        fetch=FetchSettings(user_agent="test"),
        sandbox=SandboxSettings(),
        stories=StoriesSettings(),
        server=ServerSettings(port=0),
        channels=(),
        subscriptions=(SUBSCRIPTION,),
        feeds=(FeedSpec(url=FEED, title="River", publisher="River"),),
        watchlists=(WATCHLIST,),
    )
    return replace(plain, **changes)


@dataclass
class Shell:
    """One installation over several lives of its process."""

    folder: Path
    fetcher: Fetcher
    settings: Settings = field(default_factory=settings_for)
    clock: FixedClock = field(default_factory=lambda: FixedClock(T0))
    sandbox: Sandbox = field(default_factory=InlineSandbox)
    channel: Any = field(default_factory=lambda: RecordingChannel(CHANNEL))
    meter: CountingMeter = field(default_factory=CountingMeter)

    @property
    def path(self) -> Path:
        return self.folder / "monitor.db"

    @property
    def url(self) -> str:
        """Of the database, which has its tables."""
        return databases.url_of(self.path)

    def open(self) -> Store:
        return databases.opened_again(self.url, busy_timeout_ms=200)

    @contextlib.asynccontextmanager
    async def life(
        self, wrap: Callable[[Store], Store] = lambda store: store, clock: Clock | None = None
    ) -> AsyncIterator[Services]:
        """From start to stop of one process; `wrap` puts faults between the shell and its store."""
        store = self.open()
        services = Services(
            store=store,
            fetcher=self.fetcher,
            sandbox=self.sandbox,
            clock=clock or self.clock,
            meter=self.meter,
            config=config_of(self.settings, _matcher(tuple(self.settings.watchlists)), self.clock.now()),
        )
        services.pauses_s = (0.0,)
        try:
            store.release_leases(self.clock.now())
            await apply_config(services, services.config, {self.channel.name: self.channel})
            services.store = wrap(store)
            yield services
        finally:
            services.close()
            store.close()

    async def cycle(self, services: Services) -> NoProgress:
        """One full cycle: poll, extract, assess, compose, send."""
        progress = NoProgress()
        await EmbeddedEngine(services).once(progress)
        return progress

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        return databases.rows(self.path, statement)

    def outcomes(self, step: str) -> dict[str, int]:
        return dict(self.query(f"SELECT outcome, count(*) FROM outcome WHERE step = '{step}' GROUP BY outcome"))

    def frozen(self) -> Counter[str]:
        """How often each article stands in a digest's frozen list."""
        return Counter(
            title
            for (title,) in self.query(
                "SELECT article.title FROM digest_alert JOIN alert ON alert.id = digest_alert.alert_id "
                "JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id"
            )
        )


async def until(condition: Callable[[], object], what: str, timeout_s: float = 300.0) -> None:
    """Wait for a condition; fail with `what` when it does not come."""
    try:
        async with asyncio.timeout(timeout_s):
            while not condition():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"did not happen within {timeout_s:g} s: {what}") from None


def titles(items: Sequence[Item]) -> Mapping[str, int]:
    return {item.title: 1 for item in items}
