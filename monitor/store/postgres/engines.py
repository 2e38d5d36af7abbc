"""How every connection to PostgreSQL is set up, and whose turn it is to write."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.errors import SchemaTooNewError, StoreError, StoreLockedError
from monitor.store.database import FITS, HEAD, OLDEST_ASKED, REPEATABLE, fits
from monitor.store.postgres.living import ask_whether_they_live
from monitor.store.postgres.location import address, connections_name, process_name, server_name

READERS = 8
STATEMENT_S = 60
"""A statement that takes longer is stopped: every one of the store's is asked by an index or in lots."""
_IDLE_S, _SHARED_IDLE_S = 120, 30
"""A process that stands still in the middle of a change gives it up, so that the others go on."""
_SERVER_WAY = "; ".join(
    # So does the server with a worker that is gone: what it held, the others wait for.
    f"SET {name} = {value}"
    for name, value in {
        "tcp_keepalives_idle": 10,
        "tcp_keepalives_interval": 5,
        "tcp_keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }.items()
)
_WAY = {
    # A peer that is gone is noticed in half a minute, also where the network only swallows what is sent.
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_OWNER, _WRITER = "hashtext('monitor owner')", "hashtext('monitor writer')"
_HERE = "hashtext(current_schema()::text)"
# ruff: noqa: S608 - what is put together is all written here
# The beginning and the wait for the turn in one trip.
_TURN = f"BEGIN; SELECT pg_advisory_xact_lock({_WRITER}, {_HERE})"
_SOON = f"BEGIN; SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock({_WRITER}, {_HERE})"
_OWN = f"SELECT pg_try_advisory_lock({_OWNER}, {_HERE})"
_OWN_SHARED = f"SELECT pg_try_advisory_lock_shared({_OWNER}, {_HERE})"
_OWNERS = f"""
    l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
    AND l.classid = ({_OWNER}::bigint & 4294967295)::oid AND l.objid = ({_HERE}::bigint & 4294967295)::oid
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_HELD = f"""
SELECT a.pid, a.application_name FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE {_OWNERS}
"""
_PROGRAM = "hashtext('monitor program')"
_SAY_PROGRAM = f"SELECT pg_try_advisory_lock_shared({_PROGRAM}, {int(HEAD)})"
"""Held beside the owner's lock: for which schema the program was written that holds it."""
OLDER_PROGRAMS = f"""
SELECT a.application_name FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN pg_locks AS p ON p.pid = l.pid AND p.locktype = 'advisory' AND p.granted AND p.objsubid = 2
    AND p.database = l.database AND p.classid = ({_PROGRAM}::bigint & 4294967295)::oid
WHERE {_OWNERS} AND l.pid <> pg_backend_pid() AND coalesce(p.objid::bigint, 0) < {int(FITS)} ORDER BY 1
"""
"""The programs that own the database, beside the one that asks, and cannot work with this program's schema."""
_SCHEMA = f"SELECT version_num, ({OLDEST_ASKED}) FROM alembic_version"


def writer_engine(url: str, *, busy_timeout_ms: int, owner: bool, shared: bool = False) -> Engine:
    """One connection that writes; every transaction waits for its turn first, as with SQLite one writes at a time.

    So what a transaction reads stays true until it ends, and ids are seen in the order in which they are given. The
    `owner` holds the database's lock on this very connection: who has lost it can write nothing. A transaction with
    the option `REPEATABLE` is not waited for until the disk has it. `shared`: several workers own it together, and
    nobody owns it alone as long as one of them does.
    """
    engine = _engine(url, size=1, lock_ms=busy_timeout_ms, idle_s=_SHARED_IDLE_S if shared else _IDLE_S)
    if owner:
        event.listen(engine, "connect", _Ownership(server_name(url), _OWN_SHARED if shared else _OWN).take)

    @event.listens_for(engine, "connect")
    def begin_by_hand(connection: psycopg.Connection[Any], _: ConnectionPoolEntry) -> None:
        connection.autocommit = True

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        statement = _SOON if connection.get_execution_options().get(REPEATABLE) else _TURN
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})

    @event.listens_for(engine, "commit")
    def whole(connection: Connection) -> None:
        # The server answers COMMIT with a rollback where a statement had failed and somebody went on without it: what
        # was never saved would pass for saved, be sent, and be told again.
        driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
        if driver.info.transaction_status is TransactionStatus.INERROR:
            raise StoreError(f"A change of the database {server_name(url)} was undone: a part of it had failed.")

    return engine


