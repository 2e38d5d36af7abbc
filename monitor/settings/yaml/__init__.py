"""From the files in config/ to trees that know the line of every key and value.

In: a folder or bytes. Out: `Document`, or problems. Refuses what is legal YAML but a trap.
"""

from monitor.settings.yaml.config_tree import FEEDS, MONITOR, PUBLISHERS, ConfigTree, read_tree
from monitor.settings.yaml.document import Document, Loc, Node
from monitor.settings.yaml.scalars import resolve
from monitor.settings.yaml.source import MAX_BYTES, MAX_FEEDS_BYTES, read_document

__all__ = [
    "FEEDS",
    "MAX_BYTES",
    "MAX_FEEDS_BYTES",
    "MONITOR",
    "PUBLISHERS",
    "ConfigTree",
    "Document",
    "Loc",
    "Node",
    "read_document",
    "read_tree",
    "resolve",
]
