"""An open database file: opening, locking, migrating, copying, and troubles told as sentences.

In: a storage URL. Out: connections for reading and for the one write at a time. Terms: docs/explanation/glossary.md.
"""

from monitor.store.database import sqlite
from monitor.store.database.apart import apart, attempted, hinders_all
from monitor.store.database.area import Area
from monitor.store.database.copying import copy_database
from monitor.store.database.database import Database, Undo
from monitor.store.database.file_side import FileSide
from monitor.store.database.location import is_server, lock_path, sqlite_path
from monitor.store.database.lockfile import LockFile
from monitor.store.database.marker import marker_path
from monitor.store.database.migrate import (
    FITS,
    HEAD,
    OLDEST_ASKED,
    REVISIONS,
    MigrationReport,
    create_tables,
    fits,
    is_current,
    is_newer,
    known_schema,
    migrate,
    migrate_file,
    migrate_tables,
)
from monitor.store.database.prepared import Prepared
from monitor.store.database.restoring import RestoreReport, problems_of, restore
from monitor.store.database.side import COPYING, OCCUPIED, UNFINISHED, Side
from monitor.store.database.sqlite import REPEATABLE
from monitor.store.database.trouble import error_name

__all__ = [
    "COPYING",
    "FITS",
    "HEAD",
    "OCCUPIED",
    "OLDEST_ASKED",
    "REPEATABLE",
    "REVISIONS",
    "UNFINISHED",
    "Area",
    "Database",
    "FileSide",
    "LockFile",
    "MigrationReport",
    "Prepared",
    "RestoreReport",
    "Side",
    "Undo",
    "apart",
    "attempted",
    "copy_database",
    "create_tables",
    "error_name",
    "fits",
    "hinders_all",
    "is_current",
    "is_newer",
    "is_server",
    "known_schema",
    "lock_path",
    "marker_path",
    "migrate",
    "migrate_file",
    "migrate_tables",
    "problems_of",
    "restore",
    "sqlite",
    "sqlite_path",
]
