"""Commands that ask the store: `why`, `feeds`, `digest`, `deliveries`, `health`, `db`."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest

from monitor.cli.operations.health import RUN_FILE, write_run_file
from monitor.deliver.webhook import payload_schema
from monitor.model.feeds import EntryData, EntryIntent, PollIntent
from monitor.model.outcomes import IntakeOutcome, PollOutcome
from monitor.store import open_store
from monitor.testing.newsite import NewsSite
from monitor.testing.wire import Resource
from tests.acceptance.world import World, article
from tests.ports import closed_port
from tests.unit.cli.conftest import OUTLET, Command, serving

pytestmark = pytest.mark.xdist_group("cli")

WATCHED, UNWATCHED = article(0, OUTLET, watched=True), article(2, OUTLET, watched=False)


class TestWhy:
    def test_step_by_step(self, filled: Command, site: NewsSite) -> None:
        answer = filled("why", site.url_of(WATCHED))
        assert answer.status == 0
        assert answer.lines[0] == WATCHED.title
        steps = [line.split()[2:4] for line in answer.lines if line.startswith("  20")]
        assert steps == [
            ["poll", "read"], ["intake", "new"], ["extract", "page"], ["assess", "alerted"],
            ["compose", "composed"], ["send", "sent"],
        ]  # fmt: skip
        assert "towns/albu-kamal: 'Albu Kamal' at title" in answer.out
        # An address inside is shown as text.
        assert answer.lines[1].strip() == site.url_of(WATCHED).removeprefix("http://")

    def test_as_json_under_another_spelling_of_the_address(self, filled: Command, site: NewsSite) -> None:
        report = filled("why", f"{site.url_of(UNWATCHED)}?utm_source=x#top", "--json").json
        assert report["seen"]
        [trail] = report["trails"]
        assert [step["outcome"] for step in trail["steps"]] == ["read", "new", "page", "no_match"]

    def test_an_edited_article_tells_its_versions(self, monitor: Command, world: World) -> None:
        with serving(NewsSite()) as site:
            item = article(0, OUTLET, watched=True)
            url = site.add(item)
            world.write({OUTLET: site.feed_url(OUTLET)})
            assert monitor("once").status == 0
            assert "edited" not in monitor("why", url).out
            with closing(sqlite3.connect(world.database)) as connection:
                connection.execute("UPDATE article SET fetched_at = datetime(fetched_at, '-2 hours') || '.000000'")
                connection.execute("UPDATE feed_clock SET next_poll_at = next_poll_at - 86400000000")
                connection.commit()
            edited = ("What was written before was wrong.", *item.paragraphs)
            site.add(replace(item, title=f"Correction: {item.title}", paragraphs=edited))
            assert monitor("once").status == 0
            answer = monitor("why", url)
            [trail] = monitor("why", url, "--json").json["trails"]
        steps = [line.split()[2:4] for line in answer.lines if line.startswith("  20")]
        assert ["intake", "changed"] in steps
        assert ["extract", "edited"] in steps
        [line] = [line for line in answer.lines if line.startswith("  version")]
        assert re.fullmatch(r"  version 2, edited once: first read 20\S+ \S+, edits read 20\S+ \S+ UTC", line)
        assert len(trail["versions"]) == 2

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("https://elsewhere.example/1", "no feed of this site is configured. Add one: monitor feeds add"),
            ("not an address", "is not an address. Give one"),
            ("", "is not an address. Give one"),
        ],
    )
    def test_never_seen(self, filled: Command, url: str, said: str) -> None:
        answer = filled("why", url)
        assert answer.status == 1
        assert said in answer.out
        assert filled("why", url, "--json").json["seen"] is False

    def test_never_seen_on_a_site_that_is_read(self, filled: Command, site: NewsSite) -> None:
        answer = filled("why", f"{site.base_url}/harbour-news/never.html")
        assert answer.status == 1
        assert f"{OUTLET} ({site.feed_url(OUTLET)}): last read 20" in answer.out
        assert "Closed Gazette" in answer.out


@pytest.fixture
def holding(monitor: Command, world: World) -> Command:
    """An installation whose feed showed two old entries late."""
    monitor("once")
    with closing(open_store(f"sqlite:///{world.database}", exclusive=False)) as store:
        later = datetime.now(UTC) + timedelta(days=1)
        (claim,) = store.claim_feeds(later, later + timedelta(minutes=1), 1)
        old = tuple(_held(number, later - timedelta(days=2000)) for number in (1, 2))
        intent = PollIntent(
            feed_id=claim.feed.id,
            token=claim.token,
            started_at=later,
            finished_at=later,
            outcome=PollOutcome.READ,
            detail="",
            next_poll_at=later,
            failures=0.0,
            entries=old,
        )
        assert store.save_poll(intent)
    return monitor


def _held(number: int, published_at: datetime) -> EntryIntent:
    url = f"http://127.0.0.1/old-{number}"
    data = EntryData(guid=None, url=url, title=f"Old {number}", summary="S", content="", published_at=published_at)
    return EntryIntent(data=data, keys=(url,), canonical_url=url, outcome=IntakeOutcome.ARCHIVE_HELD, detail="old")


class TestHeld:
    def test_what_is_held_is_listed_and_released(self, holding: Command) -> None:
        rows = [line.split("\t") for line in holding("feeds", "held").lines]
        assert rows[0] == ["FEED", "DATED (UTC)", "HELD (UTC)", "WHY", "TITLE", "LINK"]
        assert [(row[0], row[3], row[4]) for row in rows[1:]] == [(OUTLET, "archive_held", f"Old {n}") for n in (1, 2)]
        assert [one["detail"] for one in holding("feeds", "held", OUTLET.upper(), "--json").json] == ["old", "old"]
        assert holding("feeds", "release", OUTLET).out == "2 entries released: read and judged next\n"
        assert holding("feeds", "held").out == "Nothing is held back.\n"
        assert holding("feeds", "release", "--all").out == "Nothing is held back.\n"
        told = holding("why", "http://127.0.0.1/old-1").out
        assert "released by hand; archive_held at" in told

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(("held", "Nobody's"), 'there is no feed with the address or title "Nobody\'s"', id="held"),
            pytest.param(("release", "Nobody's"), "there is no feed with the address or title", id="release"),
            pytest.param(("release",), "name one feed, by address or title, or give --all", id="neither"),
            pytest.param(("release", OUTLET, "--all"), "name one feed", id="both"),
        ],
    )
    def test_a_slip_is_named(self, holding: Command, arguments: tuple[str, ...], message: str) -> None:
        answer = holding("feeds", *arguments)
        assert answer.status == 2
        assert message in answer.err


class TestFeeds:
    def test_list(self, filled: Command, site: NewsSite) -> None:
        answer = filled("feeds", "list")
        rows = [line.split("\t") for line in answer.lines]
        assert rows[0][0] == "TITLE"
        assert {row[0]: row[3].split(":")[0] for row in rows[1:]} == {OUTLET: "well", "Closed Gazette": "failing"}
        [ill] = filled("feeds", "list", "--trouble", "--json").json
        assert ill["title"] == "Closed Gazette"
        assert ill["failures"] > 0
        assert "404" in ill["last_detail"]

    def test_health(self, filled: Command, site: NewsSite) -> None:
        answer = filled("feeds", "health", "--strip")
        assert answer.status == 1
        assert answer.lines[0] == "1 of 2 feeds is well: 1 missing."
        assert answer.lines[2:4] == ["missing: Closed Gazette", answer.lines[3]]
        assert "404" in answer.lines[3]
        rows = {row[0]: row for row in (line.split("\t") for line in answer.lines) if len(row) == 6}
        assert (rows[OUTLET][1], rows["Closed Gazette"][5]) == ("well", "." * 14)
        told = filled("feeds", "health", "--json").json
        assert (told["verdict"], told["well"]) == (answer.lines[0], 1)
        [ill, well] = told["feeds"]
        assert (ill["kind"], ill["title"], sum(ill["days"])) == ("missing", "Closed Gazette", 0)
        assert (well["kind"], well["since"]) == ("well", None)
        assert len(well["days"]) == 14
        assert sum(well["days"]) > 0

    def test_many_feeds_with_one_trouble_are_told_together(self, monitor: Command, world: World) -> None:
        with closed_port() as port:
            world.write({f"Paper {number:02}": f"http://127.0.0.1:{port}/{number}" for number in range(14)})
            assert monitor("once").status == 0
        answer = monitor("feeds", "health")
        assert answer.lines[:3] == ["0 of 14 feeds are well: 14 unreachable.", "", "unreachable: 14 feeds"]
        assert "(connect), since 20" in answer.lines[3]
        assert answer.lines[4].startswith("  Paper 00, Paper 01, ")
        assert answer.lines[4].endswith(" and 2 more")
        assert answer.lines[5].endswith("if it lasts. Each of them: monitor feeds health --all")
        assert len(monitor("feeds", "health", "--json").json["feeds"]) == 14

    def test_add_export_and_import_keep_comments(self, monitor: Command, world: World, tmp_path: Path) -> None:
        path = world.config / "feeds.yaml"
        before = "# Ours.\nfeeds:\n  - url: http://127.0.0.1/a  # the first\n    title: A\n    language: en\n"
        path.write_text(before)
        added = monitor("feeds", "add", "http://127.0.0.1/b", "--title", "B: news", "--language", "ar", "--tag", "x")
        assert added.status == 0
        assert added.out.startswith(f"added to {path}: B: news")
        assert monitor("feeds", "add", "http://127.0.0.1/b", "--title", "B").out.startswith("already in")
        assert path.read_text().startswith(before)

        exported = monitor("feeds", "export", str(tmp_path / "feeds.opml"))
        assert exported.status == 0
        document = (tmp_path / "feeds.opml").read_text()
        assert monitor("feeds", "export").out == document + "\n"
        outlines = ElementTree.fromstring(document).findall(".//outline[@xmlUrl]")
        assert sorted(outline.attrib["title"] for outline in outlines) == ["A", "B: news"]

        path.write_text(before)
        imported = monitor("feeds", "import", str(tmp_path / "feeds.opml"))
        assert imported.out == f"1 added to {path}, 1 was there already\n"
        assert path.read_text().startswith(before)
        listed = monitor("feeds", "list", "--json").json
        assert [(row["title"], row["language"], row["tags"]) for row in listed] == [
            ("A", "en", []),
            ("B: news", "ar", ["x"]),
        ]
        assert {row["state"] for row in listed} == {"not read yet"}

    @pytest.mark.parametrize(
        ("arguments", "stdin", "said"),
        [
            pytest.param(("add", "ftp://example.org/", "--title", "X"), b"", "The feed cannot be added", id="ftp"),
            pytest.param(
                ("add", "http://127.0.0.1/x", "--title", "X", "--language", "klingon!"), b"", "language", id="language"
            ),
            pytest.param(("import", "-"), b"no xml", "not an OPML file", id="no-opml"),
            pytest.param(("import", "-"), b"\xff\xfe\x00", "not an OPML file", id="no-text"),
            pytest.param(("import", "/nowhere/feeds.opml"), b"", "cannot read /nowhere/feeds.opml", id="no-file"),
            pytest.param(("export", "/nowhere/feeds.opml"), b"", "cannot write /nowhere/feeds.opml", id="no-folder"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, monitor: Command, world: World, arguments: tuple[str, ...], stdin: bytes, said: str
    ) -> None:
        (world.config / "feeds.yaml").write_text("feeds:\n  - {url: http://127.0.0.1/a, title: A}\n")
        before = (world.config / "feeds.yaml").read_bytes()
        answer = monitor("feeds", *arguments, stdin=stdin)
        assert answer.status == 2
        assert said in answer.err
        assert (world.config / "feeds.yaml").read_bytes() == before


class TestDigest:
    def test_preview_stores_and_sends_nothing(self, filled: Command, tmp_path: Path) -> None:
        before = filled("db", "stats", "--json").json["tables"]
        text = filled("digest", "preview")
        assert text.status == 0
        assert "WHAT WE LOOKED AT" in text.out
        payload = filled("digest", "preview", "towns", "--json").json
        jsonschema.validate(payload, payload_schema())
        page = tmp_path / "digest.html"
        assert filled("digest", "preview", "--html", str(page)).out == f"written: {page}\n"
        assert page.read_text().startswith("<!")
        assert filled("db", "stats", "--json").json["tables"] == before

    def test_a_window_without_polls_says_that_nothing_was_seen(self, filled: Command) -> None:
        data = filled("digest", "preview", "towns", "--json").json["data"]
        coverage = data["coverage"]
        assert (coverage["feeds"], coverage["feeds_read"], coverage["feeds_not_due"]) == (2, 0, 1)
        assert [one["title"] for one in coverage["failing"]] == ["Closed Gazette"]
        assert coverage["revision_since"] <= data["window"]["from"], "in force since before this command began"
        text = " ".join(filled("digest", "preview").out.split())
        assert "Not seen: 2 of 2 feeds (Closed Gazette; 1 not due in this time)." in text
        assert "2 feeds, 0 read, 1 not due in this time. 0 articles" in text

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("preview", "nobody"), "there is no subscription 'nobody'; the configuration has: towns"),
            (("send-now", "nobody"), "there is no subscription 'nobody'; the configuration has: towns"),
            (("preview", "--html", "/nowhere/x.html"), "cannot write /nowhere/x.html"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, filled: Command, arguments: tuple[str, ...], said: str) -> None:
        answer = filled("digest", *arguments)
        assert answer.status == 2
        assert said in answer.err

    def test_without_an_id_the_only_subscription_is_meant(self, monitor: Command, world: World) -> None:
        path = world.config / "monitor.yaml"
        path.write_text(path.read_text() + '  - {id: second, channels: [files], cron: "0 7 * * *"}\n')
        answer = monitor("digest", "preview")
        assert answer.status == 2
        assert answer.err == "name a subscription: towns, second\n"

    def test_send_now_sends_it_itself_when_no_bot_runs(self, monitor: Command, world: World) -> None:
        assert monitor("once").status == 0
        answer = monitor("digest", "send-now")
        assert answer.status == 0
        assert answer.out.startswith("composed: ")
        [row] = monitor("deliveries", "list", "--json").json
        assert row["state"] == "sent"
        assert Path(row["detail"]).is_relative_to(world.data / "digests")
        table = monitor("deliveries", "list", "--state", "sent").lines
        assert table[0].startswith("ID\tDIGEST\tCHANNEL")
        assert len(table) == 2
        assert monitor("deliveries", "list", "--state", "abandoned").out == "No deliveries in this state.\n"


class TestDeliveries:
    def test_none_yet(self, monitor: Command) -> None:
        assert monitor("deliveries", "list").out == "No deliveries yet.\n"
        assert monitor("deliveries", "list", "--json").json == []
        retry = monitor("deliveries", "retry")
        assert (retry.status, retry.out) == (0, "0 deliveries are due now\n")

    def test_an_abandoned_one_is_retried_and_a_sent_one_is_not(self, monitor: Command, world: World) -> None:
        assert monitor("once", "--digest").status == 0
        [row] = monitor("deliveries", "list", "--json").json
        refused = monitor("deliveries", "retry", str(row["id"]), "999")
        assert refused.status == 1
        assert f"delivery {row['id']} does not exist or was sent already" in refused.err
        assert "delivery 999 does not exist" in refused.err
        with closing(sqlite3.connect(world.database)) as connection:
            connection.execute("UPDATE outbox SET state = 'abandoned', due_at = NULL, sent_at = NULL")
            connection.commit()
        assert monitor("deliveries", "ack").out == "1 delivery that had been given up is seen\n"
        assert monitor("deliveries", "ack").out == "0 deliveries that had been given up are seen\n"
        assert monitor("deliveries", "retry").out == "1 delivery is due now\n"
        assert monitor("once").status == 0
        [row] = monitor("deliveries", "list", "--json").json
        assert (row["state"], row["attempts"]) == ("sent", 2)


class TestHealth:
    def test_no_bot_runs(self, monitor: Command, world: World) -> None:
        answer = monitor("health")
        assert answer.status == 1
        assert answer.lines[0] == "red"
        assert "no monitor runs on" in answer.out
        report = monitor("health", "--json").json
        assert report["status"] == "red"
        assert report["notes"] == []

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ('{"pid": 1, "host": "127.0.0.1", "port": 0}', "switched off (server.port: 0)"),
            ('{"pid": 1, "host": "127.0.0.1", "port": CLOSED}', "does not answer"),
            ("[]", "cannot be read"),
            ("{", "cannot be read"),
            ('{"pid": 1, "host": "127.0.0.1", "port": 99999}', "does not answer"),
        ],
        ids=["switched-off", "killed", "list", "half", "bad-port"],
    )
    def test_a_bot_that_cannot_be_asked(self, monitor: Command, world: World, content: str, said: str) -> None:
        world.data.mkdir()
        with closed_port() as port:
            (world.data / RUN_FILE).write_text(content.replace("CLOSED", str(port)))
            answer = monitor("health")
        assert answer.status == 1
        assert said in answer.out

    @pytest.mark.parametrize("status", ["ok", "red"])
    def test_what_the_bot_says_of_itself(self, monitor: Command, world: World, site: NewsSite, status: str) -> None:
        check = {"name": "polls", "ok": status == "ok", "detail": "last good poll 5 s ago"}
        said = {"status": status, "checks": [check], "notes": ["2 items parked"]}
        site.put("/healthz", Resource(body=json.dumps(said).encode(), status=200 if status == "ok" else 503))
        world.data.mkdir()
        write_run_file(world.data, "127.0.0.1", urlsplit(site.base_url).port or 0)
        answer = monitor("health")
        assert answer.status == (0 if status == "ok" else 1)
        mark = "ok " if status == "ok" else "RED"
        assert answer.lines == [status, f"  {mark}  polls: last good poll 5 s ago", "  note: 2 items parked"]
        assert monitor("health", "--json").json == said


class TestDatabase:
    def test_stats_add_up(self, filled: Command) -> None:
        report = filled("db", "stats", "--json").json
        assert report["problems"] == []
        assert report["tables"]["entry"] == 3
        intake = sum(row["count"] for row in report["outcomes"] if row["step"] == "intake")
        assert intake == 3
        plain = filled("db", "stats")
        assert plain.lines[0] == "TABLE\tROWS"
        assert plain.lines[-1].endswith(" MB, sound")

    def test_migrate_backup_prune(self, monitor: Command, world: World, tmp_path: Path) -> None:
        assert monitor("db", "migrate").out.startswith("schema none -> 0")
        assert monitor("db", "migrate").out.startswith("the schema is up to date (0")
        target = tmp_path / "deep" / "copy.db"
        assert monitor("db", "backup", str(target)).out == f"written and checked: {target}\n"
        again = monitor("db", "backup", str(target))
        assert again.status == 3
        assert "exists already" in again.err
        assert monitor("db", "backup").status == 0
        assert len(list((world.data / "backups").glob("*.db"))) == 1
        assert monitor("db", "prune", "--days", "1").out.startswith("removed 0 articles, 0 entries")
        (tmp_path / "file").write_text("")
        assert monitor("db", "backup", str(tmp_path / "file" / "x.db")).status == 2

    def test_a_file_of_another_program_is_left_alone(self, monitor: Command, world: World) -> None:
        world.data.mkdir()
        world.database.write_bytes(b"diary\n")
        for arguments in (("db", "stats"), ("db", "migrate"), ("once",), ("why", "https://example.org/")):
            answer = monitor(*arguments)
            assert answer.status == 3, arguments
            assert "is not a database" in answer.err
        assert world.database.read_bytes() == b"diary\n"


def test_every_json_answer_is_one_document(filled: Command, site: NewsSite) -> None:
    for arguments in (
        ("check",), ("feeds", "list"), ("digest", "preview"), ("deliveries", "list"), ("health",), ("db", "stats"),
        ("why", site.url_of(WATCHED)), ("parse", site.feed_url(OUTLET)), ("extract", site.url_of(WATCHED)),
    ):  # fmt: skip
        answer = filled(*arguments, "--json")
        assert json.loads(answer.out) is not None, arguments
        assert answer.err == "", arguments
