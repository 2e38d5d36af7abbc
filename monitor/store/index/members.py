"""The articles of stories as digests list them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from monitor.model.facts import StoryArticle
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import CopyFinding, CopyLabel, Telling
from monitor.store.schema import article, article_copy, codec, dialect, story


def members(conn: Connection, events: Mapping[StoryId, StoryId]) -> tuple[StoryArticle, ...]:
    """The articles of all stories that are keys of `events`, under the event that each maps to."""
    query: Select[Any] = select(
        article.c.story_id,
        article.c.title,
        article.c.publisher,
        article.c.final_url,
        article.c.canonical_url,
        article.c.language,
        article.c.first_seen_at,
        (article.c.id == story.c.lead_article_id).label("lead"),
        article.c.id,
        article.c.agency,
        article.c.content_key,
        article_copy.c.of_article_id,
        article_copy.c.finding,
    )
    query = query.join_from(article, story).outerjoin(article_copy, article_copy.c.article_id == article.c.id)
    found: list[StoryArticle] = []
    for chunk in dialect.chunks(sorted(events)):
        ordered = query.where(article.c.story_id.in_(chunk)).order_by(article.c.story_id, article.c.id)
        first: dict[tuple[int, str], int] = {}
        found += [
            _member(row, events, first.setdefault((row.story_id, row.content_key), row.id))
            for row in conn.execute(ordered)
        ]
    return tuple(found)


def _member(row: Row[Any], events: Mapping[StoryId, StoryId], same_text: int) -> StoryArticle:
    """`same_text` is the story's first article with this very text, for texts too short to have a finding."""
    label = None if row.finding is None else codec.decode(CopyFinding, row.finding).label
    of = row.of_article_id
    if label is None and same_text != row.id:
        label, of = CopyLabel.IDENTICAL, same_text
    return StoryArticle(
        story_id=events[StoryId(row.story_id)],
        title=row.title,
        publisher=row.publisher,
        url=row.final_url or row.canonical_url,
        language=row.language,
        first_seen_at=row.first_seen_at,
        lead=bool(row.lead),
        telling=Telling(
            article_id=ArticleId(row.id),
            publisher=row.publisher,
            agency=row.agency,
            # Who quotes a part of another's text tells the story in his own words all the same.
            copy_of=None if label in (None, CopyLabel.PARTLY_REUSED) else ArticleId(of),
        ),
        copy=label,
    )
