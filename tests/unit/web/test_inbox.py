"""The inbox, the pages of stories, and what is done from there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.model.articles import ArticleVersion
from monitor.model.ids import ArticleId, StoryId
from monitor.model.linking.chains import ChainLink, Traced
from monitor.model.outcomes import TextSource
from monitor.model.routing import Match, Silence
from monitor.stories.events.traces import trace_of
from monitor.stories.statements import Told
from monitor.web.pages import ROOMS
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor, visit

_HOSTILE = '<img src=x onerror="alert(1)"> Albu Kamal'


async def lines(visitor: Visitor, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await visitor.json(f"/index.json{query}"))["lines"]
    return found


async def does(visitor: Visitor, name: str, **fields: object) -> str:
    """The sentence that the page tells after an action."""
    page = await visitor.does(f"/do/{name}", {"back": "/", **fields})
    found = re.search(r"data-did>\s*<p>(.*?)</p>", page)
    assert found
    return found[1]


async def undoes(visitor: Visitor) -> None:
    (newest,) = visitor.services.store.actions(most=1)
    assert (await visitor.post(f"/undo/{newest.id}")).status_code == 303


async def test_stories_come_to_the_inbox_and_leave_it_when_they_are_done(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert "Nothing is read yet" not in (await visitor.get("/")).text
        assert "no feed was read so far" in (await visitor.get("/")).text
        await visitor.shell.cycle(visitor.services)
        first, second = await lines(visitor)
        assert first["alert"] > second["alert"]
        assert (first["state"], first["topics"], first["publishers"], first["articles"]) == (
            "new",
            ["Albu Kamal"],
            1,
            1,
        )
        page = (await visitor.get("/")).text
        assert page.count("data-row ") == 2
        assert f'href="/story/{first["ref"]}"' in page
        said = await does(visitor, "story.done", story=first["ref"], upto=first["alert"], why="read")
        assert said == f"Done: story {first['ref']}. It comes back when it has something new to say."
        assert await lines(visitor) == [second]
        (done,) = await lines(visitor, "?state=done")
        assert (done["ref"], done["done"]["by"], done["done"]["why"]) == (first["ref"], "local", "read")
        await undoes(visitor)
        assert await lines(visitor) == [first, second]


async def test_the_inbox_is_asked_for_lists_languages_and_times(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        first, second = await lines(visitor)
        assert await lines(visitor, "?list=towns&language=en&window=24h") == [first, second]
        assert await lines(visitor, "?language=ar") == []
        assert await lines(visitor, "?list=nobody") == [first, second]
        assert await lines(visitor, f"?before={first['alert']}") == [second]
        visitor.shell.clock.advance(timedelta(days=2))
        assert await lines(visitor, "?window=24h") == []
        assert len(await lines(visitor, "?window=7d")) == 2
        assert await lines(visitor, "?window=visit") == []
        visitor.client.cookies.set("visit", "1700000000")
        assert len(await lines(visitor, "?window=visit")) == 2
        assert len(await lines(visitor, "?before=zero&state=nothing&window=ever")) == 2
        assert "No story is like that" in (await visitor.get("/?language=ar")).text


async def test_news_is_told_while_somebody_looks(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert json.loads((await visitor.get("/index/live.json?mark=0")).text)["count"] == 0
        await visitor.shell.cycle(visitor.services)
        news = json.loads((await visitor.get("/index/live.json?mark=1")).text)
        assert news == {"mark": "2", "words": "1 story came or changed.", "count": 1, "open": 2}
        assert json.loads((await visitor.get("/index/live.json?mark=2")).text)["mark"] == "2"


async def test_a_story_that_is_not_about_its_topic_is_pinned_and_that_is_undone(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        first, second = await lines(visitor)
        said = await does(visitor, "story.not_this", story=first["ref"], why="the shrine")
        assert "1 sentence pinned. Nothing is silenced." in said
        pins = visitor.config / "pins.yaml"
        assert "because: the shrine" in pins.read_text()
        assert await lines(visitor) == [second]
        assert "rejected by" in (await visitor.get(f"/story/{first['ref']}")).text
        await undoes(visitor)
        assert "the shrine" not in pins.read_text()
        assert visitor.services.store.feedback() == []
        assert await lines(visitor) == [first, second]


async def test_a_story_is_silenced_for_a_while_and_speaks_again(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        first, second = await lines(visitor)
        said = await does(visitor, "story.silence", story=first["ref"], upto=first["alert"], span="2d", why="yearly")
        assert said.startswith("Silenced until 2026-11-24 06:30 UTC")
        path = visitor.config / "silences.yaml"
        assert "why: yearly" in path.read_text()
        assert await lines(visitor) == [second]
        visitor.shell.clock.advance(60)
        await undoes(visitor)
        assert '"2026-11-22T06:31:00Z"' in path.read_text()
        assert await lines(visitor) == [first, second]


@pytest.mark.parametrize("span", ["", "0h", "91d", "soon", "1000h"])
async def test_a_span_that_is_none_silences_nothing(tmp_path: Path, span: str) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        answer = await visitor.post("/do/story.silence", {"story": "1", "upto": 1, "span": span or " x"})
        assert answer.status_code == 422
        assert not (visitor.config / "silences.yaml").exists()


@pytest.mark.parametrize(
    ("name", "fields", "status"),
    [
        ("story.done", {"story": "zz", "upto": 1}, 404),
        ("story.done", {"story": "1"}, 404),
        ("story.done", {"story": "ffff", "upto": 9}, 404),
        ("story.done", {"story": "f" * 30, "upto": 9}, 404),
        ("story.not_this", {"story": "ffff"}, 422),
        ("story.tell_again", {"story": "1", "subscription": "nobody"}, 422),
        ("story.tell_again", {"story": "ffff", "subscription": "border"}, 422),
        ("article.read_again", {"article": 99}, 404),
        ("delivery.retry", {"delivery": 99}, 404),
        ("delivery.acknowledge", {"delivery": 99}, 404),
        ("silence.end", {"silence": "nobody"}, 404),
    ],
)
async def test_what_is_not_there_is_refused_in_a_sentence(
    tmp_path: Path, name: str, fields: dict[str, object], status: int
) -> None:
    async with visit(tmp_path) as visitor:
        answer = await visitor.post(f"/do/{name}", fields)
        assert answer.status_code == status
        assert visitor.services.store.actions() == []


async def test_the_page_of_a_story_tells_who_told_it_and_who_was_told(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        visitor.shell.clock.advance(timedelta(hours=1))
        await visitor.shell.cycle(visitor.services)
        told = (await visitor.json("/story/1.json"))["page"]
        (telling,) = told["tellings"]
        assert "Albu Kamal" in telling["quotes"][0]["text"]
        assert telling["names"] == ["Albu Kamal"]
        assert [(one["subscription"], one["deliveries"][0]["state"]) for one in told["told"]] == [("border", "sent")]
        page = (await visitor.get("/story/1")).text
        assert "<mark>Albu Kamal</mark>" in page
        assert "/sent/digest?key=2026-11-22%2Fborder%2F0700" in page
        assert (
            await does(visitor, "story.tell_again", story="1", subscription="border")
            == "border tells story 0001 once more."
        )
        await undoes(visitor)
        assert [one.state.value for one in visitor.services.store.deliveries()] == ["sent"]
        await does(visitor, "article.read_again", article=1)
        assert "Article 1 is read again" in visitor.services.store.actions(most=1)[0].detail["said"]
        visitor.shell.clock.advance(30)
        await visitor.shell.cycle(visitor.services)
        (newest,) = visitor.services.store.actions(most=1)
        assert (await visitor.post(f"/undo/{newest.id}")).status_code == 422
        assert (await visitor.get("/story/99")).status_code == 404


async def test_versions_show_which_words_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        store = visitor.services.store
        now = store.sightings([ArticleId(1)])[ArticleId(1)]
        before = ArticleVersion(
            article_id=ArticleId(1),
            version=1,
            title=now.title,
            text=now.text.replace("in Albu Kamal", "near Albu Kamal") + " It was quiet.",
            source=TextSource.PAGE,
            content_key="",
            fetched_at=visitor.shell.clock.now(),
        )
        edited = {ArticleId(1): replace(now, version=2)}
        monkeypatch.setattr(type(store), "sightings", lambda *_: edited)
        monkeypatch.setattr(type(store), "earlier_versions", lambda *_: [before])
        page = (await visitor.get("/story/1")).text
        assert "<del>near</del>" in page
        assert "<ins>in</ins>" in page
        assert "<del>It was quiet.</del>" in page


async def test_why_tells_of_any_address(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        assert "Paste the address" in (await visitor.get("/why")).text
        known = await visitor.json("/why.json?url=https://river.example/item-1.html")
        assert [one["step"] for one in known["trails"][0]["steps"]][:3] == ["poll", "intake", "extract"]
        page = (await visitor.get("/why?url=https://river.example/item-1.html")).text
        assert "<strong>alerted</strong>" in page
        for url, words in {
            "https://river.example/never": "the address was in no answer of this site",
            "https://nobody.example/1": "no feed of this site is configured",
            "river": "is not an address",
        }.items():
            answer = await visitor.json(f"/why.json?url={url}")
            assert answer["trails"] == []
            assert words in answer["unseen"][0]


async def test_hostile_headlines_stay_text(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1, title=_HOSTILE)))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        for path in ("/", "/story/1", "/why?url=https://river.example/item-1.html"):
            page = (await visitor.get(path)).text
            assert "<img" not in page
            assert "Albu Kamal" in page


async def test_digests_are_shown_as_they_went_out(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert "No digest is kept" in (await visitor.get("/sent")).text
        await visitor.shell.cycle(visitor.services)
        coming = await visitor.get("/sent/preview?subscription=border")
        assert "what would go out now" in coming.text
        visitor.shell.clock.advance(timedelta(hours=1))
        await visitor.shell.cycle(visitor.services)
        (digest,) = (await visitor.json("/sent.json"))["page"]["digests"]
        assert (digest["key"], digest["states"]) == ("2026-11-22/border/0700", [["sent", 1]])
        page = await visitor.get(f"/sent/digest?key={digest['key']}")
        assert "from Albu Kamal" in page.text
        frozen = await visitor.get(f"/sent/frozen.html?key={digest['key']}")
        assert frozen.headers["content-security-policy"].startswith("sandbox")
        assert "default-src 'none'" in frozen.headers["content-security-policy"]
        assert "from Albu Kamal" in frozen.text
        for path in (
            "/sent/digest?key=none",
            "/sent/frozen.html",
            "/sent/preview?subscription=x",
            "/sent/preview.html",
        ):
            assert (await visitor.get(path)).status_code == 404


async def test_silences_are_shown_with_what_they_hold_and_ended(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        first, _ = await lines(visitor)
        await does(visitor, "story.silence", story=first["ref"], upto=first["alert"], why="yearly")
        name = f"story-{first['ref']}"
        silence = Silence(
            id=name,
            match=Match(stories=(StoryId(first["story"]),)),
            until=visitor.shell.clock.now() + timedelta(days=1),
            by="local",
            why="yearly",
        )
        # As the bot takes it up from the file.
        settings = settings_for(silences=(silence,), root=visitor.config)
        visitor.services.config = replace(visitor.services.config, settings=settings)
        (shown,) = (await visitor.json("/sent.json"))["page"]["silences"]
        assert (shown["state"], shown["stories"], shown["alerts"]) == ("active", [first["story"]], 1)
        assert "Held back from digests by" in (await visitor.get("/?state=done")).text
        assert "1 story, 1 alert" in (await visitor.get("/")).text
        path = visitor.config / "silences.yaml"
        before = path.read_text(encoding="utf-8")
        ended = await visitor.does("/do/silence.end", {"silence": shown["id"]})
        assert "what it held back is told." in ended
        assert path.read_text(encoding="utf-8") != before
        undo = re.search(r'action="(/undo/\d+)"', ended)
        assert undo
        assert "Taken back: " in await visitor.does(undo[1])
        ends = re.findall(r'until: "(.*?)"', path.read_text(encoding="utf-8"))
        assert [datetime.fromisoformat(one) for one in ends] == [silence.until]


def test_everything_that_is_done_but_to_passwords_and_tokens_can_be_taken_back() -> None:
    actions = [one for room in ROOMS for one in room.actions if not one.name.startswith("account.")]
    assert [one.name for one in actions if one.undo is None] == []


async def test_a_story_names_the_one_that_it_continues_and_that_one_names_it(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        await visitor.shell.cycle(visitor.services)
        store = visitor.services.store
        assert (await visitor.json("/story/2.json"))["page"]["chains"] == {"follows": None, "followed_by": []}
        trace = trace_of(Told(title=_HOSTILE, publisher="Post"), visitor.services.clock.now())
        store.save_traces(
            "1", [Traced(story_id=StoryId(2), event=StoryId(2), trace=trace, topics=frozenset({"towns/town"}))]
        )
        store.save_chains([ChainLink(story_id=StoryId(2), follows=StoryId(1), evidence=f"fire of {_HOSTILE}")])
        for path, label, other in (("/story/2", "Follows", "0001"), ("/story/1", "Followed by", "0002")):
            page = (await visitor.get(path)).text
            assert f'{label} <a href="/story/{other}">[{other}]</a>' in page
            assert "<img" not in page
            url = (await visitor.json(f"{path}.json"))["page"]["tellings"][0]["article"]["url"]
            why = (await visitor.get(f"/why?url={url}")).text
            assert f'{label} <a href="/story/{other}">[{other}]</a>' in why
            assert "<img" not in why
