"""SIGKILL at any moment: what was reported as saved is there, the file passes its checks, the next start just works."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from store_world import World, entry, matched, minutes

from monitor.errors import StoreError
from monitor.store import open_store
from monitor.store.database.location import backup_path
from monitor.store.database.migrate import migrate
from tests.databases import ON_BOTH, on_server, opened_again, url_of

# The package's attribute of that name is the function.
migrating = sys.modules["monitor.store.database.migrate"]
SHIPPED = Path(str(migrating.__file__)).parents[1] / "schema" / "migrations"
REVISIONS: tuple[str, ...] = migrating.REVISIONS
HEAD = REVISIONS[-1]
NEXT = f"{int(HEAD) + 1:04}"

WORKER = """
import sys
sys.path.insert(0, {helpers!r})
from store_world import World, entry, minutes
from monitor.store import open_store
store = open_store({url!r})
store.release_leases(minutes(0))
world = World(store)
world.configure()
number = dict(store.stats().tables)["entry"]
print("ready", flush=True)
while True:
    number += 1
    at = minutes(20 * number)
    world.alerted(str(number), at=at)
    print(number, flush=True)
    world.composed(f"now-{{number}}", at=at)
    store.claim_deliveries(at, minutes(20 * number + 2), 5)
"""


@pytest.fixture(params=ON_BOTH)
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind."""
    with on_server() if request.param == "postgresql" else nullcontext():
        yield url_of(tmp_path / "monitor.db")


def start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_killed_while_writing(either: str) -> None:
    helpers = str(Path(__file__).parents[2] / "contract" / "store")
    chance = random.Random(20)
    reported = 0
    for _ in range(10):
        worker = start(WORKER.format(helpers=helpers, url=either))
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        for _ in range(chance.randrange(1, 12)):
            reported += bool(worker.stdout.readline())
        # A moment within the next transaction, not always its start.
        try:
            worker.wait(chance.random() * 0.02)
        except subprocess.TimeoutExpired:
            worker.send_signal(signal.SIGKILL)
        reported += len(worker.stdout.readlines())
        worker.stdout.close()
        worker.wait()
        store = opened_again(either, busy_timeout_ms=5_000)
        assert store.check() == []
        counts = dict(store.stats().tables)
        assert counts["alert"] == counts["match"] == counts["story"]
        assert counts["alert"] >= reported
        assert counts["digest_alert"] + len(store.window("border", ["w"], minutes(0)).alerts) == counts["alert"]
        store.close()
    assert reported > 10


JUDGING = """
import sys
sys.path.insert(0, {helpers!r})
from sqlalchemy import event
from store_world import World, assess, matched, minutes
from monitor.store import open_store
from monitor.store.database.prepared import Prepared
store = open_store({url!r})
world = World(store)
world.configure()
world.alerted("1")
(claim,) = world.articles("2", at=minutes(20))

def stop(*_):
    print("there", flush=True)
    sys.stdin.read()

def on(_conn, _cursor, statement, *_):
    if statement.startswith({moment!r}):
        stop()

def judge(stored):
    stored.story_by_content("c2")
    return assess(claim, matched(), at=minutes(20), shingles=(1, 2))

if {moment!r} == "COMMIT":
    event.listen(store._db._writer, "commit", stop)
event.listen(store._db._writer, "before_cursor_execute", on)
find = Prepared._for

def watched(self, conn):
    found = find(self, conn)
    on(None, None, found.text)
    return found

Prepared._for = watched
store.assess(claim, judge)
"""


@pytest.mark.parametrize(
    "moment",
    [
        "SELECT story.id",
        "INSERT INTO shingle",
        "INSERT INTO story ",
        "INSERT INTO alert",
        "INSERT INTO chain",
        "INSERT INTO outcome",
        "COMMIT",
    ],
)
def test_killed_while_an_article_is_judged(either: str, moment: str) -> None:
    helpers = str(Path(__file__).parents[2] / "contract" / "store")
    code = JUDGING.format(helpers=helpers, url=either, moment=moment)
    worker = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdin is not None
    assert worker.stdout.readline() == "there\n"
    worker.kill()
    worker.wait()
    worker.stdout.close()
    worker.stdin.close()
    with closing(opened_again(either, busy_timeout_ms=5_000)) as store:
        world = World(store)
        assert store.check() == []
        assert {name: world.rows(name) for name in ("story", "match", "alert", "shingle")} == {
            "story": 1,
            "match": 1,
            "alert": 1,
            "shingle": 0,
        }
        assert store.claim_articles(minutes(21), minutes(23), 1) == [], "the lease of the dead holds"
        assert store.release_leases(minutes(21)) == 1
        (again,) = store.claim_articles(minutes(21), minutes(23), 1)
        assert world.save(again, matched(), at=minutes(21))
        assert world.rows("alert") == 2
        assert store.audit().findings == ()


