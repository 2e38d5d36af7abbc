"""Several entries and one page, or one link and several pages: each entry is read, and none is swallowed by another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from monitor.core.entries.twins import is_another_item
from monitor.model.articles import Article, EntryClaim
from monitor.model.feeds import FetchResult
from monitor.model.ids import ArticleId, EntryId, FeedId, Token
from monitor.model.outcomes import TextSource
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import FEED, T0, Item, Shell, html, watched

PAGE = "https://river.example/number/77"


def feed(*items: Item, told: int = 1) -> bytes:
    rows = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link><guid>{item.slug}</guid>"
        f"<description>{escape(' '.join(item.text.split()[:40]))}</description>"
        f"<pubDate>Sun, 22 Nov 2026 0{number + 1}:00:00 GMT</pubDate></item>"
        for number, item in enumerate(items[:told] if told else items)
    )
    return f'<rss version="2.0"><channel><title>River</title>{rows}</channel></rss>'.encode()


class Linked(Item):
    """An item under a link that does not follow from its slug."""

    @property
    def url(self) -> str:
        return f"https://river.example/{self.host}"


def linked(number: int, path: str) -> Item:
    item = watched(number)
    return Linked(slug=item.slug, title=item.title, text=item.text, host=path)


def answers(fetcher: ScriptedFetcher, url: str, page: Item, at: str) -> None:
    fetcher.say(url, FetchResult(status=200, url=at, body=html(page), content_type="text/html"))


async def told(tmp_path: Path, fetcher: ScriptedFetcher) -> tuple[Shell, Counter[str]]:
    shell = Shell(tmp_path, fetcher)
    async with shell.life() as services:
        await shell.cycle(services)
        shell.clock.advance(timedelta(minutes=40))
        await shell.cycle(services)
    outcomes = Counter(shell.outcomes("extract"))
    return shell, outcomes


async def test_links_that_lead_to_one_page_are_entries_of_their_own(tmp_path: Path) -> None:
    """Redirects to a page that shows something of its own: the first entry gets it, the others keep their words."""
    items = [linked(number, f"go/{number}") for number in (1, 2, 3)]
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, feed(*items, told=0), "application/rss+xml")
    for item in items:
        answers(fetcher, item.url, watched(9), PAGE)
    shell, outcomes = await told(tmp_path, fetcher)
    assert outcomes == {"page": 1, "summary_only": 2}
    assert shell.outcomes("assess") == {"alerted": 3}


async def test_two_links_of_one_article_are_one(tmp_path: Path) -> None:
    first, again = linked(1, "go/1"), replace(linked(1, "go/2"), slug="again")
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, feed(first, again, told=0), "application/rss+xml")
    for item in (first, again):
        answers(fetcher, item.url, first, PAGE)
    shell, outcomes = await told(tmp_path, fetcher)
    assert outcomes == {"page": 1, "same_url": 1}
    assert shell.outcomes("assess") == {"alerted": 1}


async def test_a_page_for_all_is_fetched_once(tmp_path: Path) -> None:
    items = [linked(number, "warnings/current") for number in (1, 2, 3)]
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, feed(*items, told=1), "application/rss+xml")
    fetcher.say_body(FEED, feed(*items, told=0), "application/rss+xml")
    fetcher.say_body(items[0].url, html(watched(9)))
    shell, outcomes = await told(tmp_path, fetcher)
    assert sum(request.url == items[0].url for request in fetcher.requests) == 1
    assert outcomes == {"page": 1, "summary_only": 2}
    assert shell.outcomes("assess") == {"alerted": 3}


async def test_a_parameter_that_chooses_the_page_gets_it(tmp_path: Path) -> None:
    items = [linked(number, f"report?ref=b-100{number}") for number in (1, 2, 3)]
    fetcher = ScriptedFetcher()
    fetcher.say_body(FEED, feed(*items, told=1), "application/rss+xml")
    fetcher.say_body(FEED, feed(*items, told=0), "application/rss+xml")
    for item in items:
        fetcher.say_body(item.url, html(item))
    shell, outcomes = await told(tmp_path, fetcher)
    assert outcomes == {"page": 3}
    assert shell.outcomes("assess") == {"alerted": 3}
    assert len({key for (key,) in shell.query("SELECT url_key FROM article")}) == 3


CLAIM = EntryClaim(
    id=EntryId(5),
    token=Token(7),
    attempts=1,
    feed_id=FeedId(1),
    feed_url=FEED,
    publisher="River",
    url="https://river.example/go/2",
    canonical_url="https://river.example/go/2",
    title="Shelling near Albu Kamal",
    summary="Two shells fell at dawn.",
    content="",
    language="en",
    published_at=T0,
    first_seen_at=T0,
)
ARTICLE = Article(
    id=ArticleId(1),
    url_key="k",
    canonical_url=PAGE,
    final_url=PAGE,
    title="Flood at Sarin",
    text="The river rises.",
    language="en",
    published_at=T0,
    first_seen_at=T0,
    fetched_at=T0,
    source=TextSource.PAGE,
    content_key="c",
    feed_id=FeedId(1),
    publisher="River",
)


@pytest.mark.parametrize(
    ("claim", "article", "expected"),
    [
        pytest.param({}, {}, True, id="another title and text"),
        pytest.param({"title": "FLOOD at Sarin!"}, {}, False, id="the same title"),
        pytest.param({}, {"text": "Two shells  fell at DAWN. Nobody was hurt."}, False, id="its text stands there"),
        pytest.param({"summary": ""}, {}, False, id="no text of its own"),
        pytest.param({"title": " "}, {}, False, id="no title"),
        pytest.param({}, {"feed_id": FeedId(2)}, False, id="another feed's article"),
    ],
)
def test_another_item_behind_a_page(claim: dict[str, str], article: dict[str, object], expected: bool) -> None:
    assert is_another_item(replace(CLAIM, **claim), replace(ARTICLE, **article)) is expected
