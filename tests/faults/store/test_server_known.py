"""A database of a server that was emptied, or is another one, is noticed: old news would be told again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.store import open_store
from monitor.store.copying import copy_store
from tests.postgres_server import server


def name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def url() -> Iterator[str]:
    made = server().new()
    yield made
    server().drop(made)


def started(url: str, data: Path) -> None:
    open_store(url, data=data).close()


def emptied(url: str) -> str:
    server().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public", name_of(url))
    return url


def made_anew(url: str) -> str:
    """By a command that makes what is absent."""
    open_store(emptied(url), exclusive=False).close()
    return url


def truncated(url: str) -> str:
    server().execute("TRUNCATE secret", name_of(url))
    return url


@pytest.mark.parametrize(
    ("lose", "said"),
    [
        (emptied, r"is empty, but this installation worked with .*pg_restore"),
        (made_anew, "is not the one that this installation worked with"),
        (truncated, "is not the one that this installation worked with"),
        (lambda url: server().new(), "is not the one that this installation worked with"),
    ],
)
def test_a_bot_that_meets_another_database_than_it_knew_does_not_begin(
    url: str, tmp_path: Path, lose: Callable[[str], str], said: str
) -> None:
    started(url, tmp_path)
    started(url, tmp_path)
    other = lose(url)
    for _ in range(2):
        with pytest.raises(StoreError, match=said) as told:
            started(other, tmp_path)
    assert name_of(other) in str(told.value)
    (file,) = tmp_path.iterdir()
    assert str(file) in str(told.value), "what to delete to begin anew"
    file.unlink()
    started(other, tmp_path)
    started(other, tmp_path)


def test_what_is_refused_is_left_as_it_was(url: str, tmp_path: Path) -> None:
    started(url, tmp_path)
    with pytest.raises(StoreError):
        started(emptied(url), tmp_path)
    tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert server().execute(tables, name_of(url)) == [(0,)]


def test_a_database_that_moved_is_known_again(url: str, tmp_path: Path) -> None:
    started(url, tmp_path / "data")
    file, back = f"sqlite:///{tmp_path}/monitor.db", server().bare()
    copy_store(url, file, lambda *_: None)
    started(file, tmp_path / "data")
    copy_store(file, back, lambda *_: None)
    started(back, tmp_path / "data")
    assert f'"{name_of(back)} at ' in (tmp_path / "data" / "server.made").read_text()
    with pytest.raises(StoreError, match="not the one"):
        started(server().new(), tmp_path / "data")


def test_where_nothing_can_be_written_nothing_is_remembered(url: str, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder")
    with pytest.raises(StoreError, match="does not say which"):
        started(url, tmp_path / "data")
    (tmp_path / "other" / "server.part").mkdir(parents=True)
    started(url, tmp_path / "other")
    with closing(open_store(url, data=tmp_path / "other")) as store:
        assert store.check() == []


@pytest.mark.parametrize("content", ["", "[]", "{}", "\xff"])
def test_a_mark_that_cannot_be_read_is_no_leave_to_begin_anew(url: str, tmp_path: Path, content: str) -> None:
    (tmp_path / "server.made").write_text(content, "latin-1")
    with pytest.raises(StoreError, match="does not say which database"):
        started(url, tmp_path)
