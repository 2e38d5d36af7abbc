"""Locked, full, read-only, damaged: every method says so calmly, nothing is half written, and it recovers by itself."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from store_world import T0, World, assess, compose, delivered, draft, entry, extract, matched, minutes, poll, sketch

from monitor.errors import StoreBusyError, StoreError
from monitor.model.articles import ArticleClaim, AssessIntent
from monitor.model.ids import ArticleId, FeedId, OutboxId, StoryId
from monitor.model.outcomes import IntakeOutcome
from monitor.model.stories import Placement, StoryLink
from monitor.ports import Lookup
from monitor.store import SqlStore, open_store
from monitor.store.database import sqlite
from monitor.store.database.prepared import Prepared


@pytest.fixture
def world(url: str) -> Iterator[World]:
    store = open_store(url, busy_timeout_ms=20)
    made = World(store)
    made.configure()
    yield made
    store.close()


def sql(world: World) -> SqlStore:
    assert isinstance(world.store, SqlStore)
    return world.store


Call = Callable[[World], object]


def placed(claim: ArticleClaim) -> Placement:
    """A story of its own, with something in every table that a story is found by."""
    link = StoryLink(story_id=StoryId(0), other_id=StoryId(1), evidence="alike")
    return Placement(sketch=sketch(claim), terms=(1, 2, 3), links=(link,))


def writes(world: World) -> dict[str, Call]:
    """Every writing method, with something to do for each."""
    world.alerted("1")
    world.composed()
    world.store.save_digest(compose("now-1", recipients=["b"]))
    sending = world.claim_delivery()
    world.poll(entry("2"), entry("3"), entry("h", IntakeOutcome.ARCHIVE_HELD), at=minutes(20))
    (held,) = world.store.held_entries()
    claim = world.claim_entry(minutes(20))
    world.store.save_extract(extract(claim, draft(claim), at=minutes(20)))
    judged = world.claim_article(minutes(20))
    reading = world.claim_entry(minutes(20))
    feed = world.claim_feed(minutes(40))
    until = minutes(99)
    return {
        "save_poll": lambda w: w.store.save_poll(poll(feed, entry("4"), at=minutes(40))),
        "release_held": lambda w: w.store.release_held([held.id], minutes(41)),
        "save_extract": lambda w: w.store.save_extract(extract(reading, draft(reading))),
        "assess": lambda w: w.save(judged, matched(), placement=placed(judged), shingles=(5, 6, 7)),
        "save_digest": lambda w: w.store.save_digest(compose("now-2", recipients=["c"])),
        "save_delivery": lambda w: w.store.save_delivery(delivered(sending)),
        "retry_delivery": lambda w: w.store.retry_delivery(OutboxId(2), minutes(1)),
        "claim_feeds": lambda w: w.store.claim_feeds(minutes(98), until, 1),
        "claim_entries": lambda w: w.store.claim_entries(minutes(98), until, 1),
        "claim_articles": lambda w: w.store.claim_articles(minutes(98), until, 1),
        "claim_deliveries": lambda w: w.store.claim_deliveries(minutes(98), until, 1),
        "release_leases": lambda w: w.store.release_leases(T0),
        "sync_config": lambda w: w.store.sync_config([], [], ("r2", "{}"), T0),
        "prune": lambda w: w.store.prune(minutes(999), minutes(999)),
    }


READS: dict[str, Call] = {
    "due": lambda w: w.store.due(minutes(9999)),
    "known_entries": lambda w: w.store.known_entries(FeedId(1), ["1"]),
    "article_by_url": lambda w: w.store.article_by_url("u1"),
    "look": lambda w: w.store.look(lambda stored: stored.story_by_content("c1")),
    "due_subscriptions": lambda w: w.store.due_subscriptions(minutes(9999)),
    "subscription": lambda w: w.store.subscription("border"),
    "window": lambda w: w.store.window("border", ["w"], T0).feeds,
    "feeds": lambda w: w.store.feeds(),
    "trails": lambda w: w.store.trails("", "https://a.example/1"),
    "article": lambda w: w.store.article(ArticleId(1)),
    "candidates": lambda w: w.store.candidates("w", "t") == [],
    "story_articles": lambda w: w.store.story_articles(StoryId(1)),
    "deliveries": lambda w: w.store.deliveries(),
    "digest": lambda w: w.store.digest(""),
    "digests": lambda w: w.store.digests(5),
    "health": lambda w: w.store.health(),
    "orphans": lambda w: w.store.orphans() == [],
    "stats": lambda w: w.store.stats(),
}


def content(world: World) -> list[str]:
    return list(sql(world)._db.read(lambda conn: "\n".join(_dump(conn))).splitlines())


def _dump(conn: Connection) -> list[str]:
    tables = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars().all()
    return [f"{name} {row}" for name in tables for row in conn.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY 1')]


def test_while_another_connection_writes_writers_are_told_and_readers_go_on(world: World, tmp_path: Path) -> None:
    calls = writes(world)
    before = content(world)
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for name, call in calls.items():
            with pytest.raises(StoreBusyError, match=r"monitor\.db is locked.*Try again"):
                call(world)
            assert content(world) == before, name
        for name, call in READS.items():
            assert call(world), name
        other.execute("ROLLBACK")
    for name, call in calls.items():
        call(world)
        assert content(world) != before, name
        before = content(world)


def test_a_write_waits_for_another_connection_as_long_as_it_may(url: str, tmp_path: Path) -> None:
    store = open_store(url, busy_timeout_ms=10_000)
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.2, other.execute, ["ROLLBACK"]).start()
        World(store).configure()
    store.close()


@pytest.mark.parametrize(
    ("break_it", "mend_it", "says"),
    [
        pytest.param("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "is read-only", id="read-only"),
        pytest.param("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "the disk is full", id="full"),
    ],
)
def test_a_file_that_cannot_be_written_or_grow(world: World, break_it: str, mend_it: str, says: str) -> None:
    db = sql(world)._db

    def on_writer(statement: str) -> None:
        _raw(db._writer, statement)

    big = entry("big", content="x" * 200_000)
    claim = world.claim_feed()
    before = content(world)
    on_writer(break_it)
    with pytest.raises(StoreBusyError, match=says):
        world.store.save_poll(poll(claim, big))
    assert content(world) == before
    assert world.store.health().feeds == 1
    on_writer(mend_it)
    assert world.store.save_poll(poll(claim, big)), "it recovers by itself, with the same lease"
    assert world.store.check() == []


def test_a_disk_that_fills_while_an_article_is_judged_leaves_no_part_of_the_judgement(world: World) -> None:
    db = sql(world)._db
    (claim,) = world.articles("1")
    before = content(world)
    seen: list[object] = []

    def judge(stored: Lookup) -> AssessIntent:
        seen.append(stored.story_by_content(claim.article.content_key))
        return assess(claim, matched(), placement=replace(placed(claim), links=()), near=("x" * 200_000,))

    _raw(db._writer, "PRAGMA max_page_count = 1")
    with pytest.raises(StoreBusyError, match="the disk is full"):
        world.store.assess(claim, judge)
    assert content(world) == before
    _raw(db._writer, "PRAGMA max_page_count = 1000000")
    assert world.store.assess(claim, judge) is not None, "judged anew, with the same lease"
    assert seen == [None, None]
    assert world.store.check() == []


def _raw(engine: Engine, statement: str) -> None:
    connection = engine.raw_connection()
    connection.cursor().execute(statement).close()
    connection.close()


class _Injected(sqlite3.OperationalError):
    sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    sqlite_errorname = "SQLITE_IOERR_WRITE"


def test_the_nth_statement_fails_for_every_n(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own loop: fail the first, the second, ... until a whole cycle passes; never half a state."""
    store = open_store(url)
    world = World(store)
    world.configure()
    calls = writes(world)
    countdown = [-1]

    def fail(*_: object) -> None:
        countdown[0] -= 1
        if countdown[0] == 0:
            raise _Injected("disk I/O error")

    event.listen(sql(world)._db._writer, "before_cursor_execute", fail)
    find = Prepared._for
    monkeypatch.setattr(Prepared, "_for", lambda *arguments: fail() or find(*arguments))
    injected = 0
    for name, call in calls.items():
        before = content(world)
        for nth in range(1, 500):
            countdown[0] = nth
            try:
                call(world)
            except (StoreError, sqlite3.OperationalError):
                injected += 1
                if name != "prune":  # a batch at a time: what it removed so far stays removed
                    assert content(world) == before, (name, nth)
                continue
            break
        countdown[0] = -1
        assert content(world) != before, name
    assert injected > 50
    assert store.check() == []
    store.close()


