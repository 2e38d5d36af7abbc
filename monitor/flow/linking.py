"""Link the watched stories that tell one event: done for each digest, when all that it may show has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from monitor.flow.continuing.chaining import chain
from monitor.model.ids import StoryId
from monitor.model.stories import Meant, StoryLink, StorySketch
from monitor.ports import Meaning, Store
from monitor.stories.events.grouping import CLOSES_AFTER
from monitor.stories.events.linking import event_links
from monitor.stories.events.meanings import UNKNOWN, Meanings
from monitor.stories.news.forms import notices_apart
from monitor.stories.news.telling import as_told
from monitor.stories.statements import Told

log = structlog.get_logger("monitor.compose")

MOST_STORIES = 400
"""The newest of the watched stories that are open; the work grows with their pairs."""


def link_watched(
    store: Store, watchlists: Sequence[str], now: datetime, meaning: Meaning | None = None, languages: bool = True
) -> None:
    """Link the open stories of these watchlists, and see which continue earlier ones. Links are never taken back.

    Blocks: it asks the store.

    `meaning`: what makes vectors of their first texts, once for each; None if nothing does. `languages`: whether
    stories in two languages may tell one event.
    """
    sketches = store.watched_sketches(watchlists, now - CLOSES_AFTER, MOST_STORIES)
    link_all(store, sketches, meaning, languages)
    chain(store, sketches)  # Behind the links: what is one event continues nothing of itself.


def link_all(
    store: Store, sketches: Sequence[StorySketch], meaning: Meaning | None = None, languages: bool = True
) -> None:
    """Link those of these stories that tell one event; as `link_watched`."""
    meanings = UNKNOWN if meaning is None else _meanings(store, sketches, meaning)
    try:
        links = event_links(sketches, meanings=meanings, languages=languages)
    except Exception:
        if not meanings:
            raise
        # A damaged vector costs what is known of meaning, not what words say: two tellings would be two stories.
        log.exception("what stories mean cannot be compared, words alone link them", action="compose")
        meanings = UNKNOWN
        links = event_links(sketches, languages=languages)
    if links:
        apart = notices_apart(links, _leads(store, sketches, links))
        store.save_links(event_links(sketches, apart, meanings, languages=languages) if apart else links)


def _meanings(store: Store, sketches: Sequence[StorySketch], meaning: Meaning) -> Meanings:
    """By story what its first text means; what this model was not asked yet is asked and kept."""
    model = _model_of(meaning)
    if not model or len(sketches) < 2:
        return UNKNOWN
    known = store.meanings(model, [one.story_id for one in sketches])
    tried = {one.story_id: _meant(store, one, meaning) for one in sketches if one.story_id not in known}
    made = {story_id: found for story_id, found in tried.items() if isinstance(found, Meant)}
    failed = [found for found in tried.values() if isinstance(found, Exception)]
    if failed:
        # Not kept: what hindered it (memory, a disk) may be gone at the next digest.
        log.error(
            "texts have no meaning, words alone compare them", action="compose", count=len(failed), exc_info=failed[0]
        )
    store.save_meanings(model, made)
    return {**known, **made}


def _model_of(meaning: Meaning) -> str:
    """Its name, "" if it is installed in part only and cannot say."""
    try:
        return meaning.model
    except Exception:
        log.exception("no text has a meaning, words alone compare stories", action="compose")
        return ""


def _meant(store: Store, sketch: StorySketch, meaning: Meaning) -> Meant | Exception:
    """What a story's first text means, or why that cannot be known now: one text must not keep all others apart."""
    lead = store.article(sketch.lead_article_id)
    if lead is None:
        return Meant(b"")
    try:
        return Meant(meaning.of(lead.title, lead.text, lead.language), lead.publisher)
    except Exception as error:  # noqa: BLE001 - logged once for all of a digest's
        return error


def _leads(store: Store, sketches: Sequence[StorySketch], links: Sequence[StoryLink]) -> dict[StoryId, Told]:
    """The first articles of the stories that are linked."""
    linked = {story_id for link in links for story_id in (link.story_id, link.other_id)}
    found = ((one.story_id, store.article(one.lead_article_id)) for one in sketches if one.story_id in linked)
    return {story_id: as_told(article, article) for story_id, article in found if article is not None}
