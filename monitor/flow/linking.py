"""Link the watched stories that tell one event: done for each digest, when all that it may show has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.ports import Store
from monitor.stories.grouping import CLOSES_AFTER
from monitor.stories.linking import linked, linked_across, together

MOST_STORIES = 400
"""The newest of the watched stories that are open; the work grows with their pairs."""


def link_watched(store: Store, watchlists: Sequence[str], now: datetime) -> None:
    """Link the open stories of these watchlists. Links are never taken back. Blocks: it asks the store."""
    sketches = store.watched_sketches(watchlists, now - CLOSES_AFTER, MOST_STORIES)
    links = linked(sketches)
    if links := (*links, *linked_across(sketches, together(links))):
        store.save_links(links)
