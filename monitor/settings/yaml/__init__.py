"""From the files in config/ to trees that know the line of every key and value.

In: a folder or bytes. Out: `Document`, or problems. Refuses what is legal YAML but a trap.
Terms: docs/explanation/glossary.md.
"""

from monitor.settings.yaml.config_tree import (
    DATABASE,
    FEEDS,
    MONITOR,
    PINS,
    PUBLISHERS,
    SILENCES,
    USERS,
    WATCHLISTS,
    ConfigTree,
    LargeFile,
    no_folder,
    read_tree,
)
from monitor.settings.yaml.document import Document, Loc, Node
from monitor.settings.yaml.plain_items import Lot, lots_of
from monitor.settings.yaml.scalars import UNPRINTABLE, resolve
from monitor.settings.yaml.source import MAX_BYTES, MAX_FEEDS_BYTES, read_document

__all__ = [
    "DATABASE",
    "FEEDS",
    "MAX_BYTES",
    "MAX_FEEDS_BYTES",
    "MONITOR",
    "PINS",
    "PUBLISHERS",
    "SILENCES",
    "UNPRINTABLE",
    "USERS",
    "WATCHLISTS",
    "ConfigTree",
    "Document",
    "LargeFile",
    "Loc",
    "Lot",
    "Node",
    "lots_of",
    "no_folder",
    "read_document",
    "read_tree",
    "resolve",
]
