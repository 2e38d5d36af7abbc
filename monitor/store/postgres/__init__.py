"""PostgreSQL under the store's port: only what differs from a file of SQLite.

In: a storage URL. Out: an open database as `monitor.store.database` has it. Terms: docs/explanation/glossary.md.
"""

from monitor.store.postgres.location import server_name
from monitor.store.postgres.opening import open_server
from monitor.store.postgres.schema import known_server_schema, migrate_server
from monitor.store.postgres.side import ServerSide

__all__ = ["ServerSide", "known_server_schema", "migrate_server", "open_server", "server_name"]
