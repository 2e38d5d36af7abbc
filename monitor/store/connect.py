"""Opening the store."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from monitor.errors import StoreError
from monitor.ports import Fleet, Store
from monitor.store.database import (
    Database,
    LockFile,
    MigrationReport,
    is_current,
    is_server,
    known_schema,
    lock_path,
    marker_path,
    migrate_file,
    sqlite,
    sqlite_path,
)
from monitor.store.database import migrate as migrate_of_file
from monitor.store.store import SqlStore


def open_store(
    url: str, *, exclusive: bool = True, create: bool = True, busy_timeout_ms: int = 5000, data: Path | None = None
) -> Store:
    """The store at `url`, its schema brought up to date.

    `exclusive`: for the one process that runs the bot; holds a lock file beside the database. Others (the command
    line beside a running bot) pass False; they read and write too, but never migrate an existing database.
    `create`: make the database if it is absent. `busy_timeout_ms`: how long a write waits for another process.
    `data`: the folder that remembers which database of a server the bot worked with; of a file its own folder does.

    Raises:
        StoreLockedError: another process runs the bot on this database.
        SchemaTooNewError, ForeignFileError: the file must not be touched; not a byte of it was changed.
        StoreError: it is absent (`create` False), cannot be opened, needs migrating first, or is not the one that
            the bot worked with.
    """
    if is_server(url):
        server = _postgres()
        given = {"exclusive": exclusive, "create": create, "busy_timeout_ms": busy_timeout_ms, "data": data}
        return SqlStore(server.open_server(url, **given))
    path = sqlite_path(url)
    schema = known_schema(path)
    if not schema and not create:
        raise StoreError(f"There is no database at {path}. Start the bot once (`monitor run`), or check storage.path.")
    if exclusive:
        return _owned(path, busy_timeout_ms)
    if not schema:
        migrate(url)
    elif not is_current(schema):
        raise StoreError(
            f"The database {path} has the older schema {schema}. Start the bot, or run `monitor db migrate`."
        )
    if not sqlite.writable(path):
        return SqlStore(_for_reading(path, busy_timeout_ms))
    return SqlStore(_database(path, busy_timeout_ms, None))


def open_shared(url: str, *, busy_timeout_ms: int = 5000, data: Path | None = None) -> Store:
    """The store at `url` for one of several workers, its schema brought up to date if none of them runs yet.

    As long as one of them has it, nobody has it for himself: no `monitor run`, no migration. `data`: as `open_store`.

    Raises:
        StoreLockedError: a bot has it for itself, or workers of another schema run on it.
        SchemaTooNewError, ForeignFileError: it must not be touched.
        StoreError: it is no database of a server, or cannot be opened.
    """
    return SqlStore(_shareable(url).open_shared(url, busy_timeout_ms=busy_timeout_ms, data=data))


def open_fleet(url: str) -> Fleet:
    """The register of the workers on the database at `url`, which has its tables already.

    Raises:
        StoreError: it is no database of a server.
    """
    fleet: Fleet = _shareable(url).ServerFleet(url)
    return fleet


def libpq_url(url: str) -> str:
    """`url` of a server's database, password and all, as PostgreSQL's own library takes it."""
    return str(_shareable(url).libpq_url(url))


def _shareable(url: str) -> ModuleType:
    if not is_server(url):
        raise StoreError(
            "Several workers need a PostgreSQL server: storage.url: postgresql://... (`monitor db copy` takes a "
            "database of SQLite there). Where one machine is enough, `monitor run` is all that is needed."
        )
    return _postgres()


def migrate(url: str) -> MigrationReport:
    """Create the database of `url` or bring it to this program's schema; does nothing if it has it.

    Raises:
        StoreLockedError: a running monitor uses it.
        SchemaTooNewError, ForeignFileError: it must not be touched.
        StoreError: it cannot be opened, copied or written; it is as it was.
    """
    return _postgres().migrate_server(url) if is_server(url) else migrate_of_file(url)


def database_there(url: str) -> bool:
    """Whether there is a database at `url`, of whatever schema; one of a server is, for all that is known."""
    return is_server(url) or sqlite_path(url).exists()


def _postgres() -> ModuleType:
    """The room of PostgreSQL: its driver is an extra, and much to load for a program on SQLite."""
    try:
        from monitor.store import postgres  # noqa: PLC0415
    except ImportError as problem:
        raise StoreError(
            f"storage.url asks for PostgreSQL, whose driver is not installed ({problem}). Install it: "
            "pip install 'monitor[postgres]'."
        ) from problem
    return postgres


def _owned(path: Path, busy_timeout_ms: int) -> Store:
    sqlite.make_folder(path)
    lock = LockFile(lock_path(path))
    try:
        # The mark is held as well: should somebody delete the lock file, a second bot is refused all the same.
        lock.guard(marker_path(path))
        if lock.unclean:
            _refuse_if_damaged(path)
        migrate_file(path)
        lock.guard(marker_path(path))
        return SqlStore(_database(path, busy_timeout_ms, lock))
    except BaseException:
        lock.release()
        raise


def _refuse_if_damaged(path: Path) -> None:
    """After an end that was not in order; the bot must not work on with half of its memory."""
    if sqlite.is_ours(path) and (found := sqlite.quick_check(path)):
        raise StoreError(
            f"The database {path} is damaged: {found[0]}. Put a backup in its place: monitor db restore FILE (monitor "
            "db check FILE looks at one)."
        )


def _for_reading(path: Path, busy_timeout_ms: int) -> Database:
    """For commands that only ask, where this user may not write; the others are told that it is read-only."""
    reader = sqlite.reader_engine(path, busy_timeout_ms=busy_timeout_ms, read_only=True)
    return Database(path, writer=reader, reader=reader, lock=None)


def _database(path: Path, busy_timeout_ms: int, lock: LockFile | None) -> Database:
    return Database(
        path,
        writer=sqlite.writer_engine(path, busy_timeout_ms=busy_timeout_ms, owner=lock is not None),
        reader=sqlite.reader_engine(path, busy_timeout_ms=busy_timeout_ms),
        lock=lock,
    )
