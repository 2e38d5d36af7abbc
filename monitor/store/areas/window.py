"""What a digest would be made of, in one consistent read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from monitor.core.routing.conditions import mismatch
from monitor.model.articles import Article
from monitor.model.facts import MatchFact, PendingAlert, StoryArticle, WindowFacts
from monitor.model.ids import AlertId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import ANYTHING, Traits, WindowRoute
from monitor.model.stories import CopyLabel, Fact
from monitor.model.watch import Hit, Strength, Verdict
from monitor.store.areas.alerts import aside_articles, pending, sent_at_once, told_in
from monitor.store.areas.coverage import looked_at
from monitor.store.areas.orphans import orphans_of
from monitor.store.areas.recipients import every_suppression
from monitor.store.database import Area
from monitor.store.index import following, linked_to, members
from monitor.store.schema import (
    ARTICLE,
    alert,
    article,
    article_copy,
    article_version,
    codec,
    dialect,
    digest_alert,
    feed,
    match,
    subscription,
    to_article,
)

MAX_WEAK = 200
"""Weak matches come with their texts, for lines of which a digest shows ten; the counts come from `matches`."""

MAX_TELLERS = 8
"""Articles of a new story that are looked at for the best lead, for each watchlist."""


class Windows(Area):
    """`window`, `members`."""

    def window(
        self, subscription_id: str, watchlists: Sequence[str], since: datetime, route: WindowRoute | None = None
    ) -> WindowFacts:
        """Pending alerts, weak matches (one per watchlist and story, at most `MAX_WEAK`), counts since `since`.

        Pending: frozen by no digest of the subscription, and younger than its interest in the watchlist.
        """

        def work(conn: Connection) -> WindowFacts:
            seen = _state(conn, subscription_id)
            asked = _Asked(conn, route)
            waiting = _pending(conn, subscription_id, watchlists, None if route is None else route.tell)
            alerts = _with_known(conn, subscription_id, waiting)
            weak = asked.only(_weak(conn, watchlists, seen[0]))
            events = linked_to(conn, {one.story_id for one in (*alerts, *weak)})
            newest = conn.execute(select(func.coalesce(func.max(match.c.id), 0))).scalar_one()
            return WindowFacts(
                alerts=_under(events, alerts),
                weak=_under(events, weak),
                matches=_matches(conn, watchlists, seen[0], asked),
                members=members(conn, events),
                tellers=asked.only(_under(events, _tellers(conn, watchlists, alerts, events))),
                told_in=told_in(conn, [subscription_id, *asked.before], events),
                **looked_at(conn, since, first=not seen[1]),
                followed=following.count(conn, watchlists),
                unfollowed=following.left_since(conn, watchlists, since),
                last_match_id=max(seen[0], newest),
                digests=seen[1],
                orphans=tuple(orphans_of(conn)),
                suppressions=every_suppression(conn),
                aside_articles=aside_articles(conn, subscription_id, seen[0]),
                **sent_at_once(conn, subscription_id, since),
            )

        return self._db.read(work)

    def members(self, story_id: StoryId) -> tuple[StoryArticle, ...]:
        """The articles of a story and of those linked to it, as digests list them."""
        return self._db.read(lambda conn: members(conn, linked_to(conn, {story_id})))


class _Asked:
    """What of the window the subscription's match asks for, as far as that does not change with the time."""

    def __init__(self, conn: Connection, route: WindowRoute | None) -> None:
        self._match = ANYTHING if route is None else route.match
        self.before = () if route is None else route.before
        rows = conn.execute(select(feed.c.id, feed.c.tags)).all() if self._match else ()
        self._tags = {row.id: tuple(row.tags) for row in rows}

    @property
    def everything(self) -> bool:
        """Whether nothing needs to be looked at for it."""
        return not self._match

    def holds(self, traits: Traits, feed_id: int) -> bool:
        """Whether it asks for a match with these traits, found in an article of that feed."""
        return not mismatch(self._match, replace(traits, tags=self._tags.get(feed_id, ())))

    def only(self, found: Sequence[PendingAlert]) -> tuple[PendingAlert, ...]:
        """Those of these that it asks for."""
        if self.everything:
            return tuple(found)
        return tuple(
            one
            for one in found
            if self.holds(
                _traits(one.watchlist, one.verdict, one.article.publisher, one.article.language), one.article.feed_id
            )
        )


