"""Find an article's story: look up what has text or terms in common, decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.flow.reading import Reading
from monitor.model.articles import Article
from monitor.model.config import StoriesSettings
from monitor.model.ids import StoryId
from monitor.model.stories import NOBODY, Marks, Neighbours
from monitor.ports import Lookup
from monitor.records import dataclass
from monitor.stories.again import are_two_items
from monitor.stories.background import is_background, standing, without, without_shared
from monitor.stories.cleaning import sentences, words
from monitor.stories.events.grouping import CLOSES_AFTER, found_by, may_be_one
from monitor.stories.news.telling import as_told
from monitor.stories.placing import (
    WHOLE,
    FoundCopy,
    Place,
    PlaceFacts,
    decide_place,
    found_copies,
    likely_stories,
    stays,
    story_of_copies,
)
from monitor.stories.statements import on_other_days
from monitor.stories.terms import topic_term

MOST_COPIES = 8
MOST_ALIKE, MOST_ON_TOPIC = 4, 8
"""Stories that an article is compared with: by words and names, and for those that share a watched topic."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article belongs, and what was met on the way."""

    place: Place
    copies: tuple[FoundCopy, ...]
    """Among earlier articles, the closest first."""
    stood: str = ""
    """Its sentences that its publisher repeats whatever is told, or that others had until they were edited."""
    likely: tuple[StoryId, ...] = ()
    """Those that an article may tell again which alerts and begins one of its own."""


def find_place(stored: Lookup, reading: Reading, settings: StoriesSettings) -> Placed:
    """The article's place and its copies. One that was edited stays in its story.

    What its publisher repeats under headlines of all sorts is no part of what is compared.
    """
    article, marks = reading.article, reading.marks
    seen_at = article.first_seen_at
    others = looked_at = stored.copy_candidates(
        article.id, marks.shingles, seen_at - timedelta(seconds=settings.window_s), MOST_COPIES
    )
    repeats = standing(article, others, reading.surfaces) if reading.watched else frozenset()
    if repeats:
        article = replace(article, text=without(article.text, repeats))
        others = [replace(one, text=without(one.text, repeats)) for one in others]
        marks = replace(reading.marks_with(article.text), shingles=marks.shingles)
    twins = [one for one in others if are_two_items(article, one)]
    exact = None if twins or reading.hollow else stored.story_by_content(article.content_key)
    met = stored.topics_met([one.id for one in others]) if marks.topics else {}
    may_be = [one for one in others if one not in twins and may_be_one(marks.topics, met.get(one.id, ()))]
    found = found_copies(article, may_be)
    whole = {one.id: one for one in looked_at}
    copies = tuple(
        replace(one, article=whole[one.article.id]) for one in found if _is_proof(stored, reading, article, one)
    )
    if reading.watched and len(copies) < len(found):
        kept = {one.article.id for one in copies}
        beside = (one.article.text for one in found if one.article.id not in kept)
        marks = replace(reading.marks_with(without_shared(article.text, *beside)), shingles=marks.shingles)
    stays_in = article.story_id
    # By words a page of several things would chain them.
    events = reading.watched and not reading.mosaic and settings.events
    story_id = stays_in or story_of_copies(exact, copies)
    facts = PlaceFacts(
        article=article,
        marks=marks,
        copies=copies,
        exact=exact,
        near=_near(stored, marks, seen_at) if events and story_id is None else NOBODY,
        sketch=stored.sketch(story_id) if events and story_id is not None else None,
        events=events,
        languages=settings.languages,
    )
    place = stays(facts, stays_in) if stays_in is not None else decide_place(facts)
    stood = repeats | _edited_away(stored, reading.article, [one for one in looked_at if met.get(one.id)])
    said = (one.shown for one in sentences(reading.article.text) if one.words in stood) if stood else ()
    likely = likely_stories(facts, place) if reading.fires and stays_in is None else ()
    return Placed(place, copies, "\n".join(said), likely)


def _edited_away(stored: Lookup, article: Article, others: Sequence[Article]) -> frozenset[tuple[str, ...]]:
    """The sentences of versions of others that are gone: what was watched in them was judged when it stood there.

    Not those that the article says of another day.
    """
    versions = [(one, version) for one in others if one.version > 1 for version in stored.article_versions(one.id)]
    again = on_other_days([as_told(*one) for one in versions], as_told(article, article)) if versions else frozenset()
    gone = {one.words for _, version in versions for one in sentences(version.text)}
    return frozenset(gone - {tuple(words(one)) for one in again})


def _is_proof(stored: Lookup, reading: Reading, article: Article, one: FoundCopy) -> bool:
    """Whether common text makes two articles one story: not what many stories quote, nor an item of several.

    Nor a part of a text that names nothing watched, but whose story is about something else that is.
    """
    whole = one.finding.label in WHOLE
    if reading.mosaic:
        return whole
    if is_background(article, one.article, one.finding, reading.surfaces):
        return False
    if whole:
        return True
    story_id, topics = one.article.story_id, reading.marks.topics
    sketch = stored.sketch(story_id) if story_id is not None and topics and article.story_id is None else None
    return sketch is None or may_be_one(topics, sketch.topics)


def _near(stored: Lookup, marks: Marks, seen_at: datetime) -> Neighbours:
    topics = tuple(topic_term(topic) for topic in marks.topics)
    since = seen_at - CLOSES_AFTER
    return stored.neighbours(found_by(marks), topics, since, alike=MOST_ALIKE, on_topic=MOST_ON_TOPIC)
