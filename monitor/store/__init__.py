"""The database room: everything that outlives the process, behind the `Store` port.

It alone speaks SQL. It may touch the database, its own files beside it (lock, write-ahead log, backups) and nothing
else: no clock, no randomness, no network but the database's. Times and leases are arguments, ids and fencing tokens
come from the tables.

In: intents and questions. Out: claims, facts and trails, in the types of the model.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.store.connect import database_there as database_there
    from monitor.store.connect import libpq_url as libpq_url
    from monitor.store.connect import migrate as migrate
    from monitor.store.connect import open_fleet as open_fleet
    from monitor.store.connect import open_shared as open_shared
    from monitor.store.connect import open_store as open_store
    from monitor.store.copying import CopyReport as CopyReport
    from monitor.store.copying import copy_store as copy_store
    from monitor.store.database import MigrationReport as MigrationReport
    from monitor.store.database import RestoreReport as RestoreReport
    from monitor.store.database import is_server as is_server
    from monitor.store.database import problems_of as problems_of
    from monitor.store.database import restore as restore
    from monitor.store.database import sqlite_path as sqlite_path
    from monitor.store.store import SqlStore as SqlStore

__getattr__ = lazy_face(
    __name__,
    {
        "database_there": "connect",
        "libpq_url": "connect",
        "migrate": "connect",
        "open_fleet": "connect",
        "open_shared": "connect",
        "open_store": "connect",
        "CopyReport": "copying",
        "copy_store": "copying",
        "MigrationReport": "database",
        "RestoreReport": "database",
        "is_server": "database",
        "problems_of": "database",
        "restore": "database",
        "sqlite_path": "database",
        "SqlStore": "store",
    },
)
