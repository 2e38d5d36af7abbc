"""The index of stories kept for people, and kept small."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise

from sqlalchemy import ColumnElement, Connection, Delete, Table, delete, func, or_, select

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import CopyFinding, CopyRow, StoryLink, StoryRecord
from monitor.store.database import Area
from monitor.store.schema import (
    article,
    article_copy,
    codec,
    shingle,
    story,
    story_link,
    story_meaning,
    story_sketch,
    story_term,
    story_trace,
)

_SLICES = 64
"""The index of a large archive is trimmed in so many transactions, so that none holds up the bot."""
_ARTICLES = 200
"""For so many articles stored a transaction is added: a small archive is trimmed in one."""


class Indexing(Area):
    """`story`, `trim_index`."""

    def story(self, story_id: StoryId) -> StoryRecord | None:
        """One story with the copies among its articles and the stories linked to it."""

        def work(conn: Connection) -> StoryRecord | None:
            row = conn.execute(select(story).where(story.c.id == story_id)).one_or_none()
            if row is None:
                return None
            return StoryRecord(
                id=StoryId(row.id),
                lead_article_id=ArticleId(row.lead_article_id),
                first_seen_at=row.first_seen_at,
                last_seen_at=row.last_seen_at,
                copies=_copies(conn, article.c.story_id == story_id),
                links=_links(conn, story_id),
            )

        return self._db.read(work)

    def trim_index(self, texts_before: datetime, stories_before: datetime) -> int:
        """Forget the shingles of texts first seen before, the terms of stories last seen before; rows removed."""

        def first_kept(conn: Connection) -> tuple[int, int]:
            # Ids follow time closely; the oldest text that must be found still bounds those that need not be.
            kept = conn.execute(select(func.min(article.c.id)).where(article.c.first_seen_at >= texts_before)).scalar()
            oldest = conn.execute(select(func.min(article.c.id))).scalar() or 0
            newest = conn.execute(select(func.max(article.c.id))).scalar() or 0
            return (kept if kept is not None else newest + 1), min(_SLICES, 1 + (newest - oldest) // _ARTICLES)

        first_text, slices = self._db.read(first_kept)
        closed = select(story.c.id).where(story.c.last_seen_at >= stories_before)
        gone = self._sliced(shingle, shingle.c.hash, shingle.c.article_id < first_text, 64, slices)
        gone += self._sliced(story_term, story_term.c.term, story_term.c.story_id.not_in(closed), 32, slices)
        for table in (story_meaning, story_sketch):
            gone += self._db.write(partial(_run, delete(table).where(table.c.story_id.not_in(closed))))
        # What tells of no event is continued by none; the others are looked for as long as they are kept.
        plain = (story_trace.c.events == "") & story_trace.c.follows.is_(None)
        gone += self._db.write(partial(_run, delete(story_trace).where(plain, story_trace.c.story_id.not_in(closed))))
        return gone

    def _sliced(self, table: Table, key: ColumnElement[int], old: ColumnElement[bool], bits: int, slices: int) -> int:
        """Delete the old rows of an index, slice by slice of its hashes."""
        bounds = [(number << bits) // slices - (1 << (bits - 1)) for number in range(slices + 1)]
        return sum(
            self._db.write(partial(_run, delete(table).where(key >= low, key <= high - 1, old)))
            for low, high in pairwise(bounds)
        )


def _run(rows: Delete, conn: Connection) -> int:
    return conn.execute(rows).rowcount


def _copies(conn: Connection, which: ColumnElement[bool]) -> tuple[CopyRow, ...]:
    query = select(article_copy).join_from(article_copy, article).where(which).order_by(article_copy.c.article_id)
    return tuple(
        CopyRow(
            article_id=ArticleId(row.article_id),
            of_article_id=ArticleId(row.of_article_id),
            finding=codec.decode(CopyFinding, row.finding),
        )
        for row in conn.execute(query)
    )


def _links(conn: Connection, story_id: StoryId) -> tuple[StoryLink, ...]:
    mine = or_(story_link.c.story_id == story_id, story_link.c.other_id == story_id)
    query = select(story_link).where(mine).order_by(story_link.c.story_id, story_link.c.other_id)
    return tuple(
        StoryLink(story_id=StoryId(row.story_id), other_id=StoryId(row.other_id), evidence=row.evidence)
        for row in conn.execute(query)
    )