def _traits(watchlist: str, verdict: Verdict, publisher: str, language: str) -> Traits:
    return Traits(watchlist=watchlist, topics=verdict.topics, publisher=publisher, language=language, tags=())


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


def _pending(
    conn: Connection, subscription_id: str, watchlists: Sequence[str], only: Sequence[AlertId] | None
) -> tuple[PendingAlert, ...]:
    columns = _FOUND.add_columns(
        alert.c.id.label("alert_id"), alert.c.reason, alert.c.created_at, alert.c.facts, alert.c.late_at
    )
    query = pending(columns.join(alert, alert.c.match_id == match.c.id), subscription_id, watchlists)
    queries = [query] if only is None else [query.where(alert.c.id.in_(ids)) for ids in dialect.chunks(sorted(only))]
    return tuple(
        replace(
            _found(row, row.alert_id, row.reason, row.created_at),
            facts=codec.decode_all(Fact, row.facts),
            late_at=row.late_at,
        )
        for one in queries
        for row in conn.execute(one)
    )


def _with_known(conn: Connection, subscription_id: str, alerts: Sequence[PendingAlert]) -> tuple[PendingAlert, ...]:
    """Marked: late ones whose article, or what it is a copy of, this subscription told before."""
    late = [one.article.id for one in alerts if one.late_at is not None]
    if not late:
        return tuple(alerts)
    whole = [label.value for label in CopyLabel if label is not CopyLabel.PARTLY_REUSED]
    told: set[int] = set()
    for chunk in dialect.chunks(late):
        copies = select(article_copy.c.article_id, article_copy.c.of_article_id, article_copy.c.finding)
        origins = {
            row.of_article_id: row.article_id
            for row in conn.execute(copies.where(article_copy.c.article_id.in_(chunk)))
            if row.finding["label"] in whole
        }
        query = (
            select(match.c.article_id)
            .join_from(digest_alert, alert)
            .join(match, match.c.id == alert.c.match_id)
            .where(digest_alert.c.subscription == subscription_id, match.c.article_id.in_([*chunk, *origins]))
        )
        found = set(conn.execute(query).scalars())
        told |= found | {origins[one] for one in found & origins.keys()}
    return tuple(replace(one, known=one.late_at is not None and one.article.id in told) for one in alerts)


def _under(events: Mapping[StoryId, StoryId], found: Sequence[PendingAlert]) -> tuple[PendingAlert, ...]:
    """Each under the oldest story of its event: a digest has one line for it."""
    return tuple(replace(one, story_id=events[one.story_id]) for one in found)


def _tellers(
    conn: Connection, watchlists: Sequence[str], alerts: Sequence[PendingAlert], events: Mapping[StoryId, StoryId]
) -> tuple[PendingAlert, ...]:
    """The first strong matches of other articles in events that these alerts begin, `MAX_TELLERS` a story."""
    first_told = {events[one.story_id] for one in alerts if one.reason is AlertReason.FIRST}
    begun = [story_id for story_id, event in events.items() if event in first_told]
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


def _matches(conn: Connection, watchlists: Sequence[str], after: int, asked: _Asked) -> tuple[MatchFact, ...]:
    query: Select[Any] = (
        select(match.c.id, match.c.watchlist, match.c.story_id, match.c.article_id, match.c.strength, match.c.alerted)
        .where(match.c.id > after, match.c.watchlist.in_(watchlists))
        # A possible new spelling is a question to the analyst (`watchlist spellings`), not a match.
        .where(match.c.strength != Strength.CANDIDATE.value)
        .order_by(match.c.id)
    )
    if not asked.everything:
        query = query.add_columns(match.c.verdict, article.c.publisher, article.c.language, article.c.feed_id)
        query = query.join(article, article.c.id == match.c.article_id)
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
        if asked.everything or asked.holds(_of_match(row), row.feed_id)
    )


def _of_match(row: Row[Any]) -> Traits:
    return _traits(row.watchlist, codec.decode(Verdict, row.verdict), row.publisher, row.language)
