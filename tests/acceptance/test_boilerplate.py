"""What a publisher repeats under its articles, or above them, makes no two events one: the bot on a loopback site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.flow.compose import compose_now
from monitor.model.digests import Digest
from monitor.testing.items import SiteItem
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR = timedelta(hours=1)
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
ITEM = SiteItem(outlet="North Press", slug="s", title="", paragraphs=(), published_at=T0 - HOUR)
BLOCK = (
    "Albu Kamal, a border town of 40,000 people on the Euphrates, has been under siege since March.",
    "The army and tribal fighters have fought over its bridges and grain silos for most of the year.",
    "Aid groups say that 3,000 families have fled across the river since the fighting began.",
)
NEWS = (
    (
        "Albu Kamal gets a new hospital wing",
        "A wing with ninety beds was opened at the hospital on Monday by the minister of health.",
        "Nurses had waited for it for six years, the director said.",
    ),
    (
        "Flood closes the bridge at Albu Kamal",
        "The river rose by two metres overnight and closed the old bridge to lorries.",
        "Farmers moved their sheep to higher ground in the dark.",
    ),
    (
        "Football club of Albu Kamal wins the cup",
        "The club beat its rivals by three goals to one in front of full stands.",
        "Its captain scored twice, and the streets were full until midnight.",
    ),
    (
        "Bread gets dearer in Albu Kamal",
        "A loaf of bread costs four coins from Thursday on, twice as much as in spring.",
        "Bakers blame the price of flour, which comes from abroad.",
    ),
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, ("North Press", "South Courier"), subscriptions=(BY_HAND,)) as one:
        yield one


async def digest(bot: Bot) -> Digest:
    made = await compose_now(bot.services, "border", f"n{bot.services.clock.now():%d%H%M}")
    assert made is not None
    return made


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
async def test_each_event_beside_a_block_is_told_as_one_of_its_own(bot: Bot, above: bool) -> None:
    for number, (title, *lead) in enumerate(NEWS):
        text = (*BLOCK, *lead) if above else (*lead, *BLOCK)
        await bot.read(replace(ITEM, slug=f"s{number}", title=title, paragraphs=text), 5 * HOUR)
    assert [(one.state, one.title, one.copies) for one in (await digest(bot)).stories] == [
        ("new", title, ()) for title, *_ in NEWS
    ]


async def test_a_block_that_was_learnt_is_no_news_of_a_story_that_was_told_and_what_stands_beside_it_is(
    bot: Bot,
) -> None:
    for number, (title, *lead) in enumerate(NEWS[1:]):
        await bot.read(replace(ITEM, slug=f"s{number}", title=title, paragraphs=(*lead, *BLOCK)), HOUR)
    title, *lead = NEWS[0]
    hospital = replace(ITEM, slug="hospital", title=title, paragraphs=tuple(lead))
    await bot.read(hospital, HOUR)
    await digest(bot)
    await bot.read(replace(hospital, paragraphs=(*lead, *BLOCK)), 2 * HOUR)
    assert (await digest(bot)).stories == ()
    news = "In Albu Kamal two nurses were arrested on Tuesday."
    await bot.read(replace(hospital, paragraphs=(*lead, news, *BLOCK)), 3 * HOUR)
    (story,) = (await digest(bot)).stories
    assert [fact.sentence.text for fact in story.new_facts if fact.sentence] == [news]


async def test_a_reprint_with_its_block_is_still_a_copy(bot: Bot) -> None:
    for number, (title, *lead) in enumerate(NEWS):
        await bot.read(replace(ITEM, slug=f"s{number}", title=title, paragraphs=(*lead, *BLOCK)), HOUR)
    await digest(bot)
    title, *lead = NEWS[1]
    for outlet, slug in (("South Courier", "copy"), ("North Press", "again")):
        await bot.read(replace(ITEM, outlet=outlet, slug=slug, title=title, paragraphs=(*lead, *BLOCK)), HOUR)
    assert (await digest(bot)).stories == ()
