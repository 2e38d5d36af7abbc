"""The page of feeds, and what can be done there."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from monitor.core.health.feed_health import FeedHealth
from monitor.flow.desk.feed_strips import StripDay, strip_of
from monitor.flow.desk.feeds import A_PAGE, FeedReader
from monitor.model.feeds import FeedSpec
from monitor.settings import import_opml
from tests.unit.flow.shell_world import FEED, T0, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor, visit

_COMMENTED = "# ours\nfeeds:\n  - url: https://river.example/feed.xml  # the river\n    title: River\n"


@pytest.mark.parametrize(
    ("new", "polls", "failed", "mood", "words"),
    [
        (0, 0, 0, "none", "not polled"),
        (0, 96, 0, "quiet", "nothing new"),
        (3, 96, 2, "few", "3 new, 2 of 96 polls failed"),
        (12, 96, 0, "many", "12 new"),
        (2, 96, 40, "partly", "2 new, 40 of 96 polls failed"),
        (0, 7, 7, "failed", "nothing new, 7 of 7 polls failed"),
        (5, 0, 0, "few", "5 new"),
    ],
)
def test_a_day_has_a_colour_and_says_the_same_in_words(
    new: int, polls: int, failed: int, mood: str, words: str
) -> None:
    one = StripDay(day=T0.date(), new=new, polls=polls, failed=failed)
    assert (one.mood, one.words) == (mood, words)


def test_a_strip_ends_today() -> None:
    strip = strip_of([T0, T0 - timedelta(days=13), T0 - timedelta(days=14)], {T0.date(): (4, 1)}, T0)
    assert len(strip) == 14
    assert (strip[-1].day, strip[-1].new, strip[-1].polls, strip[-1].failed) == (T0.date(), 1, 4, 1)
    assert sum(one.new for one in strip) == 2


async def test_trouble_stands_on_top_with_what_to_do(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    specs = [
        FeedSpec(url=FEED, title="River", publisher="River"),
        FeedSpec(url="https://gone.example/rss", title="Gone <b>", publisher="Gone"),
    ]
    shell.settings = settings_for(feeds=tuple(specs))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        page = (await visitor.get("/feeds")).text
        told = await visitor.json("/feeds.json")
    assert [one["health"]["title"] for one in told["lines"]] == ["Gone <b>", "River"]
    assert told["verdict"].startswith("1 of 2 feeds is well")
    assert told["lines"][0]["strip"][-1]["failed"] == 1
    assert told["lines"][1]["strip"][-1]["new"] == 1
    assert told["verdict"] in page
    assert "Gone &lt;b&gt;" in page
    assert "1 of 1 day with failed polls" in page


async def test_nobody_waits_for_a_look_at_all_feeds_that_was_taken_before(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def rest(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise asyncio.CancelledError

    looks = 0
    judged = FeedReader._judged

    def look(self: FeedReader, specs: Sequence[FeedSpec]) -> list[FeedHealth]:
        nonlocal looks
        looks += 1
        return judged(self, specs)

    monkeypatch.setattr(FeedReader, "_judged", look)
    monkeypatch.setattr("monitor.flow.desk.feeds.asyncio.sleep", rest)
    with contextlib.suppress(asyncio.CancelledError):
        await visitor.desk.feeds.keep()
    monkeypatch.undo()
    assert (pauses, looks) == ([0.5, 240.0, 240.0], 1), "without a visit one look is enough"
    monkeypatch.setattr(FeedReader, "_judged", lambda *_: pytest.fail("the visitor waits for a look"))
    assert (await visitor.json("/feeds.json"))["all"] == 1


async def test_very_many_feeds_are_not_looked_at_before_somebody_comes(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def rest(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr("monitor.flow.desk.feeds.asyncio.sleep", rest)
    monkeypatch.setattr("monitor.flow.desk.feeds.MOST_WHOLE", 0)
    with monkeypatch.context() as patched:
        patched.setattr(FeedReader, "_judged", lambda *_: pytest.fail("nobody came"))
        with contextlib.suppress(asyncio.CancelledError):
            await visitor.desk.feeds.keep()
    assert len(pauses) == 3
    assert (await visitor.json("/feeds.json"))["all"] == 1


async def test_lists_are_cut_into_pages_and_filtered(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for())
    many = [FeedSpec(url=f"https://f{n}.example/rss", title=f"Feed {n:03}", publisher="P") for n in range(A_PAGE + 3)]
    shell.settings = settings_for(feeds=tuple(many))
    async with visit(tmp_path, shell) as visitor:
        first, second = await visitor.json("/feeds.json"), await visitor.json("/feeds.json?page=2")
        one = await visitor.json("/feeds.json?q=FEED+007")
        none = (await visitor.get("/feeds?q=nothing")).text
        odd = await visitor.json("/feeds.json?page=-3&kind=unread")
        page = (await visitor.get("/feeds?q=Feed")).text
    assert (len(first["lines"]), len(second["lines"]), first["pages"]) == (A_PAGE, 3, 2)
    assert [line["health"]["title"] for line in one["lines"]] == ["Feed 007"]
    assert "None of 53 feeds fits" in none
    assert odd["page"] == 1
    assert 'href="/feeds?q=Feed&amp;kind=&amp;page=2"' in page


async def test_a_feed_is_tried_now_and_that_can_be_taken_back(visitor: Visitor) -> None:
    store, clock = visitor.services.store, visitor.shell.clock
    await visitor.shell.cycle(visitor.services)
    (feed,) = store.feeds()
    assert feed.next_poll_at > clock.now()
    page = await visitor.does("/do/feed.try", {"feed": feed.id, "title": feed.title, "why": "they called"})
    assert "River is tried now" in page
    assert store.feeds()[0].next_poll_at == clock.now()
    (entry,) = store.actions()
    assert (entry.kind, entry.subject, entry.by, entry.why) == ("feed.try", "River", "local", "they called")
    undo = re.search(r'action="(/undo/\d+)"', page)
    assert undo
    await visitor.does(undo[1])
    assert store.feeds()[0].next_poll_at == feed.next_poll_at
    assert store.actions()[0].undone_by == "local"
    again = await visitor.post(undo[1])
    assert again.status_code == 303
    assert store.feeds()[0].next_poll_at == feed.next_poll_at


async def test_what_was_done_long_ago_is_not_taken_back_by_its_number(visitor: Visitor) -> None:
    await visitor.does("/do/feed.try", {"feed": 1})
    (entry,) = visitor.services.store.actions()
    visitor.shell.clock.advance(3600)
    assert (await visitor.post(f"/undo/{entry.id}")).status_code == 404
    assert (await visitor.post("/undo/99")).status_code == 404
    assert visitor.services.store.actions()[0].undone_at is None


async def test_a_script_is_told_at_once(visitor: Visitor) -> None:
    answer = await visitor.post("/do/feed.try", {"feed": 1}, accept="application/json")
    assert answer.status_code == 200
    assert answer.json()["done"] == "feed 1 is tried now: look again in some seconds."
    assert (await visitor.post(answer.json()["undo"], accept="application/json")).json()["done"]
    refused = await visitor.post("/do/feed.try", {"feed": 77}, accept="application/json")
    assert (refused.status_code, list(refused.json())) == (404, ["error"])


async def test_a_feed_is_looked_at_and_added_and_taken_out_again(visitor: Visitor) -> None:
    file = visitor.config / "feeds.yaml"
    file.write_text(_COMMENTED, encoding="utf-8")
    found = (await visitor.post("/feed/look", {"url": FEED})).text
    assert "There is a feed with 2 entries" in found
    assert 'value="River"' in found
    page = await visitor.does(
        "/do/feed.add", {"url": "https://sea.example/rss", "title": "Sea", "language": "en", "tags": "water, salt"}
    )
    assert "Added Sea to feeds.yaml" in page
    text = file.read_text(encoding="utf-8")
    assert text.startswith(_COMMENTED)
    assert "tags: [water, salt]" in text
    twice = await visitor.post("/do/feed.add", {"url": "https://sea.example/rss"})
    assert (twice.status_code, "already" in twice.text) == (422, True)
    undo = re.search(r'action="(/undo/\d+)"', page)
    assert undo
    await visitor.does(undo[1])
    assert file.read_text(encoding="utf-8") == _COMMENTED


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (
            b"<html><head><link rel=alternate type='application/rss+xml' href='/f.xml'></head></html>",
            "text/html",
            "f.xml",
        ),
        (b"", "", "could not be read now"),
    ],
)
async def test_a_page_is_asked_for_the_feeds_that_it_offers(
    visitor: Visitor, body: bytes, kind: str, says: str
) -> None:
    if body:
        visitor.shell.fetcher.say_body("https://site.example/", body, kind)  # type: ignore[attr-defined]
    found = await visitor.post("/feed/look", {"url": "site.example/"})
    assert found.status_code == 200
    assert says in found.text


async def test_a_refused_edit_says_why_and_changes_nothing(visitor: Visitor) -> None:
    file = visitor.config / "feeds.yaml"
    file.write_text("feeds: [{url: ftp://x}]\n", encoding="utf-8")
    answer = await visitor.post("/do/feed.add", {"url": "https://sea.example/rss"})
    assert answer.status_code == 422
    assert "feeds.yaml:1" in answer.text
    assert (await visitor.post("/do/feed.add", {"url": ""})).status_code == 422
    assert (await visitor.post("/do/feed.add", {"url": "javascript:alert(1)"})).status_code == 422
    assert visitor.services.store.actions() == []


async def test_feeds_are_taken_away_as_opml(visitor: Visitor) -> None:
    answer = await visitor.get("/feeds.opml")
    assert answer.headers["content-disposition"] == 'attachment; filename="feeds.opml"'
    assert etree.fromstring(answer.content).tag == "opml"
    assert [one.url for one in import_opml(answer.content).feeds] == [FEED]


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for())
    shell.settings = settings_for(feeds=())
    async with visit(tmp_path, shell) as visitor:
        page = (await visitor.get("/feeds")).text
    assert "No feed is configured yet" in page
    assert "/feed/look" in page


async def test_a_feed_is_paused_and_read_again(visitor: Visitor) -> None:
    file = visitor.config / "feeds.yaml"
    file.write_text(_COMMENTED, encoding="utf-8")
    page = await visitor.does("/do/feed.pause", {"url": FEED, "title": "River"})
    assert "River is not read any more" in page
    assert file.read_text(encoding="utf-8") == f"{_COMMENTED}    paused: true\n"
    undo = re.search(r'action="(/undo/\d+)"', page)
    assert undo
    await visitor.does(undo[1])
    assert file.read_text(encoding="utf-8") == _COMMENTED
    await visitor.does("/do/feed.pause", {"url": FEED})
    assert (await visitor.post("/do/feed.pause", {"url": FEED})).status_code == 422
    await visitor.does("/do/feed.resume", {"url": FEED})
    assert file.read_text(encoding="utf-8") == _COMMENTED


async def test_what_is_paused_is_not_read_and_says_so(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    paused = FeedSpec(url=FEED, title="River", publisher="River", paused=True)
    shell.settings = settings_for(feeds=(paused,))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        told = await visitor.json("/feeds.json")
        page = (await visitor.get("/feeds")).text
        assert (await visitor.post("/do/feed.try", {"feed": 1})).status_code == 404
        assert shell.query("SELECT count(*) FROM poll") == [(0,)]
    line = told["lines"][0]["health"]
    assert (line["kind"], line["next_poll_at"]) == ("paused", None)
    assert line["since"].startswith(T0.isoformat()[:16])
    assert "Read again" in page
    shell.clock.advance(60)
    async with visit(tmp_path, shell) as visitor:
        kept = (await visitor.json("/feeds.json"))["lines"][0]["health"]["since"]
    assert kept == line["since"]
    shell.settings = settings_for(feeds=(FeedSpec(url=FEED, title="River", publisher="River"),))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        assert (await visitor.json("/feeds.json"))["lines"][0]["health"]["kind"] == "well"
