"""`monitor run --demo`: a loopback news site beside the real feeds, and a first digest within seconds."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from monitor.bootstrap import App, Place
from monitor.cli.arguments import DEMO, shipped
from monitor.core.urls import canonical_url, url_key
from monitor.flow.compose import compose_now
from monitor.model.config import FileChannel, Settings, Subscription, Target, TerminalChannel
from monitor.model.ids import ArticleId
from monitor.testing.demo import demo_feeds, load_demo_items, publish
from monitor.testing.newsite import NewsSite

log = structlog.get_logger("monitor.demo")

SUBSCRIPTION = "demo"
_PORT = 8322
"""Preferred, so that a demo that is started again finds its own articles again."""
_FIRST_DIGEST_S = 20.0
"""The digest is composed after so long, whatever was read until then."""
_AFTERWARDS_S = 900


def _command(place: Place) -> str:
    """How to ask about the demo from a second terminal in the same folder: a plain command finds it by itself,
    unless other folders were named, or other data lie there.
    """
    plain = place.data == Path("data") and place.config in (Path("config"), shipped("config"))
    if plain and not any(place.data.glob("*.db")):
        return "monitor "
    config = "" if place.config == Path("config") else f"--config {place.config} "
    return f"monitor {config}--data {place.data / DEMO} "


class Demo:
    """The loopback site and what of it has been read."""

    def __init__(self, place: Place, corpus: Path) -> None:
        self.folder = place.data / DEMO
        self._command = _command(place)
        self.items = load_demo_items(corpus)
        self.site = NewsSite(port=_PORT)
        self._plain: Settings | None = None
        self._interval_s = 1

    @property
    def address(self) -> str:
        """`host:port` of the site."""
        return urlsplit(self.site.base_url).netloc

    async def start(self) -> None:
        """Serve; on a free port if the usual one is taken."""
        try:
            await self.site.start()
        except OSError:
            self.site = NewsSite()
            await self.site.start()

    def overlay(self, settings: Settings) -> Settings:
        """The configuration with the site's feeds, leave to reach them, and a subscription for this terminal."""
        self._plain = settings
        feeds = demo_feeds(self.site, self.items, interval_s=self._interval_s)
        first = settings.subscriptions[0] if settings.subscriptions else None
        return replace(
            settings,
            storage=replace(settings.storage, url=f"sqlite:///{(self.folder / 'monitor.db').resolve()}"),
            polling=replace(settings.polling, min_interval_s=1),
            fetch=replace(settings.fetch, allow_private=(*settings.fetch.allow_private, self.address)),
            feeds=(*feeds, *settings.feeds),
            channels=(
                *settings.channels,
                FileChannel(name="demo-file", folder=self.folder / "digests"),
                TerminalChannel(name="demo-terminal"),
            ),
            subscriptions=(
                *settings.subscriptions,
                Subscription(
                    id=SUBSCRIPTION,
                    title=f"{first.title if first else 'Border watch'} (demo)",
                    watchlists=tuple(watchlist.id for watchlist in settings.watchlists),
                    targets=(Target(channel="demo-file"), Target(channel="demo-terminal")),
                    cron="0 7 * * *",
                    zone=first.zone if first else "UTC",
                ),
            ),
        )

    async def publish_and_compose(self, app: App) -> None:
        """Publish item by item; when all have been judged, compose the first digest."""
        log.info("demo news site is up", action="demo", address=self.address, articles=len(self.items))
        await publish(self.site, self.items, 0.4, app.clock)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_DIGEST_S):
                while not await self._all_judged(app):
                    await asyncio.sleep(0.25)
        await compose_now(app.services, SUBSCRIPTION, SUBSCRIPTION)
        log.info("ask about its stories in a second terminal", action="demo", command=f"{self._command}story 0001")
        # Nothing more will be published: from here on the site is polled as rarely as others, and the bot rests.
        self._interval_s = _AFTERWARDS_S
        if self._plain is not None:
            app.renew(self._plain)

    async def _all_judged(self, app: App) -> bool:
        """Whether every item of the site has become an article that was assessed."""
        call, store = app.services.call, app.services.store
        for item in self.items:
            key = url_key(canonical_url(self.site.url_of(item)))
            found: ArticleId | None = await call(store.article_by_url, key)
            article = await call(store.article, found) if found is not None else None
            if article is None or article.story_id is None:
                return False
        return True

    def clear_finished(self) -> None:
        """Start afresh if the last demo came to its digest; one that was broken off goes on where it was."""
        if (self.folder / "finished").exists():
            for file in self.folder.glob("monitor.db*"):
                file.unlink()
            (self.folder / "finished").unlink()
        self.folder.mkdir(0o700, parents=True, exist_ok=True)

    def mark_finished(self) -> None:
        """The digest was composed: the next demo starts with an empty store."""
        (self.folder / "finished").touch()
