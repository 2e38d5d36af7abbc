"""Texts that say nothing of their titles: remembered by publisher, for a notice stands under several titles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from monitor.core.entries.notices import is_notice
from monitor.model.articles import ArticleDraft
from monitor.model.bodies import Body, Doubt
from monitor.model.ids import ArticleId
from monitor.model.watch import Field, Hit
from monitor.store.schema import article, article_version, codec, dialect, entry, match, page_body, story_key, teller_of

MOST_BODIES = 200
"""Under so many titles one text needs not be looked up."""
_PATIENCE = timedelta(minutes=15)
"""An article that nobody judged yet waits so long for its page to be read again; then it is judged as it is."""


def bodies(conn: Connection, marks: Sequence[str]) -> list[Body]:
    """What is remembered under any of these marks, the newest first."""
    query = select(page_body).where(page_body.c.mark.in_(marks)).order_by(page_body.c.seen_at.desc())
    return [_body(row) for row in conn.execute(query.limit(MOST_BODIES))]


def stands_for(conn: Connection, article_id: int) -> bool:
    """Whether the article's stored text is known to be a notice by now."""
    mine = conn.execute(select(page_body).where(page_body.c.article_id == article_id)).all()
    return any(is_notice(_body(one), bodies(conn, [one.mark])) for one in mine)


def _body(row: Row[Any]) -> Body:
    return Body(
        marks=(row.mark,),
        publisher=row.publisher,
        page_key=row.page_key,
        title_key=row.title_key,
        feed_key=row.feed_key,
        named=row.named,
    )


def remember(conn: Connection, doubt: Doubt, article_id: ArticleId | None, at: datetime) -> None:
    """Keep the text in mind, as that of `article_id` if it was stored for one; have other articles cured of it.

    Those whose stored text is the notice are read again, and not judged by it if nobody has judged them yet.
    """
    body = doubt.body
    kept = {
        "publisher": body.publisher,
        "page_key": body.page_key,
        "title_key": body.title_key,
        "feed_key": body.feed_key,
        "named": body.named,
        "article_id": article_id,
        "seen_at": at,
    }
    dialect.upsert(conn, page_body, [{"mark": mark, **kept} for mark in body.marks])
    stored = page_body.c.mark.in_(body.marks) & page_body.c.article_id.is_not(None)
    for suspect in conn.execute(select(page_body.c.article_id).where(stored).distinct()).scalars().all():
        if stands_for(conn, suspect):
            _read_again(conn, suspect, at)


def forget(conn: Connection, article_id: ArticleId) -> None:
    """The article has another text now."""
    conn.execute(update(page_body).where(page_body.c.article_id == article_id).values(article_id=None))


def take_back(conn: Connection, article_id: ArticleId, version: int, draft: ArticleDraft) -> None:
    """The text of that version was a notice: nothing is found by it, and digests that show the version quote `draft`.

    Unless something watched was found in it: then it stays, for the places of what was found count in it.
    """
    then = (article_version.c.article_id == article_id) & (article_version.c.version == version)
    key = conn.execute(select(article_version.c.content_key).where(then)).scalar_one()
    conn.execute(delete(story_key).where(story_key.c.content_key == key))
    mine = select(match.c.hits).where(match.c.article_id == article_id, match.c.version == version)
    found = (hit for hits in conn.execute(mine).scalars() for hit in codec.decode_all(Hit, hits))
    if not any(hit.field is Field.TEXT for hit in found):
        values = {"text": draft.text, "source": draft.source.value, "content_key": draft.content_key}
        conn.execute(update(article_version).where(then).values(values))


def _read_again(conn: Connection, article_id: int, at: datetime) -> None:
    mine = (entry.c.id == teller_of(conn, article_id)) & entry.c.token.is_(None)
    conn.execute(update(entry).where(mine).values(due_at=at, attempts=0))
    unjudged = (article.c.id == article_id) & article.c.token.is_(None) & article.c.assessed_at.is_(None)
    conn.execute(update(article).where(unjudged & (article.c.due_at <= at)).values(due_at=at + _PATIENCE))
