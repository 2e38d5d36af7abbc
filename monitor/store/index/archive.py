"""The index of the archive: which terms each stored article has.

It holds for each term the articles that have it, and nothing of where: in SQLite by FTS5 (`archive_fts`), in PostgreSQL
by arrays (`archive_arrays`). What is taken out must be given as it was put in, so it is made anew from the stored text;
terms of another version are not touched, for all of them are dropped before they are asked.

What fails here costs the index, never the news: it is given up, a line in the log says so, and the next start makes
it anew.

New articles wait and are put in by lots, which takes half as long as one by one; what waits is read with each question,
see `archive_fresh`. Those from before the index are put in from the newest to the oldest. In it are those with ids from
`BELOW` on, and before `ABOVE` if any wait. Both are moved in the transaction that puts in what lies between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any as Anything

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from monitor.errors import StoreError
from monitor.model.archive.search import ArchiveState
from monitor.model.ids import ArticleId
from monitor.store.database import hinders_all
from monitor.store.index.archive_fresh import unseen
from monitor.store.index.archive_step import ABOVE, BELOW, VERSION, counted, in_step, is_current, kept_in, version
from monitor.store.index.archive_terms import SOURCE, terms_of
from monitor.store.schema import article, by_ids, counter, dialect

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
_LAST = (1 << 63) - 1


def put_new(conn: Connection, article_id: ArticleId) -> None:
    """Have an article that was stored in this transaction wait to be put in."""
    try:
        done = not is_current(conn) or counted(conn, ABOVE) > 0
    except Exception as problem:
        if hinders_all(problem):
            raise
        done = False
    if not done:
        in_step(conn, lambda: _note(conn, {ABOVE: article_id}))


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
        for statement in (*kept_in(conn).DROP, *kept_in(conn).CREATE):
            conn.exec_driver_sql(statement)
    except DBAPIError as problem:
        if hinders_all(problem):
            raise
        raise StoreError(_NO_FTS5 if "fts5" in str(problem.orig) else _STUCK.format(why=problem.orig)) from problem
    _note(conn, {VERSION: version(conn.dialect.name), BELOW: newest + 1 if newest else 0, ABOVE: 0})


def begin_if_none(conn: Connection) -> None:
    """As `begin`, where there is no index of this version."""
    if not is_current(conn):
        begin(conn)


def put_waiting(conn: Connection, most: int) -> int:
    """Put in the newest articles that wait; how many those were, 0 if the index was given up."""
    return in_step(conn, lambda: _put_fresh(conn, most) or _put_older(conn, most)) or 0


def put_fresh(conn: Connection, most: int) -> int:
    """Put in articles that were stored since the last lot; how many those were."""
    return in_step(conn, partial(_put_fresh, conn, most)) or 0


def _put_fresh(conn: Connection, most: int) -> int:
    above = counted(conn, ABOVE)
    if not above:
        return 0
    rows = conn.execute(select(*SOURCE).where(article.c.id >= above).order_by(article.c.id).limit(most)).all()
    _put_lot(conn, rows)
    _note(conn, {ABOVE: rows[-1].id + 1 if len(rows) == most else 0})
    return len(rows)


def _put_older(conn: Connection, most: int) -> int:
    below = counted(conn, BELOW)
    if not below:
        return 0
    rows = conn.execute(select(*SOURCE).where(article.c.id < below).order_by(article.c.id.desc()).limit(most)).all()
    _put_lot(conn, rows[::-1])
    _note(conn, {BELOW: rows[-1].id if len(rows) == most else 0})
    return len(rows)


def _put_lot(conn: Connection, rows: Sequence[Anything]) -> None:
    kept_in(conn).put(conn, {row.id: terms_of(row) for row in rows})


def _note(conn: Connection, values: Mapping[str, int]) -> None:
    dialect.upsert(conn, counter, [{"name": name, "value": value} for name, value in values.items()])


def merge(conn: Connection, *, anew: bool) -> bool:
    """Put together some of what was written in many steps, so that a question reads less; whether more is left.

    `anew`: begin to put all together that there is; else go on.
    """
    return bool(in_step(conn, lambda: kept_in(conn).merge(conn, -_PAGES if anew else _PAGES)))


def state(conn: Connection) -> ArchiveState:
    """How much of the archive is in the index."""
    articles = conn.execute(select(func.count()).select_from(article)).scalar_one()
    if not is_current(conn):
        return ArchiveState(articles=articles, waiting=articles)
    return ArchiveState(articles=articles, waiting=_older(conn) + unseen(conn))


def _older(conn: Connection) -> int:
    below = counted(conn, BELOW)
    if not below:
        return 0
    # Not by the key alone, for then SQLite counts along the rows with their texts, which takes ten times as long as
    # along an index of another column.
    return int(conn.execute(select(func.count()).where(article.c.id + 0 < below)).scalar_one())


def _put(conn: Connection, article_id: int, terms: Collection[str]) -> None:
    kept_in(conn).put(conn, {article_id: terms})


def _take(conn: Connection, article_id: int, terms: Collection[str]) -> None:
    kept_in(conn).take(conn, article_id, terms)


def _each(conn: Connection, ids: Sequence[int], change: Callable[[Connection, int, frozenset[str]], None]) -> None:
    """Change what the index has of those of these articles that are in it."""
    below, above = counted(conn, BELOW), counted(conn, ABOVE) or _LAST
    for row in by_ids(conn, select(*SOURCE), article.c.id, [one for one in ids if below <= one < above]):
        change(conn, row.id, terms_of(row))
