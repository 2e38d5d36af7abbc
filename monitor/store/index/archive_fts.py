"""The index of the archive in SQLite: FTS5 without the texts, see `monitor.store.index.archive`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from monitor.model.archive.search import Needs
from monitor.store.index import archive_words
from monitor.store.index.archive_words import known, layout, new_among, under

__all__ = [
    "CREATE",
    "DROP",
    "KEY",
    "MEETS",
    "OUTSIDE",
    "asked",
    "known",
    "layout",
    "merge",
    "new_among",
    "put",
    "take",
    "under",
]

CREATE = (f"CREATE VIRTUAL TABLE archive USING fts5(terms, {archive_words.OPTIONS})", *archive_words.CREATE)
DROP = ("DROP TABLE IF EXISTS archive", *archive_words.DROP)
_PUT = "INSERT INTO archive (rowid, terms) VALUES (?, ?)"
_TAKE = "INSERT INTO archive (archive, rowid, terms) VALUES ('delete', ?, ?)"
_CHANGES = "SELECT total_changes()"
_ASK = "SELECT a.rowid AS id FROM archive AS a WHERE archive MATCH ? AND a.rowid < ?{} ORDER BY a.rowid DESC"
OUTSIDE = "SELECT a.id FROM article AS a WHERE a.id < ?{} ORDER BY a.id DESC"
MEETS = "EXISTS (SELECT 1 FROM json_each(match.hits) WHERE json_extract(value, '$.topic') = ?)"
"""Whether the topic stands in a match."""
AMONG = "a.id IN (SELECT value FROM json_each(?))"
KEY = "a.rowid"
"""The article of a row."""


def put(conn: Connection, articles: Mapping[int, Collection[str]]) -> None:
    """Put in articles with their terms."""
    # In the order of their ids FTS5 writes them together, in any other each for itself.
    numbers = archive_words.numbered(conn, frozenset().union(*articles.values()))
    # Of a lot each once: most of its articles' terms are those of others.
    written = {term: archive_words.token(number) for term, number in numbers.items()}
    lines = [(one, " ".join(map(written.__getitem__, articles[one]))) for one in sorted(articles)]
    if lines:
        conn.exec_driver_sql(_PUT, lines)


def take(conn: Connection, article_id: int, terms: Collection[str]) -> None:
    """Take out an article with the terms with which it was put in."""
    conn.exec_driver_sql(_TAKE, (article_id, archive_words.line(archive_words.known(conn, terms).values())))


def merge(conn: Connection, pages: int) -> bool:
    """Put together some of what was written in many steps; whether more is left."""
    more = False
    for table in ("archive", "archive_head"):
        before = conn.exec_driver_sql(_CHANGES).scalar_one()
        statement = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"  # noqa: S608 - no value in it
        conn.exec_driver_sql(statement, (pages,))
        # The statement itself counts for one; see SQLite's documentation of it.
        more |= conn.exec_driver_sql(_CHANGES).scalar_one() - before > 1
    return more


def asked(conn: Connection, needs: Needs, met: Mapping[str, int], rest: str) -> tuple[str, tuple[Any, ...]] | None:
    """The question for who has what is needed, and its first values; None if no article has it.

    `rest`: further conditions. `met`: numbers of terms that `archive_words.under` gave.
    """
    expression = archive_words.expression(conn, needs, met)
    return None if expression is None else (_ASK.format(rest), (expression,))
