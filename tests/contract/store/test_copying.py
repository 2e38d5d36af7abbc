"""`monitor db copy`: what is in a database is in its copy, wherever both lie, and one that was stopped goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from store_world import World, minutes

from monitor.errors import StoreError, StoreLockedError
from monitor.store import copying, open_store
from monitor.store.copying import copy_store
from tests.postgres_server import server

Target = Callable[[], str]


def quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody looks on."""


@pytest.fixture(params=["to sqlite", "to postgresql"])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "to sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('copy')}/copy.db"
    else:
        made = server().bare()
        yield made
        server().drop(made)


@pytest.fixture
def filled(world: World) -> World:
    """Alerts, sealed, told and pruned, an edit of the index, and words in many scripts."""
    for number in range(4):
        world.alerted(f"story {number} البوكمال Колонна 唐纳德", at=minutes(20 * number))
    world.composed("08:00", at=minutes(100))
    world.store.index_archive(2)
    world.store.close()
    return world


def test_a_copy_is_as_sound_as_the_original_and_goes_on_from_there(
    filled: World, database: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "LOT", 3)
    with pytest.raises(ZeroDivisionError):
        copy_store(database, target, lambda _what, done, _of: 1 / 0 if done > 25 else None)
    with pytest.raises(StoreError, match="was not finished"):
        open_store(target, exclusive=True)
    steps: list[tuple[str, int, int]] = []
    report = copy_store(database, target, lambda *step: steps.append(step))
    assert 25 < report.resumed < report.rows
    assert steps[-1][1] == steps[-1][2], "all that was promised"
    with closing(open_store(database)) as old, closing(open_store(target)) as new:
        tables = dict(new.stats().tables) | {"counter": 0}
        assert tables == dict(old.stats().tables) | {"counter": 0}
        assert (new.check(), new.audit().findings) == ([], ())
        assert new.audit().records == old.audit().records
        assert new.archive_state().waiting == new.archive_state().articles, "the index is made anew"
    with pytest.raises(StoreError, match="holds something already"):
        copy_store(database, target, quiet)


def test_ids_of_rows_that_are_gone_do_not_come_back_in_a_copy(world: World, database: str, target: str) -> None:
    world.alerted("1")
    last = world.alerted("2", at=minutes(20))
    world.store.prune(minutes(60 * 24 * 400), minutes(60 * 24 * 400))
    world.store.close()
    copy_store(database, target, quiet)
    with closing(open_store(target)) as store:
        copied = World(store)
        copied.configure()
        assert last is None or copied.alerted("3", at=minutes(60)) != last
        assert max(store._db.read(_ids)) > 2  # type: ignore[attr-defined]


def _ids(conn: object) -> list[int]:
    return list(conn.exec_driver_sql("SELECT id FROM article").scalars())  # type: ignore[attr-defined]


def test_neither_side_may_be_in_use(world: World, database: str, target: str) -> None:
    with pytest.raises(StoreLockedError):
        copy_store(database, target, quiet)
    world.store.close()
    copy_store(database, target, quiet)
    with closing(open_store(target)), pytest.raises(StoreLockedError):
        copy_store(target, database, quiet)


def test_what_is_not_there_cannot_be_copied(database: str, target: str) -> None:
    with pytest.raises(StoreError, match=r"is not there|has no tables"):
        copy_store(target, database, quiet)
    with pytest.raises(StoreError, match="same database"):
        copy_store(target, target, quiet)
