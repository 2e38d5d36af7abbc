"""The index of the archive in PostgreSQL: for each article the numbers of its terms, found by a GIN index.

It answers what SQLite's answers, from the same terms: whole numbers are compared, so no parser and no dictionary of the
server stands between. A term is found by a hash of it, for an index takes no long texts, and heads in the order of
their bytes, so that those with a beginning lie together.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any as Anything

from sqlalchemy import Connection

from monitor.model.archive.search import EVERY, All, Any, Needs, Terms
from monitor.store.index.archive_words import terms_in

CREATE = (
    "CREATE TABLE archive (id BIGINT PRIMARY KEY, terms BIGINT[] NOT NULL)",
    "CREATE INDEX ix_archive_terms ON archive USING gin (terms)",
    "CREATE TABLE archive_word (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mark BYTEA UNIQUE, term TEXT)",
    'CREATE TABLE archive_head (head TEXT COLLATE "C", word_id BIGINT, PRIMARY KEY (head, word_id))',
)
DROP = ("DROP TABLE IF EXISTS archive", "DROP TABLE IF EXISTS archive_head", "DROP TABLE IF EXISTS archive_word")
OUTSIDE = "SELECT a.id FROM article AS a WHERE a.id < %s{} ORDER BY a.id DESC"
MEETS = "EXISTS (SELECT 1 FROM json_array_elements(match.hits::json) AS hit WHERE hit ->> 'topic' = %s)"
AMONG = "a.id IN (SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(%s AS json)))"
KEY = "a.id"
_ASK = "SELECT a.id FROM archive AS a WHERE {} AND a.id < %s{} ORDER BY a.id DESC"
_PUT = "INSERT INTO archive (id, terms) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET terms = excluded.terms"
_TAKE = "DELETE FROM archive WHERE id = %s"
_KNOWN = "SELECT term, id FROM archive_word WHERE mark = ANY(%s)"
_WORDS = (
    "INSERT INTO archive_word (mark, term) SELECT * FROM unnest(%s::bytea[], %s::text[]) "
    "ON CONFLICT (mark) DO NOTHING RETURNING term, id"
)
_HEADS = (
    "INSERT INTO archive_head (head, word_id) SELECT * FROM unnest(%s::text[], %s::bigint[]) ON CONFLICT DO NOTHING"
)
_UNDER = (
    "SELECT term, id FROM archive_word WHERE id IN (SELECT word_id FROM archive_head WHERE head = ANY(%s::text[]) "
    "UNION SELECT h.word_id FROM unnest(%s::text[]) AS b JOIN archive_head AS h "
    "ON h.head >= b AND h.head < b || chr(1114111))"
)
_AT_ONCE = 200
"""Heads that one statement asks for."""


@cache
def layout() -> int:
    """Another number as soon as words are kept otherwise."""
    name = f"{__name__.rpartition('.')[2]}.py"
    return zlib.crc32(resources.files(__package__).joinpath(name).read_bytes().replace(b"\r\n", b"\n"))


def put(conn: Connection, articles: Mapping[int, Collection[str]]) -> None:
    """Put in articles with their terms."""
    numbers = _numbered(conn, frozenset().union(*articles.values()))
    rows = [(one, sorted(map(numbers.__getitem__, terms))) for one, terms in sorted(articles.items())]
    if rows:
        conn.exec_driver_sql(_PUT, rows)


def take(conn: Connection, article_id: int, _: Collection[str]) -> None:
    """Take out an article."""
    conn.exec_driver_sql(_TAKE, (article_id,))


def merge(_: Connection, __: int) -> bool:
    """Nothing: the server puts together by itself what was written in many steps."""
    return False


def under(conn: Connection, exact: Collection[str], beginnings: Collection[str]) -> dict[str, int]:
    """The terms of words that stand under one of these heads, or under one that begins so, with their numbers."""
    found: dict[str, int] = {}
    for lot in _lots(sorted(exact)):
        found |= _pairs(conn.exec_driver_sql(_UNDER, (lot, [])))
    for lot in _lots(sorted(beginnings)):
        found |= _pairs(conn.exec_driver_sql(_UNDER, ([], lot)))
    return found


def asked(conn: Connection, needs: Needs, met: Mapping[str, int], rest: str) -> tuple[str, tuple[Anything, ...]] | None:
    """The question for who has what is needed, and its first values; None if no article has it.

    `rest`: further conditions. `met`: numbers of terms that `under` gave.
    """
    from monitor import watch  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

    terms = terms_in(needs)
    numbers = {term: met[term] for term in terms & met.keys()} | known(conn, terms - met.keys())
    found = watch.simplified(_there(needs, numbers))
    if found in {EVERY, Any(())}:
        return None
    values: list[Anything] = []
    return _ASK.format(_condition(found, numbers, values), rest), tuple(values)


def _there(needs: Needs, numbers: Mapping[str, int]) -> Needs:
    match needs:
        case Terms(any_of):
            return Terms(any_of.intersection(numbers))
        case All(parts):
            return All(tuple(_there(part, numbers) for part in parts))
        case Any(parts):
            return Any(tuple(_there(part, numbers) for part in parts))


def _condition(needs: Needs, numbers: Mapping[str, int], values: list[Anything]) -> str:
    match needs:
        case Terms(any_of):
            values.append(sorted(numbers[term] for term in any_of))
            return "a.terms && %s::bigint[]"
        case All(parts):
            return f"({' AND '.join(_condition(part, numbers, values) for part in parts)})"
        case Any(parts):
            return f"({' OR '.join(_condition(part, numbers, values) for part in parts)})"


def _numbered(conn: Connection, terms: Collection[str]) -> dict[str, int]:
    """The numbers of all these terms; those that no article had get new ones."""
    from monitor.watch import heads_of  # noqa: PLC0415 - as above

    found = known(conn, terms)
    if new := sorted(set(terms) - found.keys()):
        added: dict[str, int] = _pairs(conn.exec_driver_sql(_WORDS, (list(map(_mark, new)), new)))
        heads = [(head, added[term]) for term, of in heads_of(added).items() for head in sorted(of)]
        conn.exec_driver_sql(_HEADS, ([head for head, _ in heads], [number for _, number in heads]))
        found |= added
    return found


def known(conn: Connection, terms: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these terms that any article has, or had."""
    return _pairs(conn.exec_driver_sql(_KNOWN, (list(map(_mark, terms)),)))


def new_among(conn: Connection, terms: Collection[str]) -> set[str]:
    """Those of these terms that no article has, or had."""
    return set(terms) - known(conn, terms).keys()


def _mark(term: str) -> bytes:
    return hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _pairs(rows: Iterable[Sequence[Anything]]) -> dict[str, int]:
    return dict(map(tuple, rows))


def _lots(heads: Sequence[str]) -> Iterable[list[str]]:
    return (list(heads[first : first + _AT_ONCE]) for first in range(0, len(heads), _AT_ONCE))
