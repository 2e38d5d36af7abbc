"""Link the watched stories that tell one event: done for each digest, when all that it may show has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.ports import Store
from monitor.stories.grouping import CLOSES_AFTER
from monitor.stories.linking import event_links

MOST_STORIES = 400
"""The newest of the watched stories that are open; the work grows with their pairs."""


def link_watched(store: Store, watchlists: Sequence[str], now: datetime) -> None:
    """Link the open stories of these watchlists. Links are never taken back. Blocks: it asks the store."""
    if links := event_links(store.watched_sketches(watchlists, now - CLOSES_AFTER, MOST_STORIES)):
        store.save_links(links)
