"""Link the watched stories that tell one event: done for each digest, when all that it may show has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.model.ids import StoryId
from monitor.model.stories import StoryLink, StorySketch
from monitor.ports import Store
from monitor.stories.grouping import CLOSES_AFTER
from monitor.stories.linking import event_links
from monitor.stories.news.forms import notices_apart
from monitor.stories.news.telling import as_told
from monitor.stories.statements import Told

MOST_STORIES = 400
"""The newest of the watched stories that are open; the work grows with their pairs."""


def link_watched(store: Store, watchlists: Sequence[str], now: datetime) -> None:
    """Link the open stories of these watchlists. Links are never taken back. Blocks: it asks the store."""
    sketches = store.watched_sketches(watchlists, now - CLOSES_AFTER, MOST_STORIES)
    if links := event_links(sketches):
        apart = notices_apart(links, _leads(store, sketches, links))
        store.save_links(event_links(sketches, apart) if apart else links)


def _leads(store: Store, sketches: Sequence[StorySketch], links: Sequence[StoryLink]) -> dict[StoryId, Told]:
    """The first articles of the stories that are linked."""
    linked = {story_id for link in links for story_id in (link.story_id, link.other_id)}
    found = ((one.story_id, store.article(one.lead_article_id)) for one in sketches if one.story_id in linked)
    return {story_id: as_told(article, article) for story_id, article in found if article is not None}
