"""`monitor verify`, `monitor replay` and `monitor evidence` on what a real cycle kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.cli.archive.evidence import replay as replaying
from monitor.core.evidence.heads import LONGEST_VALUE, MOST_HEADERS, page_head
from monitor.model.evidence.chain import RecordKind
from monitor.model.evidence.kept import BlobKind
from monitor.testing.newsite import NewsSite
from monitor.watch import compile_watchlists
from tests.acceptance.world import World
from tests.unit.cli.conftest import OUTLET, Command, caller


@pytest.fixture(scope="module")
def proved(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> World:
    """An installation that keeps evidence, after one cycle of a process of its own."""
    world = World(tmp_path_factory.mktemp("proved"), cron="0 7 1 1 *", every="1h", more="evidence: {enabled: true}\n")
    world.write({OUTLET: site.feed_url(OUTLET)})
    answer = world.call("once", "--digest")
    assert answer.returncode == 0, answer.stderr
    return world


@pytest.fixture
def monitor(proved: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return caller(proved, capsys, monkeypatch)


def test_all_is_as_sealed_and_the_last_record_may_be_noted(monitor: Command) -> None:
    told = monitor("verify")
    assert told.status == 0
    assert "all as sealed" in told.out
    noted = told.lines[-1].rpartition(" ")[2]
    assert monitor("verify", "--noted", noted).status == 0
    assert monitor("verify", "--noted", f"{noted[:-1]}{'0' if noted[-1] != '0' else '1'}").status == 1
    assert monitor("verify", "--noted", "9000:" + "0" * 64).status == 1
    assert monitor("verify", "--noted", "yesterday").status == 2


def test_alerts_from_before_the_chain_are_not_said_to_be_sealed(monitor: Command, proved: World) -> None:
    with closing(sqlite3.connect(proved.database, isolation_level=None)) as connection:
        (alerts,) = connection.execute("SELECT count(*) FROM alert").fetchone()
        kept = connection.execute("SELECT hash FROM evidence_blob").fetchall()
        connection.execute("BEGIN")
        for table in ("chain", "evidence_blob", "evidence_use"):
            connection.execute(f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
            connection.execute(f"DELETE FROM {table}")
        (number,) = connection.execute("SELECT value FROM counter WHERE name = 'chain'").fetchone()
        connection.execute("DELETE FROM counter WHERE name = 'chain'")
        connection.execute("COMMIT")
        told = monitor("verify")
        for table in ("chain", "evidence_blob", "evidence_use"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
        connection.execute("INSERT INTO counter VALUES ('chain', ?)", (number,))
    assert kept
    assert told.status == 0
    assert told.lines[0].startswith(f"Not sealed: {alerts} alert")
    assert told.lines[-1] == "0 records, 0 kept texts and pages: nothing is sealed yet"


def test_what_was_changed_is_named(monitor: Command, proved: World) -> None:
    with closing(sqlite3.connect(proved.database, isolation_level=None)) as connection:
        (reason,) = connection.execute("SELECT reason FROM alert WHERE id = 1").fetchone()
        connection.execute("UPDATE alert SET reason = 'fact' WHERE id = 1")
        told = monitor("verify", "--json")
        connection.execute("UPDATE alert SET reason = ? WHERE id = 1", (reason,))
    assert (told.status, told.json["findings"]) == (1, ["Alert 1 was changed since it was sealed."])
    assert monitor("verify").status == 0


def test_the_same_mentions_again(monitor: Command) -> None:
    assert "identical" in monitor("replay", "1").out
    every = monitor("replay", "--all", "--json")
    assert every.status == 0
    assert {one["same"] for one in every.json} == {True}


def test_all_says_of_how_many_nothing_is_kept(monitor: Command, proved: World) -> None:
    assert monitor("replay", "--all").err == ""
    text = (
        "SELECT hash FROM evidence_use WHERE hash IN (SELECT hash FROM evidence_blob WHERE kind = ?) "
        "AND number IN (SELECT number FROM chain WHERE kind = ? AND subject = 1)"
    )
    with closing(sqlite3.connect(proved.database, isolation_level=None)) as connection:
        (mark,) = connection.execute(text, (BlobKind.TEXT.value, RecordKind.ALERT.value)).fetchone()
        (blob,) = connection.execute("SELECT * FROM evidence_blob WHERE hash = ?", (mark,)).fetchall()
        connection.execute("DELETE FROM evidence_blob WHERE hash = ?", (mark,))
        told = monitor("replay", "--all")
        connection.execute(f"INSERT INTO evidence_blob VALUES ({', '.join('?' * len(blob))})", blob)
    assert told.status == 0
    assert "1 alert more without a kept text" in told.err


def test_a_newer_matcher_may_say_otherwise(monitor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recorded stands; with the same matcher the same difference is a fault."""
    monkeypatch.setattr(replaying, "_matcher", lambda _: compile_watchlists([]))
    told = monitor("replay", "--all")
    assert (told.status, "difference" in told.lines[0]) == (1, True)
    monkeypatch.setattr(replaying, "matcher_mark", lambda: "newer")
    told = monitor("replay", "--all")
    assert told.status == 0
    assert "each where it was recorded; the newer matcher says otherwise" in told.lines[0]
    assert "0 with identical mentions" in told.lines[-1]
    assert {(one["same"], one["stands"]) for one in monitor("replay", "--all", "--json").json} == {(False, True)}


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (("replay", "999"), 1, "there is no such alert"),
        (("replay",), 2, "give the numbers of alerts, or --all"),
        (("replay", "1", "--all"), 2, "give the numbers of alerts, or --all"),
        (("evidence", "1", "--out", "x.zip"), 2, "call it x.zip.warc.gz"),
    ],
)
def test_what_cannot_be_done_is_said(monitor: Command, asked: tuple[str, ...], status: int, said: str) -> None:
    told = monitor(*asked)
    assert told.status == status
    assert said in " ".join((told.out + told.err).split())


