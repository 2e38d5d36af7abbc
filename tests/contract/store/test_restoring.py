"""A backup put in place, a start after a crash, a lock that was deleted, a folder that can only be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_world import LEASE, T0, World, delivered, minutes

from monitor.errors import MonitorError, StoreBusyError, StoreError, StoreLockedError
from monitor.model.digests import OutboxDraft
from monitor.model.outcomes import DeliveryState
from monitor.store import open_store, problems_of, restore
from monitor.store.database.location import lock_path

NAMES = ("monitor.db", "monitor.db-wal", "monitor.db-shm")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder with spaces, 100 %"
    folder.mkdir()
    return folder / "monitor.db"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def to(recipient: str, slot: str) -> OutboxDraft:
    return OutboxDraft(dedupe_key=f"2026-11-22/border/{slot}/mail/{recipient}", channel="mail", recipient=recipient)


def lived(path: Path, backup: Path) -> None:
    """A backup with one digest for two people; the first was sent since, and a second digest with one line too."""
    with closing(open_store(url(path))) as store:
        world = World(store)
        world.configure()
        world.alerted("1")
        world.composed(outbox=(to("a@x.example", "0700"), to("b@x.example", "0700")))
        store.backup(backup)
        first, *_ = store.claim_deliveries(minutes(1), minutes(1) + LEASE, 1)
        store.save_delivery(delivered(first, at=minutes(1)))
        world.alerted("2", at=minutes(20))
        world.composed("08:00", outbox=(to("a@x.example", "0800"),))


def test_what_was_sent_since_is_not_sent_again_and_the_rest_keeps_its_id(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "monday.db"
    lived(path, backup)
    report = restore(url(path), backup, T0)
    assert (report.settled, report.again, report.lines) == (1, 1, 1)
    assert report.aside is not None
    with closing(sqlite3.connect(report.aside)) as aside:
        assert aside.execute("SELECT count(*) FROM digest").fetchone() == (2,)
    with closing(open_store(url(path))) as store:
        (claim,) = store.claim_deliveries(minutes(9), minutes(9) + LEASE, 9)
        assert (claim.recipient, claim.dedupe_key) == ("b@x.example", "2026-11-22/border/0700/mail/b@x.example")
        assert {row.state for row in store.deliveries()} == {DeliveryState.SENT, DeliveryState.SENDING}
        assert store.check() == []


@pytest.mark.parametrize("loss", ["gone", "empty", "garbled", "half"])
def test_a_database_that_is_lost_or_ruined_is_replaced(path: Path, tmp_path: Path, loss: str) -> None:
    backup = tmp_path / "monday.db"
    lived(path, backup)
    whole = path.read_bytes()
    path.unlink()
    if loss != "gone":
        path.write_bytes({"empty": b"", "garbled": b"x" * 9000, "half": whole[: len(whole) // 2]}[loss])
    report = restore(url(path), backup, T0)
    assert report.lines is None
    assert report.again == 2
    with closing(open_store(url(path))) as store:
        assert len(store.deliveries()) == 2


def test_a_log_that_was_left_behind_does_not_ruin_the_backup(path: Path, tmp_path: Path) -> None:
    backup, copies = tmp_path / "monday.db", tmp_path / "killed"
    copies.mkdir()
    with closing(open_store(url(path))) as store:
        World(store).configure()
        store.backup(backup)
        World(store).alerted("1")
        # As a kill leaves them: with everything of late in the log.
        for name in NAMES:
            shutil.copy(path.with_name(name), copies / name)
    for name in NAMES:
        shutil.copy(copies / name, path.with_name(name))
    report = restore(url(path), backup, T0)
    assert report.aside is not None
    assert not path.with_name("monitor.db-wal").exists()
    with closing(open_store(url(path))) as store:
        assert store.check() == []
        assert store.article(1) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("file", ["absent", "empty", "text", "other", "damaged", "itself"])
def test_what_is_no_sound_backup_leaves_everything_as_it_was(path: Path, tmp_path: Path, file: str) -> None:
    backup = tmp_path / "monday.db"
    lived(path, backup)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    wrong = tmp_path / file
    if file == "itself":
        wrong = path
    elif file == "other":
        with closing(sqlite3.connect(wrong)) as connection:
            connection.execute("CREATE TABLE t (x)")
    elif file == "damaged":
        content = bytearray(backup.read_bytes())
        content[8192:20000] = b"\xff" * (20000 - 8192)
        wrong.write_bytes(content)
    elif file != "absent":
        wrong.write_bytes(b"" if file == "empty" else b"not a database, but long enough to be one" * 9)
    with pytest.raises(MonitorError):
        restore(url(path), wrong, T0)
    after = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert {name: after[name] for name in before} == before
    assert not [name for name in after if "replaced" in name]


def test_beside_a_bot_nothing_is_restored(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "monday.db"
    lived(path, backup)
    with closing(open_store(url(path))), pytest.raises(StoreLockedError):
        restore(url(path), backup, T0)


def test_a_backup_is_looked_at_and_not_changed(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "monday.db"
    lived(path, backup)
    content = backup.read_bytes()
    assert problems_of(backup) == []
    assert backup.read_bytes() == content
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["monday.db"]


def test_a_second_bot_is_refused_where_the_lock_file_was_deleted(path: Path, tmp_path: Path) -> None:
    with closing(open_store(url(path))):
        lock_path(path).unlink()
        for _ in range(2):
            with pytest.raises(StoreLockedError, match="Another monitor is using this database") as refused:
                open_store(url(path))
            assert not refused.value.waitable
    open_store(url(path)).close()


KILLED = "import os, sys; from monitor.store import open_store; open_store(sys.argv[1]); os._exit(9)"


def test_a_damaged_database_is_refused_after_a_crash_and_only_then_looked_at(path: Path, tmp_path: Path) -> None:
    lived(path, tmp_path / "monday.db")
    with closing(sqlite3.connect(path)) as raw:
        # A page that is not read when a store is opened, wherever it lies in the file.
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'bounce'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    open_store(url(path)).close()
    assert subprocess.run([sys.executable, "-c", KILLED, url(path)], check=False).returncode == 9
    with pytest.raises(StoreError, match=r"is damaged.*monitor db restore FILE"):
        open_store(url(path))
    restore(url(path), tmp_path / "monday.db", T0)
    open_store(url(path)).close()


def test_a_sound_database_is_opened_after_a_crash(path: Path) -> None:
    open_store(url(path)).close()
    assert lock_path(path).read_bytes() == b""
    assert subprocess.run([sys.executable, "-c", KILLED, url(path)], check=False).returncode == 9
    assert lock_path(path).read_bytes() != b""
    open_store(url(path)).close()


def test_questions_are_answered_where_nothing_can_be_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(path, tmp_path / "monday.db")
    names = sorted(one.name for one in path.parent.iterdir())
    real = os.access
    monkeypatch.setattr(os, "access", lambda one, mode: mode != os.W_OK and real(one, mode))
    with closing(open_store(url(path), exclusive=False)) as store:
        assert len(store.deliveries()) == 3
        assert store.health().feeds == 1
        assert store.stats().size_bytes > 0
        assert store.check() == []
        with pytest.raises(StoreBusyError, match="read-only"):
            store.acknowledge_deliveries(T0)
        assert sorted(one.name for one in path.parent.iterdir()) == names, "not even a log's index was made"


def test_questions_are_answered_beside_a_bot_of_another_user(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(url(path))) as owner:
        World(owner).configure()
        real = os.access
        monkeypatch.setattr(os, "access", lambda one, mode: mode != os.W_OK and real(one, mode))
        with closing(open_store(url(path), exclusive=False)) as visitor:
            World(owner).alerted("1")
            assert visitor.article(1) is not None  # type: ignore[arg-type]
