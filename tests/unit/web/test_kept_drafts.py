"""Drafts with an address of their own: a colleague looks, goes on, or saves; two edit one and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.flow.archive.searching import index_whole
from monitor.flow.upkeep import prune
from monitor.model.desk.drafts import DRAFTS_KEPT
from tests.unit.web.desk_world import Visitor, visit
from tests.unit.web.entering_world import log_in, put_users
from tests.unit.web.watchlist_world import TEXT, WIDER, edit, opened, typed, with_list

LOWER = TEXT.replace("priority: normal", "priority: low")
OTHER = WIDER.replace("convoy", "lorry")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A bot that has read some articles with the list of TEXT."""
    async with visit(tmp_path, with_list(tmp_path)) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


def held(desk: Visitor) -> str:
    return (desk.config / "watchlists" / "towns.yaml").read_text()


async def draft_page(desk: Visitor, number: int = 1) -> str:
    answer = await desk.get(f"/watchlist/draft/{number}")
    assert answer.status_code == 200, answer.text
    return answer.text


def again(page: str, text: str) -> dict[str, str]:
    """The form of a draft's page, with another text."""
    kept = page.partition('<textarea name="kept"')[2].partition("\n")[2].partition("</textarea>")[0]
    return edit(page, text) | {"kept": kept.replace("&lt;", "<").replace("&gt;", ">")}


async def keep(desk: Visitor, form: dict[str, str]) -> str:
    return await desk.does("/do/watchlist.keep", form)


async def test_a_draft_has_an_address_and_the_file_stays(desk: Visitor) -> None:
    answer = await desk.post("/do/watchlist.keep", edit(await opened(desk), WIDER) | {"why": "for Noor"})
    assert answer.headers["location"].startswith("/watchlist/draft/1?did=")
    page = (await desk.get(answer.headers["location"])).text
    assert "Kept as draft 1 of towns.yaml, for 30 days" in page
    assert "draft 1, not saved" in page
    assert typed(page) == WIDER
    assert held(desk) == TEXT
    assert "<h1>" in page
    assert ", draft 1</h1>" in page
    for where in ("/watchlists", "/watchlists/towns"):
        shown = (await desk.get(where)).text
        assert '<a href="/watchlist/draft/1">Draft 1</a>' in shown
        assert "for Noor" in shown
    tried = (await desk.post("/watchlist/try", again(page, WIDER))).text
    assert "+" in tried
    assert "gained" in tried
    assert "draft 1, not saved" in tried
    twin = await desk.json("/watchlist/draft/1.json")
    assert (twin["draft"]["number"], twin["draft"]["edition"], twin["text"]) == (1, 1, WIDER)


