"""Copies fold, stories speak again only for what is new: the whole bot on a loopback news site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.flow.compose import compose_now
from monitor.model.config import StoriesSettings
from monitor.model.digests import Digest, DigestStory
from monitor.model.stories import FactKind
from monitor.testing.items import SiteItem
from tests.acceptance.loopback_bot import Bot, bot_for
from tests.unit.flow.shell_world import SUBSCRIPTION, T0

HOUR = timedelta(hours=1)
PAPERS = tuple(f"Paper {number}" for number in range(1, 13))
OUTLETS = ("North Press", "South Courier", "Daily Echo", "Sunday Echo", *PAPERS)
FAMILIES = (("Daily Echo", "Echo Group"), ("Sunday Echo", "Echo Group"))
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *")
"""Its digests are composed by the tests."""
DATELINE = "DAMASCUS (Reuters) - "
STRIKE = (
    "An air strike hit a fuel convoy near Albu Kamal on Saturday night and killed 12 drivers, the local council said.",
    "The tankers had crossed from Iraq an hour before and were parked beside the grain silo on the southern road.",
    "Council member Adnan Rashid said that rescue workers pulled bodies from 9 burnt tankers until dawn.",
    "No air force claimed the attack. Witnesses heard drones over the silo for most of the evening.",
    "The road to the crossing stayed closed on Sunday, and families of the drivers waited at the hospital gate.",
)
ITEM = SiteItem(
    outlet="North Press",
    slug="strike",
    title="Air strike on fuel convoy kills 12 drivers near Albu Kamal",
    paragraphs=STRIKE,
    published_at=T0 - HOUR,
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_for(tmp_path, OUTLETS, families=FAMILIES, subscriptions=(BY_HAND,)) as one:
        yield one


def judged(bot: Bot) -> list[tuple[str, str]]:
    """(outcome, detail) of every article, as last judged."""
    return bot.shell.query("SELECT outcome, detail FROM outcome WHERE step = 'assess' ORDER BY subject_id")


def alerts(bot: Bot) -> list[tuple[int, int, str]]:
    return bot.shell.query("SELECT story_id, number, reason FROM alert ORDER BY id")


async def digest(bot: Bot) -> Digest:
    made = await compose_now(bot.services, "border", f"n{bot.services.clock.now():%d%H%M}")
    assert made is not None
    return made


async def only_story(bot: Bot) -> DigestStory:
    (story,) = (await digest(bot)).stories
    return story


async def test_a_reprint_is_silent_and_one_line(bot: Bot) -> None:
    await bot.read(ITEM)
    await bot.read(replace(ITEM, outlet="South Courier", title="Twelve die", paragraphs=STRIKE[:4]), HOUR)
    assert [outcome for outcome, _ in judged(bot)] == ["alerted", "folded"]
    said = judged(bot)[1][1]
    assert (
        "shortened of article 1 (North Press): 5 of 5 sentences word for word; 100% of this text stands there" in said
    )
    assert "they would be apart" in said
    assert "says nothing that readers were not told" in said
    story = await only_story(bot)
    assert (story.state, story.publishers, [one.label for one in story.copies]) == ("new", 1, ["shortened"])


async def test_twelve_reprints_of_an_agency_two_reports_and_another_edition_are_three_publishers(bot: Bot) -> None:
    agency = (DATELINE + STRIKE[0], *STRIKE[1:])
    for paper in PAPERS:
        bot.site.add(replace(ITEM, outlet=paper, paragraphs=agency))
    await bot.cycle()
    for outlet in ("South Courier", "Daily Echo", "Sunday Echo"):
        await bot.read(replace(retold(outlet), outlet=outlet), HOUR)
    story = await only_story(bot)
    assert (len(story.copies) + 1, story.publishers) == (15, 3)


def retold(outlet: str) -> SiteItem:
    """The event in an outlet's own words."""
    words = {
        "South Courier": (
            "Twelve tanker drivers died when drones struck their fuel convoy outside Albu Kamal late on Saturday.",
            "Adnan Rashid of the local council told the Courier that nine tankers burnt out beside the grain silo.",
            "Rescue workers searched the southern road for bodies until dawn, and the crossing remained closed.",
            "Families gathered at the hospital gate. Nobody has claimed the air strike on the convoy from Iraq.",
        ),
        "Daily Echo": (
            "The fuel convoy that burnt near Albu Kamal had come from Iraq only an hour before the strike on Saturday.",
            "12 drivers are dead, says council member Adnan Rashid, and 9 tankers stand gutted at the grain silo.",
            "Witnesses of the air strike speak of drones that circled over the southern road the whole evening.",
            "The crossing is closed. At the hospital gate families wait for the bodies that rescue workers bring.",
        ),
        "Sunday Echo": (
            "Nine burnt tankers, twelve dead drivers: what is left of the fuel convoy struck near Albu Kamal.",
            "Rescue workers were still carrying bodies past the grain silo at dawn, council member Adnan Rashid said.",
            "Drones had been heard over the southern road on Saturday evening, before the air strike on the convoy.",
            "Families of the drivers from Iraq wait at the hospital gate, and the crossing stays closed.",
        ),
    }
    return replace(ITEM, slug="retold", title="Fuel convoy struck near Albu Kamal", paragraphs=words[outlet])


