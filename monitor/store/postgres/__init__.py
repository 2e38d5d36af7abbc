"""PostgreSQL under the store's port: only what differs from a file of SQLite.

In: a storage URL. Out: an open database as `monitor.store.database` has it. Terms: docs/explanation/glossary.md.
"""

from monitor.store.postgres.fleet import ServerFleet
from monitor.store.postgres.location import libpq_url, server_name
from monitor.store.postgres.opening import open_server, open_shared
from monitor.store.postgres.schema import known_server_schema, migrate_server
from monitor.store.postgres.side import ServerSide

__all__ = [
    "ServerFleet",
    "ServerSide",
    "known_server_schema",
    "libpq_url",
    "migrate_server",
    "open_server",
    "open_shared",
    "server_name",
]
