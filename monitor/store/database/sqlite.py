"""SQLite: what a file must be to be opened, and how every connection to it is set up."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import ForeignFileError, StoreError
from monitor.store.database.marker import marker_path
from monitor.store.database.trouble import translated

APPLICATION_ID = 0x6D6F6E31
"""Marks the file as ours ("mon1"), at offset 68 of its header."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_CANNOT_CREATE = (
    "The database {path} cannot be created ({why}). "
    "Check that this user may write to its folder, or change storage.path."
)
READERS = 4
REPEATABLE = "repeatable"
"""Execution option of transactions that need not reach the disk at once."""
_SYNCHRONOUS = "synchronous"
_LOG_PAGES = 4000
"""The write-ahead log is folded at 16 MB: an article changes 100 pages of the index, many of them again and again."""


def is_ours(path: Path) -> bool:
    """Whether `path` holds a monitor database; False if it is absent or empty. Only reads the header.

    Raises:
        ForeignFileError: it holds something else.
        StoreError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise StoreError(f"The database {path} cannot be read ({problem.strerror}). Check the path.") from problem
    if not header:
        return False
    if header[:16] != _MAGIC and marker_path(path).exists():
        raise ForeignFileError(
            f"{path} is not a database any more, though it was one. Put a backup in its place: monitor db restore "
            "FILE. With another file, or none, old news would be told again."
        )
    if header[:16] != _MAGIC:
        raise ForeignFileError(f"{path} is not a database. Point storage.path at another file.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ForeignFileError(f"{path} is a database of another program. Point storage.path at another file.")
    return True


def make_folder(path: Path) -> None:
    """The folder of a database that is to be created; StoreError if that cannot be."""
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreError(_CANNOT_CREATE.format(path=path, why=problem.strerror)) from problem


def reading_uri(path: Path) -> str:
    """The address at which a database is opened for reading alone.

    In a folder where nothing can be made, one without a log beside it is read as a file that nobody changes: SQLite
    would have to make the log's index there, and whoever works with the database keeps a log.
    """
    still = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def writable(path: Path) -> bool:
    """Whether this user may write the database and what lies beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def quick_check(path: Path) -> list[str]:
    """What a look at every page finds wrong; empty if nothing."""
    with translated(path), closing(sqlite3.connect(path)) as connection:
        found = [" ".join(str(row[0]).split()) for row in connection.execute("PRAGMA quick_check(5)")]
    return [] if found == ["ok"] else found


def create_file(path: Path) -> None:
    """An empty database marked as ours, readable for its owner only. Call it with the lock held.

    The mark is written before the write-ahead log is switched on, so that it is always in the file itself.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as problem:
        raise StoreError(_CANNOT_CREATE.format(path=path, why=problem.strerror)) from problem
    with translated(path), closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")


def writer_engine(path: Path, *, busy_timeout_ms: int, owner: bool, foreign_keys: bool = True) -> Engine:
    """One connection that writes; every transaction starts with BEGIN IMMEDIATE.

    A transaction that reads first and writes later fails at once, whatever the time-out, when another one wrote in
    between. One with the option `REPEATABLE` is not waited for until the disk has it: after a power cut it may be gone,
    with all that came after it, but never alone, for the log is read up to where it breaks off. Only the `owner` of the
    lock file folds the write-ahead log back: SQLite before 3.51.3 may damage a file when two connections do that at
    once.
    """
    pragmas = (
        f"busy_timeout = {busy_timeout_ms}",
        # Nothing to do but for a restored backup, which comes without a log.
        "journal_mode = WAL",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        f"wal_autocheckpoint = {_LOG_PAGES if owner else 0}",
        # Debian's SQLite else writes zeros over each page that is no longer used.
        "secure_delete = FAST",
    )
    engine = _engine(path, pragmas, size=1)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        wanted = "NORMAL" if connection.get_execution_options().get(REPEATABLE) else "FULL"
        cursor = connection.connection.cursor()
        if connection.info.get(_SYNCHRONOUS) != wanted:  # Cannot be changed within a transaction.
            cursor.execute(f"PRAGMA synchronous = {wanted}")
            connection.info[_SYNCHRONOUS] = wanted
        cursor.execute("BEGIN IMMEDIATE")
        cursor.close()

    return engine


def reader_engine(path: Path, *, busy_timeout_ms: int, read_only: bool = False) -> Engine:
    """A few connections that cannot write; a transaction is one consistent view.

    `read_only`: the file is not even opened for writing, as it has to be where this user may not.
    """
    pragmas = (
        f"busy_timeout = {busy_timeout_ms}",
        "foreign_keys = ON",
        "wal_autocheckpoint = 0",
        "query_only = ON",
    )
    engine = _engine(path, pragmas, size=READERS, read_only=read_only)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(path: Path, pragmas: tuple[str, ...], *, size: int, read_only: bool = False) -> Engine:
    plain = URL.create("sqlite", database=str(path))
    engine = create_engine(
        f"sqlite:///{reading_uri(path)}&uri=true" if read_only else plain,
        # isolation_level None: the driver starts no transactions of its own, so BEGIN is ours and DDL is transactional.
        connect_args={"check_same_thread": False, "isolation_level": None},
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def pragma(connection: Connection, name: str) -> Any:
    """The value of one pragma."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
