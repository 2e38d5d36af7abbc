"""What was done, and what proves an alert: both told on pages of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.model.desk.actions import DeskAction
from tests.unit.flow.shell_world import Shell, fetcher_for, watched
from tests.unit.web.desk_world import visit

_HOSTILE = '<img src=x onerror="alert(1)">'


async def test_what_was_done_stands_in_the_ledger_and_is_taken_back_there(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert "Nothing was done at the desk so far" in (await visitor.get("/ledger")).text
        await visitor.shell.cycle(visitor.services)
        (first, *_) = (await visitor.json("/index.json"))["lines"]
        await visitor.does("/do/story.done", {"story": first["ref"], "upto": first["alert"], "why": _HOSTILE})
        page = (await visitor.get("/ledger")).text
        assert f'href="/story/{first["ref"]}"' in page
        assert "<img" not in page
        (entry,) = (await visitor.json("/ledger.json"))["entries"]
        assert (entry["by"], entry["kind"], entry["why"], entry["undo"]) == ("local", "story.done", _HOSTILE, True)
        assert "Taken back" in await visitor.does(f"/undo/{entry['id']}", {"back": "/ledger"})
        (entry,) = (await visitor.json("/ledger.json"))["entries"]
        assert (entry["undo"], entry["undone_by"]) == (False, "local")
        assert first["ref"] in {one["ref"] for one in (await visitor.json("/index.json"))["lines"]}


async def test_the_ledger_goes_back_page_by_page_and_keeps_what_undoing_needs_to_itself(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        now, store = visitor.shell.clock.now(), visitor.services.store
        made = DeskAction(at=now, by="local", kind="watchlist.save", subject="watchlists/a b.yaml")
        detail = {"said": "Saved.", "undo": {"before": "a whole file"}}
        for n in range(51):
            store.record_action(replace(made, detail=detail, why=str(n), at=now - timedelta(minutes=60 - n)))
        first = (await visitor.get("/ledger.json")).text
        assert "a whole file" not in first
        shown = await visitor.json("/ledger.json")
        assert [one["why"] for one in shown["entries"]] == [str(n) for n in range(50, 0, -1)]
        assert not any(one["undo"] for one in shown["entries"][1:])
        rest = await visitor.json(f"/ledger.json?before={shown['older']}")
        assert ([one["why"] for one in rest["entries"]], rest["older"]) == (["0"], 0)


async def test_an_alert_is_shown_with_what_proves_it(tmp_path: Path) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)))
    async with visit(tmp_path, shell) as visitor:
        await shell.cycle(visitor.services)
        ((alert,),), ((title,),) = shell.query("SELECT id FROM alert"), shell.query("SELECT title FROM article")
        assert f'href="/alert/{alert}"' in (await visitor.get("/story/1")).text
        page, proof = (await visitor.get(f"/alert/{alert}")).text, await visitor.json(f"/alert/{alert}.json")
        record = visitor.services.store.proof(alert)
        assert record is not None
        assert (proof["title"], proof["record"], proof["seal"]) == (title, record.record, record.seal)
        assert record.seal in page
        assert proof["hits"]
        for odd in ("0", "9999", "x", "-1", "%00", "9" * 30):
            assert (await visitor.get(f"/alert/{odd}")).status_code == 404
