"""The words of the archive: a number for each term that an article ever had, and by what words are looked for.

Articles are indexed by the numbers of their terms, which take less room than words do. A second FTS5 table holds for
each word its heads, see `watch.heads_of`. Terms are never taken out: those of articles that are gone find nothing.

Terms lie in rows by a checksum of theirs, one behind the other, and a number says in which row and at which place: so
each is written once, and found both ways without an index, which would take more room than the terms. The checksum has
a key of its own in each index (in the row -1), so that nobody can write words that all lie in one row.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Engine, Transaction

from monitor.model.archive.search import EVERY, All, Any, Needs, Terms

OPTIONS = "content='', columnsize=0, detail=none, tokenize='ascii'"
CREATE = (
    f"CREATE VIRTUAL TABLE archive_head USING fts5(heads, {OPTIONS})",
    "CREATE TABLE archive_word (id INTEGER PRIMARY KEY, terms TEXT NOT NULL)",
    "INSERT INTO archive_word (id, terms) VALUES (-1, hex(randomblob(16)))",
)
DROP = ("DROP TABLE IF EXISTS archive_head", "DROP TABLE IF EXISTS archive_word")
_KEY = "SELECT terms FROM archive_word WHERE id = -1"
_ROWS = "SELECT id, terms FROM archive_word WHERE id IN (SELECT value FROM json_each(?))"
_WORDS = "INSERT INTO archive_word (id, terms) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET terms = excluded.terms"
_HEAD = "INSERT INTO archive_head (rowid, heads) VALUES (?, ?)"
_UNDER = "SELECT rowid FROM archive_head WHERE archive_head MATCH ?"
_ROW_BITS = 16
"""65,536 rows: with the words of 200,000 articles fourteen terms each, a page for eighteen rows."""
_ROW = (1 << _ROW_BITS) - 1
_BETWEEN = " "
_AT_ONCE = 200
"""Heads that one statement asks for."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(one + other for one in _DIGITS for other in _DIGITS)
"""Numbers are written two digits at a time: one by one takes five times as long."""
_MOST_SEEN = 30_000
"""Words whose numbers are remembered, some 6 MB."""
_seen: WeakKeyDictionary[Engine, tuple[str, dict[str, int]]] = WeakKeyDictionary()
"""Of each database the key of its index and numbers of words in it: neither changes, but both go with the index."""
_giving: WeakSet[Transaction] = WeakSet()
"""Those in which words got new numbers."""


@cache
def layout() -> int:
    """Another number as soon as words are kept otherwise."""
    name = f"{__name__.rpartition('.')[2]}.py"
    return zlib.crc32(resources.files(__package__).joinpath(name).read_bytes().replace(b"\r\n", b"\n"))


