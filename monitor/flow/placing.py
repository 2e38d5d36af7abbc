"""Find an article's story: index its text, look up what has text or terms in common, decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from monitor.model.articles import Article
from monitor.model.config import StoriesSettings
from monitor.model.watch import Hit, Strength
from monitor.ports import Store
from monitor.stories.grouping import CLOSES_AFTER, found_by
from monitor.stories.placing import FoundCopy, Place, PlaceFacts, decide_place, found_copies, stays, story_of_copies
from monitor.stories.terms import marks_of, topic_term

MOST_COPIES = 8
MOST_STORIES = 8


def find_place(
    store: Store, article: Article, hits: Sequence[Hit], settings: StoriesSettings
) -> tuple[Place, tuple[FoundCopy, ...]]:
    """The article's place and its copies among earlier articles; safe to call again. Blocks: it asks the store.

    The text is indexed before others are looked up, so that of two copies one always sees the other.
    An article that was edited stays in its story.
    """
    met = (f"{hit.watchlist}/{hit.topic}" for hit in hits if hit.strength is Strength.STRONG)
    marks = marks_of(article.title, article.text, met, (hit.surface for hit in hits))
    seen_at = article.first_seen_at
    store.index_text(article.id, marks.shingles)
    exact = store.story_by_content(article.content_key)
    others = store.copy_candidates(
        article.id, marks.shingles, seen_at - timedelta(seconds=settings.window_s), MOST_COPIES
    )
    copies = found_copies(article, others)
    if article.story_id is not None:
        return stays(article, article.story_id, copies), copies
    topics = tuple(topic_term(topic) for topic in marks.topics)
    near = store.neighbours(found_by(marks), topics, seen_at - CLOSES_AFTER, MOST_STORIES)
    story_id = story_of_copies(exact, copies)
    facts = PlaceFacts(
        article=article,
        marks=marks,
        copies=copies,
        exact=exact,
        near=near,
        sketch=None if story_id is None else store.sketch(story_id),
        events=settings.events,
    )
    return decide_place(facts), copies