def test_only_a_judgement_need_not_be_on_the_disk_when_it_is_saved(world: World) -> None:
    """Nothing that is sent, and nothing that cannot be had again, may be taken back by a power cut."""
    calls = writes(world)
    waits: list[bool] = []
    full = 2
    event.listen(
        sql(world)._db._writer, "commit", lambda conn: waits.append(sqlite.pragma(conn, "synchronous") == full)
    )
    for name, call in [*calls.items(), ("save_poll", calls["save_poll"])]:
        call(world)
        assert waits, name
        assert all(one == (name != "assess") for one in waits), name
        waits.clear()


@pytest.mark.parametrize("torn", ["cut off", "zeros", "noise"])
def test_a_judgement_that_a_power_cut_took_back_is_made_again(
    world: World, url: str, tmp_path: Path, torn: str
) -> None:
    """The log as a disk may leave it that had not written the last transaction, or only a part of it."""
    log, other = tmp_path / "monitor.db-wal", tmp_path / "after.db"
    (claim,) = world.articles("1")
    synced = log.stat().st_size
    assert world.save(claim, matched(), placement=replace(placed(claim), links=()), shingles=(5, 6, 7))
    whole = log.read_bytes()
    chance = random.Random(3)
    for kept in (synced, synced + 1, *sorted(chance.sample(range(synced, len(whole)), 4)), len(whole) - 1):
        lost = len(whole) - kept
        tail = {"cut off": b"", "zeros": bytes(lost), "noise": chance.randbytes(lost)}[torn]
        shutil.copy(tmp_path / "monitor.db", other)
        (tmp_path / "after.db-wal").write_bytes(whole[:kept] + tail)
        with closing(open_store(f"sqlite:///{other}")) as store:
            again = World(store)
            assert store.check() == []
            assert {name: again.rows(name) for name in ("story", "match", "alert", "shingle")} == dict.fromkeys(
                ("story", "match", "alert", "shingle"), 0
            ), kept
            assert store.release_leases(minutes(1)) == 1
            assert again.save(again.claim_article(minutes(1)), matched(), at=minutes(1))
            assert again.rows("alert") == 1