def reader_engine(url: str, *, busy_timeout_ms: int) -> Engine:
    """A few connections that cannot write; a transaction is one consistent view."""
    engine = _engine(url, size=READERS, lock_ms=busy_timeout_ms)

    @event.listens_for(engine, "connect")
    def set_up(connection: psycopg.Connection[Any], _: ConnectionPoolEntry) -> None:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True

    return engine


def plain_engine(url: str, *, size: int, lock_ms: int) -> Engine:
    """Connections on which nobody waits for a turn: for what is right in whatever order it is written."""
    return _engine(url, size=size, lock_ms=lock_ms, idle_s=_SHARED_IDLE_S)


def _engine(url: str, *, size: int, lock_ms: int, idle_s: int = _IDLE_S) -> Engine:
    named = address(url)
    given = {name: value for name, value in _WAY.items() if name not in named.query}
    engine = create_engine(
        named,
        # No column is one of hstore's: whether there is that type would be asked of the server at each start.
        use_native_hstore=False,
        connect_args={"application_name": connections_name(process_name()), **given},
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        # Else a cursor that was closed has forgotten how many rows an INSERT wrote.
        execution_options={"preserve_rowcount": True},
        hide_parameters=True,
    )

    ask_whether_they_live(engine)

    @event.listens_for(engine, "connect")
    def set_up(connection: psycopg.Connection[Any], _: ConnectionPoolEntry) -> None:
        # To compile a question takes the server a tenth of a second, and each that is asked here takes less.
        connection.execute(
            f"SET timezone = 'UTC'; SET jit = off; SET lock_timeout = {lock_ms}; "
            f"SET statement_timeout = '{STATEMENT_S}s'; "
            f"SET idle_in_transaction_session_timeout = '{idle_s}s'; SET synchronous_commit = on; "
            f"{_SERVER_WAY}".encode()
        )
        connection.commit()

    return engine


def refuse_newer(connection: psycopg.Connection[Any], name: str) -> None:
    """For a program that works on the database `name`.

    Raises:
        SchemaTooNewError: it was brought to a schema on which this program cannot work.
    """
    for found, oldest in connection.cursor(row_factory=tuple_row).execute(_SCHEMA.encode()):
        if not fits(found, oldest):
            raise SchemaTooNewError(too_new(name, found))


def too_new(name: str, found: str) -> str:
    """What is said of it."""
    return (
        f"The database {name} has schema {found}; this monitor knows schemas up to {HEAD}. "
        "Install the newer monitor that wrote it."
    )


class _Ownership:
    """The lock of the one process that runs the bot, taken anew with each connection that is made."""

    def __init__(self, name: str, taking: str) -> None:
        self._name, self._taking = name, taking
        self._before: list[int] = []
        """The server's processes that held it for us; one that was cut off may not have noticed yet."""

    def take(self, connection: psycopg.Connection[Any], _: ConnectionPoolEntry) -> None:
        if not self._taken(connection) and not self._retaken(connection):
            holder = connection.execute(_HELD.encode()).fetchone()
            connection.rollback()
            raise StoreLockedError(
                f"Another monitor{f' ({holder[1]})' if holder else ''} is using the database {self._name}. Stop it "
                "first; commands that only ask or retry work beside it."
            )
        connection.execute(_SAY_PROGRAM.encode())
        connection.commit()
        if self._before:
            # While it was away, whoever had the database alone may have changed it.
            refuse_newer(connection, self._name)
            connection.commit()
        self._before.append(connection.info.backend_pid)

    def _taken(self, connection: psycopg.Connection[Any]) -> bool:
        row = connection.execute(self._taking.encode()).fetchone()
        connection.commit()
        return bool(row and row[0])

    def _retaken(self, connection: psycopg.Connection[Any]) -> bool:
        """Whether it was held by what is left of a connection of ours."""
        holder = connection.execute(_HELD.encode()).fetchone()
        if holder is None or holder[0] not in self._before:
            return self._taken(connection)
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", (holder[0],))
        connection.commit()
        return self._taken(connection)
