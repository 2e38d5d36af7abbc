"""The index of the archive: which terms each stored article has, kept in the transaction that stores its text.

SQLite's FTS5 without the texts: it holds for each term the articles that have it, and nothing of where. What is taken
out must be given as it was put in, so it is made anew from the stored text; terms of another version are not touched,
for all of them are dropped before they are asked. Articles are indexed by the numbers of their
terms, see `archive_words`.

What fails here costs the index, never the news: it is given up, a line in the log says so, and the next start makes
it anew.

New articles are put in as they are stored. Those from before the index are put in from the newest to the oldest; those
with ids from `_BELOW` on are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any as Anything

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import DBAPIError

from monitor.errors import StoreError
from monitor.model.archive.search import EVERY, All, ArchiveFilter, ArchiveState, Needs, Offered, Terms
from monitor.model.articles import Article, ArticleDraft
from monitor.model.ids import ArticleId
from monitor.store.database import hinders_all
from monitor.store.index import archive_words
from monitor.store.index.archive_step import VERSION, counted, in_step, is_current, version
from monitor.store.schema import ARTICLE, article, by_ids, clean_text, counter, dialect, to_article

_BELOW = "archive_below"
_CREATE = (f"CREATE VIRTUAL TABLE archive USING fts5(terms, {archive_words.OPTIONS})", *archive_words.CREATE)
_DROP = ("DROP TABLE IF EXISTS archive", *archive_words.DROP)
_PUT = "INSERT INTO archive (rowid, terms) VALUES (?, ?)"
_TAKE = "INSERT INTO archive (archive, rowid, terms) VALUES ('delete', ?, ?)"
_NO_FTS5 = (
    "The SQLite of this Python cannot search: it was built without FTS5. Everything else works; for `monitor search` "
    "use a Python from python.org, Debian, Fedora or conda-forge, whose SQLite has it."
)
_STUCK = (
    "The index of `monitor search` is damaged and cannot be made anew ({why}). Everything else works; see what "
    "`monitor db check` says of the database."
)
_PAGES = 500
"""Of the database, written in one step: some 50 ms."""
_CHANGES = "SELECT total_changes()"
_SOME = 50
_LAST = (1 << 63) - 1
_SOURCE = (
    article.c.id,
    article.c.title,
    article.c.text,
    article.c.language,
    article.c.publisher,
    article.c.first_seen_at,
)


def terms_of(draft: ArticleDraft) -> frozenset[str]:
    """The terms of an article that is to be stored."""
    title, text, language = clean_text(draft.title), clean_text(draft.text), clean_text(draft.language)
    return _terms_of(title, text, language, clean_text(draft.publisher), draft.first_seen_at)


def put_new(conn: Connection, article_id: ArticleId, terms: Collection[str]) -> None:
    """Put in an article that was stored in this transaction."""
    in_step(conn, lambda: _put(conn, article_id, terms))


def put_in(conn: Connection, ids: Sequence[int]) -> None:
    """Put in articles as they are stored now."""
    if ids:
        in_step(conn, partial(_each, conn, ids, _put))


def take_out(conn: Connection, ids: Sequence[int]) -> None:
    """Take out articles, as they are stored now, before they are changed or deleted."""
    if ids:
        in_step(conn, partial(_each, conn, ids, _take))


def begin(conn: Connection) -> None:
    """Make an empty index in the place of the one there is; all articles wait for it.

    Raises:
        StoreError: this SQLite has none, or the one there is cannot be dropped.
    """
    newest = conn.execute(select(func.max(article.c.id))).scalar() or 0
    try:
        for statement in (*_DROP, *_CREATE):
            conn.exec_driver_sql(statement)
    except DBAPIError as problem:
        if hinders_all(problem):
            raise
        raise StoreError(_NO_FTS5 if "fts5" in str(problem.orig) else _STUCK.format(why=problem.orig)) from problem
    values = {VERSION: version(), _BELOW: newest + 1 if newest else 0}
    dialect.upsert(conn, counter, [{"name": name, "value": value} for name, value in values.items()])


def begin_if_none(conn: Connection) -> None:
    """As `begin`, where there is no index of this version."""
    if not is_current(conn):
        begin(conn)


def put_older(conn: Connection, most: int) -> int:
    """Put in the newest articles that wait; how many those were, 0 if the index was given up."""
    return in_step(conn, lambda: _put_older(conn, most)) or 0


def _put_older(conn: Connection, most: int) -> int:
    below = counted(conn, _BELOW)
    if not below:
        return 0
    rows = conn.execute(select(*_SOURCE).where(article.c.id < below).order_by(article.c.id.desc()).limit(most)).all()
    # In the order of their ids FTS5 writes them together, in any other each for itself.
    terms = {row.id: _terms(row) for row in reversed(rows)}
    numbers = archive_words.numbered(conn, frozenset().union(*terms.values()))
    for one, own in terms.items():
        conn.exec_driver_sql(_PUT, (one, archive_words.line(map(numbers.__getitem__, own))))
    left = rows[-1].id if len(rows) == most else 0
    dialect.upsert(conn, counter, [{"name": _BELOW, "value": left}])
    return len(rows)


def merge(conn: Connection, *, anew: bool) -> bool:
    """Put together some of what was written in many steps, so that a question reads less; whether more is left.

    `anew`: begin to put all together that there is; else go on.
    """
    return bool(in_step(conn, lambda: _merge(conn, -_PAGES if anew else _PAGES)))


def _merge(conn: Connection, pages: int) -> bool:
    more = False
    for table in ("archive", "archive_head"):
        before = conn.exec_driver_sql(_CHANGES).scalar_one()
        statement = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"  # noqa: S608 - no value in it
        conn.exec_driver_sql(statement, (pages,))
        # The statement itself counts for one; see SQLite's documentation of it.
        more |= conn.exec_driver_sql(_CHANGES).scalar_one() - before > 1
    return more


def state(conn: Connection) -> ArchiveState:
    """How much of the archive is in the index."""
    articles = conn.execute(select(func.count()).select_from(article)).scalar_one()
    if not is_current(conn):
        return ArchiveState(articles=articles, waiting=articles)
    older = select(func.count()).select_from(article).where(article.c.id < counted(conn, _BELOW))
    return ArchiveState(articles=articles, waiting=conn.execute(older).scalar_one())


class Archive:
    """`ports.Archive` in one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._numbers: dict[str, int] = {}
        """Of the terms that were asked for: looking thousands up again takes as long as finding their articles."""

    def terms(self, exact: Collection[str], beginnings: Sequence[str]) -> list[str]:
        """The words that stored articles have, or had, under these heads."""
        if not is_current(self._conn):
            return []
        found = archive_words.under(self._conn, exact, beginnings)
        self._numbers |= found
        return sorted(found)

    def offered(self, needs: Needs, of: ArchiveFilter) -> Iterator[Offered]:
        """The articles that have what is needed, the newest first."""
        ids = self._ids(_with_filter(needs, of), of)
        while some := ids.fetchmany(_SOME):
            for row in by_ids(self._conn, select(*_SOURCE), article.c.id, [row[0] for row in some]):
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
                found.update(self._ids(_with_filter(one, of), of).scalars())
        return [ArticleId(one) for one in sorted(found, reverse=True)]

    def state(self) -> ArchiveState:
        """How much of the archive is in the index."""
        return state(self._conn)

    def _ids(self, needs: Needs, of: ArchiveFilter) -> Anything:
        before = _LAST if of.before is None else of.before
        wanted, values = _narrowed(of)
        if needs == EVERY:
            query = f"SELECT id FROM article AS a WHERE id < ?{wanted} ORDER BY id DESC"  # noqa: S608 - no value in it
            return self._conn.exec_driver_sql(query, (before, *values))
        asked = archive_words.expression(self._conn, needs, self._numbers) if is_current(self._conn) else None
        if asked is None:
            return self._conn.exec_driver_sql("SELECT id FROM article WHERE 0")
        query = (
            "SELECT a.rowid AS id FROM archive AS a WHERE archive MATCH ? AND a.rowid < ?"  # noqa: S608 - as above
            f"{wanted} ORDER BY a.rowid DESC"
        )
        return self._conn.exec_driver_sql(query, (asked, before, *values))


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


