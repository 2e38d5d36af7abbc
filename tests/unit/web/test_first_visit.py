"""The first visit: five steps, each written into config/ and taken back; the files are the truth."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model.config import Settings
from monitor.settings import load_settings, write_starter
from tests.unit.flow.shell_world import FEED, Shell, fetcher_for, watched
from tests.unit.web.desk_world import Visitor, visit

ARTICLE = """Trucks cross at Albu Kamal before dawn
A convoy of forty trucks crossed the border at Albu Kamal on Sunday.
Residents of Albu Kamal said so. The Fifth Corps watched."""


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[Visitor]:
    """After `monitor init`, with feeds taken out: nothing is fetched in a test."""
    write_starter(tmp_path / "config")
    (tmp_path / "config" / "feeds.yaml").write_text("feeds: []  # mine\n")
    async with visit(tmp_path, Shell(tmp_path, fetcher_for(watched(1), watched(2)))) as made:
        yield made


def files(visitor: Visitor) -> dict[str, str]:
    return {
        str(path.relative_to(visitor.config)): path.read_text()
        for path in sorted(visitor.config.rglob("*.yaml"))
        if path.name != "publishers.yaml"
    }


def loaded(visitor: Visitor) -> Settings:
    return load_settings(visitor.config, lambda _name: None, data_dir=visitor.config.parent)


def take_over(visitor: Visitor) -> None:
    """As a running bot does within seconds."""
    visitor.services.config = replace(visitor.services.config, settings=loaded(visitor))


async def undone(visitor: Visitor, page: str) -> str:
    number = page.partition('action="/undo/')[2].partition('"')[0]
    return await visitor.does(f"/undo/{number}", {"back": "/start"})


async def test_feeds_by_their_addresses_and_taken_out_again(fresh: Visitor) -> None:
    before = files(fresh)
    page = await fresh.does("/do/start.feeds", {"addresses": f"{FEED}\n", "back": "/start"})
    assert "The bot reads them within ten seconds" in page
    assert [feed.url for feed in loaded(fresh).feeds] == [FEED]
    assert "Taken back" in await undone(fresh, page)
    assert loaded(fresh).feeds == ()
    assert before.keys() == files(fresh).keys()


async def test_what_is_no_feed_is_said_for_each_address(fresh: Visitor) -> None:
    refused = await fresh.post("/do/start.feeds", {"addresses": "https://a.example/x https://b.example"})
    assert refused.status_code == 422
    assert refused.text.count("could not be read") == 2
    assert (
        await fresh.post("/do/start.feeds", {"addresses": " ".join(f"{n}.example" for n in range(11))})
    ).status_code == 422
    assert (await fresh.post("/do/start.feeds", {"addresses": " "})).status_code == 422


async def test_a_list_from_pasted_articles_takes_the_place_of_the_example(fresh: Visitor) -> None:
    before = files(fresh)
    drafted = await fresh.post("/start/draft", {"name": "Border towns", "articles": f"{ARTICLE}\n---\n{ARTICLE}"})
    assert drafted.status_code == 200
    assert "watchlists/border-towns.yaml" in drafted.text
    assert files(fresh) == before, "a draft is not saved"
    text = drafted.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    page = await fresh.does("/do/start.watchlist", {"name": "border-towns", "text": html.unescape(text)})
    assert "the example is taken away" in page
    (one,) = loaded(fresh).watchlists
    assert one.id == "border-towns"
    assert any(topic.name == "Albu Kamal" for topic in one.topics)

    tried = await fresh.post("/start/try", {"text": "A bridge at Albu Kamal was closed."})
    assert "border-towns would alert." in tried.text
    nothing = await fresh.post("/start/try", {"text": "A bridge elsewhere was closed."})
    assert "No list would alert." in nothing.text

    again = await fresh.post("/do/start.watchlist", {"name": "border-towns", "text": "watchlist: other\n"})
    assert again.status_code == 422
    assert "There is a watchlist border-towns already" in again.text
    assert "Taken back" in await undone(fresh, page)
    assert files(fresh) == before


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/start/draft", {"name": "x", "articles": " "}),
        ("/start/draft", {"name": "قافلة", "articles": ARTICLE}),
        ("/start/draft", {"name": "x", "articles": "nothing at all here"}),
        ("/start/draft", {"name": "x", "articles": "a" * 200_001}),
        ("/do/start.watchlist", {"name": "x", "text": "watchlist: ["}),
        ("/do/start.watchlist", {"name": "../x", "text": "titel: x"}),
        ("/start/try", {"text": " "}),
        ("/do/start.subscribe", {"name": "desk", "channel": "nowhere", "when": "at once"}),
        ("/do/start.subscribe", {"name": "desk", "channel": "screen", "when": "daily", "at": "25:00"}),
        ("/do/start.subscribe", {"name": "desk", "channel": "screen", "when": "daily", "zone": "Nowhere/Land"}),
        ("/do/start.subscribe", {"name": "daily", "channel": "screen", "when": "at once"}),
    ],
)
async def test_refused_with_a_sentence_and_nothing_written(fresh: Visitor, path: str, fields: dict[str, str]) -> None:
    take_over(fresh)
    before = files(fresh)
    refused = await fresh.post(path, fields)
    assert refused.status_code == 422, refused.text
    assert 'class="bad"' in refused.text
    assert files(fresh) == before


async def test_told_at_once_or_once_a_day(fresh: Visitor) -> None:
    take_over(fresh)
    before = files(fresh)
    page = await fresh.does("/do/start.subscribe", {"name": "Desk", "channel": "files", "when": "at once"})
    desk = next(one for one in loaded(fresh).subscriptions if one.id == "desk")
    assert desk.immediate is not None
    assert "Taken back" in await undone(fresh, page)
    assert files(fresh) == before
    fields = {"name": "daily-desk", "channel": "files", "when": "daily", "at": "06:30", "zone": "Asia/Damascus"}
    await fresh.does("/do/start.subscribe", {**fields, "watchlists": "example"})
    desk = next(one for one in loaded(fresh).subscriptions if one.id == "daily-desk")
    assert (desk.cron, desk.zone, desk.watchlists) == ("30 6 * * *", "Asia/Damascus", ("example",))


async def test_the_page_says_what_is_done(fresh: Visitor) -> None:
    take_over(fresh)
    page = (await fresh.get("/start")).text
    assert "Nothing of yours is watched yet" in page
    assert "Nothing is read yet" in page
    assert "First a feed and a list" in page
    told = await fresh.json("/start.json")
    assert told["stories"] == 0
    assert [one["name"] for one in told["channels"]] == ["files", "screen"]
