"""A flash that names nobody yet: its page is asked for again, and told once it names what is watched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.loopback_bot import Bot, bot_for
from tests.acceptance.test_notices import BY_HAND, HOUR, OUTLETS, SHOT, show, told

BLAST = replace(SHOT, title="Blast near the border", slug="blast", paragraphs=("A blast was heard. More to follow.",))
WHOLE = "A blast in Albu Kamal killed three people on Sunday, a doctor of the town's hospital said."


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, OUTLETS, subscriptions=(BY_HAND,)) as one:
        yield one


async def test_what_a_flash_names_later_is_told(bot: Bot) -> None:
    plain = replace(BLAST, slug="plain", title="Fire at a depot", paragraphs=("A fire broke out at a depot.",))
    for item in (BLAST, plain):
        show(bot, item)
    await bot.cycle()
    assert await told(bot) == ()
    show(bot, BLAST, WHOLE)
    await bot.cycle(HOUR)
    (story,) = await told(bot)
    assert (story.title, story.state, story.quotes[0].text) == (BLAST.title, "new", WHOLE)
    for _ in range(6):
        await bot.cycle(HOUR * 6)
    assert await told(bot) == ()
    assert bot.site.hits(plain.path) == 1


async def test_one_that_stays_a_flash_is_asked_for_four_times(bot: Bot) -> None:
    show(bot, BLAST)
    for _ in range(9):
        await bot.cycle(HOUR * 5)
    assert bot.site.hits(BLAST.path) <= 1 + 4
