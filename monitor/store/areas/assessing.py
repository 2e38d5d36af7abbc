"""Articles judged: story membership, matches, alerts, outcome, in one transaction per article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update

from monitor.model.articles import ArticleClaim, AssessIntent, Late, MatchIntent
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome, Step
from monitor.model.stories import Placement
from monitor.ports import Lookup
from monitor.store.areas.evidence import drop_waiting, record_alert
from monitor.store.database import Area, Prepared
from monitor.store.index import MOST_STORIES, SHINGLES, TERMS, Lookups, following, save_sketch
from monitor.store.schema import (
    ARTICLE,
    UtcTime,
    alert,
    article,
    article_copy,
    by_ids,
    codec,
    dialect,
    lease,
    match,
    outcome,
    outcome_row,
    page_rest,
    story,
    story_fact,
    story_key,
    story_link,
    to_article,
)

T = TypeVar("T")

_TURN = "assess"
_UNJUDGED = (AssessOutcome.RETRY, AssessOutcome.PARKED)

_MINE = article.c.id == bindparam("article_id")
_SEEN = Prepared(
    select(article.c.first_seen_at, article.c.fetched_at, article.c.version, article.c.assessed_at)
    .where(_MINE, article.c.token == bindparam("held"))
    .with_for_update()
)
_PUT_OFF = update(article).where(_MINE)
_JUDGED = Prepared(_PUT_OFF, ("token", "due_at", "near", "assessed_at", "story_id", "agency", "late"))
_SEEN_AT = bindparam("seen_at", type_=UtcTime)
_JOINED = Prepared(
    update(story)
    .where(story.c.id == bindparam("joined"))
    .values(
        first_seen_at=case((story.c.first_seen_at > _SEEN_AT, _SEEN_AT), else_=story.c.first_seen_at),
        last_seen_at=case((story.c.last_seen_at < _SEEN_AT, _SEEN_AT), else_=story.c.last_seen_at),
    )
)
_BEGINS = Prepared(
    insert(story).returning(story.c.id), ("lead_article_id", "first_seen_at", "last_seen_at", "series_of")
)
_SERIES = Prepared(select(func.coalesce(story.c.series_of, story.c.id)).where(story.c.id == bindparam("sister")))
_KEY = Prepared(lambda database: dialect.inserting(database, story_key), ("content_key", "story_id"))
_OUTCOME = Prepared(lambda database: dialect.upserting(database, outcome), [column.name for column in outcome.c])
_COPY = Prepared(lambda database: dialect.upserting(database, article_copy), ("article_id", "of_article_id", "finding"))
_MATCH = Prepared(
    insert(match).returning(match.c.id),
    ("watchlist", "article_id", "story_id", "strength", "alerted", "verdict", "hits", "at", "version"),
)
_UNSAID = Prepared(
    delete(match).where(
        match.c.watchlist == bindparam("list"),
        match.c.article_id == bindparam("of"),
        match.c.version == bindparam("version"),
    )
)
_ALERT = Prepared(
    insert(alert).returning(alert.c.id),
    ("watchlist", "story_id", "match_id", "reason", "created_at", "number", "facts", "late_at"),
)


class Assessing(Area):
    """`claim_articles`, `look`, `assess`, `assess_all`."""

    def claim_articles(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[ArticleClaim]:
        """Lease articles that wait to be assessed, the longest due first; counts an attempt for each."""

        def work(conn: Connection) -> list[ArticleClaim]:
            token, ids = lease(conn, article, now, lease_until, limit, in_hand)
            query = select(*ARTICLE, article.c.attempts, article.c.late)
            query = query.add_columns(func.coalesce(page_rest.c.text, "").label("outside"))
            query = query.outerjoin_from(article, page_rest, page_rest.c.article_id == article.c.id)
            return [
                ArticleClaim(
                    article=to_article(row),
                    token=token,
                    attempts=row.attempts,
                    late=_late(row.late),
                    outside=row.outside,
                )
                for row in by_ids(conn, query, article.c.id, ids)
            ]

        return self._db.write(work)

    def look(self, question: Callable[[Lookup], T]) -> T:
        """What `question` finds, in one consistent read."""
        return self._db.read(lambda conn: question(Lookups(conn)))

    def assess(self, claim: ArticleClaim, judge: Callable[[Lookup], AssessIntent]) -> AssessIntent | None:
        """Judge an article and save the judgement in one transaction; None if the claim holds it no longer.

        Two articles are never judged at once, or of two copies neither would see the other. What a power cut takes back
        is judged again: nobody was told of it, for a digest is on the disk before it is sent, and all before it.
        """
        return self.assess_all([(claim, judge)])[0]

    def assess_all(
        self, judgements: Sequence[tuple[ArticleClaim, Callable[[Lookup], AssessIntent]]]
    ) -> list[AssessIntent | None]:
        """As `assess`, one article after the other in one transaction: a page that several change is written once."""

        def work(conn: Connection) -> list[AssessIntent | None]:
            dialect.one_at_a_time(conn, _TURN)
            intents = [_assess(conn, claim, judge) for claim, judge in judgements]
            judged = [one.article_id for one in intents if one is not None and one.outcome not in _UNJUDGED]
            if judged:
                drop_waiting(conn, judged)
            return intents

        return self._db.write_repeatable(work)


def _assess(conn: Connection, claim: ArticleClaim, judge: Callable[[Lookup], AssessIntent]) -> AssessIntent | None:
    seen = _SEEN.first(conn, article_id=claim.article.id, held=claim.token)
    if seen is None:
        return None
    stored = Lookups(conn)
    intent = judge(stored)
    if intent.outcome in _UNJUDGED:
        _put_off(conn, intent)
    else:
        usual = stored.usual(intent.shingles)
        SHINGLES.insert(conn, [one for one in intent.shingles if one not in usual], intent.article_id)
        _save(conn, intent, seen)
    if not intent.late or intent.outcome is AssessOutcome.ALERTED:
        what = (intent.outcome.value, intent.detail)
        row = outcome_row(("article", intent.article_id), Step.ASSESS, what, intent.at, intent.revision)
        _OUTCOME.run(conn, **row)
    return intent


def _late(stored: Any) -> Late | None:
    return None if stored is None else codec.decode(Late, stored)


def _put_off(conn: Connection, intent: AssessIntent) -> None:
    """End the lease of an article that could not be judged: until the next try, or for good."""
    values: dict[str, object] = {"token": None, "due_at": None, "assessed_at": intent.at, "late": None}
    if intent.outcome is AssessOutcome.RETRY:
        values = {"token": None, "due_at": intent.next_try_at}
    conn.execute(_PUT_OFF, {"article_id": intent.article_id, "near": list(intent.near), **values})


def _save(conn: Connection, intent: AssessIntent, seen: Sequence[Any]) -> None:
    """Write the story and the matches; `seen` are the columns of `_SEEN`."""
    first_seen_at, fetched_at, version, assessed_at = seen
    # An edit is news of the day it was read, not of the day the article was first seen.
    story_id = _story(conn, intent, first_seen_at if version == 1 else max(first_seen_at, fetched_at))
    _JUDGED.run(
        conn,
        article_id=intent.article_id,
        token=None,
        due_at=None,
        near=list(intent.near),
        # Judged again for some lists, it is not one article more.
        assessed_at=assessed_at if intent.late and assessed_at else intent.at,
        story_id=story_id,
        agency=intent.agency,
        late=None,
    )
    if intent.placement is not None:
        _place(conn, intent.article_id, intent.placement, story_id)
    if intent.look_at is not None:
        following.follow(conn, intent.article_id, intent.look_at, intent.at)
    for one in intent.matches:
        _store_match(conn, intent, one, (story_id, version))


def _story(conn: Connection, intent: AssessIntent, seen_at: datetime) -> StoryId:
    """The article's story, begun if it has none; texts like this one are found in it."""
    story_id = intent.story_id
    if story_id is None:
        sister = intent.placement.series_of if intent.placement else None
        series = None if sister is None else _SERIES.first(conn, sister=sister)
        ((begun,),) = _BEGINS.all(
            conn,
            lead_article_id=intent.article_id,
            first_seen_at=seen_at,
            last_seen_at=seen_at,
            series_of=series[0] if series else None,
        )
        story_id = StoryId(begun)
    else:
        _JOINED.run(conn, joined=story_id, seen_at=seen_at)
    _KEY.run(conn, content_key=intent.content_key, story_id=story_id)
    return story_id


