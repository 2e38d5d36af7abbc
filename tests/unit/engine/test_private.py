"""What says who is watched is for the bot's own user alone, made anew and found from earlier versions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.bootstrap.private import keep_private
from monitor.model.config import FileChannel, StorageSettings
from tests.acceptance.world import World
from tests.unit.cli.conftest import OUTLET, Command, caller
from tests.unit.flow.shell_world import settings_for


def open_to_others(folder: Path) -> list[str]:
    """Files and folders under `folder` (itself included) that others may read, write or enter."""
    return [
        str(path.relative_to(folder.parent)) for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077
    ]


@pytest.fixture
def monitor(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    world = World(tmp_path, cron="0 7 1 1 *", targets="[files]")
    world.write({OUTLET: "https://127.0.0.2/feed"})
    return caller(world, capsys, monkeypatch)


def test_what_is_made_is_private_whatever_the_umask(monitor: Command, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        assert monitor("once", "--digest").status == 0
        assert monitor("db", "backup").status == 0
    finally:
        os.umask(before)
    made = {path.name.split(".")[-1] for path in (tmp_path / "data").rglob("*")}
    assert {"db", "html", "txt", "json", "backups", "digests"} <= made
    assert open_to_others(tmp_path / "data") == []


def older(folder: Path, *names: str) -> None:
    """Files and folders as versions before this one made them, under umask 022."""
    for name in names:
        path = folder / name
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.touch(0o644)
        path.chmod(0o644)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


OLD = (
    "monitor.db",
    "monitor.db-wal",
    "monitor.db.lock",
    "monitor.db.made",
    "digests/a.html",
    "digests/a.txt",
    "backups/x.db",
)


def settle(data: Path, digests: Path) -> None:
    storage = StorageSettings(url=f"sqlite:///{data}/monitor.db")
    keep_private(settings_for(storage=storage, channels=(FileChannel(name="files", folder=digests),)))


def test_what_earlier_versions_made_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    older(data, *OLD)
    settle(data, data / "digests")
    assert open_to_others(data) == []
    assert (data / "digests").stat().st_mode & 0o777 == 0o700
    assert (data / "monitor.db").stat().st_mode & 0o777 == 0o600


def test_what_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "www"
    older(data, *OLD, "family-photos.zip")
    older(elsewhere, "a.html", "style.css")
    (data / "monitor.db.link").symlink_to(elsewhere / "style.css")
    settle(data, elsewhere)
    assert data.stat().st_mode & 0o777 == 0o755, "others have things there"
    assert (data / "family-photos.zip").stat().st_mode & 0o777 == 0o644
    assert (data / "monitor.db").stat().st_mode & 0o777 == 0o600
    assert elsewhere.stat().st_mode & 0o777 == 0o755
    assert (elsewhere / "a.html").stat().st_mode & 0o777 == 0o600
    assert (elsewhere / "style.css").stat().st_mode & 0o777 == 0o644


def test_an_installation_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    settle(tmp_path / "nowhere", tmp_path / "nowhere" / "digests")
    assert not (tmp_path / "nowhere").exists()