def _put(conn: Connection, article_id: int, terms: Collection[str]) -> None:
    conn.exec_driver_sql(_PUT, (article_id, archive_words.line(archive_words.numbered(conn, terms).values())))


def _take(conn: Connection, article_id: int, terms: Collection[str]) -> None:
    conn.exec_driver_sql(_TAKE, (article_id, archive_words.line(archive_words.known(conn, terms).values())))


def _terms(row: Anything) -> frozenset[str]:
    return _terms_of(row.title, row.text, row.language, row.publisher, row.first_seen_at)


def _terms_of(title: str, text: str, language: str, publisher: str, at: datetime) -> frozenset[str]:
    """The terms of an article; of a text that its reading stumbles over only those of what it is."""
    from monitor import watch  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

    try:
        words = watch.archive_terms(title, text, language)
    except Exception:  # noqa: BLE001 - a bug here may cost the search of a text, not the text
        words = frozenset()
    return words | watch.about_terms(publisher, language, at)


def _each(conn: Connection, ids: Sequence[int], change: Callable[[Connection, int, frozenset[str]], None]) -> None:
    """Change what the index has of those of these articles that are in it."""
    below = counted(conn, _BELOW)
    for row in by_ids(conn, select(*_SOURCE), article.c.id, [one for one in ids if one >= below]):
        change(conn, row.id, _terms(row))
