"""Pages of articles that nobody judged yet: whether they prove anything is known when the article is judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select

from monitor.model.evidence.kept import KeptPage, Packed, PageHead
from monitor.store.database import Prepared, apart
from monitor.store.schema import codec, evidence_waiting

MOST_WAITING = 200_000_000
"""Bytes of pages that wait at once: what comes beyond is not kept, for a flood must not fill the disk."""

_known: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()
"""Of each database the most bytes that may wait: what was put in is added, what went is not taken off."""
_WAITING = Prepared(select(func.coalesce(func.sum(evidence_waiting.c.packed), 0)))
_PUT = Prepared(insert(evidence_waiting), [column.name for column in evidence_waiting.c])
_MINE = evidence_waiting.c.article_id == bindparam("article")
_PAGES = Prepared(
    select(
        evidence_waiting.c.head,
        evidence_waiting.c.hash,
        evidence_waiting.c.size,
        evidence_waiting.c.data,
    )
    .where(_MINE, evidence_waiting.c.version == bindparam("of"))
    .order_by(evidence_waiting.c.place)
)
_DROP = Prepared(delete(evidence_waiting).where(_MINE))


def keep_waiting(conn: Connection, article_id: int, version: int, pages: Sequence[KeptPage], at: datetime) -> None:
    """Have the pages of an article wait for its judgement, in place of those of an earlier version.

    Where they cannot, the article does not suffer for it.
    """
    apart(conn, lambda: _keep(conn, article_id, version, pages, at), _given_up)


def _given_up(problem: Exception) -> None:
    import structlog  # noqa: PLC0415 - which most commands do not need

    structlog.get_logger("monitor.store").warning(
        "the pages of an article are not kept as evidence; it is stored and judged as ever",
        why=f"{type(problem).__name__}: {problem}",
    )


def _keep(conn: Connection, article_id: int, version: int, pages: Sequence[KeptPage], at: datetime) -> None:
    if version > 1:
        _DROP.run(conn, article=article_id)
    if not _has_room(conn, sum(len(one.body.data) for one in pages)):
        return
    for place, one in enumerate(pages):
        _PUT.run(
            conn,
            article_id=article_id,
            version=version,
            place=place,
            head=codec.encode(one.head),
            hash=one.body.hash,
            size=one.body.size,
            packed=len(one.body.data),
            read_at=at,
            data=one.body.data,
        )


def _has_room(conn: Connection, size: int) -> bool:
    """Whether so many bytes more may wait. How many do is asked only where they may be too many: it reads all rows."""
    waiting = _known.get(conn.engine, MOST_WAITING)
    if waiting + size > MOST_WAITING:
        (waiting,) = _WAITING.first(conn) or (0,)
    fits = waiting + size <= MOST_WAITING
    _known[conn.engine] = waiting + size if fits else waiting
    return fits


def waiting_pages(conn: Connection, article_id: int, version: int) -> list[KeptPage]:
    """The pages that wait for the judgement of that version of an article."""
    return [
        KeptPage(head=codec.decode(PageHead, head), body=Packed(hash=mark, size=size, data=bytes(data)))
        for head, mark, size, data in _PAGES.all(conn, article=article_id, of=version)
    ]


def drop_waiting(conn: Connection, articles: Sequence[int]) -> None:
    """Forget the pages of articles that were judged; where that fails, they go with what waited for too long."""
    apart(conn, lambda: _DROP.run_each(conn, ({"article": one} for one in articles)), _given_up)
