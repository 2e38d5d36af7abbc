"""A database of the first schema, with what a bot had gathered in it, keeps every row and goes on working."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from store_world import LEASE, T0, World, draft, entry, extract, matched, sketch

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Placement
from monitor.ports import Store
from monitor.store import open_store
from monitor.store.database import migrate
from monitor.store.database.migrate import FITS, HEAD
from monitor.store.database.sqlite import create_file, writer_engine

OLDEST = ("oldest program", int(FITS))
"""What says which programs may work on the tables."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT = "2026-11-20 06:00:00.000000"
EMPTY = {"BLOB": b"", "INTEGER": 0, "BIGINT": 0, "FLOAT": 0.0, "BOOLEAN": 0, "DATETIME": AT, "TEXT": ""}
HIT = (
    '[{"watchlist":"w","topic":"t","field":"text","start":0,"end":4,"surface":"Text","form":"text",'
    '"strength":"strong","reason":"name text"}]'
)
VERDICT = (
    '{"watchlist":"w","fires":true,"strength":"strong","topics":["t"],"rules":[],"reason":"topic t is named",'
    '"score":null}'
)
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("feed", {"id": 1, "url": "https://a.example/feed", "active": 1, "tags": "[]", "publisher": "A", "spec": "{}"}),
    ("story", {"id": 1, "lead_article_id": 1}),
    ("story", {"id": 2, "lead_article_id": 3}),
    ("story_key", {"content_key": "key one", "story_id": 1}),
    ("story_key", {"content_key": "key two", "story_id": 2}),
    *(
        ("article", {"id": number, "url_key": f"u{number}", "story_id": story, "title": f"Old {number}"})
        for number, story in ((1, 1), (2, 1), (3, 2))
    ),
    *(("entry", {"id": number, "feed_id": 1, "article_id": number, "key": f"k{number}"}) for number in (1, 2, 3)),
    *(("entry_key", {"feed_id": 1, "key": f"k{number}", "entry_id": number}) for number in (1, 2, 3)),
    ("match", {"id": 1, "watchlist": "w", "article_id": 1, "story_id": 1, "alerted": 1, "strength": "strong"}),
    ("match", {"id": 2, "watchlist": "w", "article_id": 3, "story_id": 2, "alerted": 1, "strength": "strong"}),
    ("alert", {"id": 1, "watchlist": "w", "story_id": 1, "match_id": 1, "reason": "first"}),
    ("alert", {"id": 2, "watchlist": "w", "story_id": 2, "match_id": 2, "reason": "first"}),
    ("outcome", {"subject": "article", "subject_id": 1, "step": "assess", "outcome": "alerted"}),
]
CLOCK = ("next_poll_at", "lease_until", "token", "last_polled_at", "last_good_at")
"""Columns of a feed that stand in a table of their own now."""
SAME = {
    "article": {"feed_id": 1, "source": "page", "near": "[]", "text": "Old text"},
    "match": {"verdict": VERDICT, "hits": HIT},
}
"""What all rows of a table have in common."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database at revision 0001 with rows in it."""
    path = tmp_path / "monitor.db"
    create_file(path)
    _bring_to(path, "0001")
    with closing(sqlite3.connect(path)) as raw:
        for table, known in ROWS:
            _insert(raw, table, SAME.get(table, {}) | known)
        raw.commit()
    return path


