"""A watched name that stands on the page, but outside the article's text, is named as weak: the whole bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.outside import REST_KEPT
from monitor.flow.compose import compose_now
from monitor.flow.upkeep import prune
from monitor.model.digests import Digest
from monitor.testing.items import SiteItem
from monitor.testing.wire import Resource
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR = timedelta(hours=1)
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
BODIES = [
    (
        f"The {what} in the capital rose again this week, traders said, and the council will meet on Thursday.",
        "Farmers of the valley said that they had waited for word since the spring, and that the stores are empty.",
        f"A clerk of the {what} office said that nobody had asked him, and that his door stands open to all who come.",
        "Others remember the year of the long drought, when bakers closed for a month and bread came by the river.",
        "The council has promised to answer by the end of the month; few in the market expect much of its answer.",
    )
    for what in ("price of bread", "rent of shops", "toll of bridges", "cost of salt")
]
SAID = "stands on the page, outside the article's text"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, ("North Press",), subscriptions=(BY_HAND,)) as one:
        yield one


def show(bot: Bot, number: int, beside: str, **changes: object) -> SiteItem:
    item = SiteItem(
        outlet="North Press",
        slug=f"prices-{number}",
        title=BODIES[number][0][:40],
        paragraphs=BODIES[number],
        published_at=T0 - HOUR,
    )
    item = replace(item, **changes)  # type: ignore[arg-type]
    bot.site.add(item)
    body = "".join(f"<p>{one}</p>" for one in BODIES[number])
    page = f"<html><head><title>{item.title}</title></head><body><article>{body}{beside}</article></body></html>"
    bot.site.put(item.path, Resource(body=page.encode()))
    return item


async def digest(bot: Bot) -> Digest:
    made = await compose_now(bot.services, "border", f"n{bot.services.clock.now():%d%H%M%S}")
    assert made is not None
    return made


CAPTION = "<figure><img src=/p.jpg><figcaption>Lorries wait at Albu Kamal, 2026.</figcaption></figure>"


async def test_a_name_in_a_caption_is_a_weak_hit_that_says_where_it_stands(bot: Bot) -> None:
    show(bot, 0, CAPTION)
    await bot.cycle()
    made = await digest(bot)
    (story,) = made.weak
    assert made.stories == ()
    assert (story.topics, made.coverage.weak) == (("Albu Kamal",), 1)
    assert SAID in story.why
    assert "Lorries wait at Albu Kamal" in story.why
    assert "Lorries wait" not in bot.article.text
    assert bot.shell.outcomes("assess") == {"weak": 1}


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><ul><li><a href=/x>Strike near Albu Kamal</a></li></ul></aside>",
        "<nav>Albu Kamal</nav>",
        "<section id=comments><p>What of Albu Kamal?</p></section>",
    ],
    ids=["a link", "a menu", "a comment"],
)
async def test_a_name_in_links_menus_and_comments_is_none(bot: Bot, beside: str) -> None:
    show(bot, 0, beside)
    await bot.cycle()
    assert bot.shell.outcomes("assess") == {"no_match": 1}
    assert (await digest(bot)).weak == ()


async def test_a_line_of_the_site_itself_is_not_told_again_and_again(bot: Bot) -> None:
    for number in range(4):
        show(bot, number, "<footer>The Albu Kamal Mirror is made by a small office near the mill.</footer>")
        await bot.cycle(HOUR)
    assert bot.shell.outcomes("assess")["weak"] == 2
    near = bot.shell.query("SELECT near FROM article ORDER BY id DESC LIMIT 1")[0][0]
    assert "on 3 other pages of the feed" in near


async def test_a_name_that_only_the_feeds_summary_holds_is_not_passed_over(bot: Bot) -> None:
    item = show(bot, 0, "")
    summary = "Lorries from Albu Kamal bring the grain that the capital waits for."
    feed = (
        "<rss version='2.0'><channel><title>N</title><item>"
        f"<title>{item.title}</title><link>{bot.site.url_of(item)}</link><description>{summary}</description>"
        "<pubDate>Sun, 22 Nov 2026 05:30:00 GMT</pubDate></item></channel></rss>"
    )
    bot.site.put("/north-press/feed.xml", Resource(body=feed.encode(), content_type="application/rss+xml"))
    await bot.cycle()
    (story,) = (await digest(bot)).weak
    assert "Lorries from Albu Kamal" in story.why


async def test_it_is_kept_for_some_days_so_that_articles_can_be_judged_anew(bot: Bot) -> None:
    show(bot, 0, CAPTION)
    await bot.cycle()
    again = bot.services.store.claim_articles
    assert again(T0 + HOUR, T0 + 2 * HOUR, 9) == []
    kept = "SELECT count(*) FROM page_rest"
    assert bot.shell.query(kept) == [(1,)]
    bot.shell.clock.advance(REST_KEPT - HOUR)
    await prune(bot.services, bot.services.clock.now())
    assert bot.shell.query(kept) == [(1,)]
    bot.shell.clock.advance(2 * HOUR)
    await prune(bot.services, bot.services.clock.now())
    assert bot.shell.query(kept) == [(0,)]
