"""What a digest would be made of, in one consistent read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, func, or_, select

from monitor.model.articles import Article
from monitor.model.facts import MatchFact, PendingAlert, StoryArticle, WindowFacts
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason, AssessOutcome, DeliveryState, TextSource
from monitor.model.stories import CopyFinding, CopyLabel, Fact, Telling
from monitor.model.watch import Hit, Strength, Verdict
from monitor.store import codec, dialect
from monitor.store.base import Area
from monitor.store.rows import ARTICLE, FEED, feed_state, to_article
from monitor.store.tables import (
    alert,
    article,
    article_copy,
    article_version,
    digest,
    digest_alert,
    feed,
    match,
    outbox,
    outcome,
    story,
    subscription,
    subscription_list,
)

MAX_WEAK = 200
"""Weak matches come with their texts, for lines of which a digest shows ten; the counts come from `matches`."""

MAX_TELLERS = 8
"""Articles of a new story that are looked at for the best lead, for each watchlist."""

_LATE = timedelta(hours=1)


class Windows(Area):
    """`window`."""

    def window(self, subscription_id: str, watchlists: Sequence[str], since: datetime) -> WindowFacts:
        """Pending alerts, weak matches (one per watchlist and story, at most `MAX_WEAK`), counts since `since`.

        Pending: frozen by no digest of the subscription, and younger than its interest in the watchlist.
        """

        def work(conn: Connection) -> WindowFacts:
            seen = _state(conn, subscription_id)
            alerts = _pending(conn, subscription_id, watchlists)
            stories = {one.story_id for one in alerts}
            weak = _weak(conn, watchlists, seen[0])
            newest = conn.execute(select(func.coalesce(func.max(match.c.id), 0))).scalar_one()
            return WindowFacts(
                alerts=alerts,
                weak=weak,
                matches=_matches(conn, watchlists, seen[0]),
                members=_members(conn, stories | {one.story_id for one in weak}),
                tellers=_tellers(conn, watchlists, alerts),
                told_in=_told_in(conn, subscription_id, stories),
                feeds=_feeds(conn),
                **_counts(conn, since),
                last_match_id=max(seen[0], newest),
                digests=seen[1],
            )

        return self._db.read(work)


def _state(conn: Connection, subscription_id: str) -> tuple[int, int]:
    """(last match accounted for, number of digests so far)."""
    query = select(subscription.c.last_match_id, subscription.c.digests)
    row = conn.execute(query.where(subscription.c.name == subscription_id)).one_or_none()
    return (0, 0) if row is None else (row.last_match_id, row.digests)


_THEN = and_(article_version.c.article_id == match.c.article_id, article_version.c.version == match.c.version)
_FOUND = (
    select(
        *ARTICLE,
        match.c.watchlist,
        match.c.story_id.label("match_story_id"),
        match.c.verdict,
        match.c.hits,
        match.c.version.label("match_version"),
        article_version.c.title.label("then_title"),
        article_version.c.text.label("then_text"),
        article_version.c.fetched_at.label("then_fetched_at"),
    )
    .join_from(match, article)
    .outerjoin(article_version, _THEN)
)


def _found(row: Row[Any], alert_id: int, reason: str, created_at: datetime) -> PendingAlert:
    return PendingAlert(
        id=AlertId(alert_id),
        watchlist=row.watchlist,
        story_id=StoryId(row.match_story_id),
        reason=AlertReason(reason),
        article=_as_matched(row),
        verdict=codec.decode(Verdict, row.verdict),
        hits=codec.decode_all(Hit, row.hits),
        created_at=created_at,
    )


def _as_matched(row: Row[Any]) -> Article:
    """The article in the version that was matched: the offsets of the hits count in that text."""
    current = to_article(row)
    if row.then_text is None:
        return current
    return replace(
        current, version=row.match_version, title=row.then_title, text=row.then_text, fetched_at=row.then_fetched_at
    )


def _pending(conn: Connection, subscription_id: str, watchlists: Sequence[str]) -> tuple[PendingAlert, ...]:
    frozen = exists().where(digest_alert.c.subscription == subscription_id, digest_alert.c.alert_id == alert.c.id)
    interest = and_(
        subscription_list.c.subscription == subscription_id, subscription_list.c.watchlist == alert.c.watchlist
    )
    query = (
        _FOUND.add_columns(alert.c.id.label("alert_id"), alert.c.reason, alert.c.created_at, alert.c.facts)
        .join(alert, alert.c.match_id == match.c.id)
        .outerjoin(subscription_list, interest)
        .where(alert.c.watchlist.in_(watchlists), ~frozen)
        .where(alert.c.id > func.coalesce(subscription_list.c.after_alert_id, 0))
        .order_by(alert.c.id)
    )
    return tuple(
        replace(
            _found(row, row.alert_id, row.reason, row.created_at),
            facts=codec.decode_all(Fact, row.facts),
        )
        for row in conn.execute(query)
    )


def _tellers(conn: Connection, watchlists: Sequence[str], alerts: Sequence[PendingAlert]) -> tuple[PendingAlert, ...]:
    """The first strong matches of other articles in stories that these alerts begin, `MAX_TELLERS` a story."""
    begun = {one.story_id for one in alerts if one.reason is AlertReason.FIRST}
    shown = {(one.watchlist, one.article.id) for one in alerts}
    found: list[PendingAlert] = []
    for chunk in dialect.chunks(sorted(begun)):
        place = func.row_number().over(partition_by=(match.c.story_id, match.c.watchlist), order_by=match.c.id)
        ranked = (
            select(match.c.id, place.label("place"))
            .where(match.c.story_id.in_(chunk), match.c.watchlist.in_(watchlists))
            .where(match.c.strength == Strength.STRONG.value)
            .subquery()
        )
        first = select(ranked.c.id).where(ranked.c.place <= MAX_TELLERS)
        query = _FOUND.add_columns(match.c.at).where(match.c.id.in_(first)).order_by(match.c.id)
        found += [_found(row, 0, AlertReason.FIRST.value, row.at) for row in conn.execute(query)]
    return tuple(one for one in found if (one.watchlist, one.article.id) not in shown)


def _told_in(conn: Connection, subscription_id: str, stories: set[StoryId]) -> tuple[tuple[StoryId, str], ...]:
    """The digest that first told each story to this subscription, for those that one did."""
    first: dict[StoryId, str] = {}
    for chunk in dialect.chunks(sorted(stories)):
        query = (
            select(alert.c.story_id, digest.c.key)
            .join_from(digest_alert, alert)
            .join(digest, digest.c.id == digest_alert.c.digest_id)
            .where(digest_alert.c.subscription == subscription_id, alert.c.story_id.in_(chunk))
            .where(digest.c.key.is_not(None))
            .order_by(digest.c.id)
        )
        for row in conn.execute(query):
            first.setdefault(StoryId(row.story_id), row.key)
    return tuple(sorted(first.items()))


def _weak(conn: Connection, watchlists: Sequence[str], after: int) -> tuple[PendingAlert, ...]:
    alerted = exists().where(alert.c.story_id == match.c.story_id, alert.c.watchlist.in_(watchlists))
    first = (
        select(func.min(match.c.id))
        .where(match.c.id > after, match.c.watchlist.in_(watchlists))
        .where(match.c.strength == Strength.WEAK.value, ~alerted)
        .group_by(match.c.watchlist, match.c.story_id)
        .order_by(func.min(match.c.id).desc())
        .limit(MAX_WEAK)
    )
    query = _FOUND.add_columns(match.c.at).where(match.c.id.in_(first)).order_by(match.c.id)
    return tuple(_found(row, 0, AlertReason.FIRST.value, row.at) for row in conn.execute(query))


def _matches(conn: Connection, watchlists: Sequence[str], after: int) -> tuple[MatchFact, ...]:
    query = (
        select(match.c.id, match.c.watchlist, match.c.story_id, match.c.article_id, match.c.strength, match.c.alerted)
        .where(match.c.id > after, match.c.watchlist.in_(watchlists))
        # A possible new spelling is a question to the analyst (`watchlist spellings`), not a match.
        .where(match.c.strength != Strength.CANDIDATE.value)
        .order_by(match.c.id)
    )
    return tuple(
        MatchFact(
            id=row.id,
            watchlist=row.watchlist,
            story_id=StoryId(row.story_id),
            article_id=row.article_id,
            strong=row.strength == Strength.STRONG.value,
            alert=row.alerted,
        )
        for row in conn.execute(query)
    )


def _members(conn: Connection, stories: set[StoryId]) -> tuple[StoryArticle, ...]:
    query: Select[Any] = select(
        article.c.story_id,
        article.c.title,
        article.c.publisher,
        article.c.final_url,
        article.c.canonical_url,
        article.c.language,
        article.c.first_seen_at,
        (article.c.id == story.c.lead_article_id).label("lead"),
        article.c.id,
        article.c.agency,
        article_copy.c.of_article_id,
        article_copy.c.finding,
    )
    query = query.join_from(article, story).outerjoin(article_copy, article_copy.c.article_id == article.c.id)
    members = []
    for chunk in dialect.chunks(sorted(stories)):
        ordered = query.where(article.c.story_id.in_(chunk)).order_by(article.c.story_id, article.c.id)
        members += [_member(row) for row in conn.execute(ordered)]
    return tuple(members)


def _member(row: Row[Any]) -> StoryArticle:
    copy = None if row.finding is None else codec.decode(CopyFinding, row.finding)
    return StoryArticle(
        story_id=StoryId(row.story_id),
        title=row.title,
        publisher=row.publisher,
        url=row.final_url or row.canonical_url,
        language=row.language,
        first_seen_at=row.first_seen_at,
        lead=bool(row.lead),
        telling=Telling(
            article_id=ArticleId(row.id),
            publisher=row.publisher,
            agency=row.agency,
            # Who quotes a part of another's text tells the story in his own words all the same.
            copy_of=None if copy is None or copy.label is CopyLabel.PARTLY_REUSED else ArticleId(row.of_article_id),
        ),
        copy=None if copy is None else copy.label,
    )


def _feeds(conn: Connection) -> tuple[Any, ...]:
    query = select(*FEED).where(feed.c.active.is_(True)).order_by(feed.c.title, feed.c.id)
    return tuple(feed_state(row) for row in conn.execute(query))


def _counts(conn: Connection, since: datetime) -> dict[str, int]:
    judged = article.c.assessed_at >= since
    short = article.c.source == TextSource.SUMMARY_ONLY.value
    given_up = and_(outcome.c.outcome == AssessOutcome.PARKED.value, outcome.c.at >= since)
    return {
        "articles": _count(conn, article, judged),
        "without_full_text": _count(conn, article, judged, short),
        "parked": _count(conn, outcome, given_up),
        "undelivered": _undelivered(conn, since),
    }


def _count(conn: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _undelivered(conn: Connection, since: datetime) -> int:
    """Given up since then, or with a next try over an hour after the digest was made."""
    abandoned = _count(conn, outbox, outbox.c.state == DeliveryState.ABANDONED.value, outbox.c.changed_at >= since)
    again = or_(outbox.c.state == DeliveryState.RETRYING.value, outbox.c.state == DeliveryState.UNKNOWN.value)
    waiting = conn.execute(select(outbox.c.created_at, outbox.c.due_at).where(again))
    return abandoned + sum(1 for row in waiting if row.due_at - row.created_at > _LATE)
