"""The store: all areas in one class."""

from __future__ import annotations

from monitor.store.areas import (
    Alerting,
    Asking,
    Assessing,
    Bounces,
    Clocks,
    Composing,
    Configuring,
    Exporting,
    Extracting,
    Health,
    Histories,
    Holding,
    Hubs,
    Orphans,
    Polling,
    Pruning,
    Queues,
    Recipients,
    Reviewing,
    Rhythms,
    Routing,
    Sending,
    Trails,
    Upkeep,
    Windows,
)
from monitor.store.index import Indexing, Linking


class SqlStore(
    Configuring,
    Polling,
    Rhythms,
    Hubs,
    Histories,
    Holding,
    Extracting,
    Assessing,
    Reviewing,
    Indexing,
    Linking,
    Windows,
    Alerting,
    Exporting,
    Routing,
    Composing,
    Orphans,
    Sending,
    Recipients,
    Bounces,
    Asking,
    Health,
    Trails,
    Pruning,
    Queues,
    Clocks,
    Upkeep,
):
    """`monitor.ports.Store` in SQL; made by `open_store`."""
