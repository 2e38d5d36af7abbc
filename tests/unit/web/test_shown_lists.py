"""Who is shown some watchlists only: each page by each person, and what they may do to stories of others."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.entrance.sessions import mark_of
from monitor.flow.archive.searching import index_whole
from monitor.flow.configure import refuse_config
from monitor.model.routing import Match, Silence
from monitor.settings import load_watchlist
from monitor.web.kit.page import Action
from monitor.web.pages import ROOMS
from tests.unit.flow.shell_world import SUBSCRIPTION, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor, visit

LIST = """watchlist: {id}
title: {title} List
priority: normal
topics:
  - id: {id}-topic
    name: {title} Topic
    kind: place
    names: [{name}]
"""
USERS = "users:\n  - {name: eve, role: admin}\ntokens:\n" + "".join(
    f'  - {{name: {name}, role: {role}, hash: "{mark_of(name)}"{lists}}}\n'
    for name, role, lists in (
        ("ada", "admin", ""),
        ("ali", "analyst", ", watchlists: [towns]"),
        ("cora", "analyst", ", watchlists: [covert]"),
        ("zoe", "analyst", ", watchlists: [nothing]"),
    )
)
OPEN, BOTH, SECRET, ASIDE = "item-1", "item-2", "item-3", "item-4"
"""Articles: of towns, of towns and covert, of covert, of covert with a link that names what is watched by towns."""
PEOPLE = ("ada", "ali", "cora", "zoe")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A bot that has told four stories to three subscriptions; one of two is silenced by its list."""
    folder = tmp_path / "config" / "watchlists"
    folder.mkdir(parents=True)
    (tmp_path / "config" / "users.yaml").write_text(USERS)
    files = {"towns": ("Towns", "Albu Kamal"), "covert": ("Covert", "Zubara Quay")}
    for name, (title, met) in files.items():
        (folder / f"{name}.yaml").write_text(LIST.format(id=name, title=title, name=met))
    one, two, three, four = (watched(number) for number in (1, 2, 3, 4))
    both = replace(two, text=two.text.replace("Albu Kamal", "Albu Kamal, not far from Zubara Quay,"))
    secret = replace(three, title="A tug left", text=three.text.replace("Albu Kamal", "Zubara Quay"))
    named = four.text.replace("Albu Kamal", "Zubara Quay")
    aside = replace(four, title="A barge sank", text=f"{named}\nRead more: Lights out in Albu Kamal")
    shell = Shell(tmp_path, fetcher_for(one, both, secret, aside))
    subscriptions = [
        replace(SUBSCRIPTION, id=name, title=f"Told {name}", watchlists=lists)
        for name, lists in (("openly", ("towns",)), ("mixed", ("towns", "covert")), ("covertly", ("covert",)))
    ]
    silence = Silence(
        id="covertly-quiet", match=Match(watchlists=("covert",)), until=shell.clock.now() + timedelta(minutes=5),
        by="ada", why="covert why",
    )  # fmt: skip
    shell.settings = settings_for(
        watchlists=tuple(load_watchlist(folder / f"{name}.yaml") for name in files),
        subscriptions=tuple(subscriptions),
        silences=(silence,),
    )
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        shell.clock.advance(timedelta(hours=1))
        await shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


TABLE: dict[str, tuple[str, str, str, str]] = {
    # What each of PEOPLE gets: `all`, `towns` or `covert` (not a word of the other), `none` (of neither), or a status.
    "/": ("all", "towns", "covert", "none"),
    "/?state=done": ("all", "towns", "covert", "none"),
    "/index.json": ("all", "towns", "covert", "none"),
    "/?list=covert": ("all", "towns", "covert", "none"),
    f"/story/{OPEN}": ("towns", "towns", "404", "404"),
    f"/story/{BOTH}": ("all", "towns", "covert", "404"),
    f"/story/{BOTH}.json": ("all", "towns", "covert", "404"),
    f"/story/{SECRET}": ("all", "404", "covert", "404"),
    f"/story/{ASIDE}": ("all", "towns", "covert", "404"),
    f"/story/{ASIDE}.json": ("all", "towns", "covert", "404"),
    "/sent": ("all", "towns", "covert", "none"),
    "/sent?subscription=covertly": ("all", "towns", "covert", "none"),
    "/sent/digest?key=2026-11-22/openly/0700": ("towns", "towns", "404", "404"),
    "/sent/digest?key=2026-11-22/mixed/0700": ("all", "404", "404", "404"),
    "/sent/frozen.html?key=2026-11-22/covertly/0700": ("covert", "404", "covert", "404"),
    "/sent/preview?subscription=covertly": ("covert", "404", "covert", "404"),
    "/sent/preview.html?subscription=mixed": ("all", "404", "404", "404"),
    "/trends": ("all", "towns", "covert", "none"),
    "/trends.json?list=covert": ("all", "towns", "covert", "none"),
    "/watchlists": ("all", "towns", "covert", "none"),
    "/watchlists/covert": ("covert", "404", "covert", "404"),
    "/watchlists/covert.json": ("covert", "404", "covert", "404"),
    "/why": ("none", "403", "403", "403"),
    "/start": ("200", "403", "403", "403"),
    "/feeds": ("none", "none", "none", "none"),
}


