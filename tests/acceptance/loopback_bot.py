"""A bot that reads a loopback news site: real pages over HTTP, and a clock that jumps."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.bootstrap import SystemClock
from monitor.fetch.client import HttpFetcher
from monitor.flow.services import Services
from monitor.model.articles import Article, ArticleVersion
from monitor.model.config import FetchSettings
from monitor.model.feeds import FeedSpec
from monitor.model.ids import ArticleId
from monitor.testing.items import SiteItem
from monitor.testing.newsite import NewsSite
from tests.unit.flow.shell_world import Shell, settings_for


@dataclass
class Bot:
    """A bot that reads some outlets."""

    shell: Shell
    site: NewsSite
    services: Services

    async def cycle(self, after: timedelta = timedelta()) -> None:
        """Wait, then poll and work off everything."""
        self.shell.clock.advance(after)
        await self.shell.cycle(self.services)

    async def read(self, item: SiteItem, after: timedelta = timedelta()) -> str:
        """Publish, wait, work off everything; the item's address."""
        url = self.site.add(item)
        await self.cycle(after)
        return url

    @property
    def article(self) -> Article:
        """The first one."""
        found = self.services.store.article(ArticleId(1))
        assert found is not None
        return found

    @property
    def versions(self) -> list[ArticleVersion]:
        """Of the first article."""
        return self.services.store.look(lambda stored: stored.article_versions(ArticleId(1)))

    def outcome(self, step: str) -> tuple[str, str]:
        """Of the first entry."""
        query = f"SELECT outcome, detail FROM outcome WHERE subject = 'entry' AND subject_id = 1 AND step = '{step}'"
        return self.shell.query(query)[0]


@contextlib.asynccontextmanager
async def bot_for(folder: Path, outlets: Sequence[str], **settings: Any) -> AsyncIterator[Bot]:
    """A bot that reads a feed of each outlet."""
    fetch = FetchSettings(user_agent="test", host_delay_s=0.0, allow_private=("127.0.0.1",))
    async with NewsSite() as site, contextlib.aclosing(HttpFetcher(fetch, SystemClock())) as fetcher:
        feeds = tuple(FeedSpec(url=site.add_outlet(one), title=one, publisher=one) for one in outlets)
        shell = Shell(folder, fetcher, settings_for(feeds=feeds, fetch=fetch, **settings))
        async with shell.life() as services:
            yield Bot(shell, site, services)
