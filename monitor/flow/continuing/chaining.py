"""Which of the watched stories continue earlier ones: found for each digest, once for each story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog

from monitor.model.linking.chains import ChainLink, Traced
from monitor.model.stories import StorySketch
from monitor.ports import Store
from monitor.stories.events.chains import follows, may_follow, reaches_back
from monitor.stories.events.traces import trace_of
from monitor.stories.news.telling import as_told
from monitor.stories.statements import Told

log = structlog.get_logger("monitor.compose")

FORM = "1"
"""Of the traces; to be raised when they are made otherwise: those of open stories are made anew."""
_MOST_EARLIER = 300
"""The newest earlier stories of the same topics that a later one is held against."""


def chain(store: Store, sketches: Sequence[StorySketch]) -> None:
    """Keep what these stories say of events, and which earlier ones they continue, once for each. Blocks."""
    known = store.traced(FORM, [one.story_id for one in sketches])
    fresh = [found for one in sketches if one.story_id not in known and (found := _traced(store, one)) is not None]
    if not fresh:
        return
    store.save_traces(FORM, fresh)
    for one in sorted(fresh, key=lambda later: (later.trace.at, later.story_id)):
        if may_follow(one.trace) and (link := _link(store, one)) is not None:
            store.save_chains([link])


def _traced(store: Store, sketch: StorySketch) -> Traced | None:
    """A story with its trace; None if its first text is gone."""
    lead = store.article(sketch.lead_article_id)
    if lead is None:
        return None
    told = as_told(lead, lead)
    met = store.sightings([lead.id]).get(lead.id)
    watched = () if met is None else tuple(dict.fromkeys(hit.surface for _, hit in met.found))
    at = told.published or sketch.first_seen_at
    try:
        trace = trace_of(told, at, watched=watched)
    except Exception:
        # One text that cannot be read must not keep all others apart, at each digest again.
        log.exception("a text is not read for what it continues", action="compose", article=lead.id)
        trace = trace_of(Told(language=lead.language, publisher=lead.publisher), at)
    return Traced(story_id=sketch.story_id, event=sketch.story_id, trace=trace, topics=frozenset(sketch.topics))


def _link(store: Store, later: Traced) -> ChainLink | None:
    since = later.trace.at - reaches_back(later.trace)
    earlier = store.traces_before(FORM, later.topics, since, later.trace.at, _MOST_EARLIER)
    own = store.events([later.story_id])[later.story_id]
    return follows(replace(later, event=own), earlier)
