"""Articles that wait to be put into the index: read for a question, which finds them as if they were in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection, Select, false, func, select

from monitor.model.archive.search import All, Needs, Terms
from monitor.store.index.archive_step import ABOVE, counted, is_current, kept_in
from monitor.store.index.archive_terms import SOURCE, terms_of
from monitor.store.schema import article

MOST_READ = 300
"""Articles that wait and are read for a question, some 2 ms each; a bot that works lets fewer wait."""


def unseen(conn: Connection, over: int | None = None) -> int:
    """How many articles wait, of those that were stored since the last lot, over so many, else `MOST_READ`."""
    above = counted(conn, ABOVE)
    if not above:
        return 0
    waiting = select(func.count()).select_from(article).where(article.c.id >= above)
    return max(0, conn.execute(waiting).scalar_one() - (MOST_READ if over is None else over))


def unread(conn: Connection) -> Select[tuple[int]]:
    """Those of the articles that wait which are too many to be read for a question."""
    above = counted(conn, ABOVE)
    waiting = article.c.id >= above if above else false()
    return select(article.c.id).where(waiting).order_by(article.c.id.desc()).offset(MOST_READ)


class Fresh:
    """The newest articles that wait, in one transaction; nothing is read before somebody asks."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def having(self, needs: Needs) -> list[int]:
        """Those that have what is needed."""
        return [one for one, terms in self._terms.items() if _has(terms, needs)]

    def under(self, exact: Collection[str], beginnings: Sequence[str]) -> set[str]:
        """Those of their words that no article in the index has, or had, and that stand under one of these heads."""
        heads, begun = frozenset(exact), tuple(beginnings)
        return {
            term
            for term, under in self._heads.items()
            if not heads.isdisjoint(under) or (begun and any(one.startswith(begun) for one in under))
        }

    @cached_property
    def _terms(self) -> Mapping[int, frozenset[str]]:
        above = counted(self._conn, ABOVE)
        if not above or not is_current(self._conn):
            return {}
        waiting = select(*SOURCE).where(article.c.id >= above).order_by(article.c.id.desc()).limit(MOST_READ)
        return {row.id: terms_of(row) for row in self._conn.execute(waiting)}

    @cached_property
    def _heads(self) -> Mapping[str, frozenset[str]]:
        from monitor import watch  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

        terms: frozenset[str] = frozenset().union(*self._terms.values())
        return watch.heads_of(kept_in(self._conn).new_among(self._conn, terms)) if terms else {}


def _has(terms: frozenset[str], needs: Needs) -> bool:
    if isinstance(needs, Terms):
        return not needs.any_of.isdisjoint(terms)
    parts = (_has(terms, part) for part in needs.parts)
    return all(parts) if isinstance(needs, All) else any(parts)
