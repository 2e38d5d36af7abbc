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
from monitor.settings import drafts, load_watchlist, schemas
from monitor.web import trials
from tests.unit.flow.shell_world import T0, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor, visit

TEXT = """# ours
watchlist: towns
title: Towns <b>
priority: normal
topics:
  - id: albu-kamal  # on the river
    name: Albu Kamal
    kind: place
    names: [Albu Kamal]
"""
WIDER = TEXT.replace("[Albu Kamal]", "[Albu Kamal, convoy]")
FILE = "config/watchlists/towns.yaml"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A bot that has read some articles with the list of TEXT."""
    async with visit(tmp_path, with_list(tmp_path)) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


def with_list(folder: Path, **more: object) -> Shell:
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    shell = Shell(folder, fetcher_for(*(watched(number) for number in range(6))))
    shell.settings = settings_for(watchlists=(load_watchlist(path),), **more)
    return shell


def edit(page: str, text: str) -> dict[str, str]:
    """The form of an editor's page, with another text."""
    fields = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    base = re.search(r'<textarea name="base"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert base
    return fields | {"base": html.unescape(base[1]).replace("\n", "\r\n"), "text": text.replace("\n", "\r\n")}


async def opened(desk: Visitor, name: str = "towns") -> str:
    answer = await desk.get(f"/watchlists/{name}")
    assert answer.status_code == 200, answer.text
    return answer.text


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


async def test_an_edit_that_nobody_waits_for_ends(desk: Visitor) -> None:
    asked, steps = trials.Trials(), []

    def endless(_kept: object) -> object:
        while True:
            steps.append(1)
            yield some

    some = DraftTried(
        since=T0, until=T0, seen=0, done=0, of=1, rough=False, complete=False, articles=Effects(), stories=Effects(),
        names=(), examples=(), pins=(), pins_tried=0, examples_tried=0, volumes=(), days=(),
    )  # fmt: skip
    whole = replace(some, complete=True)
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


async def pinned(desk: Visitor, text: str, kind: str, number: int = 1) -> str:
    page = await desk.post("/watchlist/pin", edit(await opened(desk), text) | {"pin": f"{number} {kind}"})
    assert page.status_code == 200, page.text
    return page.text


def typed(page: str) -> str:
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


async def test_a_result_becomes_an_example_of_the_draft(desk: Visitor) -> None:
    page = await pinned(desk, TEXT, "match")
    text = typed(page)
    assert text.startswith(TEXT)
    (example,) = re.findall(r"      match:\n        - (.*)\n", text)
    assert "Albu Kamal" in example
    assert "Put down as a text that must match albu-kamal" in page
    assert "1 example comes out" in page
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
    told = await desk.does("/do/watchlist.save", edit(page, text))
    assert "Saved towns.yaml" in told


async def test_an_example_that_does_not_hold_keeps_the_draft_from_being_saved(desk: Visitor) -> None:
    page = await pinned(desk, TEXT, "ignore")
    assert "is found in this example" in page
    assert "0 gained" in page  # What it does otherwise is shown all the same.
    answer = await desk.post("/do/watchlist.save", edit(page, typed(page)))
    assert answer.status_code == 409
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
    narrow = TEXT.replace("[Albu Kamal]", "[Nothing At All]")
    page = await pinned(desk, narrow, "match")  # What the list finds as it runs, and the draft does not.
    assert "is not found in this example" in page


async def test_a_known_gap_refuses_nothing_and_says_when_it_is_closed(desk: Visitor) -> None:
    page = await pinned(desk, TEXT.replace("[Albu Kamal]", "[Nothing At All]"), "gap")
    gap = typed(page)
    assert "gap:" in gap
    assert "wrong in it" not in page
    assert "known gap is found by now" not in page
    page = (await desk.post("/watchlist/try", edit(page, gap.replace("[Nothing At All]", "[Albu Kamal]")))).text
    assert "known gap is found by now" in page


async def test_what_is_no_example_is_said(desk: Visitor) -> None:
    assert "Mend what is wrong" in await pinned(desk, "topics: 7\n", "match")
    assert "Mend what is wrong" in await pinned(desk, TEXT, "perhaps")
    lost = await desk.post("/watchlist/pin", edit(await opened(desk), TEXT) | {"pin": "999 match"})
    assert lost.status_code == 422
    assert "not stored any more" in lost.text
    other = TEXT.replace("albu-kamal", "elsewhere").replace("[Albu Kamal]", "[Nothing At All]")
    none = await desk.post("/watchlist/pin", edit(await opened(desk), other) | {"pin": "1 match"})
    assert "Nothing of a topic" in none.text


def parts_told(page: str) -> dict[str, tuple[str, str]]:
    """Of each part by its name: what its button asks for, and what it says."""
    found = re.findall(r'name="press" value="([^"]+)"[^>]*data-part>(.*?)</button>', page, re.DOTALL)
    told = ((press, " ".join(re.sub("<[^>]*>", "", said).split())) for press, said in found)
    return {re.split(r" [\d,]", said, maxsplit=1)[0]: (press, said) for press, said in told}


async def test_each_name_tells_what_it_finds_and_is_switched_off_for_a_moment(desk: Visitor) -> None:
    text = TEXT.replace("[Albu Kamal]", "[Albu Kamal, Nothing At All]")
    form = edit(await opened(desk), text)
    page = (await desk.post("/watchlist/parts", form)).text
    told = parts_told(page)
    assert told["Albu Kamal"][1] == "Albu Kamal 6, 6 only"
    assert told["Nothing At All"][1] == "Nothing At All 0! found"
    page = (await desk.post("/watchlist/parts", form | {"press": told["Albu Kamal"][0]})).text
    assert "−6 lost" in page
    assert "1 part stands otherwise than in the text" in page
    off = parts_told(page)
    assert "off Albu Kamal" in off
    assert typed(page) == text
    # What was switched stays so for a further trial, and is nothing to what is saved.
    key = off["off Albu Kamal"][0].split()[0]
    again = (await desk.post("/watchlist/try", form | {f"part.{key}": "off"})).text
    assert "−6 lost" in again
    assert f'name="part.{key}" value="off"' in again
    await desk.does("/do/watchlist.save", form | {f"part.{key}": "off"})
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == text


async def test_a_condition_tells_what_passes_it_and_what_it_keeps_out(desk: Visitor) -> None:
    needs = TEXT + "    requires: {any: [nothing*], within: sentence}\n"
    form = edit(await opened(desk), needs)
    page = (await desk.post("/watchlist/parts", form)).text
    (condition,) = [one for name, one in parts_told(page).items() if name.startswith("needs")]
    assert condition[1].endswith("0 pass, 6 kept out")
    page = (await desk.post("/watchlist/parts", form | {"press": condition[0]})).text
    assert "This is what runs." in page  # Without it the draft is that.


async def test_parts_of_what_cannot_be_read_are_not_told(desk: Visitor) -> None:
    page = await desk.post("/watchlist/parts", edit(await opened(desk), "topics: 7\n") | {"press": "x off"})
    assert page.status_code == 200
    assert "data-parts" not in page.text
    page = await desk.post("/watchlist/parts", edit(await opened(desk), TEXT) | {"part.zz": "off", "press": "nowhere"})
    assert "Albu Kamal" in parts_told(page.text)
