"""What was told and is taken back reaches everyone who was told it: the whole bot on a loopback news site."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from monitor.deliver.render import render
from monitor.flow.compose import compose_now
from monitor.model.digests import Digest
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.testing.items import SiteItem
from monitor.testing.wire import Resource
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR = timedelta(hours=1)
LISTS = tuple(
    Watchlist(
        id=name.lower(),
        title=name,
        priority=Priority.NORMAL,
        topics=(Topic(id=name.lower(), name=name, kind=Kind.PLACE, names=(Name(text=name),)),),
    )
    for name in ("Qadmar", "Marrat")
)
BOTH = replace(SUBSCRIPTION, id="both", title="Both", watchlists=("qadmar", "marrat"), cron="0 5 1 1 *")
SUBSCRIPTIONS = (
    BOTH,
    *(replace(BOTH, id=one.id, title=one.title, watchlists=(one.id,)) for one in LISTS),
)
REST = (
    "The road to the capital was closed for two hours, drivers said, and buses went by the northern road.",
    "Schools in the valley will open on Sunday as planned, the council said after it met.",
)
CLAIM = "Shells killed the commander Nour Adan at Qadmar and at Marrat on Friday, the army said in a statement."
TAKEN_BACK = "The commander Nour Adan was not killed at Qadmar on Friday, the army said, and withdrew its statement."
ITEM = SiteItem(
    outlet="North Press",
    slug="commander",
    title="Commander killed at Qadmar and Marrat",
    paragraphs=(CLAIM, *REST),
    published_at=T0 - HOUR,
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    outlets = ("North Press", "South Courier")
    async with bot_for(tmp_path, outlets, subscriptions=SUBSCRIPTIONS, watchlists=LISTS) as one:
        yield one


def show(bot: Bot, item: SiteItem) -> None:
    bot.site.add(item)
    body = "".join(f"<p>{escape(one)}</p>" for one in item.paragraphs)
    head = f"<!DOCTYPE html><html><head><title>{escape(item.title)}</title></head>"
    bot.site.put(item.path, Resource(body=f"{head}<body><article>{body}</article></body></html>".encode()))


async def digests(bot: Bot) -> dict[str, Digest]:
    found = {}
    for one in SUBSCRIPTIONS:
        made = await compose_now(bot.services, one.id, f"n{bot.services.clock.now():%d%H%M%S}")
        assert made is not None
        found[one.id] = made
    return found


def states(made: dict[str, Digest]) -> dict[str, list[str]]:
    return {name: [story.state for story in one.stories] for name, one in made.items()}


async def test_a_correction_reaches_every_list_that_told_the_claim_also_where_the_name_is_gone(bot: Bot) -> None:
    show(bot, ITEM)
    await bot.cycle()
    assert states(await digests(bot)) == {"both": ["new"], "qadmar": ["new"], "marrat": ["new"]}
    show(bot, replace(ITEM, title="Commander not killed, army says", paragraphs=(TAKEN_BACK, *REST)))
    await bot.cycle(HOUR)
    made = await digests(bot)
    assert states(made) == {"both": ["correction"], "qadmar": ["correction"], "marrat": ["correction"]}
    for digest in made.values():
        (story,) = digest.stories
        first = story.new_facts[0]
        assert story.told is not None
        assert story.topics
        assert first.sentence is not None
        assert first.earlier is not None
        rendered = render(digest)
        text = " ".join(rendered.text.split())
        assert "CORRECTION" in text
        assert "Corrects: " in text
        assert first.earlier.text.split(",")[0] in text
        assert rendered.subject.startswith("CORRECTION")
        assert ">CORRECTION<" in rendered.html
        ((said,),) = (section["stories"] for section in json.loads(rendered.json)["data"]["sections"])
        assert (said["state"], bool(said["new_facts"][0]["earlier"])) == ("correction", True)
    assert {reason for (reason,) in bot.shell.query("SELECT reason FROM alert WHERE number > 1")} == {"correction"}
    await bot.cycle(2 * HOUR)
    assert states(await digests(bot)) == {"both": [], "qadmar": [], "marrat": []}, "once"


async def test_a_correction_in_an_article_of_its_own_is_one(bot: Bot) -> None:
    show(bot, ITEM)
    await bot.cycle()
    await digests(bot)
    note = replace(
        ITEM, slug="note", title="Correction: commander not killed at Qadmar", paragraphs=(TAKEN_BACK, *REST)
    )
    show(bot, note)
    await bot.cycle(4 * HOUR)
    assert states(await digests(bot))["qadmar"] == ["correction"]


async def test_who_was_not_told_the_claim_is_not_told_it_with_its_correction(bot: Bot) -> None:
    show(bot, ITEM)
    await bot.cycle()
    show(bot, replace(ITEM, title="Commander not killed at Qadmar", paragraphs=(TAKEN_BACK, *REST)))
    await bot.cycle(HOUR)
    (story,) = (await digests(bot))["qadmar"].stories
    assert (story.state, story.title) == ("new", "Commander not killed at Qadmar")


@pytest.mark.parametrize(
    "first",
    [
        CLAIM.replace("commander", "comander"),
        CLAIM.replace("on Friday, the army said in a statement", "on Friday, said the army in a statement"),
        f"{CLAIM} Updated at 14:20.",
    ],
    ids=["a slip", "other order", "a clock"],
)
async def test_what_corrects_nothing_is_no_correction(bot: Bot, first: str) -> None:
    show(bot, replace(ITEM, paragraphs=(first, *REST)))
    await bot.cycle()
    await digests(bot)
    show(bot, ITEM)
    await bot.cycle(HOUR)
    assert states(await digests(bot)) == {"both": [], "qadmar": [], "marrat": []}


async def test_another_development_is_an_update_and_no_correction(bot: Bot) -> None:
    show(bot, ITEM)
    await bot.cycle()
    await digests(bot)
    later = "Thousands came to the burial at Qadmar on Saturday, and 4 people were wounded in the crowd."
    show(bot, replace(ITEM, paragraphs=(CLAIM, later, *REST)))
    await bot.cycle(HOUR)
    assert states(await digests(bot))["qadmar"] == ["update"]


BY_OTHERS = {
    "in own words": (
        "Correction: commander Nour Adan was not killed",
        "The commander was seen in a hospital on Sunday.",
    ),
    "a kill": ("MANDATORY KILL", "Editors, kill the story headlined Commander killed at Qadmar and Marrat."),
    "a fact check": (
        "Fact check: commander of Qadmar was not killed",
        "A picture that was said to show his body is from another war, our reporters found.",
    ),
    "its text below": ("KILL: Commander killed at Qadmar and Marrat", f"Do not use this story: {CLAIM}"),
    "a withdrawal": (
        "Courier withdraws its report on the commander",
        "Our report that shells killed the commander Nour Adan on Friday was wrong, and we have withdrawn it.",
    ),
}


@pytest.mark.parametrize(("title", "text"), BY_OTHERS.values(), ids=BY_OTHERS)
async def test_a_correction_by_another_outlet_reaches_all_who_were_told(bot: Bot, title: str, text: str) -> None:
    show(bot, ITEM)
    await bot.cycle()
    await digests(bot)
    other = replace(ITEM, outlet="South Courier", slug="note", title=title, paragraphs=(text,))
    show(bot, other)
    await bot.cycle(30 * HOUR)
    made = await digests(bot)
    assert states(made) == {"both": ["correction"], "qadmar": ["correction"], "marrat": ["correction"]}
    for digest in made.values():
        (story,) = digest.stories
        earlier = story.new_facts[0].earlier
        assert (story.title, story.url.rpartition("/")[2]) == (title, "note.html")
        assert earlier is not None
        assert "killed" in earlier.text


async def test_a_correction_of_something_else_is_no_correction_of_this(bot: Bot) -> None:
    show(bot, ITEM)
    await bot.cycle()
    await digests(bot)
    note = ("Correction: bread prices", "Bread costs three coins at Qadmar, not four as we wrote on Monday.")
    show(bot, replace(ITEM, outlet="South Courier", slug="note", title=note[0], paragraphs=note[1:]))
    await bot.cycle(30 * HOUR)
    assert states(await digests(bot)) == {"both": ["new"], "qadmar": ["new"], "marrat": []}


WITHDRAWN = "This story has been withdrawn: the army says that the commander lives. We apologise to our readers."


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (WITHDRAWN, "correction"),
        ("We wrongly reported here that the commander was killed. The article was removed.", "correction"),
        ("The article you look for was not found. It may have been removed from our website.", None),
        ("An error occurred. We apologise for the error; please try again later.", None),
    ],
    ids=["withdrawn", "wrong", "not found", "an error"],
)
async def test_a_page_that_takes_its_article_back_corrects_it_and_one_that_is_gone_does_not(
    bot: Bot, text: str, state: str | None
) -> None:
    long = tuple(f"{one} {one.replace('road', 'lane').replace('Schools', 'Mills')}" for one in REST)
    show(bot, replace(ITEM, paragraphs=(CLAIM, *long)))
    await bot.cycle()
    await digests(bot)
    bot.site.put(
        ITEM.path,
        Resource(body=f"<html><body><article><h1>{ITEM.title}</h1><p>{text}</p></article></body></html>".encode()),
    )
    await bot.cycle(2 * HOUR)
    assert states(await digests(bot))["qadmar"] == [state] * bool(state)