def test_a_damaged_file_is_reported(url: str, tmp_path: Path) -> None:
    store = open_store(url)
    world = World(store)
    world.configure()
    world.poll(*(entry(str(number), content="x" * 500) for number in range(300)))
    store.close()
    path = tmp_path / "monitor.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        for offset in range(8192, size, 8192):
            file.seek(offset)
            file.write(b"\xff" * 2000)
    with pytest.raises(StoreError, match=r"is damaged.*monitor db restore FILE"):
        open_store(url).stats()


def test_check_finds_rows_that_point_nowhere(world: World, tmp_path: Path) -> None:
    world.alerted("1")
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as other:
        other.execute("DELETE FROM article")
        other.commit()
    problems = world.store.check()
    assert "Story 1 has lost its lead article." in problems
    assert any("of match points to a row of article that is not there" in one for one in problems)


def test_programming_errors_pass_as_they_are(world: World) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        sql(world)._db.read(lambda conn: conn.exec_driver_sql("SELECT * FROM nonsense"))


def test_an_intent_of_another_time_zone_is_a_bug_not_a_store_error(world: World) -> None:
    claim = world.claim_feed()
    naive = replace(poll(claim), finished_at=T0.replace(tzinfo=None))
    with pytest.raises(ValueError, match="must be an aware UTC time"):
        world.store.save_poll(naive)
    assert world.store.save_poll(poll(claim))