def test_killed_while_being_made(tmp_path: Path) -> None:
    code = "import sys\nfrom monitor.store import migrate\nprint('ready', flush=True)\nmigrate(sys.argv[1])"
    chance = random.Random(50)
    for number in range(8):
        url = f"sqlite:///{tmp_path}/{number}.db"
        worker = subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None
        worker.stdout.readline()
        try:
            worker.wait(chance.random() * 0.06)
        except subprocess.TimeoutExpired:
            worker.kill()
        worker.wait()
        worker.stdout.close()
        store = open_store(url)
        assert store.check() == []
        world = World(store)
        world.configure()
        world.poll(entry("1"))
        store.close()


LATER = f"""
from alembic import op
import sqlalchemy as sa
revision = "{NEXT}"
down_revision = "{HEAD}"
def upgrade():
    with op.batch_alter_table("feed", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="red"))
    {{then}}
"""


FAILING = LATER.format(then="raise RuntimeError('half way')")
DANGLING = LATER.format(then="op.execute('DELETE FROM story')")
SLOW = LATER.format(then="op.execute('CREATE TABLE reached (id INTEGER)'); print('half', flush=True); sys.stdin.read()")


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this program one that also knows the next schema, with the given source."""

    def become(source: str) -> None:
        become_newer(tmp_path / "migrations", source)
        monkeypatch.setattr(migrating, "_MIGRATIONS", tmp_path / "migrations")
        monkeypatch.setattr(migrating, "REVISIONS", (*REVISIONS, NEXT))
        monkeypatch.setattr(migrating, "HEAD", NEXT)

    return become


def become_newer(folder: Path, source: str) -> None:
    (folder / "versions").mkdir(parents=True)
    for shipped in (SHIPPED / "env.py", *(SHIPPED / "versions").glob("0*.py")):
        (folder / shipped.relative_to(SHIPPED)).write_text(shipped.read_text())
    (folder / "versions" / f"{NEXT}_later.py").write_text(source)


def fill(url: str) -> tuple[tuple[str, int], ...]:
    store = open_store(url)
    world = World(store)
    world.configure()
    world.alerted("1")
    rows = store.stats().tables
    store.close()
    return rows


def rows_of(url: str) -> tuple[tuple[str, int], ...]:
    store = open_store(url, exclusive=False)
    try:
        assert store.check() == []
        return store.stats().tables
    finally:
        store.close()


def schema_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_migration_keeps_the_rows_and_leaves_a_backup(url: str, tmp_path: Path, newer: Callable[[str], None]) -> None:
    rows = fill(url)
    newer(LATER.format(then="pass"))
    with pytest.raises(StoreError, match=rf"older schema {HEAD}.*monitor db migrate"):
        open_store(url, exclusive=False)
    report = migrate(url)
    assert (report.before, report.after) == (HEAD, NEXT)
    assert report.backup == backup_path(tmp_path / "monitor.db", HEAD)
    assert schema_of(report.backup) == HEAD
    assert rows_of(url) == rows


def test_the_bot_migrates_when_it_starts(url: str, tmp_path: Path, newer: Callable[[str], None]) -> None:
    fill(url)
    newer(LATER.format(then="pass"))
    open_store(url).close()
    assert schema_of(tmp_path / "monitor.db") == NEXT


@pytest.mark.parametrize(
    ("source", "error", "says"),
    [
        pytest.param(FAILING, RuntimeError, "half way", id="fails half way"),
        pytest.param(DANGLING, StoreError, "was undone: .* rows would point nowhere", id="breaks foreign keys"),
    ],
)
def test_a_migration_that_fails_changes_nothing(
    url: str, tmp_path: Path, newer: Callable[[str], None], source: str, error: type[Exception], says: str
) -> None:
    rows = fill(url)
    with pytest.MonkeyPatch.context() as patch:
        become_newer(tmp_path / "other", source)
        patch.setattr(migrating, "_MIGRATIONS", tmp_path / "other")
        patch.setattr(migrating, "REVISIONS", (*REVISIONS, NEXT))
        patch.setattr(migrating, "HEAD", NEXT)
        with pytest.raises(error, match=says):
            open_store(url)
    assert schema_of(tmp_path / "monitor.db") == HEAD
    assert rows_of(url) == rows
    newer(LATER.format(then="pass"))
    assert migrate(url).after == NEXT, "the lock was given back"


def test_a_migration_killed_half_way_changes_nothing(url: str, tmp_path: Path) -> None:
    rows = fill(url)
    become_newer(tmp_path / "migrations", "import sys\n" + SLOW)
    code = f"""
import pathlib, sys
from monitor.store import migrate
migrating = sys.modules["monitor.store.database.migrate"]
migrating._MIGRATIONS = pathlib.Path({str(tmp_path / "migrations")!r})
migrating.REVISIONS, migrating.HEAD = {(*REVISIONS, NEXT)!r}, {NEXT!r}
migrate({url!r})
"""
    worker = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdin is not None
    assert worker.stdout.readline() == "half\n"
    worker.kill()
    worker.wait()
    worker.stdout.close()
    worker.stdin.close()
    assert schema_of(tmp_path / "monitor.db") == HEAD
    assert rows_of(url) == rows
    open_store(url).close()
