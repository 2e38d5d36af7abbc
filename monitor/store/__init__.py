"""The database room: everything that outlives the process, behind the `Store` port.

It alone speaks SQL. It may touch the database, its own files beside it (lock, write-ahead log, backups) and nothing
else: no clock, no randomness, no network but the database's. Times and leases are arguments, ids and fencing tokens
come from the tables.
"""

from __future__ import annotations

from monitor.store.connect import open_store
from monitor.store.database import MigrationReport, migrate
from monitor.store.store import SqlStore

__all__ = ["MigrationReport", "SqlStore", "migrate", "open_store"]
