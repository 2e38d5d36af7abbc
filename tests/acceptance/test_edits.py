"""Articles that are edited while the bot watches: real pages over HTTP, a clock that jumps from hour to hour."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor.testing.items import SiteItem
from monitor.testing.wire import Resource
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import T0, watched

OUTLET, OTHER = "North Press", "South Courier"
WORDS = watched(1).text.split("\n")
HOUR = timedelta(hours=1)
ITEM = SiteItem(
    outlet=OUTLET,
    slug="convoy",
    title="Convoy in Albu Kamal",
    paragraphs=("Twelve lorries crossed at Albu Kamal.", *WORDS),
    published_at=T0 - HOUR,
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, (OUTLET, OTHER)) as one:
        yield one


def publish(bot: Bot, item: SiteItem = ITEM, **changes: object) -> str:
    return bot.site.add(replace(item, **changes))  # type: ignore[arg-type]


async def test_an_edit_is_read_and_the_text_that_was_is_kept(bot: Bot) -> None:
    url = publish(bot)
    await bot.cycle()
    first = bot.article
    edited = ("Fifteen lorries crossed at Albu Kamal.", *WORDS, "An officer said that two burnt.")
    publish(bot, paragraphs=edited)
    await bot.cycle(HOUR / 2)
    assert (bot.article, bot.site.hits(url)) == (first, 1)
    await bot.cycle(HOUR / 2)
    assert (bot.article.version, bot.site.hits(url)) == (2, 2)
    assert "Fifteen lorries" in bot.article.text
    assert "two burnt" in bot.article.text
    (was,) = bot.versions
    assert (was.version, was.text, was.fetched_at) == (1, first.text, T0)
    assert bot.outcome("intake")[0] == "changed"
    assert bot.outcome("extract")[0] == "edited"
    ((judged,),) = bot.shell.query("SELECT at FROM outcome WHERE subject = 'article' AND step = 'assess'")
    assert str(judged)[:16] == f"{T0 + HOUR:%Y-%m-%d %H:%M}"
    assert bot.shell.meter.outcomes["intake", "changed"] == bot.shell.meter.outcomes["extract", "edited"] == 1
    (trail,) = bot.services.store.trails(url, "")
    assert trail.versions == (T0, T0 + HOUR)


async def test_a_time_stamp_is_no_edit(bot: Bot) -> None:
    url = publish(bot, paragraphs=(*ITEM.paragraphs, "This page was made at 09:15, 12 comments."))
    await bot.cycle()
    first = bot.article
    # In the page and in the feed: no change.
    publish(
        bot,
        title="09:45 Convoy in Albu Kamal",
        paragraphs=(*ITEM.paragraphs, "This page was made at 09:45, 14 comments."),
    )
    await bot.cycle(HOUR)
    assert (bot.article, bot.outcome("intake")[0]) == (first, "new")
    # The feed has other words, the page another clock only.
    publish(
        bot,
        title="A convoy near Albu Kamal",
        paragraphs=(*ITEM.paragraphs, "This page was made at 10:45, 19 comments."),
    )
    await bot.cycle(HOUR)
    assert (bot.article.title, bot.article.text, bot.article.version) == ("A convoy near Albu Kamal", first.text, 2)
    outcome, detail = bot.outcome("extract")
    assert outcome == "edited"
    assert "another headline over the same text (the text is as before, apart from times and counters)" in detail
    await bot.cycle(2 * HOUR)
    outcome, detail = bot.outcome("extract")
    assert outcome == "unchanged"
    assert "looked at again from" in detail
    assert bot.site.hits(url) <= 4


async def test_a_feed_that_flips_and_a_ticker_are_bounded(bot: Bot) -> None:
    url = publish(bot)
    await bot.cycle()
    titles = [ITEM.title, "Convoy turned back in Albu Kamal"]
    for n in range(12):
        publish(bot, title=titles[n % 2])
        await bot.cycle(HOUR)
    assert bot.site.hits(url) <= 1 + 12
    assert bot.article.version <= 1 + 12 / 6 + 1
    before = bot.site.hits(url)
    for n in range(72):
        publish(bot, title=f"Convoy in Albu Kamal, lorry {n}", paragraphs=(f"Lorry {n}.", *ITEM.paragraphs))
        await bot.cycle(HOUR / 3)
    assert 24 <= bot.site.hits(url) - before <= 24 + 12
    await bot.cycle(2 * HOUR)
    assert "Lorry 71." in bot.article.text
    assert [one.version for one in bot.versions] == list(range(bot.article.version - 1, 0, -1))


async def test_two_outlets_that_lead_to_one_page_have_it_looked_at_once_an_hour(bot: Bot) -> None:
    url = publish(bot)
    await bot.cycle()
    for hour in range(1, 4):
        publish(bot, title=f"Convoy number {hour}", paragraphs=(f"Lorry {hour}.", *ITEM.paragraphs))
        bot.site.put("/south-courier/feed.xml", reprint(url, f"Seen elsewhere: convoy {hour}"))
        await bot.cycle(HOUR)
    assert bot.site.hits(url) == 4
    assert (bot.article.title, bot.article.version) == ("Convoy number 3", 4)
    assert len(bot.shell.query("SELECT id FROM article")) == 1


async def test_two_feeds_that_tell_one_page_in_their_own_words_do_not_edit_it_in_turns(bot: Bot) -> None:
    missing = bot.site.put("/gone.html", Resource(body=b"gone", status=404))
    paths = {OUTLET: "/north-press/feed.xml", OTHER: "/south-courier/feed.xml"}
    bot.site.put(paths[OUTLET], reprint(missing, "Convoy in Albu Kamal"))
    await bot.cycle()
    bot.site.put(paths[OTHER], reprint(missing, "Lorries seen at the border"))
    for hour in range(1, 6):
        bot.site.put(paths[OTHER], reprint(missing, f"Lorries seen at the border, part {hour}"))
        await bot.cycle(HOUR)
    assert (bot.article.title, bot.article.version) == ("Convoy in Albu Kamal", 1)
    bot.site.put(paths[OUTLET], reprint(missing, "Fifteen hurt in Albu Kamal"))
    await bot.cycle(HOUR)
    assert (bot.article.title, bot.article.version) == ("Fifteen hurt in Albu Kamal", 2)


async def test_a_page_that_is_walled_off_keeps_its_text(bot: Bot) -> None:
    url = publish(bot)
    await bot.cycle()
    first = bot.article
    publish(bot, title="Another headline", paragraphs=("Subscribe to read on. It costs little.",))
    await bot.cycle(HOUR)
    assert bot.site.hits(url) == 2
    assert bot.article.text.endswith(first.text)
    said = bot.outcome("extract")
    assert (said[0], bot.article.title) == ("edited", "Another headline")
    assert "the longer text is kept" in said[1] or "the text of the page is kept" in said[1]


def reprint(url: str, title: str) -> Resource:
    date = format_datetime(T0 - HOUR)
    item = f"<item><title>{title}</title><link>{url}</link><description>{title}.</description>"
    item += f"<pubDate>{date}</pubDate></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Reprints</title>{item}</channel></rss>'
    return Resource(body=feed.encode(), content_type="application/rss+xml")
