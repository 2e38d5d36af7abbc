from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select

from monitor.errors import ForeignFileError, SchemaTooNewError, StoreError, StoreLockedError
from monitor.model.ids import AlertId
from monitor.store import SqlStore, open_store
from monitor.store.areas.alerts.waiting import waiting_query
from monitor.store.database import migrate
from monitor.store.database.database import Database
from monitor.store.database.marker import marker_path
from monitor.store.database.migrate import HEAD, REVISIONS
from monitor.store.database.sqlite import APPLICATION_ID, pragma
from monitor.store.schema.tables import article, entry, outbox, subscription

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/monitor.db"


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    store = open_store(url)
    assert isinstance(store, SqlStore)
    yield store._db
    store.close()


def test_the_known_revisions_are_those_in_the_package() -> None:
    config = Config()
    config.set_main_option("script_location", "monitor:store/schema/migrations")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([one.revision for one in scripts.walk_revisions()])) == REVISIONS


@pytest.mark.parametrize(
    ("side", "name", "value"),
    [
        ("write", "foreign_keys", 1),
        ("write", "synchronous", 2),
        ("write_repeatable", "synchronous", 1),
        ("write", "journal_mode", "wal"),
        ("write", "busy_timeout", 5000),
        ("write", "wal_autocheckpoint", 4000),
        ("write", "query_only", 0),
        ("write", "secure_delete", 2),
        ("write", "application_id", APPLICATION_ID),
        ("read", "foreign_keys", 1),
        ("read", "wal_autocheckpoint", 0),
        ("read", "query_only", 1),
    ],
)
def test_every_connection_is_set_up(db: Database, side: str, name: str, value: object) -> None:
    run = getattr(db, side)
    assert run(lambda conn: pragma(conn, name)) == value


def test_a_visitor_never_folds_the_log(db: Database, url: str) -> None:
    visitor = open_store(url, exclusive=False)
    assert isinstance(visitor, SqlStore)
    assert visitor._db.write(lambda conn: pragma(conn, "wal_autocheckpoint")) == 0
    visitor.sync_config([], [], ("r", "{}"), NOW)
    visitor.checkpoint()
    visitor.close()
    assert db.path.with_name("monitor.db-wal").stat().st_size > 0


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (select(entry.c.id).where(entry.c.due_at <= NOW).order_by(entry.c.due_at, entry.c.id), "ix_entry_due_at"),
        (select(article.c.id).where(article.c.due_at <= NOW).order_by(article.c.due_at), "ix_article_due_at"),
        (select(outbox.c.id).where(outbox.c.due_at <= NOW).order_by(outbox.c.due_at), "ix_outbox_due_at"),
        (select(subscription.c.name).where(subscription.c.next_due_at <= NOW), "ix_subscription_next_due_at"),
        (waiting_query("now", ["a", "b"], AlertId(5)), "INTEGER PRIMARY KEY (rowid>?)"),
    ],
    ids=["entries", "articles", "deliveries", "subscriptions", "alerts at once"],
)
def test_due_queries_read_an_index_in_order(db: Database, query: object, index: str) -> None:
    def plan(conn: Connection) -> str:
        text = str(query.compile(conn, compile_kwargs={"literal_binds": True}))
        return " ".join(row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))

    assert index in db.read(plan)
    assert "TEMP B-TREE" not in db.read(plan)


def test_a_second_bot_is_refused_and_told_what_to_do(db: Database, url: str) -> None:
    with pytest.raises(StoreLockedError, match=rf"\(process {os.getpid()}\).*monitor\.db\.lock.*Stop it first"):
        open_store(url)
    with pytest.raises(StoreLockedError):
        migrate(url)


def test_the_lock_ends_with_the_store(url: str) -> None:
    open_store(url).close()
    open_store(url).close()


def test_a_forked_child_does_not_keep_the_lock(url: str) -> None:
    store = open_store(url)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # waits until the parent has tried
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    store.close()
    open_store(url).close()
    os.close(writing)
    os.waitpid(child, 0)
    os.close(reading)


def test_a_lock_is_given_back_though_a_child_still_has_its_file_open(url: str) -> None:
    store = open_store(url)
    assert isinstance(store, SqlStore)
    lock = store._db._lock
    assert lock is not None
    assert lock._fd is not None
    of_child = os.dup(lock._fd)  # as in a child that was just forked and has not begun to run
    store.close()
    open_store(url).close()
    os.close(of_child)


def test_a_forked_child_does_not_give_the_lock_back(url: str) -> None:
    store = open_store(url)
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    with pytest.raises(StoreLockedError):
        open_store(url)
    store.close()


def test_the_file_is_for_its_owner_only(db: Database) -> None:
    assert {path.stat().st_mode & 0o777 for path in (db.path, *db.path.parent.glob("monitor.db-*"))} == {0o600}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://user:hunter2@host/db", "asks for mysql"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite:///file:x?mode=memory&uri=true", "must name a file"),
        ("not a url hunter2", "is not a database URL"),
        ("sqlite:////proc/nothing/here/monitor.db", "cannot be created"),
    ],
)
def test_urls_that_cannot_be_used(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        open_store(url)
    assert "hunter2" not in str(caught.value)


def test_a_missing_database_is_only_made_when_asked(url: str, tmp_path: Path) -> None:
    for exclusive in (True, False):
        with pytest.raises(StoreError, match=r"There is no database at .*monitor run"):
            open_store(url, exclusive=exclusive, create=False)
    assert list(tmp_path.iterdir()) == []
    open_store(url, exclusive=False).close()
    store = open_store(url, exclusive=False, create=False)
    assert store.health().schema == HEAD
    store.close()


def foreign_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE feed (id INTEGER)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    open_store(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        pytest.param(lambda path: path.write_text("dear diary"), ForeignFileError, "is not a database", id="text"),
        pytest.param(
            lambda path: (path.write_text("dear diary"), marker_path(path).touch()),
            ForeignFileError,
            "monitor db restore",
            id="text in place of ours",
        ),
        pytest.param(lambda path: path.write_bytes(b"\0" * 5000), ForeignFileError, "is not a database", id="zeros"),
        pytest.param(foreign_sqlite, ForeignFileError, "of another program", id="another program's"),
        pytest.param(newer, SchemaTooNewError, "has schema 9999.*newer monitor", id="newer schema"),
        pytest.param(lambda path: path.mkdir(), StoreError, "cannot be read", id="a folder"),
    ],
)
@pytest.mark.parametrize("how", ["owner", "visitor", "migrate"])
def test_what_is_not_ours_is_refused_untouched(
    tmp_path: Path, make: object, error: type[StoreError], says: str, how: str
) -> None:
    path = tmp_path / "monitor.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=says):
        migrate(f"sqlite:///{path}") if how == "migrate" else open_store(f"sqlite:///{path}", exclusive=how == "owner")
    assert before == (path.read_bytes() if path.is_file() else None)
    assert all(one.stat().st_size == 0 for one in tmp_path.glob("*-wal"))


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    path.touch()
    store = open_store(f"sqlite:///{path}")
    assert store.check() == []
    store.close()


def test_migrate_reports_what_it_did(url: str) -> None:
    report = migrate(url)
    assert (report.before, report.after, report.backup) == ("", HEAD, None)
    report = migrate(url)
    assert (report.before, report.after, report.backup) == (HEAD, HEAD, None)
