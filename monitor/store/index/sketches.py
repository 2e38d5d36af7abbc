"""What stories are recognised by, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import StorySketch
from monitor.store.database import Prepared
from monitor.store.index.pairs import among
from monitor.store.schema import dialect, packed, story, story_sketch


def sketches_of(conn: Connection, ids: Sequence[int], since: datetime) -> tuple[StorySketch, ...]:
    """The sketches of those of these stories that were last seen at `since` or later."""
    if not ids:
        return ()
    return tuple(_sketch(row) for row in _SKETCHED.all(conn, **packed(ids), since=since))


def _sketched(database: str) -> Select[Any]:
    query = select(*_ABOUT, *(story_sketch.c[name] for name in _COLUMNS)).join_from(story_sketch, story)
    query = query.where(among(database, story_sketch.c.story_id), story.c.last_seen_at >= bindparam("since"))
    return query.order_by(story_sketch.c.story_id)


_ABOUT = (story.c.id, story.c.lead_article_id, story.c.first_seen_at, story.c.last_seen_at)
_COLUMNS = ("articles", "words", "names", "numbers", "topics", "languages")
_SKETCHED = Prepared(_sketched)
_SAVE = Prepared(lambda database: dialect.upserting(database, story_sketch), ("story_id", *_COLUMNS))


def _sketch(row: Sequence[Any]) -> StorySketch:
    story_id, lead, first_seen_at, last_seen_at, articles, words, names, numbers, topics, languages = row
    return StorySketch(
        story_id=StoryId(story_id),
        lead_article_id=ArticleId(lead),
        articles=articles,
        first_seen_at=first_seen_at,
        last_seen_at=last_seen_at,
        words=words,
        names=names,
        numbers=tuple([term for term, _ in numbers]),
        topics=tuple(topics),
        languages=tuple(languages),
    )


def save_sketch(conn: Connection, sketch: StorySketch, story_id: StoryId) -> None:
    """Keep the sketch, in place of an earlier one."""
    _SAVE.run(conn, story_id=story_id, **sketch_values(sketch))


def sketch_values(sketch: StorySketch) -> dict[str, object]:
    """A sketch as the columns of its row, but for the story's id."""
    return {
        "articles": sketch.articles,
        "words": sketch.words,
        "names": sketch.names,
        "numbers": tuple((number, 0.0) for number in sketch.numbers),
        "topics": list(sketch.topics),
        "languages": list(sketch.languages),
    }
