"""Entries on their way to articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from monitor.model.articles import ArticleDraft, EntryClaim, ExtractIntent, KnownArticle
from monitor.model.bodies import Body
from monitor.model.ids import ArticleId, FeedId, Token
from monitor.model.outcomes import ExtractOutcome, Step, TextSource
from monitor.store.areas.evidence import keep_waiting
from monitor.store.areas.feeds import Fair, host_in
from monitor.store.database import Area
from monitor.store.index import archive, following, notices
from monitor.store.schema import (
    article,
    article_version,
    by_ids,
    dialect,
    due_rows,
    entry,
    feed,
    held,
    lease,
    outcome_row,
    page_rest,
    record_outcomes,
    take,
    teller_of,
)

_AGAIN = (ExtractOutcome.EDITED, ExtractOutcome.UNCHANGED)

_CLAIM = (
    select(
        entry.c.id,
        entry.c.attempts,
        entry.c.feed_id,
        feed.c.url.label("feed_url"),
        func.coalesce(func.nullif(entry.c.publisher, ""), feed.c.publisher).label("publisher"),
        entry.c.url,
        entry.c.canonical_url,
        entry.c.title,
        entry.c.summary,
        entry.c.content,
        func.coalesce(func.nullif(entry.c.language, ""), feed.c.language).label("language"),
        entry.c.published_at,
        entry.c.first_seen_at,
        entry.c.article_id,
    )
).join_from(entry, feed)

_KNOWN = select(
    article.c.id,
    article.c.version,
    article.c.title,
    article.c.text,
    article.c.source,
    article.c.content_key,
    article.c.fetched_at,
    func.coalesce(article.c.checked_at, article.c.fetched_at).label("read_at"),
)
_VERSION = ("version", "title", "text", "source", "content_key", "fetched_at")


class Extracting(Area):
    """`claim_entries`, `article_by_url`, `bodies`, `rests`, `save_extract`."""

    def claim_entries(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[EntryClaim]:
        """Lease entries that wait for their text, the longest due first; counts an attempt for each."""

        def work(conn: Connection) -> list[EntryClaim]:
            if self._db.claimant is None:
                token, ids = lease(conn, entry, now, lease_until, limit, in_hand)
            else:
                leased = entry.c.token.is_not(None) & (entry.c.due_at > now)
                fair = Fair(entry.c.url, select(host_in(entry.c.url)).where(leased))
                due = due_rows(entry, now, in_hand).add_columns(entry.c.url)
                ids = [row.id for row in fair.choose(conn, due, limit, lambda row: row, lambda row: row.url)]
                token = take(conn, entry, ids, lease_until)
            return [_claim(conn, row, token) for row in by_ids(conn, _CLAIM, entry.c.id, ids)]

        return self._db.write(work)

    def article_by_url(self, url_key: str) -> ArticleId | None:
        """The article at that canonical URL."""
        return self._db.read(lambda conn: _by_url(conn, url_key))

    def bodies(self, marks: Sequence[str]) -> list[Body]:
        """What is remembered of page texts with any of these marks."""
        return self._db.read(lambda conn: notices.bodies(conn, marks))

    def rests(self, feed_id: FeedId, but: ArticleId, limit: int) -> list[str]:
        """What the newest other articles of a feed have beside their texts."""
        query = select(page_rest.c.text).join_from(page_rest, article)
        query = query.where(article.c.feed_id == feed_id, article.c.id != but).order_by(article.c.id.desc())
        return self._db.read(lambda conn: list(conn.execute(query.limit(limit)).scalars()))

    def save_extract(self, intent: ExtractIntent) -> bool:
        """The article, a link to one, another try or the end, with its outcome; False if the lease was lost."""

        def work(conn: Connection) -> bool:
            values: dict[str, Any] = {"token": None, "due_at": intent.next_try_at}
            if intent.next_try_at is not None and intent.outcome is not ExtractOutcome.RETRY:
                values["attempts"] = 0
            mine = update(entry).where(held(entry, intent.entry_id, intent.token))
            if conn.execute(mine.values(values)).rowcount == 0:
                return False
            if intent.unfollow and intent.joins is not None:
                following.unfollow(conn, intent.joins, intent.unfollow, intent.at)
            what = _look_again(conn, intent) if intent.outcome in _AGAIN else _first_look(conn, intent)
            record_outcomes(conn, [outcome_row(("entry", intent.entry_id), Step.EXTRACT, what, intent.at)])
            return True

        return self._db.write(work)


def _by_url(conn: Connection, url_key: str) -> ArticleId | None:
    found = conn.execute(select(article.c.id).where(article.c.url_key == url_key)).scalar()
    return None if found is None else ArticleId(found)


def _claim(conn: Connection, row: Row[Any], token: Token) -> EntryClaim:
    values = row._asdict()
    article_id = values.pop("article_id")
    known = None if article_id is None else _known(conn, article_id, row.id)
    return EntryClaim(**values, token=token, article=known)


def _known(conn: Connection, article_id: int, entry_id: int) -> KnownArticle:
    row = conn.execute(_KNOWN.where(article.c.id == article_id)).one()
    return KnownArticle(
        id=ArticleId(row.id),
        version=row.version,
        title=row.title,
        text=row.text,
        source=TextSource(row.source),
        content_key=row.content_key,
        read_at=row.read_at,
        own=teller_of(conn, article_id) == entry_id,
        notice=notices.stands_for(conn, article_id),
        changed_at=row.fetched_at,
        followed=following.is_followed(conn, article_id),
    )


def _first_look(conn: Connection, intent: ExtractIntent) -> tuple[str, str]:
    """Tie the entry to its article, if there is one; the outcome to record."""
    article_id, result = intent.joins, intent.outcome
    if intent.article is not None:
        if not dialect.insert_new(conn, article, [_row(intent.article, intent.at)]):
            if _has_another_title(conn, intent.article):
                return _once_more(conn, intent)
            result = ExtractOutcome.SAME_URL
        article_id = _by_url(conn, intent.article.url_key)
        if result is not ExtractOutcome.SAME_URL:
            _keep_rest(conn, article_id, intent.article, intent.at)
            if article_id is not None:
                archive.put_new(conn, article_id)
            _keep_pages(conn, article_id, 1, intent)
    if article_id is not None:
        conn.execute(update(entry).where(entry.c.id == intent.entry_id).values(article_id=article_id))
    if intent.doubt is not None:
        told = intent.doubt.notice == "" and result is not ExtractOutcome.SAME_URL
        notices.remember(conn, intent.doubt, article_id if told else None, intent.at)
    return result.value, intent.detail


def _has_another_title(conn: Connection, draft: ArticleDraft) -> bool:
    """Whether the article at this address came from the same feed under another title: two items may be behind one."""
    taken = select(article.c.feed_id, article.c.title).where(article.c.url_key == draft.url_key)
    row = conn.execute(taken).one()
    return (row.feed_id, row.title != draft.title) == (draft.feed_id, True)


def _once_more(conn: Connection, intent: ExtractIntent) -> tuple[str, str]:
    """Have the entry decided anew, now that the other one's article is there to be seen; it costs no attempt."""
    mine = update(entry).where(entry.c.id == intent.entry_id)
    conn.execute(mine.values(due_at=intent.at, attempts=0))
    return ExtractOutcome.RETRY.value, "another entry of the feed led to this page at the same moment"


