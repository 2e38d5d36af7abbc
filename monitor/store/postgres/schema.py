"""Bringing a database of a server to this program's schema: one transaction, a newer schema refused."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, Engine, text

from monitor.errors import ForeignFileError, SchemaTooNewError, StoreBusyError, StoreError, StoreLockedError
from monitor.store.database import (
    COPYING,
    HEAD,
    OLDEST_ASKED,
    UNFINISHED,
    MigrationReport,
    create_tables,
    fits,
    is_current,
    is_newer,
    migrate_tables,
)
from monitor.store.postgres.engines import OLDER_PROGRAMS, reader_engine, too_new, writer_engine
from monitor.store.postgres.known import Known
from monitor.store.postgres.location import server_name
from monitor.store.postgres.trouble import translated_server
from monitor.store.schema import metadata

_MARK = "monitor"
_OURS = text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")
_OTHERS = text(
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
    "AND relname = ANY(CAST(:names AS text[]))"
)
_SOON_MS, _TRIES = 3000, 10
_ENCODING = text("SELECT current_setting('server_encoding')")


def known_server_schema(url: str, *, busy_timeout_ms: int = 5000) -> str:
    """The schema of the database, "" if it has none yet. Changes nothing.

    Raises:
        SchemaTooNewError, ForeignFileError: it must not be touched.
        StoreError: it cannot be reached.
    """
    # Who only asks waits for nobody's turn.
    engine = reader_engine(url, busy_timeout_ms=busy_timeout_ms)
    try:
        with translated_server(server_name(url)), engine.begin() as conn:
            return schema_in(conn, server_name(url))
    finally:
        engine.dispose()


def migrate_server(url: str) -> MigrationReport:
    """Create the tables, or bring them to this program's schema; does nothing if they have it.

    Raises:
        StoreLockedError: a running monitor uses it.
        SchemaTooNewError, ForeignFileError: it must not be touched.
        StoreError: it cannot be reached or written; it is as it was.
    """
    return bring(url, busy_timeout_ms=30_000)


def bring(url: str, *, busy_timeout_ms: int, known: Known | None = None) -> MigrationReport:
    """As `migrate_server`; also beside workers that live, if all of them can work with the new schema.

    `known`: see `migrate_by`.
    """
    name = server_name(url)
    engine = writer_engine(url, busy_timeout_ms=busy_timeout_ms, owner=True)
    try:
        return migrate_by(engine, name, known)
    except StoreLockedError:
        pass
    finally:
        engine.dispose()
    engine = writer_engine(url, busy_timeout_ms=_SOON_MS, owner=True, shared=True)
    try:
        for _ in range(_TRIES):
            with suppress(StoreBusyError):
                return _expand(engine, name)
        return _expand(engine, name)
    finally:
        engine.dispose()


def _expand(engine: Engine, name: str) -> MigrationReport:
    """What only adds to the tables is added while others work; it waits for a table no longer than they would."""
    with translated_server(name), engine.begin() as conn:
        before = schema_in(conn, name)
        if is_current(before):
            return MigrationReport(before=before, after=before)
        if older := conn.exec_driver_sql(OLDER_PROGRAMS).scalars().all():
            raise StoreLockedError(
                f"Schema {before} of the database {name} is to become {HEAD}, with which older monitors cannot work, "
                f"and some do work: {', '.join(dict.fromkeys(older))}. Stop them all, then start the new one.",
                waitable=False,
            )
        conn.exec_driver_sql("SET LOCAL statement_timeout = 0")
        migrate_tables(conn)
    return MigrationReport(before=before, after=HEAD)


def migrate_by(engine: Engine, name: str, known: Known | None = None) -> MigrationReport:
    """As `migrate_server`, for who holds the lock by this engine; `known`: what his installation worked with so far.

    Raises:
        StoreError: also if that was another database.
    """
    with translated_server(name):
        with engine.begin() as conn:
            before = schema_in(conn, name)
            if not before and known is not None:
                known.refuse_if_lost(name)
            if not is_current(before):
                conn.exec_driver_sql("SET LOCAL statement_timeout = 0")
                if before:
                    migrate_tables(conn)
                else:
                    create(conn, HEAD)
            identity = known.refuse_another(name, conn) if known is not None else ""
        if known is not None:
            known.remember(name, identity)
    return MigrationReport(before=before, after=before if is_current(before) else HEAD)


def create(conn: Connection, revision: str) -> None:
    """All tables, as they are now, under the name of `revision`."""
    create_tables(conn, revision)
    conn.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")


def schema_in(conn: Connection, name: str, *, unfinished: bool = False) -> str:
    """The schema there, "" if there is none; `unfinished`: also that of a copy that was not finished.

    Raises:
        SchemaTooNewError, ForeignFileError, StoreError: see `known_server_schema`.
    """
    if conn.execute(_OURS).scalar() != _MARK:
        names = [table.name for table in metadata.sorted_tables] + ["alembic_version"]
        if conn.execute(_OTHERS, {"names": names}).scalar_one():
            raise ForeignFileError(
                f"The database {name} holds tables of another program. Give monitor a database or a schema of its own."
            )
        if (encoding := conn.execute(_ENCODING).scalar_one()) != "UTF8":
            raise StoreError(f"The database {name} keeps text as {encoding}. Make it anew: createdb -E UTF8 NAME.")
        return ""
    found = str(conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    oldest = conn.execute(text(OLDEST_ASKED)).scalar() if is_newer(found) and found != COPYING else None
    if found == COPYING:
        if unfinished:
            return found
        raise StoreError(UNFINISHED.format(name=name))
    if not fits(found, oldest):
        raise SchemaTooNewError(too_new(name, found))
    return found
