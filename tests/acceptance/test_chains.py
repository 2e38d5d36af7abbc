"""A day later and in another language somebody has died of what was told: the whole bot on a loopback news site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import monitor.flow.continuing.chaining
from monitor.cli.archive.story import chained
from monitor.flow.compose import compose_now
from monitor.flow.desk.story import story_page
from monitor.flow.desk.why import why
from monitor.model.alerting import Immediate
from monitor.model.digests import Digest, DigestStory
from monitor.model.ids import Priority, StoryId
from monitor.model.linking.chains import Chains
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.testing.items import SiteItem
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

DAY = timedelta(days=1)
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
PORT = Topic(
    id="port", name="Sahl port", kind=Kind.PLACE, names=(Name(text="ميناء السهل"), Name(text="Sahl port"))
)  # fmt: skip
LIST = Watchlist(id="towns", title="Border", priority=Priority.NORMAL, topics=(PORT,))
BLAST = SiteItem(
    outlet="Sawt al-Sahil",
    slug="blast",
    language="ar",
    title="انفجار في ميناء السهل يوقع ستة جرحى",
    paragraphs=(
        "وقع انفجار يوم الأحد في مستودع للوقود بميناء السهل، وأصيب 16 عاملا بحروق، حالة اثنين منهم خطيرة.",
        "وأغلقت السلطات مدخل الميناء، ولم يعرف بعد سبب الانفجار الذي سمع في القرى المجاورة.",
    ),
    published_at=T0 - timedelta(hours=1),
)
DEATH = SiteItem(
    outlet="North Press",
    slug="death",
    title="Worker dies of burns after Sahl port blast",
    paragraphs=(
        "One of the 16 workers who were burned in an explosion at Sahl port on Sunday has died of his injuries.",
        "His union called for an inquiry and asked who had checked the tanks at the fuel store last spring.",
    ),
    published_at=T0 + 2 * DAY - timedelta(hours=1),
)
OTHER = replace(
    DEATH,
    slug="other",
    title="Sailor dies in crash near Sahl port",
    paragraphs=(
        "A sailor was killed on Monday night when two lorries collided on the road to Sahl port.",
        "One of the drivers was arrested and is to be questioned by a judge about the brakes of his lorry.",
    ),
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    outlets = ("Sawt al-Sahil", "North Press")
    async with bot_for(tmp_path, outlets, watchlists=(LIST,), subscriptions=(BY_HAND,)) as one:
        yield one


async def digest(bot: Bot) -> Digest:
    made = await compose_now(bot.services, BY_HAND.id, f"n{bot.services.clock.now():%d%H%M}")
    assert made is not None
    return made


async def told(bot: Bot) -> dict[str, DigestStory]:
    return {story.title: story for story in (await digest(bot)).stories}


async def two_days_later(bot: Bot) -> str:
    """What became of it, once something else happened at the port; the address of the first.

    One after the other: of the only two stories of a port in two languages, with a number in common, one event is made.
    """
    await bot.read(OTHER, 2 * DAY)
    return await bot.read(DEATH, timedelta(minutes=30))


async def test_what_became_of_it_names_what_it_follows_and_the_other_way_round(bot: Bot) -> None:
    await bot.read(BLAST)
    assert (await told(bot))[BLAST.title].follows is None
    url = await two_days_later(bot)
    lines = await told(bot)
    assert lines[OTHER.title].follows is None
    earlier = lines[DEATH.title].follows
    assert earlier is not None
    assert (earlier.ref, earlier.title, earlier.language) == ("0001", BLAST.title, "ar")

    store, settings = bot.services.store, bot.services.config.settings
    later = lines[DEATH.title].story_id
    page = story_page(store, settings, later, T0)
    assert page is not None
    assert page.chains.follows is not None
    assert page.chains.follows.title == BLAST.title
    first = story_page(store, settings, StoryId(1), T0)
    assert first is not None
    assert [one.title for one in first.chains.followed_by] == [DEATH.title]
    assert story_page(store, settings, later, T0, shown=frozenset({"towns"})) is not None
    [(_, chains)] = why(store, url, dict).chains
    [line] = chained(chains)
    assert line.startswith(f"  follows [0001] {BLAST.title} (2026-11-22 06:30): blast of 22 November, now died; ")
    assert next(chained(Chains(followed_by=first.chains.followed_by))).startswith("  followed by [")


async def test_what_is_told_at_once_names_it_too(tmp_path: Path) -> None:
    at_once = replace(BY_HAND, immediate=Immediate(group_wait_s=0))
    async with bot_for(tmp_path, ("Sawt al-Sahil", "North Press"), watchlists=(LIST,), subscriptions=(at_once,)) as bot:
        await bot.read(BLAST)
        await bot.cycle(timedelta(minutes=10))
        await two_days_later(bot)
        await bot.cycle(timedelta(minutes=10))
        bodies = [body for (body,) in bot.shell.query("SELECT body FROM digest ORDER BY id")]
    assert [body.count('"follows":{"story_id":1,"ref":"0001"') for body in bodies if DEATH.title in body] == [1]


async def test_a_text_that_cannot_be_read_costs_only_the_line(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    real = monitor.flow.continuing.chaining.trace_of

    def trace_of(told, at, *, watched=()):  # type: ignore[no-untyped-def]
        if told.title == BLAST.title:
            raise ValueError(told.title)
        return real(told, at, watched=watched)

    monkeypatch.setattr(monitor.flow.continuing.chaining, "trace_of", trace_of)
    await bot.read(BLAST)
    assert set(await told(bot)) == {BLAST.title}
    await two_days_later(bot)
    assert (await told(bot))[DEATH.title].follows is None
    assert bot.shell.query("SELECT count(*) FROM story_trace") == [(3,)]


@pytest.mark.parametrize("broken", ["traced", "save_traces", "traces_before", "save_chains", "chains"])
async def test_whatever_fails_there_costs_only_the_line(bot: Bot, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(broken)

    monkeypatch.setattr(bot.services.store, broken, breaks, raising=True)
    await bot.read(BLAST)
    await two_days_later(bot)
    lines = await told(bot)
    assert set(lines) == {BLAST.title, DEATH.title, OTHER.title}
    assert lines[DEATH.title].follows is None
