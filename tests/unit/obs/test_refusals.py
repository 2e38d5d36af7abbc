"""Why a start came to nothing is kept where it can be, and read only where it is our own."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.obs.refusals import FILE, Refusal, forget_refusal, last_refusal, note_refusal, spare_folder
from monitor.obs.surroundings import refusal_notes

AT = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))


@pytest.mark.parametrize("data", ["data", "absent"])
def test_it_is_kept_until_a_start_succeeds(tmp_path: Path, data: str) -> None:
    (tmp_path / "data").mkdir()
    folder = tmp_path / data
    assert last_refusal(folder) is None
    assert not spare_folder(folder).exists(), "asking makes nothing"
    note_refusal(folder, Refusal(at=AT, why="The secret X is not set."))
    assert last_refusal(folder) == Refusal(at=AT, why="The secret X is not set.")
    assert spare_folder(folder).exists() is (data == "absent")
    forget_refusal(folder)
    assert last_refusal(folder) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"at": "noon", "why": "x"}', '{"at": "2026-11-22T07:00:00", "why": "x"}']
)
def test_what_is_no_record_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert last_refusal(tmp_path) is None


def test_a_bot_tells_of_others_for_an_hour_and_not_of_its_own_past(tmp_path: Path) -> None:
    note_refusal(tmp_path, Refusal(at=AT, why="Another monitor is using this database."))
    began = AT - timedelta(minutes=5)
    (note,) = refusal_notes(tmp_path, began, AT + timedelta(minutes=1))
    assert "another start was refused at 07:00 UTC: Another monitor" in note.detail
    assert refusal_notes(tmp_path, began, AT + timedelta(minutes=61)) == ()
    assert refusal_notes(tmp_path, AT + timedelta(seconds=1), AT + timedelta(minutes=1)) == ()
    assert refusal_notes(tmp_path, began, AT - timedelta(minutes=1)) == ()
