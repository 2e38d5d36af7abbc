"""Questions to the archive: what the index offers, and what waits to be put into it, as one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any as Anything

from sqlalchemy import Connection, Row, select

from monitor.model.archive.search import EVERY, All, ArchiveFilter, ArchiveState, Needs, Offered, Terms
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.store.index import archive_words
from monitor.store.index.archive import state
from monitor.store.index.archive_fresh import Fresh
from monitor.store.index.archive_step import is_current
from monitor.store.index.archive_terms import SOURCE
from monitor.store.schema import ARTICLE, article, by_ids, to_article

_SOME = 50
_LAST = (1 << 63) - 1


class Archive:
    """`ports.Archive` in one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._fresh = Fresh(conn)
        self._numbers: dict[str, int] = {}
        """Of the terms that were asked for: looking thousands up again takes as long as finding their articles."""

    def terms(self, exact: Collection[str], beginnings: Sequence[str]) -> list[str]:
        """The words that stored articles have, or had, under these heads."""
        if not is_current(self._conn):
            return []
        found = archive_words.under(self._conn, exact, beginnings)
        self._numbers |= found
        return sorted(found.keys() | self._fresh.under(exact, beginnings))

    def offered(self, needs: Needs, of: ArchiveFilter) -> Iterator[Offered]:
        """The articles that have what is needed, the newest first."""
        ids = self._ids(_with_filter(needs, of), of)
        while some := list(islice(ids, _SOME)):
            for row in by_ids(self._conn, select(*SOURCE), article.c.id, some):
                if _passes(row, of):
                    yield Offered(
                        id=row.id, title=row.title, text=row.text, language=row.language, publisher=row.publisher
                    )

    def articles(self, ids: Sequence[ArticleId]) -> list[Article]:
        """These articles, in this order."""
        return [to_article(row) for row in by_ids(self._conn, select(*ARTICLE), article.c.id, ids)]

    def ids(self, needs: Sequence[Needs], of: ArchiveFilter) -> list[ArticleId]:
        """The articles that have what any of these needs, the newest first."""
        found: set[int] = set()
        for one in needs:
            if one == EVERY:
                since = () if of.since is None else (article.c.first_seen_at >= of.since,)
                found.update(self._conn.execute(select(article.c.id).where(*since)).scalars())
            else:
                found.update(self._ids(_with_filter(one, of), of))
        return [ArticleId(one) for one in sorted(found, reverse=True)]

    def state(self) -> ArchiveState:
        """How much of the archive is in the index."""
        return state(self._conn)

    def _ids(self, needs: Needs, of: ArchiveFilter) -> Iterator[int]:
        """Those of the articles that wait first, for they are the newest."""
        before = _LAST if of.before is None else of.before
        wanted, values = _narrowed(of)
        if needs == EVERY:
            query = f"SELECT id FROM article AS a WHERE id < ?{wanted} ORDER BY id DESC"  # noqa: S608 - no value in it
            yield from self._conn.exec_driver_sql(query, (before, *values)).scalars()
            return
        if not is_current(self._conn):
            return
        if waiting := self._fresh.having(needs):
            query = (
                "SELECT id FROM article AS a WHERE id IN (SELECT value FROM json_each(?)) AND id < ?"  # noqa: S608
                f"{wanted} ORDER BY id DESC"
            )
            yield from self._conn.exec_driver_sql(query, (json.dumps(waiting), before, *values)).scalars().all()
        asked = archive_words.expression(self._conn, needs, self._numbers)
        if asked is not None:
            query = (
                "SELECT a.rowid AS id FROM archive AS a WHERE archive MATCH ? AND a.rowid < ?"  # noqa: S608 - as above
                f"{wanted} ORDER BY a.rowid DESC"
            )
            yield from self._conn.exec_driver_sql(query, (asked, before, *values)).scalars()


def _narrowed(of: ArchiveFilter) -> tuple[str, list[Anything]]:
    """Conditions on the article `a.id`, with their values, for what stands in other tables."""
    conditions = ""
    values: list[Anything] = []
    if of.watchlist or of.topic:
        conditions += (
            " AND EXISTS (SELECT 1 FROM match JOIN article AS b ON b.id = match.article_id AND "
            "b.version = match.version WHERE match.article_id = a.rowid"
        )
        if of.watchlist:
            conditions += " AND match.watchlist = ?"
            values.append(of.watchlist)
        if of.topic:
            conditions += " AND EXISTS (SELECT 1 FROM json_each(match.hits) WHERE json_extract(value, '$.topic') = ?)"
            values.append(of.topic)
        conditions += ")"
    if of.outcome:
        conditions += (
            " AND EXISTS (SELECT 1 FROM outcome WHERE subject = 'article' AND subject_id = a.rowid "
            "AND step = 'assess' AND outcome = ?)"
        )
        values.append(of.outcome)
    if of.story is not None:
        conditions += " AND a.rowid IN (SELECT id FROM article WHERE story_id = ?)"
        values.append(of.story)
    return conditions, values


def _with_filter(needs: Needs, of: ArchiveFilter) -> Needs:
    """With the terms that the articles of a publisher, in a language, of some days have."""
    from monitor import watch  # noqa: PLC0415 - as above

    about: list[Needs] = []
    if of.publisher:
        about.append(Terms(frozenset({watch.publisher_term(of.publisher)})))
    if days := watch.days(of.since, of.until):
        about.append(Terms(frozenset(days)))
    return watch.simplified(All((needs, *about)))


def _passes(one: Row[Anything], of: ArchiveFilter) -> bool:
    return (
        (not of.publisher or one.publisher.casefold() == of.publisher.casefold())
        and (of.since is None or one.first_seen_at >= of.since)
        and (of.until is None or one.first_seen_at < of.until)
    )
