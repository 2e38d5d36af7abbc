"""The pages of watchlists: edited without scripts and with them, by two people, on a folder that cannot be written."""

from __future__ import annotations

import asyncio
import html
import re
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.flow.archive.searching import index_whole
from monitor.model.archive.backtest import Effects
from monitor.model.desk.drafts import DraftTried
from monitor.model.feedback.pins import Pin
from monitor.settings import drafts, schemas
from monitor.web import trials
from monitor.web.pages.watchlists import views
from tests.unit.flow.shell_world import T0
from tests.unit.web.desk_world import Visitor, visit
from tests.unit.web.watchlist_world import TEXT, WIDER, edit, opened, with_list


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A bot that has read some articles with the list of TEXT."""
    async with visit(tmp_path, with_list(tmp_path)) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


async def test_every_key_of_a_list_is_told_with_its_meaning(desk: Visitor) -> None:
    groups = (await desk.json("/watchlist/keys.json"))["groups"]
    known = schemas()["watchlist"]
    sections = [known, *known["$defs"].values()]
    told = {tuple(key["name"] for key in one["keys"]) for one in groups}
    assert told == {tuple(one["properties"]) for one in sections}
    assert all(key["words"] for one in groups for key in one["keys"])
    page = (await desk.get("/watchlist/keys")).text
    assert "One of place, person" in page
    assert "/watchlist/keys" in await opened(desk)


async def test_all_lists_sound_or_not(desk: Visitor) -> None:
    (desk.config / "watchlists" / "bad.yaml").write_text("topics: 7\n")
    page = (await desk.get("/watchlists")).text
    assert "Towns &lt;b&gt;" in page
    assert "1 topic with 1 name." in page
    assert "Not in force" in page
    bad = await opened(desk, "bad")
    assert "wrong in it" in bad
    assert [one["in_force"] for one in (await desk.json("/watchlists.json"))["lists"]] == [False, True]


async def test_a_text_comes_as_it_is_and_is_saved_as_it_was_typed(desk: Visitor) -> None:
    page = await opened(desk)
    assert html.escape(TEXT, quote=False) in page.replace("&#34;", '"')
    told = await desk.does("/do/watchlist.save", edit(page, WIDER) | {"why": "a convoy"})
    assert "Saved towns.yaml" in told
    assert "a convoy" in told
    path = desk.config / "watchlists" / "towns.yaml"
    assert path.read_text() == WIDER
    (entry,) = desk.services.store.actions(subject="watchlists/towns.yaml")
    assert (entry.kind, entry.by, entry.why) == ("watchlist.save", "local", "a convoy")
    assert entry.detail["changed"][-2:] == ["-    names: [Albu Kamal]", "+    names: [Albu Kamal, convoy]"]
    told = await desk.does(f"/undo/{entry.id}")
    assert path.read_text() == TEXT
    again = await desk.post(f"/undo/{entry.id}")
    assert again.status_code == 303


async def test_what_was_saved_once_more_is_not_taken_back(desk: Visitor) -> None:
    await desk.does("/do/watchlist.save", edit(await opened(desk), WIDER))
    await desk.does("/do/watchlist.save", edit(await opened(desk), WIDER + "# more\n"))
    first = desk.services.store.actions(subject="watchlists/towns.yaml")[-1]
    answer = await desk.post(f"/undo/{first.id}")
    assert answer.status_code == 422
    assert "saved once more since then" in answer.text
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == WIDER + "# more\n"


async def test_a_new_list_and_its_end(desk: Visitor) -> None:
    page = (await desk.get("/watchlist/new?name=roads.yaml")).text
    assert "watchlist: roads" in page
    await desk.does("/do/watchlist.save", edit(page, TEXT.replace("watchlist: towns", "watchlist: roads")))
    path = desk.config / "watchlists" / "roads.yaml"
    assert path.exists()
    (entry,) = desk.services.store.actions(subject="watchlists/roads.yaml")
    await desk.post(f"/undo/{entry.id}")
    assert not path.exists()


@pytest.mark.parametrize("name", ["nothing", "..%2Fmonitor", ".hidden", "a%00b", "%2Fetc%2Fpasswd"])
async def test_there_are_no_other_files(desk: Visitor, name: str) -> None:
    assert (await desk.get(f"/watchlists/{name}")).status_code in {404, 422}
    assert (await desk.get(f"/watchlist/new?name={name}")).status_code in {200, 422}


async def test_two_people_edit_at_once(desk: Visitor) -> None:
    mine, theirs = await opened(desk), await opened(desk)
    await desk.does("/do/watchlist.save", edit(theirs, TEXT.replace("# ours", "# of the desk")))
    answer = await desk.post("/do/watchlist.save", edit(mine, WIDER))
    assert answer.status_code == 409
    assert "somebody else saved" in answer.text
    assert "# of the desk" in answer.text
    path = desk.config / "watchlists" / "towns.yaml"
    assert path.read_text() == TEXT.replace("# ours", "# of the desk")
    both = WIDER.replace("# ours", "# of the desk")
    assert html.escape(both, quote=False) in answer.text
    await desk.does("/do/watchlist.save", edit(answer.text, both))
    assert path.read_text() == both


async def test_what_is_wrong_is_shown_with_its_line_and_nothing_typed_is_lost(desk: Visitor) -> None:
    slip = TEXT.replace("kind: place", "kynd: place")
    answer = await desk.post("/do/watchlist.save", edit(await opened(desk), slip))
    assert answer.status_code == 409
    assert "Line 8" in answer.text
    assert "Did you mean kind" in answer.text
    assert "kynd: place" in answer.text
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
    told = await desk.post("/do/watchlist.save", edit(await opened(desk), slip), accept="application/json")
    assert told.json()["problems"][0]["line"] == 8


async def test_a_folder_that_cannot_be_written(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(drafts, "replace_unchanged", forbidden)
    answer = await desk.post("/do/watchlist.save", edit(await opened(desk), WIDER))
    assert "git apply" in answer.text
    found = re.search(r'<textarea id="patch"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL)
    assert found
    folder = desk.config.parent
    subprocess.run(["git", "apply"], input=html.unescape(found[1]).encode(), check=True, cwd=folder)
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == WIDER
    assert await patch_of(desk, WIDER) == ""


async def patch_of(desk: Visitor, text: str) -> str:
    answer = await desk.post("/watchlist/try", edit(await opened(desk), text) | {"how": "patch"})
    found = re.search(r'<textarea id="patch"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL)
    return html.unescape(found[1]) if found else ""


async def test_as_a_patch_without_saving(desk: Visitor) -> None:
    assert "+    names: [Albu Kamal, convoy]" in await patch_of(desk, WIDER)
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT


async def test_the_button_tells_all_without_scripts(desk: Visitor) -> None:
    narrower = TEXT.replace("names: [Albu Kamal]", "names: [Nothing At All]")
    answer = await desk.post("/watchlist/try", edit(await opened(desk), narrower))
    assert "−6 lost" in answer.text
    assert "<mark>Albu Kamal</mark>" in answer.text
    assert "Nothing At All" in answer.text, "what was typed stays"
    same = await desk.post("/watchlist/try", edit(await opened(desk), TEXT.replace("# ours", "# theirs")))
    assert "This is what runs" in same.text


async def test_while_somebody_types_only_the_newest_draft_counts(desk: Visitor) -> None:
    fields = edit(await opened(desk), WIDER) | {"part": "1", "number": "7"}
    page = ""
    for _ in range(100):
        page = (await desk.post("/watchlist/try", fields)).text
        if 'data-going="0"' in page:
            break
    assert "<html" not in page
    assert 'data-number="7"' in page
    assert "6 same" in page
    late = (await desk.post("/watchlist/try", fields | {"number": "6"})).text
    assert "same" not in late
    other = (await desk.post("/watchlist/try", fields | {"number": "8", "text": "topics: 7"})).text
    assert "wrong in it" in other


async def test_a_pin_that_breaks_is_asked_about(tmp_path: Path) -> None:
    pin = Pin(
        id="p", watchlist="towns", topic="albu-kamal", expected="match", text="A convoy left Albu Kamal.", by="Ali"
    )
    async with visit(tmp_path, with_list(tmp_path, pins=(pin,))) as desk:
        narrower = TEXT.replace("names: [Albu Kamal]", "names: [Nothing At All]")
        answer = await desk.post("/do/watchlist.save", edit(await opened(desk), narrower))
        assert answer.status_code == 409
        assert "A convoy left Albu Kamal." in answer.text
        assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
        await desk.does("/do/watchlist.save", edit(answer.text, narrower) | {"anyway": "1"})
        assert (desk.config / "watchlists" / "towns.yaml").read_text() == narrower


async def test_a_spelling_is_taken_up_and_given_back(desk: Visitor) -> None:
    spelling = {"name": "towns", "topic": "albu-kamal", "text": "Abu Kamal"}
    assert "Abu Kamal is a name of albu-kamal now" in await desk.does("/do/watchlist.accept", spelling)
    path = desk.config / "watchlists" / "towns.yaml"
    assert path.read_text() == TEXT.replace("[Albu Kamal]", "[Albu Kamal, Abu Kamal]")
    (entry,) = desk.services.store.actions(subject="watchlists/towns.yaml")
    await desk.post(f"/undo/{entry.id}")
    assert path.read_text() == TEXT
    await desk.does("/do/watchlist.reject", spelling)
    assert "rejected: [Abu Kamal]" in path.read_text()
    assert (await desk.post("/do/watchlist.accept", spelling | {"topic": "nothing"})).status_code == 422
    assert (await desk.post("/do/watchlist.reject", spelling | {"text": "Albu Kamal"})).status_code == 422


async def test_a_fault_in_a_trial_is_told(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = trials.Trials()

    def broken(_kept: object) -> object:
        raise ZeroDivisionError

    told, error = await asked.ask("p", 1, ("towns", "x"), broken, wait_s=5, whole=True)  # type: ignore[arg-type]
    assert told is None
    assert "a fault of the program" in error


SOME = DraftTried(
    since=T0, until=T0, seen=0, done=0, of=1, rough=False, complete=False, articles=Effects(), stories=Effects(),
    names=(), examples=(), pins=(), pins_tried=0, examples_tried=0, volumes=(), days=(),
)  # fmt: skip


async def test_after_its_first_counts_a_page_waits_for_all_of_them() -> None:
    asked, go = trials.Trials(), threading.Event()

    def steps(_kept: object) -> Iterator[DraftTried]:
        yield SOME
        go.wait(30)
        yield from (replace(SOME, done=number) for number in range(20))
        yield replace(SOME, complete=True)

    told, _ = await asked.ask("p", 1, ("towns", "x"), steps, wait_s=30)
    assert told == SOME
    go.set()
    told, _ = await asked.ask("p", 1, ("towns", "x"), steps, wait_s=30)
    assert told is not None
    assert told.complete


async def test_an_edit_that_nobody_waits_for_ends(desk: Visitor) -> None:
    asked, steps = trials.Trials(), []

    def endless(_kept: object) -> object:
        while True:
            steps.append(1)
            yield SOME

    whole = replace(SOME, complete=True)
    await asked.ask("p", 1, ("towns", "x"), endless, wait_s=5)  # type: ignore[arg-type]
    told, _ = await asked.ask("p", 2, ("towns", "y"), lambda _: iter([whole]), wait_s=9)
    while told is None or not told.complete:
        told, _ = await asked.ask("p", 2, ("towns", "y"), endless, wait_s=9)  # type: ignore[arg-type]
    count = len(steps)
    await asyncio.sleep(0)
    assert len(steps) == count


async def test_who_begins_to_edit_has_the_list_made_ready_once(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = [], threading.Event()

    def steps(_kept: object) -> Iterator[None]:
        begun.append(1)
        yield
        over.set()

    asked = trials.Trials()
    for _ in range(3):
        asked.make_ready("towns", steps)
    assert await asyncio.to_thread(over.wait, 30)
    assert begun == [1]

    made: list[str] = []
    monkeypatch.setattr(trials.Trials, "make_ready", lambda _self, mark, _steps: made.append(mark))
    fields = edit(await opened(desk), TEXT)
    assert "This is what runs" in (await desk.post("/watchlist/try", fields | {"part": "1"})).text
    assert "This is what runs" in (await desk.post("/watchlist/try", fields)).text
    assert len(made) == 1


async def test_examples_are_tried_while_the_list_is_typed(desk: Visitor) -> None:
    told = f"{WIDER}    examples:\n      match: [Quiet at Albu Kamal]\n      ignore: [Quiet at Deir ez-Zor]\n"
    fields = edit(await opened(desk), told)
    assert "2 examples come out as the list says." in (await desk.post("/watchlist/try", fields)).text
    wrong = told.replace("Quiet at Deir", "A convoy at Deir")
    shown = (await desk.post("/watchlist/try", fields | {"text": wrong, "number": "2"})).text
    assert "A convoy at Deir ez-Zor" in shown
    assert "as the list says" not in shown


async def test_one_of_many_lists_is_found_by_title_id_and_file(tmp_path: Path) -> None:
    async with visit(tmp_path, with_list(tmp_path)) as desk:
        for number in range(13):
            other = TEXT.replace("towns", f"other-{number}").replace("Towns <b>", f"نهر {number}")
            (desk.config / "watchlists" / f"file-{number}.yaml").write_text(other)
        page = (await desk.get("/watchlists")).text
        assert "14 lists" in page
        for asked, found in (("tOWns", ["towns"]), ("file-12", ["file-12"]), ("nobody", [])):
            twin = await desk.json(f"/watchlists.json?q={asked}")
            assert [one["name"] for one in twin["lists"]] == found
            assert twin["all"] == 14
        assert "No watchlist is called like that" in (await desk.get("/watchlists?q=nobody")).text


async def test_a_full_run_is_asked_for_where_saving_could_lose(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "data-draft data-whole>" in await opened(desk)
    assert "data-whole" not in (await desk.get("/watchlist/new?name=fresh")).text
    tried = (await desk.post("/watchlist/try", edit(await opened(desk), TEXT.replace("[Albu", "[Not Albu")))).text
    assert 'data-lost="6"' in tried
    monkeypatch.setattr(views.os, "access", lambda *_: False)
    assert "data-whole" not in await opened(desk)
