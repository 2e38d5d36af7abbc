"""A database that was cut to nothing or deleted is never taken for a new one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from store_world import T0, World

from monitor.errors import StoreError
from monitor.store import open_store
from monitor.store.database.marker import marker_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database that was used and closed."""
    path = tmp_path / "monitor.db"
    with closing(open_store(f"sqlite:///{path}")) as store:
        world = World(store)
        world.configure()
        world.alerted("1")
    return path


@pytest.mark.parametrize(("lose", "what"), [(Path.unlink, "is gone"), (lambda path: path.write_bytes(b""), "is empty")])
@pytest.mark.parametrize("exclusive", [True, False])
def test_it_is_refused(path: Path, lose: object, what: str, exclusive: bool) -> None:
    lose(path)  # type: ignore[operator]
    with pytest.raises(StoreError, match=f"{what}, but there was one.*delete .*monitor.db.made"):
        open_store(f"sqlite:///{path}", exclusive=exclusive)
    assert not path.exists() or path.stat().st_size == 0, "nothing was made in its place"


def test_whoever_begins_anew_on_purpose_may(path: Path) -> None:
    for file in path.parent.glob("monitor.db*"):
        file.unlink()
    with closing(open_store(f"sqlite:///{path}")) as store:
        assert store.feeds() == []
    assert marker_path(path).stat().st_mode & 0o077 == 0


def test_a_database_of_before_gets_its_mark_when_it_is_opened(path: Path) -> None:
    marker_path(path).unlink()
    open_store(f"sqlite:///{path}").close()
    assert marker_path(path).exists()


def test_a_file_that_is_deleted_under_the_bot_is_said_so(path: Path) -> None:
    with closing(open_store(f"sqlite:///{path}")) as store:
        path.unlink()
        for call in (store.feeds, store.health, lambda: store.note_time(T0)):
            with pytest.raises(StoreError, match="was deleted or moved while it was open"):
                call()
        assert not path.exists(), "no empty file in its place"