@pytest.mark.parametrize("name", ["one.warc.gz", "one.warc"])
def test_a_warc_and_a_readable_page(monitor: Command, tmp_path: Path, name: str) -> None:
    told = monitor("evidence", "1", "--out", str(tmp_path / name))
    assert (told.status, told.err) == (0, "")
    records = {}
    with (tmp_path / name).open("rb") as file:
        for record in ArchiveIterator(file):
            kind, target = record.rec_type, record.rec_headers.get_header("WARC-Target-URI")
            records[kind, target and target.rpartition(":")[2]] = record.content_stream().read()
    (body,) = [data for (kind, _), data in records.items() if kind == "response"]
    assert b"<html" in body
    assert b"Albu Kamal" in records["resource", "watchlists"]
    page = (tmp_path / "one.html").read_text()
    assert "<mark>" in page
    assert "<script" not in page
    assert records["resource", "page"].decode() == page
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert monitor("evidence", "1", "--out", str(tmp_path / name)).status == 2, "nothing is overwritten"


def test_nothing_secret_or_endless_is_kept_of_a_head() -> None:
    from datetime import UTC, datetime

    secret = ["set-cookie", "authorization", "x-csrf-token", "www-authenticate", "x-session-id", "x-api-key"]
    headers = [(name, "s3cr3t") for name in secret] + [("long", "x" * (LONGEST_VALUE + 1))]
    headers += [(f"n{number}", "v") for number in range(5 * MOST_HEADERS)]
    head = page_head("https://a.example/", datetime.now(UTC), 200, headers)
    assert "s3cr3t" not in repr(head)
    assert set(secret) < set(head.left_out)
    assert len(head.headers) == MOST_HEADERS
    assert len(head.left_out) <= MOST_HEADERS


def test_prune_trims_evidence_too(
    proved: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs the program by cron has no other upkeep: old evidence filled the disk for ever."""
    copy = proved.copied(tmp_path / "copy")
    with closing(sqlite3.connect(copy.database, isolation_level=None)) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM evidence_blob").fetchone()
        connection.execute("UPDATE chain SET at = '2020-01-01 00:00:00.000000'")
        assert caller(copy, capsys, monkeypatch)("db", "prune").status == 0
        assert kept > 0
        assert connection.execute("SELECT count(*) FROM evidence_blob").fetchone() == (0,)
