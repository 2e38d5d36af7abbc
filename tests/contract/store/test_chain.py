"""Alerts and digests are sealed as they are written; whatever is changed afterwards is named."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from store_world import T0, World, assess, delivered, draft, entry, extract, matched, minutes
from structlog.testing import capture_logs

from monitor.core.evidence.chain import sha256
from monitor.core.evidence.packing import packed
from monitor.errors import StoreError
from monitor.model.evidence.kept import KeptPage, PageHead, Seal
from monitor.model.ids import AlertId
from monitor.store import open_store, restore
from monitor.store.database import Prepared

LISTS = packed(b'["the watchlists"]')
SEALED = ("chain", "evidence_blob", "evidence_use", "alert", "match", "digest")


def page(text: str, url: str = "https://a.example/page") -> KeptPage:
    head = PageHead(url=url, at=T0, status=200, headers=(("content-type", "text/html"),))
    return KeptPage(head=head, body=packed(text.encode()))


def proved(world: World, number: int, body: str = "") -> None:
    """An article with a kept page and an alert that is sealed with what it rests on."""
    at = minutes(20 * number)
    world.poll(entry(f"e{number}"), at=at)
    claim = world.claim_entry(at)
    pages = (page(body or f"<p>The page {number}</p>" * 9),)
    assert world.store.save_extract(extract(claim, draft(claim), at=at, pages=pages))
    article = world.claim_article(at)
    seal = Seal(program="1", matcher="m", text=packed(f"text {number}".encode()), lists=LISTS, keeps=True)
    assert world.store.assess(article, lambda _: assess(article, matched(), at=at, seal=seal)) is not None


@pytest.fixture
def sealed(world: World) -> World:
    for number in (1, 2, 3):
        proved(world, number)
    world.composed(at=minutes(70))
    proved(world, 4)
    return world


def change(tmp_path: Path, statement: str, *values: Any) -> int:
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as connection:
        return connection.execute(statement, values).rowcount


def counted(tmp_path: Path, table: str) -> int:
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def test_what_was_written_is_as_it_was_sealed(sealed: World) -> None:
    audit = sealed.store.audit()
    assert audit.findings == ()
    # The beginning, four alerts, a digest; four pages and texts, and the watchlists once.
    assert (audit.records, audit.number, audit.blobs) == (6, 6, 9)
    assert sealed.rows("evidence_waiting") == 0
    assert sealed.store.audit((audit.number, audit.hash)).findings == ()


def test_pages_of_what_does_not_alert_are_not_kept(world: World) -> None:
    world.poll(entry("1"))
    claim = world.claim_entry()
    assert world.store.save_extract(extract(claim, draft(claim), pages=(page("<p>dull</p>"),)))
    assert world.rows("evidence_waiting") == 1
    assert world.save(world.claim_article())
    assert [world.rows(name) for name in ("evidence_waiting", "evidence_blob", "chain")] == [0, 0, 0]


@pytest.mark.parametrize("table", ["chain", "evidence_blob", "evidence_use", "evidence_waiting"])
def test_evidence_that_fails_costs_no_news(sealed: World, tmp_path: Path, table: str) -> None:
    change(tmp_path, f"DROP TABLE {table}")
    with capture_logs() as lines:
        proved(sealed, 5)
        sealed.composed("18:00", at=minutes(130))
    assert [counted(tmp_path, name) for name in ("article", "alert", "digest", "digest_alert")] == [5, 5, 2, 5]
    assert any(line["log_level"] == "warning" and line["why"] for line in lines)


@pytest.mark.parametrize("table", ["chain", "evidence_blob", "evidence_use", "evidence_waiting"])
def test_a_disk_that_is_full_is_no_matter_of_the_evidence(
    world: World, monkeypatch: pytest.MonkeyPatch, database: str, table: str
) -> None:
    full: Exception = psycopg.errors.DiskFull("no space left on device")
    if database.startswith("sqlite"):
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorname, full.sqlite_errorcode = "SQLITE_FULL", sqlite3.SQLITE_FULL  # type: ignore[attr-defined]
    run = Prepared.run

    def running(prepared: Prepared, conn: Any, **values: Any) -> int:
        text = prepared._for(conn).text
        if text.startswith(f"INSERT INTO {table} "):
            raise full
        return run(prepared, conn, **values)

    monkeypatch.setattr(Prepared, "run", running)
    with pytest.raises(StoreError, match="disk"):
        proved(world, 1)
    assert world.rows("alert") == 0


def test_what_could_not_be_sealed_is_named(sealed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("monitor.store.areas.evidence.chaining.record", lambda *_: 1 / 0)
        proved(sealed, 5)
    proved(sealed, 6)
    assert sealed.rows("alert") == 6
    assert sealed.store.audit().findings == (
        "Alert 5 has no record: it was inserted, or could not be sealed (see the log).",
    )


def test_the_same_page_is_kept_once(world: World) -> None:
    proved(world, 1, "<p>same</p>")
    proved(world, 2, "<p>same</p>")
    assert world.rows("evidence_blob") == 4
    assert world.store.audit().findings == ()


def test_without_evidence_alerts_are_sealed_all_the_same(world: World) -> None:
    world.alerted("1")
    assert world.rows("chain") == 2
    assert world.rows("evidence_blob") == 0
    assert world.store.audit().findings == ()


def test_an_alert_that_is_undone_has_no_record(world: World) -> None:
    (claim,) = world.articles("1")
    broken = replace(assess(claim, matched()), matches=(matched(), matched()))
    with pytest.raises(Exception, match=r"(?i)unique"):
        world.store.assess(claim, lambda _: broken)
    assert [world.rows(name) for name in ("alert", "chain")] == [0, 0]


def test_what_was_there_before_the_chain_began_is_no_fault(world: World, tmp_path: Path) -> None:
    world.alerted("1")
    world.composed()
    for statement in ("DELETE FROM chain", "DELETE FROM counter WHERE name = 'chain'"):
        change(tmp_path, statement)
    bare = world.store.audit()
    assert (bare.records, bare.findings) == (0, ())
    (told,) = bare.notes
    assert told.startswith("Not sealed: 1 alert and 1 digest, the chain begins with the next alert.")
    world.alerted("2", at=minutes(20))
    begun = world.store.audit()
    assert begun.findings == ()
    (told,) = begun.notes
    assert told.startswith("Not sealed: 1 alert and 1 digest, from before the chain began.")


def test_a_chain_that_was_removed_is_not_one_that_never_began(sealed: World, tmp_path: Path) -> None:
    assert sealed.store.audit().notes == ()
    change(tmp_path, "DELETE FROM chain")
    audit = sealed.store.audit()
    assert audit.findings
    assert not any("Not sealed" in one for one in audit.notes)


@pytest.fixture
def closed(sealed: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A chain whose beginning was closed twice: all that it told of went."""
    return closed_twice(sealed, monkeypatch)


