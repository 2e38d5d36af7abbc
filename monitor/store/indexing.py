"""The index of stories: which texts share runs of words, which stories share terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Row, Select, Table, and_, bindparam, delete, func, or_, select

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import CopyFinding, CopyRow, Neighbours, StoryLink, StoryRecord, StorySketch
from monitor.store import codec
from monitor.store.base import Area
from monitor.store.dialect import packed
from monitor.store.events import linked_to
from monitor.store.pairs import among, frequencies, insert_rare, rarest, shared, sharing
from monitor.store.rows import ARTICLE, to_article
from monitor.store.tables import article, article_copy, shingle, story, story_link, story_sketch, story_term

MOST_TEXTS = 50
"""A run of words in more texts is boilerplate: it counts no more, and no more rows are spent on it."""
MOST_STORIES = 200
"""A term of more open stories tells none of them; as with shingles."""
_MOST_ROWS = 1_000
"""Of the terms looked for, the rarest decide which stories are compared: the cost must not grow with the store."""
_MOST_COUNTED = 4_000
"""More open stories are not counted: terms are not counted beyond `MOST_STORIES` either, and rarity is their ratio."""
_LEAST_TERMS = 3
"""Stories with fewer terms in common are not looked at, unless a watched topic is among them."""
_EVER = datetime(1, 1, 1, tzinfo=UTC)
_SLICES = 64
"""The index is trimmed in so many transactions, so that none holds up the bot."""


class Indexing(Area):
    """`index_text`, `copy_candidates`, `neighbours`, `story`, `trim_index`."""

    def index_text(self, article_id: ArticleId, shingles: Sequence[int]) -> None:
        """Make a text findable by its shingles; again changes nothing. Boilerplate is left out."""

        self._db.write(lambda conn: insert_rare(conn, shingle, shingles, article_id, MOST_TEXTS))

    def copy_candidates(
        self, article_id: ArticleId, shingles: Sequence[int], since: datetime, limit: int
    ) -> list[Article]:
        """Articles first seen at `since` or later that share at least two shingles, the most shared first."""

        def work(conn: Connection) -> list[Article]:
            counts = shared(conn, shingle, shingles, MOST_TEXTS)
            del counts[article_id]
            best = _most(counts, min(2, len(shingles)), limit)
            if not best:
                return []
            rows = conn.execute(_texts(conn.dialect.name), {**packed(best), "since": since}).all()
            return sorted((to_article(row) for row in rows), key=lambda one: (-counts[one.id], one.id))

        return self._db.read(work)

    def neighbours(self, terms: Sequence[int], topics: Sequence[int], since: datetime, limit: int) -> Neighbours:
        """The stories last seen at `since` or later that share most of `terms` or one of `topics`."""

        def work(conn: Connection) -> Neighbours:
            common = frequencies(conn, story_term, (*terms, *topics))
            telling = rarest(terms, common, MOST_STORIES, _MOST_ROWS)
            best = sharing(conn, story_term, telling, min(_LEAST_TERMS, len(terms)), limit)
            by_topic = shared(conn, story_term, topics, MOST_STORIES) if topics else ()
            best += sorted(set(by_topic) - set(best), reverse=True)[:limit]
            newest = conn.execute(_NEWEST).scalar()
            return Neighbours(
                sketches=sketches_of(conn, best, since),
                frequencies=tuple(sorted(common.items())),
                stories=conn.execute(_OPEN, {"since": since}).scalar_one() if topics else 0,
                newest=StoryId(newest or 0),
                events=tuple(linked_to(conn, [StoryId(one) for one in best]).items()),
            )

        return self._db.read(work)

    def sketch(self, story_id: StoryId) -> StorySketch | None:
        """What a story is recognised by; None if it has no sketch (any more)."""
        found = self._db.read(lambda conn: sketches_of(conn, [story_id], _EVER))
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
    insert_rare(conn, story_term, terms, story_id, MOST_STORIES)


def begun_since(conn: Connection, newest: StoryId, terms: Sequence[int]) -> bool:
    """Whether a story with a good part of these terms was begun after the story `newest`."""
    found = conn.execute(_begun(conn.dialect.name), {**packed(terms), "newest": newest}).scalar()
    return (found or 0) >= max(_LEAST_TERMS, len(terms) // 8)


# Built once: see `dialect`.

_NEWEST = select(func.max(story.c.id))
_OPEN = select(func.count()).select_from(
    select(story.c.id).where(story.c.last_seen_at >= bindparam("since")).limit(_MOST_COUNTED).subquery()
)


@cache
def _begun(database: str) -> Select[Any]:
    count = func.count()
    mine = among(database, story_term.c.term) & (story_term.c.story_id > bindparam("newest"))
    return select(count).where(mine).group_by(story_term.c.story_id).order_by(count.desc()).limit(1)


@cache
def _texts(database: str) -> Select[Any]:
    return select(*ARTICLE).where(among(database, article.c.id), article.c.first_seen_at >= bindparam("since"))


@cache
def _sketched(database: str) -> Select[Any]:
    query = select(story_sketch, story.c.lead_article_id, story.c.first_seen_at, story.c.last_seen_at)
    query = query.join_from(story_sketch, story).where(among(database, story_sketch.c.story_id))
    return query.where(story.c.last_seen_at >= bindparam("since")).order_by(story_sketch.c.story_id)


def _most(counts: Mapping[int, int], least: int, limit: int) -> list[int]:
    """Those with the highest counts, of equals the oldest."""
    enough = [one for one, count in counts.items() if count >= least]
    return sorted(enough, key=lambda one: (-counts[one], one))[:limit]


def _run(rows: Delete, conn: Connection) -> int:
    return conn.execute(rows).rowcount


def sketches_of(conn: Connection, ids: Sequence[int], since: datetime) -> tuple[StorySketch, ...]:
    """The sketches of those of these stories that were last seen at `since` or later."""
    if not ids:
        return ()
    rows = conn.execute(_sketched(conn.dialect.name), {**packed(ids), "since": since}).all()
    return tuple(_sketch(row) for row in rows)


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
