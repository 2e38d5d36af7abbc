"""The articles of stories, with their texts and what was met in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, select

from monitor.model.articles import ArticleVersion
from monitor.model.desk.story import Sighting
from monitor.model.facts import StoryArticle
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import Step
from monitor.model.watch import Hit
from monitor.store.database import Area
from monitor.store.index import Lookups, members
from monitor.store.schema import article, codec, dialect, match, outcome


class Sightings(Area):
    """`event_members`, `sightings`, `earlier_versions`."""

    def event_members(self, events: Mapping[StoryId, StoryId]) -> tuple[StoryArticle, ...]:
        """The articles of all stories that are keys of `events`, under the event that each maps to."""
        return self._db.read(lambda conn: members(conn, events))

    def sightings(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, Sighting]:
        """What watchlists met in the present versions of these articles, as far as they are stored."""

        def work(conn: Connection) -> dict[ArticleId, Sighting]:
            found: dict[ArticleId, Sighting] = {}
            for chunk in dialect.chunks(sorted(articles)):
                met = _met(conn, chunk)
                found |= {ArticleId(row.id): _sighting(row, met.get(row.id, ())) for row in _rows(conn, chunk)}
            return found

        return self._db.read(work)

    def earlier_versions(self, article_id: ArticleId) -> list[ArticleVersion]:
        """The texts that an article had before it was edited, the newest first."""
        return self._db.read(lambda conn: Lookups(conn).article_versions(article_id))


def _rows(conn: Connection, ids: Sequence[int]) -> Any:
    judged = and_(
        outcome.c.subject == "article", outcome.c.subject_id == article.c.id, outcome.c.step == Step.ASSESS.value
    )
    columns = [article.c[name] for name in ("id", "title", "text", "language", "version", "fetched_at")]
    query = select(*columns, outcome.c.detail).select_from(article).outerjoin(outcome, judged)
    return conn.execute(query.where(article.c.id.in_(ids)))


def _met(conn: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, Hit]]]:
    now = and_(match.c.article_id == article.c.id, match.c.version == article.c.version)
    query = select(match.c.article_id, match.c.watchlist, match.c.hits).join_from(match, article, now)
    found: dict[int, list[tuple[str, Hit]]] = {}
    for row in conn.execute(query.where(article.c.id.in_(ids)).order_by(match.c.id)):
        found.setdefault(row.article_id, []).extend((row.watchlist, one) for one in codec.decode_all(Hit, row.hits))
    return found


def _sighting(row: Any, found: Sequence[tuple[str, Hit]]) -> Sighting:
    return Sighting(
        article=ArticleId(row.id),
        title=row.title,
        text=row.text,
        language=row.language,
        version=row.version,
        read_at=row.fetched_at,
        found=tuple(found),
        placed=row.detail or "",
    )