def words_of(text: str, path: str) -> set[str]:
    """Of which lists a page speaks, but for its own address and what was asked for."""
    low = text.lower().replace("subscription=covertly", "").replace("topic:covert-topic", "")
    asked = path.rpartition("=")[2].lower()
    said = {"towns": ("towns", "openly"), "covert": ("covert list", "covert-topic", "covert topic", "told covertly")}
    return {name for name, words in said.items() if any(one in low for one in words if one != asked)}


def story_of(desk: Visitor, text: str) -> str:
    """`text` with the id of its article's story for `item-N`: they are read side by side, and numbered as they come."""
    for url, story in desk.shell.query("SELECT canonical_url, story_id FROM article"):
        text = text.replace(url.rpartition("/")[2].removesuffix(".html"), f"{story:04x}")
    return text


async def test_pages_show_what_a_person_may_see(desk: Visitor) -> None:
    for path, row in TABLE.items():
        for person, expected in zip(PEOPLE, row, strict=True):
            answer = await desk.get(story_of(desk, path), authorization=f"Bearer {person}")
            if expected.isdigit():
                assert answer.status_code == int(expected), (path, person, answer.text)
                continue
            assert answer.status_code == 200, (path, person, answer.text)
            lists = {"all": {"towns", "covert"}, "none": set()}.get(expected, {expected})
            assert words_of(answer.text, path) == lists, (path, person, answer.text)