def known(conn: Connection, terms: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these terms that any article has, or had."""
    where = _where(conn, terms)
    return _placed(where, _rows(conn, where.values()))


def new_among(conn: Connection, terms: Collection[str]) -> set[str]:
    """Those of these terms that no article has, or had: half of what it takes to look up numbers."""
    where = _where(conn, terms)
    cursor = conn.connection.cursor()
    cursor.execute(_ROWS, (json.dumps(sorted(set(where.values()))),))
    lines = {row: f"{_BETWEEN}{kept}{_BETWEEN}" for row, kept in cursor.fetchall()}
    cursor.close()
    return {term for term, row in where.items() if f"{_BETWEEN}{term}{_BETWEEN}" not in lines.get(row, "")}


def numbered(conn: Connection, terms: Collection[str]) -> dict[str, int]:
    """The numbers of all these terms; those that no article had get new ones.

    What is read before the transaction gave any is there for good, and is remembered: other numbers may be undone.
    """
    seen = _seen_in(conn)
    transaction = conn.get_transaction()
    known_before = {term: seen[term] for term in terms if term in seen}
    where = _where(conn, (term for term in terms if term not in seen))
    rows = _rows(conn, where.values())
    found = _placed(where, rows)
    if transaction is not None and transaction not in _giving:
        if len(seen) + len(found) > _MOST_SEEN:
            seen.clear()
        seen |= found
    if new := sorted(where.keys() - found.keys()):
        if transaction is not None:
            _giving.add(transaction)
        changed: dict[int, str] = {}
        added: dict[str, int] = {}
        for term in new:
            kept = rows.setdefault(row := where[term], [])
            added[term] = number(row, len(kept))
            kept.append(term)
            changed[row] = _BETWEEN.join(kept)
        conn.exec_driver_sql(_WORDS, sorted(changed.items()))
        _put_heads(conn, added)
        found |= added
    return known_before | found


def _seen_in(conn: Connection) -> dict[str, int]:
    """Numbers that words have in this index."""
    key = conn.exec_driver_sql(_KEY).scalar_one()
    kept = _seen.get(conn.engine)
    if kept is None or kept[0] != key:
        kept = _seen[conn.engine] = key, {}
    return kept[1]


def _put_heads(conn: Connection, numbers: Mapping[str, int]) -> None:
    from monitor.watch import heads_of  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

    under = ((numbers[term], " ".join(sorted(heads))) for term, heads in heads_of(numbers).items())
    # In the order of their numbers FTS5 writes them together, in any other each for itself.
    if rows := sorted((number, heads) for number, heads in under if heads):
        conn.exec_driver_sql(_HEAD, rows)


def under(conn: Connection, exact: Collection[str], beginnings: Collection[str]) -> dict[str, int]:
    """The terms of words that stand under one of these heads, or under one that begins so, with their numbers."""
    asked = [*(f'"{one}"' for one in sorted(exact)), *(f'"{one}" *' for one in beginnings)]
    numbers: set[int] = set()
    for first in range(0, len(asked), _AT_ONCE):
        wanted = " OR ".join(asked[first : first + _AT_ONCE])
        numbers.update(conn.exec_driver_sql(_UNDER, (wanted,)).scalars())
    rows = _rows(conn, {(number - 1) & _ROW for number in numbers})
    return {rows[(number - 1) & _ROW][(number - 1) >> _ROW_BITS]: number for number in sorted(numbers)}


def _where(conn: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In which row each of these terms lies."""
    begun = hashlib.blake2b(key=bytes.fromhex(conn.exec_driver_sql(_KEY).scalar_one()), digest_size=4)

    def row(term: str) -> int:
        own = begun.copy()
        own.update(term.encode("utf-8", "surrogatepass"))
        return int.from_bytes(own.digest(), "big") & _ROW

    return {term: row(term) for term in terms}


def _placed(where: Mapping[str, int], rows: Mapping[int, Sequence[str]]) -> dict[str, int]:
    """The numbers of those terms that lie in their rows."""
    return {term: number(row, kept.index(term)) for term, row in where.items() if term in (kept := rows.get(row, ()))}


def _rows(conn: Connection, wanted: Iterable[int]) -> dict[int, list[str]]:
    """The terms in these rows, as far as there are such rows."""
    rows = conn.exec_driver_sql(_ROWS, (json.dumps(sorted(set(wanted))),))
    return {row: terms.split(_BETWEEN) for row, terms in rows.all()}


def number(row: int, place: int) -> int:
    """Of the term that stands there; from 1 on."""
    return (place << _ROW_BITS | row) + 1


def line(numbers: Iterable[int]) -> str:
    """Terms by their numbers, as FTS5 is given them."""
    return " ".join(map(token, numbers))


@lru_cache(maxsize=_MOST_SEEN)
def token(number: int) -> str:
    """The number of a term as a word of FTS5."""
    before, last = divmod(number, len(_PAIRS))
    return token(before) + _PAIRS[last] if before else _PAIRS[last].lstrip("0")


def expression(conn: Connection, needs: Needs, met: Mapping[str, int]) -> str | None:
    """What is needed in FTS5's words; None if no article has it, since a term is needed that none has.

    `met`: numbers of terms that `under` gave.
    """
    from monitor import watch  # noqa: PLC0415 - as above

    asked = terms_in(needs)
    numbers = {term: met[term] for term in asked & met.keys()} | known(conn, asked - met.keys())
    found = watch.simplified(_with_numbers(needs, numbers))
    return None if found in {EVERY, Any(())} else _written(found)


def terms_in(needs: Needs) -> frozenset[str]:
    """All terms that something speaks of."""
    return needs.any_of if isinstance(needs, Terms) else frozenset().union(*map(terms_in, needs.parts))


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