def _place(conn: Connection, article_id: ArticleId, placement: Placement, story_id: StoryId) -> None:
    """Write what the story is recognised by, and what the article is of others."""
    if placement.sketch is not None:
        save_sketch(conn, placement.sketch, story_id)
        told = TERMS.frequencies(conn, placement.terms)
        TERMS.insert(conn, [term for term in placement.terms if told.get(term, 0) <= MOST_STORIES], story_id)
    if copy := placement.copy:
        finding = codec.encode(copy.finding)
        _COPY.run(conn, article_id=article_id, of_article_id=copy.of_article_id, finding=finding)
    links = [{"story_id": story_id, "other_id": one.other_id, "evidence": one.evidence} for one in placement.links]
    dialect.insert_new(conn, story_link, links)


def _store_match(conn: Connection, intent: AssessIntent, one: MatchIntent, place: tuple[StoryId, int]) -> None:
    """`place` is the article's story and version."""
    story_id, version = place
    if intent.late:
        _UNSAID.run(conn, list=one.watchlist, of=intent.article_id, version=version)
    ((match_id,),) = _MATCH.all(
        conn,
        watchlist=one.watchlist,
        article_id=intent.article_id,
        story_id=story_id,
        strength=one.verdict.strength.value,
        alerted=one.alert is not None,
        verdict=codec.encode(one.verdict),
        hits=codec.encode(one.hits),
        at=intent.at,
        version=version,
    )
    _store_told(conn, intent, one, story_id)
    if one.alert is None:
        return
    ((alert_id,),) = _ALERT.all(
        conn,
        watchlist=one.watchlist,
        story_id=story_id,
        match_id=match_id,
        reason=one.alert.value,
        created_at=intent.at,
        number=one.number,
        facts=codec.encode(one.new),
        late_at=one.late_at,
    )
    record_alert(conn, intent, alert_id, match_id, version)


def _store_told(conn: Connection, intent: AssessIntent, one: MatchIntent, story_id: StoryId) -> None:
    rows = {
        (fact.kind, fact.value): {
            "story_id": story_id,
            "watchlist": one.watchlist,
            "kind": fact.kind.value,
            "value": fact.value,
            "article_id": intent.article_id,
        }
        for fact in one.told
    }
    dialect.insert_new(conn, story_fact, list(rows.values()))
