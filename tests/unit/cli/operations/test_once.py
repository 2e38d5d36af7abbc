"""`monitor once`, as cron calls it: operators are told by it too, each change once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor import sandbox
from monitor.cli.root import call
from monitor.store import open_store
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")


def told(world: World) -> list[str]:
    """The messages to operators, the oldest first."""
    files = sorted((world.data / "digests").glob("health-*.txt"), key=lambda path: path.stat().st_mtime_ns)
    return [path.read_text() for path in files]


@pytest.fixture
def watched(monitor: Command, world: World) -> Command:
    """An installation whose operators read files."""
    path = world.config / "monitor.yaml"
    path.write_text(f"{path.read_text()}operator: {{channels: [files]}}\n")
    return monitor


def test_what_a_cycle_leaves_is_told_once(watched: Command, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched("once").status == 0
    assert told(world) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 12_000_000))
    for _ in range(3):
        assert watched("once").status == 0
    (only,) = told(world)
    assert "only 12 MB are free" in only
    assert (world.data / "operator.json").exists()


def test_a_cycle_that_cannot_begin_is_told_once_and_forgotten_by_the_next(watched: Command, world: World) -> None:
    path = world.config / "monitor.yaml"
    sound, said = path.read_text(), "the environment variable NOT_THERE is not set"
    mail = "  m: {type: email, host: m.example, from: a@b.example, username: a, password_env: NOT_THERE}\n"
    path.write_text(sound.replace("channels:\n", f"channels:\n{mail}", 1))
    for _ in range(2):
        assert watched("once").status == 2
    (only,) = told(world)
    assert said in only
    assert (world.data / "operator.json").exists(), "and not elsewhere, though there were no data when it was told"
    assert said in watched("health").out
    path.write_text(sound)
    assert watched("once").status == 0
    assert said not in watched("health").out


def test_a_cycle_beside_a_bot_is_no_trouble(watched: Command, world: World) -> None:
    assert watched("once").status == 0
    store = open_store(f"sqlite:///{world.database}", exclusive=True)
    try:
        assert watched("once").status == 3
    finally:
        store.close()
    assert told(world) == []
    assert "was refused" not in watched("health").out


def test_a_database_that_is_none_any_more_is_told(watched: Command, world: World) -> None:
    assert watched("once").status == 0
    Path(world.database).write_bytes(b"nothing of ours" * 1000)
    for _ in range(2):
        assert watched("once").status == 3
    (only,) = told(world)
    assert "monitor db restore FILE" in only


@pytest.mark.parametrize(
    ("words", "kept", "ahead"),
    [
        (["once"], False, True),
        (["once", "--digest"], False, True),
        (["once", "--help"], False, False),
        (["once"], True, False),
        (["check"], False, False),
    ],
)
def test_parsers_are_loaded_ahead_where_all_feeds_are_new(
    words: list[str], kept: bool, ahead: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(sandbox, "load_ahead", lambda: begun.append(True))
    if kept:
        (tmp_path / "monitor.db").touch()
    with pytest.raises(SystemExit):
        call(["--config", str(tmp_path / "none"), "--data", str(tmp_path), *words])
    assert begun == [True] * ahead