def _bring_to(path: Path, revision: str) -> None:
    engine = writer_engine(path, busy_timeout_ms=1000, owner=True)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "monitor:store/schema/migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def _insert(raw: sqlite3.Connection, table: str, known: dict[str, Any]) -> None:
    columns = {name: (kind, needed) for _, name, kind, needed, *_ in raw.execute(f"PRAGMA table_info({table})")}
    assert known.keys() <= columns.keys()
    row = {name: EMPTY[kind] if needed else None for name, (kind, needed) in columns.items()} | known
    marks = ", ".join(f":{name}" for name in row)
    raw.execute(f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', row)


def _contents(path: Path, columns: dict[str, list[str]] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables (of these columns)."""
    with closing(sqlite3.connect(path)) as raw:
        columns = columns or _columns(path)
        return {
            table: sorted(raw.execute(f'SELECT {", ".join(names)} FROM "{table}"').fetchall(), key=repr)
            for table, names in columns.items()
        }


def _columns(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith(("sqlite_", "alembic_"))]
        return {table: [row[1] for row in raw.execute(f"PRAGMA table_info({table})")] for table in kept}


def test_every_row_is_kept(path: Path) -> None:
    columns = _columns(path)
    columns["feed"] = [one for one in columns["feed"] if one not in CLOCK]
    before = _contents(path, columns)
    assert len(before["article"]) == 3
    report = migrate(f"sqlite:///{path}")
    assert (report.before, report.after) == ("0001", HEAD)
    after = _contents(path, columns)
    assert after.pop("counter") == sorted([*before["counter"], OLDEST])
    assert after == {table: rows for table, rows in before.items() if table != "counter"}
    assert report.backup is not None
    assert _contents(report.backup, columns) == before, "and so does the copy made before"


def test_each_feed_keeps_its_clock(path: Path) -> None:
    """Its moments, to the microsecond, and its lease stand in a row of their own."""
    held, polled = "2026-11-20 09:00:00.000000", "2026-11-20 05:59:59.000001"
    times = {"next_poll_at": AT, "lease_until": held, "last_polled_at": polled}
    with closing(sqlite3.connect(path)) as raw:
        for name, value in times.items():
            raw.execute(f"UPDATE feed SET {name} = ?", (value,))
        raw.execute("UPDATE feed SET token = 7")
        raw.commit()
    migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        (clock,) = raw.execute("SELECT * FROM feed_clock").fetchall()
    told = {name: EPOCH + timedelta(microseconds=clock[name]) for name in times}
    assert told == {name: datetime.fromisoformat(f"{value}+00:00") for name, value in times.items()}
    assert (clock["feed_id"], clock["token"], clock["last_good_at"], clock["quiet_polls"]) == (1, 7, None, 0)


def test_a_feed_that_had_moved_did_so_when_a_poll_told_it_first(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    create_file(path)
    _bring_to(path, "0024")
    said = "the feed has moved for good to https://b.example/feed: `monitor feeds adopt` puts that into feeds.yaml"
    days = [f"2026-11-{day} 05:00:00.000000" for day in (18, 19, 20)]
    with closing(sqlite3.connect(path)) as raw:
        for feed_id, where in ((1, "https://b.example/feed"), (2, "")):
            _insert(raw, "feed", {"id": feed_id, "url": f"https://a.example/{feed_id}", "moved_to": where})
            for number, (day, detail) in enumerate(zip(days, ("", said, said), strict=True)):
                known = {"id": 10 * feed_id + number, "feed_id": feed_id, "finished_at": day, "detail": detail}
                _insert(raw, "poll", known)
        raw.commit()
    migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT moved_since FROM feed ORDER BY id").fetchall() == [(days[1],), (None,)]


def test_an_index_with_other_hashes_is_forgotten(path: Path) -> None:
    """Stories, and the texts that are told from them, stay."""
    _bring_to(path, "0002")
    with closing(sqlite3.connect(path)) as raw:
        for table, known in (("shingle", {}), ("story_term", {}), ("story_sketch", {"story_id": 1})):
            _insert(raw, table, known)
        raw.commit()
    columns = {"story": _columns(path)["story"]}
    stories = _contents(path, columns)["story"]
    assert stories
    report = migrate(f"sqlite:///{path}")
    assert (report.before, report.after) == ("0002", HEAD)
    after = _contents(path)
    assert (after["shingle"], after["story_term"], after["story_sketch"]) == ([], [], [])
    assert _contents(path, columns)["story"] == stories
    with closing(open_store(f"sqlite:///{path}")) as store:
        assert store.check() == []


@pytest.fixture
def upgraded(path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{path}")
    yield store
    store.close()


def test_what_was_gathered_is_there(upgraded: Store) -> None:
    assert upgraded.check() == []
    article, record = upgraded.article(ArticleId(2)), upgraded.story(StoryId(1))
    assert article is not None
    assert record is not None
    assert (article.title, article.story_id, record.lead_article_id) == ("Old 2", 1, 1)
    stored = World(upgraded).stored
    known = stored.story_by_content("key one")
    assert known is not None
    assert known.alerts == (("w", 1),)
    assert stored.sketch(StoryId(1)) is None, "a story of before takes exact copies only"


def test_a_new_article_joins_an_old_story_and_another_begins_one(upgraded: Store) -> None:
    world = World(upgraded)
    world.configure()
    world.poll(entry("new"), entry("other"))
    for claim, key in zip(upgraded.claim_entries(T0, T0 + LEASE, 2), ("key one", "new key"), strict=True):
        assert upgraded.save_extract(extract(claim, draft(claim, content_key=key)))
    copy, other = upgraded.claim_articles(T0, T0 + LEASE, 2)
    assert world.save(copy, matched(alert=False), story=StoryId(1))
    assert world.save(other, matched(), placement=Placement(sketch=sketch(other), terms=(1, 2, 3)))
    joined, begun = upgraded.article(copy.article.id), upgraded.article(other.article.id)
    assert joined is not None
    assert begun is not None
    assert (joined.story_id, begun.story_id) == (1, 3)
    assert world.stored.neighbours((1, 2, 3), (), T0, alike=8, on_topic=8).sketches[0].story_id == 3
    facts = upgraded.window("border", ["w"], T0)
    assert {one.story_id for one in facts.alerts} >= {3}
    assert upgraded.check() == []


def _shape(path: Path) -> dict[str, tuple[Any, ...]]:
    """Of each table: its kind, columns with defaults, indexes with columns and conditions, foreign keys."""
    with closing(sqlite3.connect(path)) as raw:
        made = dict(raw.execute("SELECT name, sql FROM sqlite_master").fetchall())
        shape: dict[str, tuple[Any, ...]] = {}
        for table in _columns(path):
            indexes = raw.execute(f"PRAGMA index_list({table})").fetchall()
            shape[table] = (
                [row[4:] for row in raw.execute("PRAGMA table_list") if row[1] == table],
                "AUTOINCREMENT" in made[table].upper(),
                sorted(row[1:] for row in raw.execute(f"PRAGMA table_xinfo({table})")),
                # The numbers of indexes that keys bring along depend on the order of the keys alone.
                sorted(
                    (
                        row[1].partition("autoindex")[0],
                        *row[2:5],
                        [one[2] for one in raw.execute(f'PRAGMA index_info("{row[1]}")')],
                    )
                    for row in indexes
                ),
                sorted(row[2:] for row in raw.execute(f"PRAGMA foreign_key_list({table})")),
                sorted(" ".join((made.get(row[1]) or "").split()) for row in indexes),
            )
        return shape


def test_a_new_database_is_what_all_migrations_make(tmp_path: Path) -> None:
    migrated, new = tmp_path / "migrated.db", tmp_path / "new.db"
    create_file(migrated)
    _bring_to(migrated, "head")
    open_store(f"sqlite:///{new}").close()
    assert _shape(new) == _shape(migrated)
    made, brought = _contents(new), _contents(migrated)
    # Which programs may work on the tables is said by whoever brings them up to date, not by the migrations.
    assert made.pop("counter") == [OLDEST, *brought.pop("counter")]
    assert made == brought
