"""One corpus on a file by one bot, and on a server by four workers: the same alerts, stories and digests."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.feeds import FeedSpec, FetchFailure, FetchRequest, FetchResult
from tests.acceptance.crew import Crew
from tests.acceptance.scenarios import played, scenarios
from tests.acceptance.shelf import FeedItem, Shelf
from tests.databases import on_server, rows
from tests.unit.flow.shell_world import settings_for

pytestmark = pytest.mark.of_its_databases

_ALERTS = """
SELECT article.canonical_url, alert.watchlist, alert.number, alert.reason FROM alert
JOIN match ON match.id = alert.match_id JOIN article ON article.id = match.article_id
"""
_STORIES = "SELECT story_id, canonical_url FROM article"


async def test_four_workers_tell_what_one_bot_tells(tmp_path: Path) -> None:
    """Ids may differ. Of scenarios with one item a step: several would come in an order of chance, here as there."""
    one_by_one = [one for one in scenarios() if all(len(step["items"]) <= 1 for step in one["steps"])]
    for scenario in one_by_one[5::32]:
        alone, together = tmp_path / f"{scenario['id']}-alone", tmp_path / scenario["id"]
        told = await played(scenario, alone)
        found = _known(alone)
        with on_server():
            assert await played(scenario, together, bot=Crew) == told, scenario["id"]
            assert _known(together) == found, scenario["id"]
        assert found[0], scenario["id"]


class _Counting(Shelf):
    def __init__(self) -> None:
        super().__init__()
        self.asked = Counter[str]()

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        self.asked[request.url] += 1
        return await super().fetch(request)


async def test_workers_that_come_back_after_an_hour_poll_each_feed_once_and_lose_nothing(tmp_path: Path) -> None:
    """Every feed has been due again and again meanwhile."""
    feeds = tuple(
        FeedSpec(url=f"https://p{number}.example/feed.xml", title=f"Paper {number}", publisher=f"Paper {number}")
        for number in range(12)
    )
    shelf = _Counting()
    with on_server():
        crew = Crew(tmp_path, shelf, settings_for(feeds=feeds))
        for feed in feeds:
            shelf.feed(feed.url, feed.title, ())
        async with crew.life() as services:
            await crew.cycle(services)
            for number, feed in enumerate(feeds):
                item = FeedItem(
                    title=f"Item {number}", link=f"https://p{number}.example/{number}", content="word " * 90
                )
                shelf.feed(feed.url, feed.title, [item])
            shelf.asked.clear()
            crew.clock.advance(timedelta(hours=1))
            await crew.cycle(services)
        assert {feed.url: shelf.asked[feed.url] for feed in feeds} == {feed.url: 1 for feed in feeds}
        assert crew.query("SELECT count(*) FROM article") == [(len(feeds),)]


def _known(folder: Path) -> tuple[list[tuple[object, ...]], list[list[str]]]:
    """Alerts, and which articles stand together in a story."""
    stories = defaultdict(list)
    for story, url in rows(folder / "monitor.db", _STORIES):
        stories[story].append(str(url))
    return sorted(rows(folder / "monitor.db", _ALERTS), key=str), sorted(map(sorted, stories.values()))
