"""Opening a database of a server."""

from __future__ import annotations

from pathlib import Path

from monitor.errors import StoreError
from monitor.store.database import is_current
from monitor.store.postgres.engines import reader_engine, writer_engine
from monitor.store.postgres.known import Known
from monitor.store.postgres.location import server_name
from monitor.store.postgres.schema import bring, known_server_schema, migrate_by, migrate_server
from monitor.store.postgres.server import ServerDatabase


def open_shared(url: str, *, busy_timeout_ms: int, data: Path | None) -> ServerDatabase:
    """As `monitor.store.open_shared`; raises what that raises."""
    name, known = server_name(url), Known(data) if data is not None else None
    if not is_current(known_server_schema(url, busy_timeout_ms=busy_timeout_ms)):
        bring(url, busy_timeout_ms=busy_timeout_ms, known=known)
    writer = writer_engine(url, busy_timeout_ms=busy_timeout_ms, owner=True, shared=True)
    try:
        # From here on nobody changes the schema but to what this program can work with.
        if not is_current(known_server_schema(url, busy_timeout_ms=busy_timeout_ms)):
            raise StoreError(f"The database {name} was changed by another monitor just now. Start the worker again.")
        migrate_by(writer, name, known)
        reader = reader_engine(url, busy_timeout_ms=busy_timeout_ms)
        return ServerDatabase(name, writer=writer, reader=reader, owner=True)
    except BaseException:
        writer.dispose()
        raise


def open_server(
    url: str, *, exclusive: bool, create: bool, busy_timeout_ms: int, data: Path | None = None
) -> ServerDatabase:
    """As `monitor.store.open_store`, of a PostgreSQL database; raises what that raises."""
    name = server_name(url)
    if not exclusive:
        schema = known_server_schema(url, busy_timeout_ms=busy_timeout_ms)
        if not schema and not create:
            raise StoreError(
                f"There are no tables in the database {name}. Start the bot once (`monitor run`), or check storage.url."
            )
        if not schema:
            migrate_server(url)
        elif not is_current(schema):
            raise StoreError(
                f"The database {name} has the older schema {schema}. Start the bot, or run `monitor db migrate`."
            )
    writer = writer_engine(url, busy_timeout_ms=busy_timeout_ms, owner=exclusive)
    try:
        if exclusive:
            migrate_by(writer, name, Known(data) if data is not None else None)
        reader = reader_engine(url, busy_timeout_ms=busy_timeout_ms)
        return ServerDatabase(name, writer=writer, reader=reader, owner=exclusive)
    except BaseException:
        writer.dispose()
        raise
