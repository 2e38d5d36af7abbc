"""Pins written into pins.yaml and taken out again, whatever stands around them and whoever else writes."""

from __future__ import annotations

import subprocess
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ConfigError, UnwritableError, UsageError
from monitor.model.feedback.pins import Pin
from monitor.settings.edit import atomic, sound_file
from monitor.settings.edit.pins import add_pins, remove_pins
from monitor.settings.edit.silences import add_silence

PIN = Pin(
    id="base-1", watchlist="w", topic="base", expected="ignore", met=("Imam Ali",),
    text='At the shrine of Imam Ali: "pilgrims".\x00', title="", language="ar", article="https://a.example/1?a=b#c",
    publisher="North Press", story="0012", alert=7, by="Ali", at=datetime(2026, 11, 29, 8, tzinfo=UTC),
    because="no: it",
)  # fmt: skip
BLOCK = r"""  - id: base-1
    watchlist: w
    topic: base
    expect: ignore
    met: [Imam Ali]
    text: "At the shrine of Imam Ali: \"pilgrims\"."
    language: ar
    article: "https://a.example/1?a=b#c"
    publisher: North Press
    story: "0012"
    alert: 7
    by: Ali
    at: "2026-11-29T08:00:00Z"
    because: "no: it"
"""
SILENCE = {"id": "new", "topics": ["a"], "until": "2026-12-01T08:00:00Z", "by": "Ali", "why": "known"}


def two() -> Pin:
    return replace(PIN, id="base-2", text="Another shrine of Imam Ali.", because="")


@pytest.mark.parametrize("before", [None, "pins:\n", "# mine\npins: []\n", "", "pins:  # judged\r\n"])
def test_added_and_taken_out_again(tmp_path: Path, before: str | None) -> None:
    path = tmp_path / "pins.yaml"
    if before is not None:
        path.write_bytes(before.encode())
    assert add_pins(path, [PIN]) == ("base-1",)
    text = path.read_bytes().decode()
    assert text.replace("\r\n", "\n").endswith(BLOCK)
    assert text.startswith(("# yaml-language-server: " if before is None else before).replace(" []", "").rstrip("\r\n"))
    assert add_pins(path, [PIN, two()]) == ("base-2",)
    assert remove_pins(path, lambda row: row["id"] == "base-2") == ("base-2",)
    assert path.read_bytes().decode() == text
    assert remove_pins(path, lambda row: row["id"] == "base-2") == ()
    assert remove_pins(path, lambda row: row["story"] == "0012") == ("base-1",)
    assert "base" not in path.read_text()
    assert add_pins(path, [PIN]) == ("base-1",)


def test_comments_around_a_pin_stay_when_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "pins.yaml"
    last = BLOCK.replace("base-1", "base-2")
    path.write_text(f"# head\npins:\n  # shrines\n{BLOCK}\n  # the other\n{last}# end\n")
    assert remove_pins(path, lambda row: row["id"] == "base-1") == ("base-1",)
    assert path.read_text() == f"# head\npins:\n  # shrines\n\n  # the other\n{last}# end\n"


def test_what_a_reviewer_could_not_see_is_written_as_an_escape(tmp_path: Path) -> None:
    path = tmp_path / "pins.yaml"
    add_pins(path, [replace(PIN, text="می\u200cخواهد \u202eabc Imam Ali \U000e0041", because="")])
    assert r'text: "می\u200cخواهد \u202eabc Imam Ali \U000e0041"' in path.read_text()


def test_the_opposite_of_a_pin_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pins.yaml"
    add_pins(path, [PIN])
    text = path.read_text()
    with pytest.raises(UsageError, match=r"pin base-1, in which Ali said not .* monitor not 0012 --undo"):
        add_pins(path, [replace(PIN, expected="match")])
    assert path.read_text() == text


@pytest.mark.parametrize("before", ["pins:\n  - id: one\n", "pins: [\n", "other: 1\n"])
def test_an_unsound_file_is_left_alone(tmp_path: Path, before: str) -> None:
    path = tmp_path / "pins.yaml"
    path.write_text(before)
    for edit in (lambda: add_pins(path, [PIN]), lambda: remove_pins(path, lambda _: True)):
        with pytest.raises(ConfigError):
            edit()
    assert path.read_text() == before


@pytest.mark.parametrize("there", [False, True])
def test_an_edit_beside_another_is_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    path = tmp_path / "pins.yaml"
    if there:
        add_pins(path, [two()])
    whole = sound_file.replace_unchanged

    def late(target: Path, before: bytes | None, content: bytes, **kind: bool) -> bool:
        path.write_text("pins: []  # by an editor\n")
        return whole(target, before, content, **kind)

    monkeypatch.setattr(sound_file, "replace_unchanged", late)
    with pytest.raises(UsageError, match="changed by somebody else meanwhile; nothing was written"):
        add_pins(path, [PIN])
    assert path.read_text() == "pins: []  # by an editor\n"


def test_of_many_edits_at_once_each_is_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "pins.yaml"
    refused: list[str] = []

    def edit(number: int) -> None:
        try:
            add_pins(path, [replace(PIN, id=f"base-{number}")])
        except UsageError:
            refused.append(f"base-{number}")

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = {row for row in (f"base-{number}" for number in range(12)) if f"- id: {row}\n" in path.read_text()}
    assert kept.isdisjoint(refused)
    assert len(kept) + len(refused) == 12
    assert kept


@pytest.mark.parametrize("before", [None, "# mine\r\npins:\r\n", f"\ufeffpins:\n{BLOCK}# no end", "pins: []"])
def test_a_folder_that_cannot_be_written_gives_a_patch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    path = tmp_path / "deploy" / "config" / "pins.yaml"
    path.parent.mkdir(parents=True)
    if before is not None:
        path.write_bytes(before.encode())

    def forbidden(*_given: object, **_kind: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "write_atomically", forbidden)
        with pytest.raises(UnwritableError, match="the patch does it: git apply") as refused:
            add_pins(path, [two()])
    patch = refused.value.patch
    assert (path.read_bytes() if path.exists() else None) == (None if before is None else before.encode())
    subprocess.run(["git", "-C", tmp_path, "apply", "-"], input=patch.encode(), check=True)
    applied = path.read_bytes()
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before.encode())
    add_pins(path, [two()])
    assert path.read_bytes() == applied


def test_other_edits_give_a_patch_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_given: object, **_kind: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(atomic, "write_atomically", forbidden)
    folder = tmp_path / "config"
    folder.mkdir()
    with pytest.raises(UnwritableError, match=r"read-only file system") as refused:
        add_silence(folder / "silences.yaml", SILENCE)
    assert "+++ b/config/silences.yaml\n" in refused.value.patch
    assert list(folder.iterdir()) == []
