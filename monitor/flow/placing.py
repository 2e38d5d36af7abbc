"""Find an article's story: look up what has text or terms in common, decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.articles import Article
from monitor.model.config import StoriesSettings
from monitor.model.stories import NOBODY, Marks, Neighbours
from monitor.ports import Lookup
from monitor.stories.background import is_background, without_shared
from monitor.stories.grouping import CLOSES_AFTER, found_by
from monitor.stories.placing import FoundCopy, Place, PlaceFacts, decide_place, found_copies, stays, story_of_copies
from monitor.stories.terms import topic_term

MOST_COPIES = 8
MOST_ALIKE, MOST_ON_TOPIC = 4, 8
"""Stories that an article is compared with: by words and names, and for those that share a watched topic."""


def find_place(
    stored: Lookup,
    article: Article,
    marks: Marks,
    settings: StoriesSettings,
    *,
    events: bool,
    marks_of_own: Callable[[str], Marks],
) -> tuple[Place, tuple[FoundCopy, ...]]:
    """The article's place and its copies among earlier articles. One that was edited stays in its story.

    `marks_of_own`: what the article is recognised by with another text, that without the background which it shares.
    """
    seen_at = article.first_seen_at
    exact = stored.story_by_content(article.content_key)
    others = stored.copy_candidates(
        article.id, marks.shingles, seen_at - timedelta(seconds=settings.window_s), MOST_COPIES
    )
    found = found_copies(article, others)
    copies = tuple(one for one in found if not is_background(article, one.article, one.finding))
    if events and len(copies) < len(found):
        beside = (one.article.text for one in found if one not in copies)
        marks = replace(marks_of_own(without_shared(article.text, *beside)), shingles=marks.shingles)
    stays_in = article.story_id
    events, story_id = events and settings.events, stays_in or story_of_copies(exact, copies)
    facts = PlaceFacts(
        article=article,
        marks=marks,
        copies=copies,
        exact=exact,
        near=_near(stored, marks, seen_at) if events and story_id is None else NOBODY,
        sketch=stored.sketch(story_id) if events and story_id is not None else None,
        events=events,
    )
    return (stays(facts, stays_in) if stays_in is not None else decide_place(facts)), copies


def _near(stored: Lookup, marks: Marks, seen_at: datetime) -> Neighbours:
    topics = tuple(topic_term(topic) for topic in marks.topics)
    since = seen_at - CLOSES_AFTER
    return stored.neighbours(found_by(marks), topics, since, alike=MOST_ALIKE, on_topic=MOST_ON_TOPIC)