def closed_twice(sealed: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("monitor.store.areas.evidence.closing.LEAST_CLOSED", 2)
    monkeypatch.setattr("monitor.store.areas.evidence.closing.BARE_KEPT", timedelta())
    all_goes(sealed, minutes(71))
    proved(sealed, 10)
    sealed.composed("08:00", at=minutes(230))
    all_goes(sealed, minutes(231))
    proved(sealed, 20)
    sealed.composed("09:00", at=minutes(430))
    return sealed


def all_goes(world: World, at: datetime) -> None:
    """Whatever was told is delivered and becomes old."""
    world.composed(f"{at:%H:%M}", at=at)
    for _ in range(2):
        claim = world.claim_delivery(at)
        world.store.save_delivery(delivered(claim, at=at))
    later = at + timedelta(minutes=30)
    assert world.store.prune(later, later).articles


def test_a_chain_whose_beginning_was_closed_is_sound(closed: World, tmp_path: Path) -> None:
    audit = closed.store.audit()
    assert audit.findings == ()
    assert audit.since is not None
    assert audit.records == closed.rows("chain") < audit.number
    assert any("were closed" in note for note in audit.notes)
    assert closed.store.audit((audit.number, audit.hash)).findings == ()
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        ((said,),) = connection.execute("SELECT body FROM chain WHERE kind = 'closed' ORDER BY number DESC LIMIT 1")
    end = json.loads(said)
    assert closed.store.audit((end["up_to"], end["hash"])).findings == ()
    assert closed.store.audit((end["up_to"], "0" * 64)).findings
    assert "nothing can be said of it" in closed.store.audit((end["up_to"] - 1, "0" * 64)).findings[0]


def test_few_or_young_records_stay(sealed: World) -> None:
    all_goes(sealed, minutes(71))
    assert sealed.rows("chain") == sealed.store.audit().number


def test_beyond_a_number_of_records_young_ones_go_as_well(sealed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.areas.evidence.closing.LEAST_CLOSED", 2)
    monkeypatch.setattr("monitor.store.areas.evidence.closing.MOST_BARE", 3)
    all_goes(sealed, minutes(71))
    audit = sealed.store.audit()
    assert audit.findings == ()
    assert audit.records == 4


def test_what_still_stands_is_not_closed(sealed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.areas.evidence.closing.LEAST_CLOSED", 1)
    monkeypatch.setattr("monitor.store.areas.evidence.closing.MOST_BARE", 0)
    sealed.store.prune(T0, T0)
    audit = sealed.store.audit()
    assert audit.findings == ()
    assert audit.records == 6


@pytest.mark.parametrize("table", SEALED)
@pytest.mark.parametrize("which", ["sealed", "closed"])
def test_any_row_that_is_removed_is_named(
    sealed: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: str, which: str
) -> None:
    if which == "closed":
        closed_twice(sealed, monkeypatch)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")]
    for row in rows:
        with kept_as_it_was(tmp_path, table, row):
            assert change(tmp_path, f"DELETE FROM {table} WHERE rowid = ?", row) == 1
            assert sealed.store.audit().findings, (table, row)
        assert sealed.store.audit().findings == ()


class kept_as_it_was:  # noqa: N801 - reads as what it does
    """Puts a row back as it was."""

    def __init__(self, tmp_path: Path, table: str, row: int) -> None:
        self._path, self._table, self._row = tmp_path / "monitor.db", table, row
        self.values: dict[str, Any] = {}
        self.moved = row
        """Where the row is now, if its key was changed."""

    def __enter__(self) -> kept_as_it_was:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute(f"SELECT * FROM {self._table} WHERE rowid = ?", (self._row,)).fetchone()
            self.values = dict(found)
        return self

    def __exit__(self, *_: object) -> None:
        names, values = ["rowid", *self.values], [self._row, *self.values.values()]
        marks = ", ".join("?" * len(names))
        for row in (self._row, self.moved):
            change(self._path.parent, f"DELETE FROM {self._table} WHERE rowid = ?", row)
        change(self._path.parent, f"INSERT INTO {self._table} ({', '.join(names)}) VALUES ({marks})", *values)


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ("at = ?", ["no time"]),
        ("body = ?, content = ?", ["5", sha256("5")]),
        ("body = ?, content = ?", ["{}", sha256("{}")]),
        ("kind = 'removed', at = 'x'", []),
        ("kind = 'restored', at = 'x'", []),
    ],
)
def test_whatever_a_record_says_the_audit_names_it_and_goes_on(
    sealed: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changes: str, values: list[str]
) -> None:
    closed_twice(sealed, monkeypatch)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        numbers = [row[0] for row in connection.execute("SELECT number FROM chain")]
    for number in numbers:
        with kept_as_it_was(tmp_path, "chain", number) as kept:
            change(tmp_path, f"UPDATE chain SET {changes} WHERE number = ?", *values, number)
            kept.moved = number
            assert sealed.store.audit().findings, number


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("which", ["sealed", "closed"])
def test_any_byte_that_is_flipped_is_named(
    sealed: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int, which: str
) -> None:
    if which == "closed":
        closed_twice(sealed, monkeypatch)
    chance = random.Random(seed)
    before = sealed.store.audit()
    for _ in range(40):
        table = chance.choice(SEALED)
        with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
            rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")]
        row = chance.choice(rows)
        with kept_as_it_was(tmp_path, table, row) as kept:
            name = chance.choice([one for one, value in kept.values.items() if value not in (None, "", b"")])
            value = kept.values[name]
            flipped = value ^ 1 << chance.randrange(16) if isinstance(value, int) else flipped_bytes(value, chance)
            kind = "?" if isinstance(value, int | bytes) else "CAST(? AS TEXT)"
            try:
                change(tmp_path, f"UPDATE {table} SET {name} = {kind} WHERE rowid = ?", flipped, row)
            except sqlite3.IntegrityError:
                continue  # the key of another row
            if name == "id" or (table, name) == ("chain", "number"):
                kept.moved = flipped
            assert sealed.store.audit().findings, (table, row, name, value, flipped)
    assert sealed.store.audit() == before


def flipped_bytes(value: str | bytes, chance: random.Random) -> bytes:
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def test_what_is_inserted_is_named(sealed: World, tmp_path: Path) -> None:
    names = "watchlist, story_id, match_id, reason, created_at, facts"
    change(tmp_path, f"INSERT INTO alert ({names}, number) SELECT {names}, number + 1 FROM alert WHERE id = 1")
    assert [one for one in sealed.store.audit().findings if "Alert 5 has no record: it was inserted" in one]


def test_a_record_that_was_rewritten_with_all_after_it_is_found_by_a_note(sealed: World, tmp_path: Path) -> None:
    noted = sealed.store.audit()
    change(tmp_path, "DELETE FROM chain WHERE number > 4")
    change(tmp_path, "UPDATE counter SET value = 4 WHERE name = 'chain'")
    proved(sealed, 5)
    proved(sealed, 6)
    findings = sealed.store.audit((noted.number, noted.hash)).findings
    assert [one for one in findings if "is not the one that was noted" in one]


def test_what_retention_removes_is_signed_off(sealed: World, tmp_path: Path) -> None:
    claim = sealed.claim_delivery(minutes(71))
    sealed.store.save_delivery(delivered(claim, at=minutes(71)))
    sealed.composed("08:00", at=minutes(90))
    claim = sealed.claim_delivery(minutes(91))
    sealed.store.save_delivery(delivered(claim, at=minutes(91)))
    later = minutes(100) + timedelta(days=1)
    assert sealed.store.prune(later, later).articles == 4
    audit = sealed.store.audit()
    assert audit.findings == ()
    assert audit.blobs == 0
    assert "Removed as the configuration says" in audit.notes[0]
    proved(sealed, 9)
    assert sealed.store.audit().findings == ()
    # Without the record that signs it off, it is a gap like any other.
    change(tmp_path, "UPDATE chain SET body = NULL WHERE kind = 'removed'")
    assert sealed.store.audit().findings


def test_a_restart_between_reading_and_judging_loses_no_page(opener: Any) -> None:
    world = World(opener())
    world.configure()
    world.poll(entry("1"))
    claim = world.claim_entry()
    assert world.store.save_extract(extract(claim, draft(claim), pages=(page("<p>first</p>"), page("<p>next</p>"))))
    world.claim_article()
    world.store = opener()
    world.store.release_leases(minutes(1))
    article = world.claim_article(minutes(1))
    seal = Seal(program="1", matcher="m", text=packed(b'{"title":"","text":"","language":"","source":""}'), keeps=True)
    judged = assess(article, matched(), at=minutes(1), seal=seal)
    assert world.store.assess(article, lambda _: judged) is not None
    proof = world.store.proof(AlertId(1))
    assert proof is not None
    assert [one.body for one in proof.pages] == [b"<p>first</p>", b"<p>next</p>"]
    assert proof.lists is None
    assert world.store.proof(AlertId(2)) is None


def test_a_restart_goes_on_with_the_chain(opener: Any) -> None:
    world = World(opener())
    world.configure()
    proved(world, 1)
    world.store = opener()
    proved(world, 2)
    assert world.store.audit().findings == ()
    assert world.store.audit().records == 3


def test_a_backup_is_as_sound_as_the_original(sealed: World, tmp_path: Path) -> None:
    sealed.store.backup(tmp_path / "copy.db")
    with closing(open_store(f"sqlite:///{tmp_path}/copy.db")) as copy:
        assert copy.audit() == sealed.store.audit()


def test_a_restore_is_recorded_and_the_chain_goes_on(opener: Any, tmp_path: Path) -> None:
    world = World(opener())
    world.configure()
    proved(world, 1)
    world.store.backup(tmp_path / "copy.db")
    proved(world, 2)
    noted = world.store.audit()
    world.store.close()
    restore(f"sqlite:///{tmp_path}/monitor.db", tmp_path / "copy.db", minutes(60))
    world.store = opener()
    proved(world, 3)
    audit = world.store.audit()
    assert audit.findings == ()
    assert "A backup was restored at 2026-11-22 07:00 UTC" in audit.notes[0]
    assert world.store.audit((noted.number, noted.hash)).findings


def test_floods_do_not_fill_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.areas.evidence.waiting.MOST_WAITING", 10)
    proved(world, 1)
    assert world.rows("evidence_waiting") == 0
    assert world.rows("evidence_blob") == 2
    assert world.store.audit().findings == ()


def test_room_that_judged_articles_leave_is_used_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(number: int) -> int:
        world.poll(entry(f"e{number}"), at=minutes(20 * number))
        claim = world.claim_entry(minutes(20 * number))
        pages = (page(f"<p>The page {number}</p>"),)
        assert world.store.save_extract(extract(claim, draft(claim), at=minutes(20 * number), pages=pages))
        return world.rows("evidence_waiting")

    size = len(page("<p>The page 1</p>").body.data)
    monkeypatch.setattr("monitor.store.areas.evidence.waiting.MOST_WAITING", 2 * size)
    assert [waits(number) for number in (1, 2, 3)] == [1, 2, 2]
    for _ in range(3):
        assert world.save(world.claim_article(minutes(90)))
    assert [waits(number) for number in (5, 6, 7)] == [1, 2, 2]