def _look_again(conn: Connection, intent: ExtractIntent) -> tuple[str, str]:
    """Keep the version that was, and set the new one up to be judged; the outcome to record."""
    if intent.joins is None:
        return intent.outcome.value, intent.detail
    mine = update(article).where(article.c.id == intent.joins)
    conn.execute(mine.values(checked_at=intent.at))
    draft = intent.article
    if draft is None or intent.replaces is None:
        if intent.doubt is not None:
            notices.remember(conn, intent.doubt, None, intent.at)
        return intent.outcome.value, intent.detail
    cured = notices.stands_for(conn, intent.joins)
    was = (article.c.id == intent.joins) & (article.c.version == intent.replaces)
    columns = [article.c[name] for name in _VERSION]
    kept = insert(article_version).from_select(["article_id", *_VERSION], select(article.c.id, *columns).where(was))
    if conn.execute(kept).rowcount == 0:
        return ExtractOutcome.UNCHANGED.value, "another entry brought an edit of the article first"
    values = {name: getattr(draft, name) for name in ("title", "text", "language", "final_url", "content_key")}
    # Whoever judges the earlier text just now loses the claim: what is said of it must not stand under this one.
    again = {"due_at": intent.at, "token": None, "attempts": 0}
    new = {"version": intent.replaces + 1, "source": draft.source.value, "fetched_at": draft.fetched_at}
    archive.take_out(conn, [intent.joins])
    conn.execute(mine.values(values | new | again))
    archive.put_in(conn, [intent.joins])
    _keep_rest(conn, intent.joins, draft, intent.at)
    _keep_pages(conn, intent.joins, intent.replaces + 1, intent)
    if cured:
        notices.take_back(conn, intent.joins, intent.replaces, draft)
    notices.forget(conn, intent.joins)
    if intent.doubt is not None:
        notices.remember(conn, intent.doubt, None if intent.doubt.notice else intent.joins, intent.at)
    return intent.outcome.value, intent.detail


def _keep_rest(conn: Connection, article_id: ArticleId | None, draft: ArticleDraft, at: datetime) -> None:
    if article_id is None:
        return
    conn.execute(delete(page_rest).where(page_rest.c.article_id == article_id))
    if draft.outside:
        conn.execute(insert(page_rest).values(article_id=article_id, text=draft.outside, read_at=at))


def _keep_pages(conn: Connection, article_id: ArticleId | None, version: int, intent: ExtractIntent) -> None:
    if article_id is not None and intent.pages:
        keep_waiting(conn, article_id, version, intent.pages, intent.at)


def _row(draft: ArticleDraft, at: datetime) -> dict[str, Any]:
    values = {one.name: getattr(draft, one.name) for one in dataclasses.fields(draft) if one.name != "outside"}
    return values | {"source": draft.source.value, "near": [], "due_at": at, "attempts": 0}