_FORM = re.compile(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


async def test_nothing_that_is_offered_is_refused(desk: Visitor) -> None:
    """Whatever a page has a link or a button for, the person who sees it may follow or press."""
    offered: dict[str, int] = {}
    for person in PEOPLE:
        forms, links = {}, set()
        for path, row in TABLE.items():
            if row[PEOPLE.index(person)] in ("403", "404") or ".json" in path or ".html" in path:
                continue
            text = (await desk.get(story_of(desk, path), authorization=f"Bearer {person}")).text
            links |= {html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', text) if "/static/" not in one}
            for to, inner in _FORM.findall(text):
                fields = {name: html.unescape(value) for name, value in _FIELD.findall(inner)}
                forms[to, tuple(sorted(fields.items() - {("token", fields["token"])}))] = fields
        for link in sorted(links):
            answer = await desk.get(link, authorization=f"Bearer {person}")
            assert answer.status_code == 200, (person, link, answer.text)
        offered[person] = len(forms)
        for (to, _), fields in forms.items():
            if not to.startswith("/start"):
                answer = await desk.client.post(to, data=fields, headers={"authorization": f"Bearer {person}"})
                assert answer.status_code not in (403, 404), (person, to, fields, answer.text)
    assert offered["ada"] > offered["ali"] > offered["zoe"]


async def test_a_refused_configuration_is_quoted_to_who_may_edit_it(desk: Visitor) -> None:
    refuse_config(desk.services, "watchlists/covert.yaml:3: wrong")
    told = {}
    for person in PEOPLE:
        told[person] = "covert.yaml:3" in (await desk.get("/feeds", authorization=f"Bearer {person}")).text
    assert told == {"ada": True, "ali": False, "cora": False, "zoe": False}


async def test_the_header_counts_what_is_shown(desk: Visitor) -> None:
    counts = {}
    for person in PEOPLE:
        page = (await desk.get("/feeds", authorization=f"Bearer {person}")).text
        counts[person] = re.findall(r"data-open( hidden)?><span data-figure>(\d+)", page)
    assert counts == {"ada": [("", "4")], "ali": [("", "2")], "cora": [("", "3")], "zoe": [(" hidden", "0")]}


async def test_news_is_counted_of_the_lists_that_are_shown(desk: Visitor) -> None:
    counts = {}
    for person in PEOPLE:
        told = await desk.get("/index/live.json?mark=0", authorization=f"Bearer {person}")
        counts[person] = told.json()["count"]
    assert counts == {"ada": 4, "ali": 2, "cora": 3, "zoe": 0}


async def test_who_is_shown_other_lists_costs_nobody_their_look(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    known = desk.services.store.standings

    def standings(lists: tuple[str, ...], since: datetime | None) -> object:
        looks.append(lists)
        return known(lists, since)

    monkeypatch.setattr(desk.services.store, "standings", standings)
    for person in (*PEOPLE[:3], *PEOPLE[:3]):
        assert (await desk.get("/index.json", authorization=f"Bearer {person}")).status_code == 200
    assert len(looks) == len(set(looks)) == 3


async def test_search_names_no_story_that_is_not_shown(desk: Visitor) -> None:
    stories = {}
    for person in PEOPLE:
        found = (await desk.get("/search.json?q=zubara", authorization=f"Bearer {person}")).json()["found"]
        stories[person] = {one["story"] and f"{one['story']:04x}" for one in found}
    both, secret, aside = (story_of(desk, one) for one in (BOTH, SECRET, ASIDE))
    assert stories["ada"] == stories["cora"] == {both, secret, aside}
    assert (stories["ali"], stories["zoe"]) == ({both, None}, {None})


async def test_filters_tell_nothing_of_other_lists(desk: Visitor) -> None:
    for asked in ("watchlist:covert", "outcome:alerted", "story:1", "topic:covert-topic"):
        view = (await desk.get(f"/search.json?q=left {asked}", authorization="Bearer ali")).json()
        assert (view["found"], bool(view["fault"])) == ([], True), asked


async def does(desk: Visitor, person: str, action: str, fields: dict[str, object]) -> int:
    sent = {key: story_of(desk, str(value)) for key, value in fields.items()}
    answer = await desk.client.post(
        f"/do/{action}", data=sent, headers={"authorization": f"Bearer {person}", "accept": "application/json"}
    )
    return answer.status_code


REFUSED: list[tuple[str, dict[str, object], int]] = [
    *(
        (name, {"story": story, "upto": 99, "subscription": "openly"}, status)
        for name in ("story.done", "story.not_this", "story.silence", "story.tell_again")
        for story, status in ((BOTH, 403), (SECRET, 404))
    ),
    ("article.read_again", {"article": 99}, 404),
    ("story.tell_again", {"story": OPEN, "subscription": "mixed"}, 422),
    ("watchlist.accept", {"name": "covert", "topic": "covert-topic", "text": "x"}, 404),
    ("watchlist.save", {"name": "covert", "text": LIST}, 404),
    ("watchlist.save", {"name": "towns", "text": LIST.format(id="covert", title="Mine", name="x")}, 404),
    ("silence.end", {"silence": "covertly-quiet"}, 403),
    ("delivery.acknowledge", {"delivery": 1}, 403),
]


async def test_nothing_is_done_to_what_is_not_shown(desk: Visitor) -> None:
    for name, fields, status in REFUSED:
        assert await does(desk, "ali", name, fields) == status, (name, fields)
    for url, number in desk.shell.query("SELECT canonical_url, id FROM article"):
        status = 200 if OPEN in url else 403 if BOTH in url else 404
        assert await does(desk, "ali", "article.read_again", {"article": number}) == status
    assert [one.kind for one in desk.services.store.actions()] == ["article.read_again"]
    assert "Mine" not in (desk.config / "watchlists" / "towns.yaml").read_text()


async def test_what_counts_for_no_other_list_is_done(desk: Visitor) -> None:
    for name in ("story.tell_again", "story.done", "story.silence", "story.not_this"):
        fields = {"story": OPEN, "upto": 99, "subscription": "openly"}
        assert await does(desk, "ali", name, fields) == 200, name


def test_who_is_shown_some_lists_is_refused_these_alone() -> None:
    """Whoever adds to it has looked at what it tells of lists."""
    declared = [one for room in ROOMS for one in (*room.pages, *room.actions, *room.files)]
    refused = {one.name if isinstance(one, Action) else one.path for one in declared if not one.by_list}
    starts = {name for name in refused if name.startswith(("/start", "start."))}
    assert refused - starts == {
        "/why", "/alert/{id}", "/ledger", "/watchlist/new", "delivery.retry", "delivery.acknowledge", "silence.end",
    }  # fmt: skip
