"""Pages that answer with a notice in place of the article: the whole bot on a loopback news site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from monitor.flow.compose import compose_now
from monitor.model.digests import DigestStory
from monitor.testing.items import SiteItem
from monitor.testing.wire import Resource
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR = timedelta(hours=1)
OUTLETS = ("North Press", "South Courier")
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
SHOT = SiteItem(
    outlet="North Press",
    slug="shot",
    title="Commander shot dead near Albu Kamal",
    paragraphs=("Gunmen opened fire from a passing car. The guards gave chase as far as the old silo.",),
    published_at=T0 - HOUR,
)
FLOOD = replace(
    SHOT,
    slug="flood",
    title="Flood takes the Albu Kamal bridge away",
    paragraphs=("Eleven people are missing after the river rose. Boats search the banks.",),
)
WALLS = {
    "english": (
        "We are sorry, too many requests have come from your network address today, more than one reader can make.",
        "If you think that this is wrong, tell the webmaster and give the number below. Thank you for bearing with us.",
    ),
    "german consent": (
        "Wir und unsere 214 Partner speichern Informationen auf Ihrem Gerät und lesen sie aus, um Werbung zu messen.",
        "Mit Ihrer Einwilligung werten wir aus, wie Sie dieses Angebot nutzen. Sie können das jederzeit widerrufen.",
    ),
    "arabic consent": (
        "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لقياس الإعلانات وتحسين تجربتك على هذا الموقع الإلكتروني.",
        "بمتابعة التصفح فإنك توافق على سياسة الخصوصية، ويمكنك سحب موافقتك في أي وقت من صفحة الإعدادات.",
    ),
    "short": ("This content is not available in your region.",),
}
UNKNOWN = (
    "The Evening Mirror was founded in 1921 by two brothers from the harbour quarter, who printed it by hand.",
    "Its newsroom has worked in the old customs house for ninety years. It comes out on six days of the week.",
)
"""Only that it stands under several headlines shows what it is."""


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, OUTLETS, subscriptions=(BY_HAND,)) as one:
        yield one


def show(bot: Bot, item: SiteItem, *paragraphs: str, heading: str = "") -> None:
    """Publish the item, with a page of these paragraphs behind it; without any, its own."""
    bot.site.add(item)
    body = "".join(f"<p>{escape(one)}</p>" for one in (paragraphs or item.paragraphs))
    page = (
        f"<!DOCTYPE html><html><head><title>{escape(item.title)}</title></head>"
        f"<body><main><article><h1>{escape(heading or item.title)}</h1>{body}</article></main></body></html>"
    )
    bot.site.put(item.path, Resource(body=page.encode()))


async def told(bot: Bot) -> tuple[DigestStory, ...]:
    made = await compose_now(bot.services, "border", f"n{bot.services.clock.now():%d%H%M%S}")
    assert made is not None
    return made.stories


def texts(bot: Bot) -> dict[str, tuple[str, str]]:
    """(source, text) of each article by its title."""
    return {title: (source, text) for title, source, text in bot.shell.query("SELECT title, source, text FROM article")}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
@pytest.mark.parametrize("at_once", [True, False], ids=["in one answer", "one after the other"])
async def test_each_event_behind_one_wall_is_told(bot: Bot, wall: tuple[str, ...], at_once: bool) -> None:
    show(bot, SHOT, *wall)
    if not at_once:
        await bot.cycle()
    show(bot, FLOOD, *wall)
    await bot.cycle(HOUR / 2)
    stories = await told(bot)
    assert {(one.title, one.state, len(one.copies)) for one in stories} == {
        (SHOT.title, "new", 0),
        (FLOOD.title, "new", 0),
    }
    assert {one.source for one in stories} == {"summary_only"}
    assert texts(bot) == {one.title: ("summary_only", one.summary) for one in (SHOT, FLOOD)}
    assert not any(wall[0][:20] in quote.text for one in stories for quote in one.quotes)
    said = [detail for (detail,) in bot.shell.query("SELECT detail FROM outcome WHERE step = 'extract'")]
    assert all("the page shows a notice, not the article" in one.lower() for one in said)
    assert all("asked for again from" in one for one in said)
    await bot.cycle(HOUR / 2)
    assert await told(bot) == (), "nothing of it is told twice"


async def test_the_wall_of_a_third_article_is_known_at_sight_and_forgotten_in_time(bot: Bot) -> None:
    wall = UNKNOWN
    for item in (SHOT, FLOOD):
        show(bot, item, *wall)
    await bot.cycle()
    third = replace(SHOT, slug="market", title="Market of Albu Kamal burns", paragraphs=("A lamp fell over.",))
    show(bot, third, *wall)
    await bot.cycle(HOUR / 2)
    assert texts(bot)[third.title] == ("summary_only", "A lamp fell over.")
    assert bot.shell.query("SELECT max(version) FROM article WHERE title LIKE 'Market%'") == [(1,)]
    now = bot.services.clock.now()
    assert bot.services.store.forget_bodies(now - 30 * 24 * HOUR) == 0
    assert bot.services.store.forget_bodies(now + HOUR) > 0
    assert bot.shell.query("SELECT count(*) FROM page_body") == [(0,)]


async def test_the_real_text_that_comes_later_is_the_same_article(bot: Bot) -> None:
    for item in (SHOT, FLOOD):
        show(bot, item, *WALLS["english"])
    await bot.cycle()
    assert len(await told(bot)) == 2
    show(bot, SHOT)
    await bot.cycle(2 * HOUR)
    source, text = texts(bot)[SHOT.title]
    assert source == "page"
    assert "old silo" in text
    assert "We are sorry" not in text
    assert await told(bot) == (), "the whole text says nothing of the watched town that was not told"
    hits = bot.site.hits(SHOT.path)
    for _ in range(20):
        await bot.cycle(12 * HOUR)
    assert bot.site.hits(FLOOD.path) <= 2 + 4, "the page is asked for again a few times only"
    assert bot.site.hits(SHOT.path) <= hits + 8


async def test_a_watched_name_that_only_the_real_text_has_is_told_when_it_comes(bot: Bot) -> None:
    quiet = replace(SHOT, title="Commander shot dead at a crossing", slug="quiet")
    for item in (quiet, FLOOD):
        show(bot, item, *WALLS["english"])
    await bot.cycle()
    assert [one.title for one in await told(bot)] == [FLOOD.title]
    show(bot, quiet, *quiet.paragraphs, "The dead man came from Albu Kamal, and was buried there on the same day.")
    await bot.cycle(2 * HOUR)
    assert [(one.title, one.state) for one in await told(bot)] == [(quiet.title, "new")]


async def test_a_reference_that_changes_with_each_visit_hides_no_notice(bot: Bot) -> None:
    for number, item in enumerate((SHOT, FLOOD)):
        wall = f"Access refused. Your address 203.0.113.{number} asked too often. Reference 18.{number}f4a."
        show(bot, item, wall, "Turn to the operator of this site and quote the reference.", heading="Access refused")
    await bot.cycle()
    assert len(await told(bot)) == 2
    assert {source for source, _ in texts(bot).values()} == {"summary_only"}


async def test_a_wall_below_headline_and_standfirst_is_no_copy(bot: Bot) -> None:
    for item in (SHOT, FLOOD):
        show(bot, item, item.summary, *WALLS["english"])
    await bot.cycle()
    assert {(one.title, len(one.copies)) for one in await told(bot)} == {(SHOT.title, 0), (FLOOD.title, 0)}


@pytest.mark.parametrize("wall", [WALLS["english"], UNKNOWN], ids=["known by its words", "known by none"])
@pytest.mark.parametrize("at_once", [True, False], ids=["in one answer", "one after the other"])
async def test_one_page_to_which_all_links_lead_is_no_article(bot: Bot, wall: tuple[str, ...], at_once: bool) -> None:
    where = bot.site.put("/a-notice-for-all-readers-2026.html", Resource(body=b"", status=404))
    page = "".join(f"<p>{one}</p>" for one in wall)
    bot.site.put(
        "/a-notice-for-all-readers-2026.html", Resource(body=f"<html><article>{page}</article></html>".encode())
    )
    for item in (SHOT, FLOOD):
        bot.site.add(item)
        bot.site.put(item.path, Resource(body=b"", status=302, headers=(("Location", where),)))
        if not at_once:
            await bot.cycle(HOUR / 2)
    await bot.cycle(HOUR / 2)
    assert {one.title for one in await told(bot)} == {SHOT.title, FLOOD.title}


async def test_two_publishers_with_the_notice_of_one_system(bot: Bot) -> None:
    show(bot, SHOT, *WALLS["english"])
    show(bot, replace(FLOOD, outlet="South Courier"), *WALLS["english"])
    await bot.cycle()
    assert {(one.title, len(one.copies)) for one in await told(bot)} == {(SHOT.title, 0), (FLOOD.title, 0)}


async def test_a_placeholder_is_known_at_first_sight(bot: Bot) -> None:
    show(bot, SHOT, "Loading, please wait a moment.", heading="Loading")
    await bot.cycle()
    assert texts(bot)[SHOT.title] == ("summary_only", SHOT.summary)


async def test_short_flashes_with_one_body_are_told_each(bot: Bot) -> None:
    items = [
        replace(SHOT, slug=f"flash-{n}", title=title, paragraphs=("More follows.",))
        for n, title in enumerate(
            ("Explosion heard in Albu Kamal", "Albu Kamal mayor resigns", "Albu Kamal: all clear")
        )
    ]
    for item in items:
        show(bot, item)
        await bot.cycle(HOUR / 2)
    assert {one.title for one in await told(bot)} == {one.title for one in items}


AGENCY = (
    "An air strike hit a fuel convoy near Albu Kamal on Saturday night and killed 12 drivers, the local council said.",
    "The tankers had crossed an hour before and were parked beside the grain silo on the southern road.",
    "Council member Adnan Rashid said that rescue workers pulled bodies from burnt tankers until dawn.",
)


@pytest.mark.parametrize(
    "headlines", [("Twelve drivers die in air strike", "Fuel convoy hit"), ("A long night", "Dawn, at last")]
)
@pytest.mark.parametrize("outlet", OUTLETS, ids=["the same house", "another paper"])
async def test_a_real_text_under_two_headlines_goes_on_folding(
    bot: Bot, headlines: tuple[str, str], outlet: str
) -> None:
    show(bot, replace(SHOT, title=headlines[0], paragraphs=AGENCY))
    show(bot, replace(SHOT, title=headlines[1], paragraphs=AGENCY, slug="again", outlet=outlet))
    await bot.cycle()
    (story,) = await told(bot)
    assert len(story.copies) == 1
    assert {source for source, _ in texts(bot).values()} == {"page"}


async def test_a_headline_that_is_changed_makes_no_notice_of_a_real_text(bot: Bot) -> None:
    for hour, title in enumerate(("A long night", "Dawn, at last", "What was left")):
        show(bot, replace(SHOT, title=title, paragraphs=AGENCY))
        await bot.cycle(2 * hour * HOUR)
    ((source, text),) = texts(bot).values()
    assert (source, AGENCY[2] in text) == ("page", True)
