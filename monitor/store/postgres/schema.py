"""Bringing a database of a server to this program's schema: one transaction, a newer schema refused."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from monitor.errors import ForeignFileError, SchemaTooNewError, StoreError
from monitor.store.database import (
    COPYING,
    HEAD,
    REVISIONS,
    UNFINISHED,
    MigrationReport,
    create_tables,
    is_current,
    migrate_tables,
)
from monitor.store.postgres.engines import reader_engine, writer_engine
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
    engine = writer_engine(url, busy_timeout_ms=30_000, owner=True)
    try:
        return migrate_by(engine, server_name(url))
    finally:
        engine.dispose()


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
    return MigrationReport(before=before, after=HEAD)


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
    if found == COPYING:
        if unfinished:
            return found
        raise StoreError(UNFINISHED.format(name=name))
    if found not in REVISIONS:
        raise SchemaTooNewError(
            f"The database {name} has schema {found}; this monitor knows schemas up to {HEAD}. "
            "Install the newer monitor that wrote it."
        )
    return found
