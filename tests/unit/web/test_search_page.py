"""Search in a page says what `monitor search` says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.flow.archive.searching import index_whole
from tests.unit.flow.shell_world import Item, Shell, fetcher_for, watched
from tests.unit.web.desk_world import Visitor, visit

HOSTILE = '<script>alert(1)</script> Albu Kamal "x"'


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    arabic = "قافلة تعبر من البوكمال قبل الفجر"
    items = [
        *(watched(number) for number in range(24)),
        replace(watched(30), title=HOSTILE),
        Item(slug="ar", title=arabic, text=f"{arabic}\n{arabic} ١\n{arabic} ٢"),
    ]
    async with visit(tmp_path, Shell(tmp_path, fetcher_for(*items))) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


async def test_nothing_asked_tells_how_to_ask(desk: Visitor) -> None:
    page = (await desk.get("/search")).text
    assert "26 articles can be looked through" in page
    assert 'href="/search?q=name%3A%22Albu+Kamal%22"' in page


async def test_names_in_all_scripts_with_what_was_found_marked(desk: Visitor) -> None:
    found = await desk.json('/search.json?q=name:"Albu Kamal"&sort=best')
    assert len(found["found"]) == 20
    page = (await desk.get('/search?q=name:"Albu Kamal" lang:ar')).text
    assert "<mark>البوكمال</mark>" in page
    assert '<bdi lang="ar" dir="rtl">' in page
    page = (await desk.get('/search?q=name:"Albu Kamal" x')).text
    assert "<mark>Albu Kamal</mark>" in page
    assert "<script>alert" not in page


async def test_page_after_page_nothing_twice_and_nothing_lost(desk: Visitor) -> None:
    first = await desk.json("/search.json?q=albu")
    assert first["more"] is not None
    page = (await desk.get("/search?q=albu")).text
    assert f"before={first['more']}" in page
    second = await desk.json(f"/search.json?q=albu&before={first['more']}")
    ids = [one["id"] for one in (*first["found"], *second["found"])]
    assert len(set(ids)) == len(ids) == 25
    assert second["more"] is None


async def test_the_best_are_looked_for_among_the_newest_and_the_page_says_so(
    desk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.flow.desk.search.RANKED", 22)
    best, newest = await desk.json("/search.json?q=albu&sort=best"), await desk.json("/search.json?q=albu")
    assert (len(best["found"]), len(newest["found"])) == (20, 20)
    assert best["more"] == newest["more"] - 2
    page = (await desk.get("/search?q=albu&sort=best")).text
    assert "These are the best of the newest 22 that were found." in page
    assert f"sort=best&amp;before={best['more']}" in page
    rest = await desk.json(f"/search.json?q=albu&sort=best&before={best['more']}")
    assert (len(rest["found"]), rest["more"]) == (3, None)


async def test_what_is_not_found_says_what_was_tried(desk: Visitor) -> None:
    page = (await desk.get("/search?q=zeppelin+lang:fr")).text
    assert "No article was found" in page
    assert "zeppelin" in page


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("albu AND (", "character"),
        ("@nothing", "there is no topic"),
        ("albu since:nonsense", "nonsense"),
        ("albu story:zz", "is no story"),
        ("zeppelin watchlist:gone", "there is no watchlist 'gone' in the configuration"),
        ("x" * 20_001, "at most"),
        ("a\0b OR (", ""),
    ],
)
async def test_a_fault_is_shown_where_it_is(desk: Visitor, q: str, said: str) -> None:
    answer = await desk.client.get("/search", params={"q": q})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    told = (await desk.client.get("/search.json", params={"q": q})).json()
    assert told["fault"]
    assert said in told["fault"] or said == "character"


async def test_topics_of_the_watchlists_are_meant_by_their_ids(desk: Visitor) -> None:
    assert len((await desk.json("/search.json?q=@albu-kamal"))["found"]) == 20
