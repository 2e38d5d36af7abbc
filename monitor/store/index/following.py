"""Articles that are looked at as long as they change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, select, update

from monitor.model.coverage import Unfollowed
from monitor.model.ids import ArticleId
from monitor.store.database import Prepared
from monitor.store.schema import article, dialect, entry, followed_article, match, teller_of

MOST_LEFT = 500

_MINE = followed_article.c.article_id == bindparam("sought")
_OPEN = Prepared(select(followed_article.c.since).where(_MINE, followed_article.c.ended_at.is_(None)))


def is_followed(conn: Connection, article_id: int) -> bool:
    """Whether the article is looked at again by itself."""
    return _OPEN.first(conn, sought=article_id) is not None


def follow(conn: Connection, article_id: ArticleId, look_at: datetime, now: datetime) -> None:
    """From now on, the next time at `look_at` at the latest; by the entry whose feed made the article."""
    row = {"article_id": article_id, "since": now, "ended_at": None, "reason": ""}
    if not is_followed(conn, article_id):
        dialect.upsert(conn, followed_article, [row])
    mine = (entry.c.id == teller_of(conn, article_id)) & entry.c.token.is_(None)
    later = entry.c.due_at.is_(None) | (entry.c.due_at > look_at)
    conn.execute(update(entry).where(mine & later).values(due_at=look_at, attempts=0))


def unfollow(conn: Connection, article_id: ArticleId, reason: str, now: datetime) -> None:
    """No longer, for a reason in words."""
    mine = update(followed_article).where(followed_article.c.article_id == article_id)
    conn.execute(mine.where(followed_article.c.ended_at.is_(None)).values(ended_at=now, reason=reason))


def count(conn: Connection, watchlists: Sequence[str]) -> int:
    """How many articles matched by these lists are looked at again by themselves."""
    query = select(func.count()).select_from(followed_article).where(followed_article.c.ended_at.is_(None))
    return conn.execute(query.where(_matched(watchlists))).scalar_one()


def left_since(conn: Connection, watchlists: Sequence[str], since: datetime) -> tuple[Unfollowed, ...]:
    """Those that are so no longer since then, the first left first; at most `MOST_LEFT`."""
    query = select(
        article.c.title,
        article.c.publisher,
        article.c.canonical_url.label("url"),
        followed_article.c.reason.label("detail"),
        followed_article.c.ended_at.label("at"),
    ).join_from(followed_article, article)
    query = query.where(followed_article.c.ended_at >= since, _matched(watchlists))
    ordered = query.order_by(followed_article.c.ended_at, followed_article.c.article_id).limit(MOST_LEFT)
    return tuple(Unfollowed(**row._asdict()) for row in conn.execute(ordered))


def _matched(watchlists: Sequence[str]) -> ColumnElement[bool]:
    mine = (match.c.article_id == followed_article.c.article_id) & match.c.watchlist.in_(watchlists)
    return exists().where(mine)