async def test_an_independent_report_speaks_and_its_repetition_does_not(bot: Bot) -> None:
    await bot.read(ITEM)
    await digest(bot)
    await bot.read(replace(retold("South Courier"), outlet="South Courier"), HOUR)
    assert alerts(bot)[1:] == [(2, 1, "new_publisher")]
    story = await only_story(bot)
    assert (story.state, story.ref, story.publishers) == ("update", "0001", 2)
    assert [(fact.kind, fact.shown) for fact in story.new_facts] == [(FactKind.PUBLISHER, "South Courier")]
    await bot.read(replace(retold("South Courier"), outlet="South Courier", slug="again"), HOUR)
    assert len(alerts(bot)) == 2
    assert (await digest(bot)).stories == ()


async def test_a_paper_that_printed_an_agency_confirms_nothing_by_its_own_report_and_another_does(bot: Bot) -> None:
    await bot.read(replace(ITEM, outlet="South Courier", paragraphs=(DATELINE + STRIKE[0], *STRIKE[1:])))
    assert (await only_story(bot)).publishers == 1
    await bot.read(replace(retold("South Courier"), outlet="South Courier"), HOUR)
    story = await only_story(bot)
    assert (story.publishers, FactKind.PUBLISHER in {fact.kind for fact in story.new_facts}) == (1, False)
    await bot.read(replace(retold("Daily Echo"), outlet="Daily Echo"), HOUR)
    assert [reason for _, _, reason in alerts(bot)[2:]] == ["new_publisher"]
    assert (await only_story(bot)).publishers == 2


EDITS = {
    "a typo": ((STRIKE[0].replace("council", "concil"), *STRIKE[1:]), None),
    "a time stamp": ((*STRIKE, "This article was updated at 10:45 GMT on Sunday for our readers."), None),
    "paragraphs in another order": ((STRIKE[0], *reversed(STRIKE[1:])), None),
    "a number": ((STRIKE[0].replace("12", "14"), *STRIKE[1:]), "14 drivers (was 12)"),
}


@pytest.mark.parametrize(("paragraphs", "number"), EDITS.values(), ids=EDITS)
async def test_an_edit_speaks_only_for_what_is_new(bot: Bot, paragraphs: tuple[str, ...], number: str | None) -> None:
    await bot.read(ITEM)
    told = await digest(bot)
    await bot.read(replace(ITEM, paragraphs=paragraphs), 2 * HOUR)
    if number is None:
        assert len(alerts(bot)) == 1
        assert (await digest(bot)).stories == ()
        return
    assert alerts(bot)[1:] == [(1, 2, "new_fact")]
    story = await only_story(bot)
    assert story.told is not None
    assert (story.state, story.title, story.told.digest) == ("update", ITEM.title, told.key)
    (fact,) = story.new_facts
    assert fact.sentence is not None
    assert fact.earlier is not None
    assert (fact.kind, fact.shown) == (FactKind.NUMBER, number)
    assert "killed 14 drivers" in fact.sentence.text
    assert "killed 12 drivers" in fact.earlier.text


async def test_an_edit_before_the_digest_shows_what_was_alerted_and_what_is_new(bot: Bot) -> None:
    await bot.read(ITEM)
    await bot.read(replace(ITEM, paragraphs=(STRIKE[0].replace("12", "14"), *STRIKE[1:])), 2 * HOUR)
    story = await only_story(bot)
    assert (story.state, story.new_facts) == ("new", ())
    [quote] = story.quotes
    assert "killed 14 drivers" in quote.text
    assert [quote.text[start:end] for start, end in quote.marks] == ["14 drivers"]


async def test_a_copy_that_is_edited_stays_a_copy(bot: Bot) -> None:
    await bot.read(ITEM)
    reprint = replace(ITEM, outlet="South Courier")
    await bot.read(reprint, HOUR)
    longer = (*STRIKE, "Schools in the town stay shut until the drivers are buried, its council said.")
    await bot.read(replace(reprint, title="Drivers die near Albu Kamal", paragraphs=longer), 2 * HOUR)
    story = await only_story(bot)
    assert (story.publishers, [one.label for one in story.copies]) == (1, ["reprint"])


async def test_a_switch_keeps_a_kind_of_news_silent_and_why_says_so(tmp_path: Path) -> None:
    quiet = StoriesSettings(updates=frozenset({FactKind.TOPIC}))
    async with bot_for(tmp_path, OUTLETS, stories=quiet, subscriptions=(BY_HAND,)) as bot:
        await bot.read(ITEM)
        await bot.read(replace(ITEM, paragraphs=(STRIKE[0].replace("12", "14"), *STRIKE[1:])), 2 * HOUR)
        assert len(alerts(bot)) == 1
        assert "new, but not switched on: number 14 drivers (was 12)" in judged(bot)[0][1]


async def test_copies_only(tmp_path: Path) -> None:
    async with bot_for(tmp_path, OUTLETS, stories=StoriesSettings(events=False), subscriptions=(BY_HAND,)) as bot:
        await bot.read(ITEM)
        await bot.read(replace(retold("South Courier"), outlet="South Courier"), HOUR)
        assert [story for story, _, _ in alerts(bot)] == [1, 2]
