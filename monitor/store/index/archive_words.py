"""The words of the archive: a number for each term that an article ever had, and by what words are looked for.

Articles are indexed by the numbers of their terms, which take less room than words do. A second FTS5 table holds for
each word its heads, see `watch.heads_of`. Terms are never taken out: those of articles that are gone find nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from monitor.model.archive.search import EVERY, All, Any, Needs, Terms

OPTIONS = "content='', columnsize=0, detail=none, tokenize='ascii'"
CREATE = (
    f"CREATE VIRTUAL TABLE archive_head USING fts5(heads, {OPTIONS})",
    "CREATE TABLE archive_word (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE)",
)
DROP = ("DROP TABLE IF EXISTS archive_head", "DROP TABLE IF EXISTS archive_word")
_KNOWN = "SELECT term, id FROM archive_word WHERE term IN (SELECT value FROM json_each(?))"
_LAST = "SELECT coalesce(max(id), 0) FROM archive_word"
_WORD = "INSERT INTO archive_word (id, term) VALUES (?, ?)"
_HEAD = "INSERT INTO archive_head (rowid, heads) VALUES (?, ?)"
_UNDER = "SELECT term FROM archive_word WHERE id IN (SELECT rowid FROM archive_head WHERE archive_head MATCH ?)"
_AT_ONCE = 200
"""Heads that one statement asks for."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def known(conn: Connection, terms: Collection[str]) -> dict[str, int]:
    """The numbers of those of these terms that any article has, or had."""
    rows = conn.exec_driver_sql(_KNOWN, (json.dumps(sorted(terms), ensure_ascii=False),))
    return {str(row[0]): int(row[1]) for row in rows}


def numbered(conn: Connection, terms: Collection[str]) -> Collection[int]:
    """The numbers of all these terms; those that no article had get new ones."""
    numbers = known(conn, terms)
    if new := sorted(term for term in terms if term not in numbers):
        numbers |= _added(conn, new)
    return numbers.values()


def _added(conn: Connection, terms: Sequence[str]) -> dict[str, int]:
    from monitor.watch import heads_of  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

    numbers = {term: number for number, term in enumerate(terms, conn.exec_driver_sql(_LAST).scalar_one() + 1)}
    conn.exec_driver_sql(_WORD, [(number, term) for term, number in numbers.items()])
    under = heads_of(terms)
    if rows := [(numbers[term], " ".join(sorted(under[term]))) for term in terms if under.get(term)]:
        conn.exec_driver_sql(_HEAD, rows)
    return numbers


def under(conn: Connection, exact: Collection[str], beginnings: Sequence[str]) -> list[str]:
    """The terms of words that stand under one of these heads, or under one that begins so."""
    asked = [*(f'"{one}"' for one in sorted(exact)), *(f'"{one}" *' for one in beginnings)]
    found: set[str] = set()
    for first in range(0, len(asked), _AT_ONCE):
        wanted = " OR ".join(asked[first : first + _AT_ONCE])
        found.update(conn.exec_driver_sql(_UNDER, (wanted,)).scalars())
    return sorted(found)


def line(numbers: Iterable[int]) -> str:
    """Terms by their numbers, as FTS5 is given them."""
    return " ".join(map(token, numbers))


def token(number: int) -> str:
    """The number of a term as a word of FTS5."""
    written = ""
    while number:
        number, last = divmod(number, len(_DIGITS))
        written = _DIGITS[last] + written
    return written


def expression(conn: Connection, needs: Needs) -> str | None:
    """What is needed in FTS5's words; None if no article has it, since a term is needed that none has."""
    from monitor import watch  # noqa: PLC0415 - as above

    found = watch.simplified(_with_numbers(needs, known(conn, _terms_in(needs))))
    return None if found in {EVERY, Any(())} else _written(found)


def _terms_in(needs: Needs) -> frozenset[str]:
    return needs.any_of if isinstance(needs, Terms) else frozenset().union(*map(_terms_in, needs.parts))


def _with_numbers(needs: Needs, numbers: Mapping[str, int]) -> Needs:
    match needs:
        case Terms(any_of):
            return Terms(frozenset(token(numbers[term]) for term in any_of if term in numbers))
        case All(parts):
            return All(tuple(_with_numbers(part, numbers) for part in parts))
        case Any(parts):
            return Any(tuple(_with_numbers(part, numbers) for part in parts))


def _written(needs: Needs) -> str:
    match needs:
        case Terms(any_of):
            return f"({' OR '.join(sorted(any_of))})"
        case All(parts):
            return f"({' AND '.join(map(_written, parts))})"
        case Any(parts):
            return f"({' OR '.join(map(_written, parts))})"
