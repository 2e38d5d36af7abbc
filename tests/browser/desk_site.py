"""A desk on a port of its own, in a thread: real store, parsers and matcher; articles in four scripts; no network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from monitor.bootstrap import Place
from monitor.flow.services import Services
from monitor.model.feeds import FeedSpec
from monitor.settings import load_watchlist
from monitor.testing.scripted import ScriptedFetcher
from monitor.web.app import desk_app
from monitor.web.desk import Desk
from monitor.web.server import DeskServer
from tests.unit.flow.shell_world import FEED, Item, Shell, html, rss, settings_for, watched

R = TypeVar("R")
OTHER_FEED, GONE_FEED = "https://delta.example/feed.xml", "https://gone.example/rss"
HOSTILE = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'
_LINES = {
    "ar": (
        "قافلة تعبر من البوكمال قبل الفجر",
        "عبرت قافلة من الشاحنات معبر البوكمال قبل فجر الأحد بحسب سكان محليين.",
    ),
    "he": (
        "שיירה חצתה את אבו כמאל לפני עלות השחר",
        "שיירת משאיות חצתה את המעבר באבו כמאל לפני עלות השחר, כך אמרו תושבים.",
    ),
    "ru": (
        "Колонна прошла через Абу-Кемаль до рассвета",
        "Колонна грузовиков прошла через переход Абу-Кемаль до рассвета, сообщили жители.",
    ),
    "en": (
        f"Albu Kamal crossing {HOSTILE}",
        "The crossing at Albu Kamal was closed for some hours on Sunday, residents said.",
    ),
}
LIST = """# What the desk watches.
watchlist: border
title: Border
priority: normal
topics:
  - id: albu-kamal  # on the river
    name: Albu Kamal
    kind: place
    names: [Albu Kamal, البوكمال, אבו כמאל, Абу-Кемаль]
"""


def articles() -> list[Item]:
    """One in each script, each a story of its own, and some more."""
    scripts = [
        Item(slug=f"in-{language}", title=title, text="\n".join([line, *(f"{line} {n}" for n in range(3))]))
        for language, (title, line) in _LINES.items()
    ]
    return [*scripts, *(watched(number) for number in range(12))]


@dataclass
class Site:
    """Started by `start`, ended by `stop`; `run` does something in its thread."""

    folder: Path
    items: list[Item] = field(default_factory=articles)
    hostile: tuple[str, ...] = ()
    """Each is the name and publisher of a feed of its own, and in title and sentence of its article."""
    address: str = ""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _ready: threading.Event = field(default_factory=threading.Event)
    _over: asyncio.Event | None = None
    _thread: threading.Thread | None = None
    _failed: BaseException | None = None
    services: Services | None = None
    desk: Desk | None = None
    shell: Shell | None = None

    def start(self) -> Site:
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._thread.start()
        self._ready.wait(60)
        if self._failed is not None or not self.address:
            raise RuntimeError("the desk did not start") from self._failed
        return self

    def stop(self) -> None:
        if self._over is not None:
            self._loop.call_soon_threadsafe(self._over.set)
        if self._thread is not None:
            self._thread.join(30)

    def run(self, work: Callable[[Services], Coroutine[Any, Any, R]]) -> R:
        assert self.services is not None
        return asyncio.run_coroutine_threadsafe(work(self.services), self._loop).result(60)

    def publish(self, *items: Item) -> None:
        """More articles, polled, read and judged."""
        assert self.shell is not None
        shell = self.shell
        self.items += items
        _answer(shell.fetcher, self.items)

        async def work(services: Services) -> None:
            for _ in range(2):  # The answer before is given once more.
                shell.clock.advance(6 * 3600)
                await shell.cycle(services)

        self.run(work)

    def _work(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            self._failed = error
        finally:
            self._ready.set()
            self._loop.close()

    async def _serve(self) -> None:
        fetcher = ScriptedFetcher()
        _answer(fetcher, self.items)
        self.shell = shell = Shell(self.folder, fetcher)
        config = self.folder / "config"
        (config / "watchlists").mkdir(parents=True)
        (config / "feeds.yaml").write_text(f"feeds:\n  - url: {FEED}\n    title: River\n", encoding="utf-8")
        listed = config / "watchlists" / "border.yaml"
        listed.write_text(LIST, encoding="utf-8")
        feeds = (
            FeedSpec(url=FEED, title="River", publisher="River"),
            FeedSpec(url=OTHER_FEED, title="نهر الدلتا", publisher="Delta", language="ar"),
            FeedSpec(url=GONE_FEED, title=f"Gone {HOSTILE}", publisher="Gone"),
            *(_hostile(fetcher, number, payload) for number, payload in enumerate(self.hostile)),
        )
        subscription = replace(shell.settings.subscriptions[0], watchlists=("border",))
        shell.settings = settings_for(
            feeds=feeds, watchlists=(load_watchlist(listed),), subscriptions=(subscription,), root=config
        )
        self._over = asyncio.Event()
        async with shell.life() as services:
            self.services = services
            await shell.cycle(services)
            place = Place(config=config, data=self.folder, env=lambda _name: None)
            self.desk = Desk(services, place)
            server = DeskServer(desk_app(self.desk))
            self.address = f"http://127.0.0.1:{await server.listen('127.0.0.1', 0)}"
            self._ready.set()
            await self._over.wait()
            await server.stop()


def _hostile(fetcher: ScriptedFetcher, number: int, payload: str) -> FeedSpec:
    host, plain = f"h{number}.example", watched(100 + number)
    text = plain.text.replace("Albu Kamal", f"{payload} Albu Kamal {payload}", 1)
    # Escaped once more, as careful sites do: what is read from the feed is the payload and not what is left of it.
    item = replace(plain, host=host, title=escape(f"{payload} {plain.title}"), text=text)
    fetcher.say_body(f"https://{host}/feed.xml", rss([item]), "application/rss+xml")
    fetcher.say_body(item.url, html(item))
    return FeedSpec(url=f"https://{host}/feed.xml", title=f"{payload} {number}", publisher=f"{number} {payload}")


def _answer(fetcher: Any, items: list[Item]) -> None:
    fetcher.say_body(FEED, rss(items), "application/rss+xml")
    others = [replace(item, slug=f"{item.slug}-d", host="delta.example") for item in items[:1]]
    fetcher.say_body(OTHER_FEED, rss(others), "application/rss+xml")
    for item in [*items, *others]:
        fetcher.say_body(item.url, html(item))
