"""Looking through stored articles, and the index that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, and_, func, select

from monitor.model.archive.backtest import Judged
from monitor.model.archive.search import ArchiveState
from monitor.model.articles import Article
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Strength, Verdict
from monitor.ports import Archive as ArchivePort
from monitor.store.areas.reviewing import judged_by
from monitor.store.database import Area
from monitor.store.index import archive, archive_asked, archive_fresh
from monitor.store.schema import ARTICLE, article, by_ids, codec, feed, match, to_article

T = TypeVar("T")
_LOT = 1_000
_JUDGED = (
    select(
        match.c.id,
        match.c.watchlist,
        match.c.article_id,
        match.c.story_id,
        match.c.verdict,
        match.c.alerted,
        article.c.first_seen_at,
        article.c.publisher,
        article.c.language,
        feed.c.tags,
    )
    .join_from(match, article, and_(article.c.id == match.c.article_id, article.c.version == match.c.version))
    .join(feed, feed.c.id == article.c.feed_id)
    .where(match.c.strength == Strength.STRONG.value)
    .order_by(match.c.id)
    .limit(_LOT)
)


class Searching(Area):
    """`ask_archive`, what articles were judged to be, and the index."""

    def ask_archive(self, question: Callable[[ArchivePort], T]) -> T:
        """What `question` finds, in one consistent read; it must not call the store itself."""
        return self._db.read(lambda conn: question(archive_asked.Archive(conn)))

    def archived(self, ids: Sequence[ArticleId]) -> list[tuple[Article, tuple[str, ...]]]:
        """These articles as far as they are still there, with the tags of their feeds, in this order."""
        query = select(*ARTICLE, feed.c.tags).join_from(article, feed, feed.c.id == article.c.feed_id)
        rows = self._db.read(lambda conn: by_ids(conn, query, article.c.id, ids))
        return [(to_article(row), tuple(row.tags)) for row in rows]

    def judged(self, since: datetime) -> Iterator[Judged]:
        """What watchlists found strongly in the articles first seen since then, in their present versions."""
        after = 0
        while rows := self._db.read(partial(_judged, since=since, after=after)):
            yield from map(_to_judged, rows)
            after = rows[-1].id

    def seen_since(self, since: datetime) -> tuple[int, datetime | None]:
        """How many articles were first seen since then, and when the first of them."""
        query = select(func.count(), func.min(article.c.first_seen_at)).where(article.c.first_seen_at >= since)
        return self._db.read(lambda conn: tuple(conn.execute(query).one()))

    def article_back(self, places: int) -> tuple[ArticleId, datetime] | None:
        """Of the newest `places` articles the oldest, and when it was first seen; None if there are not so many."""
        query = select(article.c.id, article.c.first_seen_at).order_by(article.c.id.desc()).offset(places - 1).limit(1)
        row = self._db.read(lambda conn: conn.execute(query).first())
        return None if row is None else (ArticleId(row.id), row.first_seen_at)

    def judged_by(self, watchlist: str, text: str) -> datetime | None:
        """Since when articles are judged by the watchlist with this text; None if they are not."""
        return self._db.read(lambda conn: judged_by(conn, watchlist, text))

    def archive_state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        return self._db.read(archive.state)

    def index_archive(self, most: int) -> int:
        """Put the newest articles that wait into the index, at most so many; 0 if none waits.

        An index of another version of the program is dropped before, and all articles wait anew.

        Raises:
            StoreError: this SQLite has no FTS5.
        """

        def work(conn: Connection) -> int:
            archive.begin_if_none(conn)
            return archive.put_waiting(conn, most)

        return self._db.write_repeatable(work)

    def index_fresh(self, most: int, least: int) -> int:
        """As `ports.Archived.index_fresh`."""
        if self._db.read(partial(archive_fresh.unseen, over=least - 1)) == 0:
            return 0
        return self._db.write_repeatable(partial(archive.put_fresh, most=most))

    def merge_archive_index(self, *, anew: bool) -> bool:
        """As `ports.Archived.merge_archive_index`."""
        return self._db.write_repeatable(partial(archive.merge, anew=anew))

    def forget_archive_index(self) -> None:
        """Begin the index anew; all articles wait for it.

        Raises:
            StoreError: this SQLite has no FTS5.
        """
        self._db.write(archive.begin)


def _judged(conn: Connection, *, since: datetime, after: int) -> list[Row[Any]]:
    return list(conn.execute(_JUDGED.where(match.c.id > after, article.c.first_seen_at >= since)))


def _to_judged(row: Row[Any]) -> Judged:
    return Judged(
        watchlist=row.watchlist,
        article_id=ArticleId(row.article_id),
        story_id=StoryId(row.story_id),
        topics=codec.decode(Verdict, row.verdict).topics,
        alerted=row.alerted,
        first_seen_at=row.first_seen_at,
        publisher=row.publisher,
        language=row.language,
        tags=tuple(row.tags),
    )
