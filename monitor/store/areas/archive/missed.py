"""Articles as the audit of misses sees them, and what people answered about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, delete, select

from monitor.model.archive.audit import AuditMade, AuditText
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Strength
from monitor.store.database import Area
from monitor.store.schema import article, audit_answer, audit_made, by_ids, codec, dialect, match

T = TypeVar("T")
_LOT = 500


class Misses(Area):
    """`audit_texts`, `audited`, `audit_answers`, `answer_audit`, `audits_made`, `keep_audit`."""

    def audit_texts(
        self, watchlist: str, since: datetime, most: int, question: Callable[[Iterator[AuditText]], T]
    ) -> T:
        """What `question` makes of the newest judged articles since then, in one consistent read."""
        newest = (
            select(article.c.id)
            .where(article.c.first_seen_at >= since, article.c.story_id.is_not(None))
            .order_by(article.c.id.desc())
            .limit(most)
        )

        def work(conn: Connection) -> T:
            ids = sorted(conn.execute(newest).scalars())
            return question(
                one
                for some in dialect.chunks(ids, _LOT)
                for one in _texts(by_ids(conn, _seen(watchlist), article.c.id, some))
            )

        return self._db.read(work)

    def audited(self, watchlist: str, ids: Sequence[ArticleId]) -> Sequence[AuditText]:
        """These articles, as that watchlist saw them."""
        return self._db.read(lambda conn: list(_texts(by_ids(conn, _seen(watchlist), article.c.id, list(ids)))))

    def audit_answers(self, watchlist: str) -> Mapping[ArticleId, bool]:
        """The articles that somebody judged in an audit of that watchlist, and whether they are misses."""
        query = select(audit_answer.c.article_id, audit_answer.c.miss).where(audit_answer.c.watchlist == watchlist)
        return self._db.read(lambda conn: {ArticleId(row.article_id): row.miss for row in conn.execute(query)})

    def answer_audit(self, watchlist: str, answers: Mapping[ArticleId, bool | None], now: datetime) -> None:
        """Keep answers; None takes one back."""
        kept = [
            {"watchlist": watchlist, "article_id": number, "miss": miss, "at": now}
            for number, miss in answers.items()
            if miss is not None
        ]
        gone = [number for number, miss in answers.items() if miss is None]
        mine = (audit_answer.c.watchlist == watchlist) & audit_answer.c.article_id.in_(gone)

        def work(conn: Connection) -> None:
            dialect.upsert(conn, audit_answer, kept)
            conn.execute(delete(audit_answer).where(mine))

        self._db.write(work)

    def audits_made(self) -> Sequence[AuditMade]:
        """The last audit of each watchlist that the bot made by itself."""
        query = select(audit_made.c.found, audit_made.c.at).order_by(audit_made.c.watchlist)
        return self._db.read(
            lambda conn: [replace(codec.decode(AuditMade, row.found), at=row.at) for row in conn.execute(query)]
        )

    def keep_audit(self, made: AuditMade) -> None:
        """Keep it in the place of the one before."""
        row = {"watchlist": made.watchlist, "at": made.at, "found": codec.encode(made)}
        self._db.write(lambda conn: dialect.upsert(conn, audit_made, [row]))


def _seen(watchlist: str) -> Select[Any]:
    found = and_(
        match.c.article_id == article.c.id,
        match.c.watchlist == watchlist,
        match.c.version == article.c.version,
        match.c.strength == Strength.STRONG.value,
    )
    return select(
        article.c.id,
        article.c.title,
        article.c.text,
        article.c.language,
        article.c.publisher,
        article.c.canonical_url,
        article.c.final_url,
        article.c.first_seen_at,
        article.c.story_id,
        match.c.hits,
    ).outerjoin_from(article, match, found)


def _texts(rows: Sequence[Any]) -> Iterator[AuditText]:
    for row in rows:
        strong = [hit for hit in row.hits or () if hit["strength"] == Strength.STRONG.value]
        yield AuditText(
            id=ArticleId(row.id),
            title=row.title,
            text=row.text,
            language=row.language,
            publisher=row.publisher,
            url=row.canonical_url or row.final_url,
            at=row.first_seen_at,
            story=StoryId(row.story_id or 0),
            topics=tuple(dict.fromkeys(hit["topic"] for hit in strong)),
            met=tuple(hit["surface"] for hit in strong),
        )
