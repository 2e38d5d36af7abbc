"""The store: all areas in one class."""

from __future__ import annotations

from monitor.store.asking import Asking
from monitor.store.assessing import Assessing
from monitor.store.composing import Composing
from monitor.store.configuring import Configuring
from monitor.store.extracting import Extracting
from monitor.store.indexing import Indexing
from monitor.store.linking import Linking
from monitor.store.polling import Polling
from monitor.store.pruning import Pruning
from monitor.store.sending import Sending
from monitor.store.trails import Trails
from monitor.store.upkeep import Upkeep
from monitor.store.window import Windows


class SqlStore(
    Configuring,
    Polling,
    Extracting,
    Assessing,
    Indexing,
    Linking,
    Windows,
    Composing,
    Sending,
    Asking,
    Trails,
    Pruning,
    Upkeep,
):
    """`monitor.ports.Store` in SQL; made by `open_store`."""
