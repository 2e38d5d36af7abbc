"""The index of stories: which texts share runs of words, which stories share terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Row, Table, and_, delete, func, or_, select

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import CopyFinding, CopyRow, Neighbours, StoryLink, StoryRecord, StorySketch
from monitor.store import codec, dialect
from monitor.store.base import Area
from monitor.store.rows import ARTICLE, to_article
from monitor.store.tables import article, article_copy, shingle, story, story_link, story_sketch, story_term

MOST_TEXTS = 50
"""A run of words in more texts is boilerplate: it counts no more, and no more rows are spent on it."""
MOST_STORIES = 200
"""A term of more open stories tells none of them; as with shingles."""
_LEAST_TERMS = 3
"""Stories with fewer terms in common are not looked at, unless a watched topic is among them."""
_SLICES = 64
"""The index is trimmed in so many transactions, so that none holds up the bot."""


class Indexing(Area):
    """`index_text`, `copy_candidates`, `neighbours`, `story`, `trim_index`."""

    def index_text(self, article_id: ArticleId, shingles: Sequence[int]) -> None:
        """Make a text findable by its shingles; again changes nothing. Boilerplate is left out."""

        def work(conn: Connection) -> None:
            full = _full(conn, shingle, shingle.c.hash, shingles, MOST_TEXTS)
            rows = [{"hash": one, "article_id": article_id} for one in shingles if one not in full]
            dialect.insert_new(conn, shingle, rows)

        self._db.write(work)

    def copy_candidates(
        self, article_id: ArticleId, shingles: Sequence[int], since: datetime, limit: int
    ) -> list[Article]:
        """Articles first seen at `since` or later that share at least two shingles, the most shared first."""

        def work(conn: Connection) -> list[Article]:
            by_hash: dict[int, list[int]] = {}
            for chunk in dialect.chunks(shingles):
                query = select(shingle.c.hash, shingle.c.article_id).where(shingle.c.hash.in_(chunk))
                for row in conn.execute(query):
                    by_hash.setdefault(row.hash, []).append(row.article_id)
            shared = Counter(one for texts in by_hash.values() if len(texts) <= MOST_TEXTS for one in texts)
            del shared[article_id]
            enough = [one for one, count in shared.items() if count >= min(2, len(shingles))]
            best = sorted(enough, key=lambda one: (-shared[one], one))[:limit]
            texts = select(*ARTICLE).where(article.c.id.in_(best), article.c.first_seen_at >= since)
            found = [to_article(row) for row in conn.execute(texts)]
            return sorted(found, key=lambda one: (-shared[one.id], one.id))

        return self._db.read(work)

    def neighbours(self, terms: Sequence[int], topics: Sequence[int], since: datetime, limit: int) -> Neighbours:
        """The stories last seen at `since` or later that share most of `terms` or one of `topics`."""

        def work(conn: Connection) -> Neighbours:
            shared, frequencies = _terms(conn, terms)
            by_topic, common = _terms(conn, topics)
            enough = [one for one, count in shared.items() if count >= min(_LEAST_TERMS, len(terms))]
            best = sorted(enough, key=lambda one: (-shared[one], one))[:limit]
            best += sorted(set(by_topic) - set(best), reverse=True)[:limit]
            total, newest = conn.execute(
                select(func.count(), func.max(story.c.id)).where(story.c.last_seen_at >= since)
            ).one()
            return Neighbours(
                sketches=_sketches(conn, best, since),
                frequencies=tuple(sorted((frequencies | common).items())),
                stories=total,
                newest=StoryId(newest or 0),
            )

        return self._db.read(work)

    def sketch(self, story_id: StoryId) -> StorySketch | None:
        """What a story is recognised by; None if it has no sketch (any more)."""
        found = self._db.read(lambda conn: _sketches(conn, [story_id], None))
        return found[0] if found else None

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

        def first_kept(conn: Connection) -> int:
            # Ids follow time closely; the oldest text that must be found still bounds those that need not be.
            first = conn.execute(select(func.min(article.c.id)).where(article.c.first_seen_at >= texts_before)).scalar()
            last = conn.execute(select(func.max(article.c.id))).scalar()
            return first if first is not None else (last or 0) + 1

        first_text = self._db.read(first_kept)
        closed = select(story.c.id).where(story.c.last_seen_at >= stories_before)
        gone = self._sliced(shingle, shingle.c.hash, shingle.c.article_id < first_text, 64)
        gone += self._sliced(story_term, story_term.c.term, story_term.c.story_id.not_in(closed), 32)
        over = story_sketch.c.story_id.not_in(closed)
        return gone + self._db.write(lambda conn: conn.execute(delete(story_sketch).where(over)).rowcount)

    def _sliced(self, table: Table, key: ColumnElement[int], old: ColumnElement[bool], bits: int) -> int:
        """Delete the old rows of an index, slice by slice of its hashes."""
        step = (1 << bits) // _SLICES
        gone = 0
        for number in range(_SLICES):
            low = number * step - (1 << (bits - 1))
            rows = delete(table).where(and_(key >= low, key <= low + step - 1, old))
            gone += self._db.write(partial(_run, rows))
        return gone


def save_terms(conn: Connection, story_id: StoryId, terms: Sequence[int]) -> None:
    """Make a story findable by these terms; those that too many stories have are left out."""
    full = _full(conn, story_term, story_term.c.term, terms, MOST_STORIES)
    dialect.insert_new(conn, story_term, [{"term": one, "story_id": story_id} for one in terms if one not in full])


def begun_since(conn: Connection, newest: StoryId, terms: Sequence[int]) -> bool:
    """Whether a story with a good part of these terms was begun after the story `newest`."""
    count = func.count()
    for chunk in dialect.chunks(terms):
        mine = story_term.c.term.in_(chunk) & (story_term.c.story_id > newest)
        found = conn.execute(select(count).where(mine).group_by(story_term.c.story_id).order_by(count.desc()).limit(1))
        if (found.scalar() or 0) >= max(_LEAST_TERMS, len(chunk) // 8):
            return True
    return False


def _run(rows: Delete, conn: Connection) -> int:
    return conn.execute(rows).rowcount


def _full(conn: Connection, table: Table, key: ColumnElement[int], values: Sequence[int], most: int) -> frozenset[int]:
    full: set[int] = set()
    for chunk in dialect.chunks(values):
        query = select(key).where(key.in_(chunk)).group_by(key).having(func.count() > most)
        full.update(conn.execute(query.select_from(table)).scalars())
    return frozenset(full)


def _terms(conn: Connection, terms: Sequence[int]) -> tuple[Counter[int], dict[int, int]]:
    """How many terms each story shares, leaving out common ones; how many stories have each term."""
    by_term: dict[int, list[int]] = {}
    for chunk in dialect.chunks(terms):
        query = select(story_term.c.term, story_term.c.story_id).where(story_term.c.term.in_(chunk))
        for row in conn.execute(query):
            by_term.setdefault(row.term, []).append(row.story_id)
    shared = Counter(one for stories in by_term.values() if len(stories) <= MOST_STORIES for one in stories)
    return shared, {term: len(stories) for term, stories in by_term.items()}


def _sketches(conn: Connection, ids: Sequence[int], since: datetime | None) -> tuple[StorySketch, ...]:
    query = select(story_sketch, story.c.lead_article_id, story.c.first_seen_at, story.c.last_seen_at)
    query = query.join_from(story_sketch, story).where(story_sketch.c.story_id.in_(ids))
    if since is not None:
        query = query.where(story.c.last_seen_at >= since)
    return tuple(_sketch(row) for row in conn.execute(query.order_by(story_sketch.c.story_id)))


def _sketch(row: Row[Any]) -> StorySketch:
    return StorySketch(
        story_id=StoryId(row.story_id),
        lead_article_id=ArticleId(row.lead_article_id),
        articles=row.articles,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        pairs=row.pairs,
        words=row.words,
        names=row.names,
        numbers=tuple(term for term, _ in row.numbers),
        topics=tuple(row.topics),
        languages=tuple(row.languages),
    )


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