async def test_saved_it_ends_and_taken_back_it_is_open_again(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    told = await desk.does("/do/watchlist.save", again(page, LOWER))
    assert "Saved draft 1 as towns.yaml." in told
    assert held(desk) == LOWER
    assert "/watchlist/draft/1" not in (await desk.get("/watchlists")).text
    page = await draft_page(desk)
    assert "This draft was saved by" in page
    assert "draft 1, saved</span>" in page
    assert "Keep as a draft" in page
    (number,) = [one.id for one in desk.services.store.actions(kind="watchlist.save")]
    assert "Taken back" in await desk.does(f"/undo/{number}", {"back": "/watchlists"})
    assert held(desk) == TEXT
    assert "Draft 1</a>" in (await desk.get("/watchlists")).text


async def test_two_edit_one_draft_and_nothing_is_lost(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    mine, theirs = again(page, WIDER.replace("priority: normal", "priority: low")), again(page, WIDER + "# noted\n")
    assert "Kept draft 1 of towns.yaml" in await keep(desk, theirs)
    for action in ("keep", "save"):
        answer = await desk.post(f"/do/watchlist.{action}", mine)
        assert answer.status_code == 409
        both = typed(answer.text)
        assert "priority: low" in both
        assert both.endswith("# noted\n")
        assert "kept draft 1 while you edited it" in answer.text
        assert held(desk) == TEXT
    assert "Kept draft 1" in await keep(desk, again(answer.text, both))
    assert typed(await draft_page(desk)) == both


async def test_lines_that_both_changed_stand_there_twice(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    await keep(desk, again(page, OTHER))
    answer = await desk.post("/do/watchlist.keep", again(page, WIDER.replace("convoy", "caravan")))
    assert "Both changed the same lines in 1 place" in answer.text
    assert "lorry" in typed(answer.text)
    assert "caravan" in typed(answer.text)


async def test_a_file_that_was_saved_meanwhile_is_told_and_put_together(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    assert "was saved since this draft began" not in page
    await desk.does("/do/watchlist.save", edit(await opened(desk), LOWER))
    page = await draft_page(desk)
    assert "was saved since this draft began" in page
    answer = await desk.post("/do/watchlist.save", again(page, WIDER))
    assert answer.status_code == 409
    both = typed(answer.text)
    assert "convoy" in both
    assert "priority: low" in both
    assert "Saved draft 1 as" in await desk.does("/do/watchlist.save", again(answer.text, both))
    assert held(desk) == both


async def test_what_was_kept_is_taken_back(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    await keep(desk, again(page, OTHER))
    second, first = [one.id for one in desk.services.store.actions(kind="watchlist.keep")]
    early = await desk.post(f"/undo/{first}")
    assert early.status_code == 422
    assert "was kept once more" in early.text
    await desk.does(f"/undo/{second}")
    assert typed(await draft_page(desk)) == WIDER
    again_back = await desk.post(f"/undo/{first}")
    assert again_back.status_code == 422  # Giving it back was an edition as well.


async def test_a_new_draft_is_dropped_by_taking_it_back(desk: Visitor) -> None:
    await keep(desk, edit(await opened(desk), WIDER))
    (number,) = [one.id for one in desk.services.store.actions(kind="watchlist.keep")]
    await desk.does(f"/undo/{number}")
    assert list(desk.services.store.kept_drafts()) == []


async def test_dropped_and_open_again(desk: Visitor) -> None:
    page = await keep(desk, edit(await opened(desk), WIDER))
    told = await desk.does("/do/watchlist.drop", {"draft": 1, "edition": 1})
    assert "Dropped draft 1 of towns.yaml." in told
    twice = await desk.post("/do/watchlist.drop", {"draft": 1})
    assert twice.status_code == 422
    assert "dropped by local already" in twice.text
    # Whoever edits it still loses nothing: it becomes another one.
    assert "Draft 1 was dropped by local meanwhile. Kept as draft 2" in await keep(desk, again(page, OTHER))
    (number,) = [one.id for one in desk.services.store.actions(kind="watchlist.drop")]
    await desk.does(f"/undo/{number}")
    assert typed(await draft_page(desk)) == WIDER
    await keep(desk, again(await draft_page(desk), OTHER))
    late = await desk.post("/do/watchlist.drop", {"draft": 1, "edition": 1})
    assert "look at it before you drop it" in late.text


async def test_what_is_no_draft_is_said(desk: Visitor) -> None:
    for number in ("7", "x", "9" * 30):
        assert (await desk.get(f"/watchlist/draft/{number}")).status_code == 404
        assert (await desk.post("/do/watchlist.drop", {"draft": number})).status_code == 404
    same = await desk.post("/do/watchlist.keep", edit(await opened(desk), TEXT))
    assert same.status_code == 422
    assert "nothing to keep" in same.text
    page = await keep(desk, edit(await opened(desk), WIDER))
    assert "Draft 1 says that already." in await keep(desk, again(page, WIDER))
    # A number of another list's draft is no draft of this one.
    strange = again(page, "topics: 7\n") | {"name": "other"}
    assert "Kept as draft 2 of other.yaml" in await keep(desk, strange)
    assert "wrong in it" in await draft_page(desk, 2)
    assert "of a new list, <code>other.yaml</code>" in (await desk.get("/watchlists")).text


async def test_forgotten_after_thirty_days(desk: Visitor) -> None:
    await keep(desk, edit(await opened(desk), WIDER))
    desk.shell.clock.advance(DRAFTS_KEPT - timedelta(hours=1))
    await prune(desk.services, desk.services.clock.now())
    await draft_page(desk)
    desk.shell.clock.advance(timedelta(hours=2))
    await prune(desk.services, desk.services.clock.now())
    assert (await desk.get("/watchlist/draft/1")).status_code == 404


async def test_for_analysts_and_those_who_are_shown_the_list(desk: Visitor) -> None:
    await keep(desk, edit(await opened(desk), WIDER))
    put_users(desk.config)
    for name, status in (("ada", 200), ("noor", 403), ("ali", 404)):
        desk.client.cookies.clear()
        await log_in(desk, name)
        assert (await desk.get("/watchlist/draft/1")).status_code == status
        assert ("/watchlist/draft/1" in (await desk.get("/watchlists")).text) is (status == 200)
        assert ("/watchlist/draft/1" in (await desk.get("/watchlists/towns")).text) is (status == 200)
