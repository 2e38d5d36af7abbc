"""Articles that a watchlist matched are looked at as long as they change, whatever their feeds tell of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from monitor.flow.compose import compose_now
from monitor.model.digests import Digest
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.testing.items import SiteItem
from monitor.testing.wire import Resource
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
TOWNS = Watchlist(
    id="towns",
    title="Towns",
    priority=Priority.NORMAL,
    topics=tuple(
        Topic(id=name.lower(), name=name, kind=Kind.PLACE, names=(Name(text=name),)) for name in ("Qadmar", "Marrat")
    ),
)
ITEM = SiteItem(
    outlet="North Press",
    slug="valley-live",
    title="The valley, hour by hour",
    paragraphs=("Two shells fell on Qadmar before dawn, the army said in a short statement.",),
    published_at=T0 - HOUR,
)
UNTOLD = "In Marrat a depot burned down in the night, firemen said."


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, ("North Press",), subscriptions=(BY_HAND,), watchlists=(TOWNS,)) as one:
        yield one


def show(bot: Bot, *paragraphs: str, item: SiteItem = ITEM) -> str:
    """The page alone changes: what the feed shows stays as it is."""
    url = bot.site.add(item)
    body = "".join(f"<p>{escape(one)}</p>" for one in (*paragraphs, *item.paragraphs))
    head = f"<!DOCTYPE html><html><head><title>{escape(item.title)}</title></head>"
    page = f"{head}<body><article>{body}</article></body></html>"
    bot.site.put(item.path, Resource(body=page.encode()))
    return url


async def digest(bot: Bot) -> Digest:
    made = await compose_now(bot.services, "border", f"n{bot.services.clock.now():%d%H%M%S}")
    assert made is not None
    return made


async def pass_time(bot: Bot, time: timedelta, step: timedelta = HOUR) -> None:
    for _ in range(int(time / step)):
        await bot.cycle(step)


@pytest.mark.parametrize("days", [1, 2], ids=lambda days: f"day {days}")
async def test_a_live_page_is_followed_though_its_feed_stays_silent(bot: Bot, days: int) -> None:
    lines: list[str] = []
    url = show(bot)
    await bot.cycle()
    assert [one.state for one in (await digest(bot)).stories] == ["new"]
    for minute in range(0, days * 24 * 60, 20):
        trader = "".join(chr(ord("a") + int(digit)) for digit in str(minute))
        lines.insert(0, f"A trader called {trader} waits in the market of the capital for word from the council.")
        show(bot, *lines[:40])
        if minute % 60 == 0:
            await bot.cycle(HOUR)
    assert (await digest(bot)).stories == ()
    show(bot, UNTOLD, *lines[:40])
    await pass_time(bot, 4 * HOUR)
    (story,) = (await digest(bot)).stories
    assert story.state == "update"
    assert UNTOLD in {fact.sentence.text for fact in story.new_facts if fact.sentence}
    assert bot.site.hits(url) <= 1 + 24 + 12 * days


@pytest.mark.parametrize("days", [0.2, 1, 5, 6.5])
async def test_a_correction_after_days_without_a_trace_in_the_feed_is_told(bot: Bot, days: float) -> None:
    show(bot)
    await bot.cycle()
    await digest(bot)
    await pass_time(bot, days * DAY, min(4.0, 24 * days) * HOUR)
    show(bot, UNTOLD)
    await pass_time(bot, 2 * DAY, 4 * HOUR)
    assert [one.state for one in (await digest(bot)).stories] == ["update"]


async def test_following_ends_when_nothing_changes_for_a_week_and_says_so(bot: Bot) -> None:
    url = show(bot)
    await bot.cycle()
    first = (await digest(bot)).coverage
    assert (first.followed, first.unfollowed) == (1, ())
    await pass_time(bot, 9 * DAY, 4 * HOUR)
    assert bot.site.hits(url) <= 12
    (trail,) = bot.services.store.trails(url, "")
    assert "no longer followed: unchanged for 7 days" in "\n".join(step.detail for step in trail.steps)
    coverage = (await digest(bot)).coverage
    assert coverage.followed == 0
    assert [(one.title, one.detail) for one in coverage.unfollowed] == [(ITEM.title, "unchanged for 7 days")]
    hits = bot.site.hits(url)
    await pass_time(bot, 3 * DAY, 4 * HOUR)
    assert bot.site.hits(url) == hits
    assert (await digest(bot)).coverage.unfollowed == (), "it is said once"


async def test_a_page_that_is_gone_is_left_and_named_and_its_text_stays(bot: Bot) -> None:
    url = show(bot)
    await bot.cycle()
    await digest(bot)
    bot.site.put(ITEM.path, Resource(body=b"gone", status=410))
    await pass_time(bot, 3 * HOUR)
    coverage = (await digest(bot)).coverage
    assert [one.title for one in coverage.unfollowed] == [ITEM.title]
    assert "gone" in coverage.unfollowed[0].detail
    assert ITEM.paragraphs[0] in bot.article.text
    hits = bot.site.hits(url)
    await pass_time(bot, 2 * DAY, 4 * HOUR)
    assert bot.site.hits(url) == hits


async def test_a_feed_that_tells_of_a_change_later_has_the_article_followed_again(bot: Bot) -> None:
    show(bot)
    await bot.cycle()
    await digest(bot)
    await pass_time(bot, 9 * DAY, 4 * HOUR)
    assert (await digest(bot)).coverage.unfollowed
    show(bot, UNTOLD, item=replace(ITEM, title="The valley, and what came of it"))
    await bot.cycle(HOUR)
    made = await digest(bot)
    assert [one.state for one in made.stories] == ["update"]
    assert made.coverage.followed == 1


async def test_what_nothing_watches_is_not_followed(bot: Bot) -> None:
    item = replace(ITEM, paragraphs=("The stock exchange in the capital opened lower on Sunday.",))
    url = show(bot, item=item)
    await pass_time(bot, 2 * DAY)
    assert bot.site.hits(url) == 1
    assert (await digest(bot)).coverage.followed == 0


async def test_a_headline_that_says_otherwise_over_the_same_text_is_judged_at_once(bot: Bot) -> None:
    show(bot, item=replace(ITEM, title="Commander reported killed near Qadmar"))
    await bot.cycle()
    await digest(bot)
    show(bot, item=replace(ITEM, title="Commander reported alive near Marrat"))
    await bot.cycle(HOUR / 2)
    (story,) = (await digest(bot)).stories
    assert (story.state, story.title) == ("update", "Commander reported alive near Marrat")


async def test_headlines_that_are_tried_out_in_turns_are_silent(bot: Bot) -> None:
    titles = ("Two shells fall on Qadmar before dawn", "Two shells fall before dawn on Qadmar")
    show(bot, item=replace(ITEM, title=titles[0]))
    await bot.cycle()
    await digest(bot)
    for turn in range(48):
        show(bot, item=replace(ITEM, title=titles[turn % 2]))
        await bot.cycle(HOUR)
        assert (await digest(bot)).stories == ()
