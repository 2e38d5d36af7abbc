"""Questions to the archive: what the index offers, and what waits to be put into it, as one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any as Anything

from sqlalchemy import Connection, Row, or_, select

from monitor.model.archive.search import EVERY, All, ArchiveFilter, ArchiveState, Needs, Offered, Terms
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.store.index.archive import state
from monitor.store.index.archive_fresh import Fresh, unread
from monitor.store.index.archive_step import BELOW, counted, is_current, kept_in
from monitor.store.index.archive_terms import SOURCE
from monitor.store.schema import ARTICLE, article, by_ids, to_article

_SOME = 50
_LAST = (1 << 63) - 1
_Days = frozenset[str] | None
"""Terms of days; None: of all."""


class Archive:
    """`ports.Archive` in one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._fresh = Fresh(conn)
        self._numbers: dict[str, int] = {}
        """Of the terms that were asked for: looking thousands up again takes as long as finding their articles."""
        self._days: dict[tuple[datetime | None, datetime | None], tuple[_Days, _Days]] = {}

    def terms(self, exact: Collection[str], beginnings: Sequence[str]) -> list[str]:
        """The words that stored articles have, or had, under these heads."""
        if not is_current(self._conn):
            return []
        found = kept_in(self._conn).under(self._conn, exact, beginnings)
        self._numbers |= found
        return sorted(found.keys() | self._fresh.under(exact, beginnings))

    def offered(self, needs: Needs, of: ArchiveFilter) -> Iterator[Offered]:
        """The articles that have what is needed, the newest first."""
        ids = self._ids(needs, of)
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
                since = [] if of.since is None else [article.c.first_seen_at >= of.since]
                since += [] if of.first is None else [article.c.id >= of.first]
                found.update(self._conn.execute(select(article.c.id).where(*since)).scalars())
            else:
                found.update(self._ids(one, of))
        return [ArticleId(one) for one in sorted(found, reverse=True)]

    def unindexed(self, since: datetime) -> list[ArticleId]:
        """The articles first seen since then that are not found by what they hold, the newest first."""
        query = select(article.c.id).where(article.c.first_seen_at >= since).order_by(article.c.id.desc())
        if is_current(self._conn):
            below = counted(self._conn, BELOW)
            late = self._conn.execute(unread(self._conn)).scalars().all()
            if not (below or late):
                return []
            query = query.where(or_(article.c.id < below, article.c.id.in_(unread(self._conn))))
        return list(self._conn.execute(query).scalars())

    def state(self) -> ArchiveState:
        """How much of the archive is in the index."""
        return state(self._conn)

    def _ids(self, needed: Needs, of: ArchiveFilter) -> Iterator[int]:
        """Those of the articles that wait first, for they are the newest."""
        days, indexed_days = self._days_of(of)
        needs = _with_filter(needed, of, days)
        before = _LAST if of.before is None else of.before
        kept = kept_in(self._conn)
        wanted, values = _narrowed(of, kept.KEY, kept.MEETS)
        outside = wanted.replace(kept.KEY, "a.id")
        if needs == EVERY:
            yield from self._run(kept.OUTSIDE.format(outside), before, *values)
            return
        if not is_current(self._conn):
            return
        if waiting := self._fresh.having(needs):
            query = kept.OUTSIDE.format(f" AND {kept.AMONG}{outside}")
            yield from self._run(query, before, json.dumps(waiting), *values).all()
        asked = kept.asked(self._conn, _with_filter(needed, of, indexed_days), self._numbers, wanted)
        if asked is not None:
            yield from self._run(asked[0], *asked[1], before, *values)

    def _days_of(self, of: ArchiveFilter) -> tuple[_Days, _Days]:
        """The terms of the days or months asked for, and those of them that the index has: a thousand are to come."""
        from monitor import watch  # noqa: PLC0415 - as above

        span = of.since, of.until
        if span not in self._days:
            days = frozenset(watch.days(*span)) or None
            found = kept_in(self._conn).known(self._conn, days) if days and is_current(self._conn) else {}
            self._numbers |= found
            self._days[span] = days, days and frozenset(found)
        return self._days[span]

    def _run(self, query: str, *values: Anything) -> Anything:
        """Its ids; conditions that are written for all databases have a ? for each value."""
        return self._conn.exec_driver_sql(query.replace("?", _PLACE[self._conn.dialect.name]), values).scalars()


_PLACE = {"sqlite": "?", "postgresql": "%s"}


def _narrowed(of: ArchiveFilter, key: str, meets: str) -> tuple[str, list[Anything]]:
    """Conditions on the article `key`, with their values, for what stands in other tables."""
    conditions = ""
    values: list[Anything] = []
    if of.first is not None:
        conditions += f" AND {key} >= ?"
        values.append(of.first)
    if of.watchlist or of.topic:
        conditions += (
            " AND EXISTS (SELECT 1 FROM match JOIN article AS b ON b.id = match.article_id AND "  # noqa: S608 - as below
            f"b.version = match.version WHERE match.article_id = {key}"
        )
        if of.watchlist:
            conditions += " AND match.watchlist = ?"
            values.append(of.watchlist)
        if of.topic:
            conditions += f" AND {meets}"
            values.append(of.topic)
        conditions += ")"
    if of.outcome:
        conditions += (
            f" AND EXISTS (SELECT 1 FROM outcome WHERE subject = 'article' AND subject_id = {key} "  # noqa: S608
            "AND step = 'assess' AND outcome = ?)"
        )
        values.append(of.outcome)
    if of.story is not None:
        conditions += f" AND {key} IN (SELECT id FROM article WHERE story_id = ?)"  # noqa: S608 - no value in it
        values.append(of.story)
    return conditions, values


def _with_filter(needs: Needs, of: ArchiveFilter, days: _Days) -> Needs:
    """With the terms that the articles of a publisher and of some days have."""
    from monitor import watch  # noqa: PLC0415 - as above

    about: list[Needs] = []
    if of.publisher:
        about.append(Terms(frozenset({watch.publisher_term(of.publisher)})))
    if days is not None:
        about.append(Terms(days))
    return watch.simplified(All((needs, *about)))


def _passes(one: Row[Anything], of: ArchiveFilter) -> bool:
    return (
        (not of.publisher or one.publisher.casefold() == of.publisher.casefold())
        and (of.since is None or one.first_seen_at >= of.since)
        and (of.until is None or one.first_seen_at < of.until)
    )
