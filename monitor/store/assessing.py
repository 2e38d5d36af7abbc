"""Articles judged: story membership, matches, alerts, outcome, in one transaction per article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, insert, select, update

from monitor.model.articles import ArticleClaim, AssessIntent, MatchIntent, StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome, Step
from monitor.model.stories import FactKind, Placement, StorySketch
from monitor.store import codec, dialect
from monitor.store.base import Area
from monitor.store.database import Undo
from monitor.store.indexing import begun_since, save_terms
from monitor.store.rows import ARTICLE, by_ids, held, lease, outcome_row, record_outcomes, to_article
from monitor.store.tables import (
    alert,
    article,
    article_copy,
    match,
    story,
    story_fact,
    story_key,
    story_link,
    story_sketch,
)

_UNJUDGED = (AssessOutcome.RETRY, AssessOutcome.PARKED)


class Assessing(Area):
    """`claim_articles`, `story_by_content`, `story_by_id`, `save_assess`."""

    def claim_articles(self, now: datetime, lease_until: datetime, limit: int) -> list[ArticleClaim]:
        """Lease articles that wait to be assessed, the longest due first; counts an attempt for each."""

        def work(conn: Connection) -> list[ArticleClaim]:
            token, ids = lease(conn, article, now, lease_until, limit)
            rows = by_ids(conn, select(*ARTICLE, article.c.attempts), article.c.id, ids)
            return [ArticleClaim(article=to_article(row), token=token, attempts=row.attempts) for row in rows]

        return self._db.write(work)

    def story_by_content(self, content_key: str) -> StoryKnown | None:
        """The story that a text with this hash belongs to, with the watchlists that it alerted."""

        query = select(story.c.id, story.c.lead_article_id).join_from(story_key, story)
        return self._db.read(lambda conn: _known(conn, query.where(story_key.c.content_key == content_key)))

    def story_by_id(self, story_id: StoryId) -> StoryKnown | None:
        """As `story_by_content`, for a story found otherwise."""
        query = select(story.c.id, story.c.lead_article_id).where(story.c.id == story_id)
        return self._db.read(lambda conn: _known(conn, query))

    def save_assess(self, intent: AssessIntent) -> bool:
        """The judgement on one article.

        False if the lease was lost, or if other articles changed meanwhile what it rests on (the content key, an alert,
        the story's sketch, copies that waited for a story, a like story begun): then only the lease is given back, and
        the article is due at once to be judged anew.
        """

        def work(conn: Connection) -> bool:
            if not _free(conn, intent):
                return False
            if intent.outcome not in _UNJUDGED:
                _judge(conn, intent)
            what = (intent.outcome.value, intent.detail)
            row = outcome_row(("article", intent.article_id), Step.ASSESS, what, intent.at, intent.revision)
            record_outcomes(conn, [row])
            return True

        def give_back(conn: Connection) -> bool:
            mine = update(article).where(held(article, intent.article_id, intent.token))
            conn.execute(mine.values(token=None, due_at=intent.at, attempts=article.c.attempts - 1))
            return False

        saved = self._db.write_or(None, work)
        return self._db.write(give_back) if saved is None else saved


def _known(conn: Connection, query: Select[Any]) -> StoryKnown | None:
    row = conn.execute(query).one_or_none()
    if row is None:
        return None
    counted = select(alert.c.watchlist, func.max(alert.c.number)).where(alert.c.story_id == row.id)
    told = select(story_fact.c.watchlist, story_fact.c.kind, story_fact.c.value).where(story_fact.c.story_id == row.id)
    return StoryKnown(
        id=StoryId(row.id),
        lead_article_id=ArticleId(row.lead_article_id),
        alerts=tuple((name, number) for name, number in conn.execute(counted.group_by(alert.c.watchlist))),
        told=frozenset((one.watchlist, FactKind(one.kind), one.value) for one in conn.execute(told)),
    )


def _free(conn: Connection, intent: AssessIntent) -> bool:
    """End the lease; False if `intent` does not hold it."""
    again = intent.next_try_at if intent.outcome is AssessOutcome.RETRY else None
    values: dict[str, object] = {"token": None, "due_at": again, "near": list(intent.near)}
    if intent.outcome is not AssessOutcome.RETRY:
        values["assessed_at"] = intent.at
    mine = update(article).where(held(article, intent.article_id, intent.token))
    return conn.execute(mine.values(values)).rowcount == 1


def _judge(conn: Connection, intent: AssessIntent) -> None:
    columns = select(article.c.first_seen_at, article.c.fetched_at, article.c.version)
    row = conn.execute(columns.where(article.c.id == intent.article_id)).one()
    # An edit is news of the day it was read, not of the day the article was first seen.
    seen_at = row.first_seen_at if row.version == 1 else max(row.first_seen_at, row.fetched_at)
    if intent.story_id is None:
        story_id = _new_story(conn, intent, seen_at)
    else:
        story_id = _join_story(conn, intent.story_id, seen_at)
    values = {"story_id": story_id, "agency": intent.agency}
    conn.execute(update(article).where(article.c.id == intent.article_id).values(values))
    if intent.placement is not None:
        _place(conn, intent, intent.placement, story_id)
    for one in intent.matches:
        _store_match(conn, intent, one, (story_id, row.version))


def _new_story(conn: Connection, intent: AssessIntent, seen_at: datetime) -> StoryId:
    row = {"lead_article_id": intent.article_id, "first_seen_at": seen_at, "last_seen_at": seen_at}
    story_id = StoryId(conn.execute(insert(story).values(row).returning(story.c.id)).scalar_one())
    _take_key(conn, intent.content_key, story_id)
    return story_id


def _take_key(conn: Connection, content_key: str, story_id: StoryId) -> None:
    """Texts with this key belong to that story from now on; Undo if they belong to another."""
    if dialect.insert_new(conn, story_key, [{"content_key": content_key, "story_id": story_id}]):
        return
    if conn.execute(select(story_key.c.story_id).where(story_key.c.content_key == content_key)).scalar() != story_id:
        raise Undo


def _join_story(conn: Connection, story_id: StoryId, seen_at: datetime) -> StoryId:
    widened = {
        "first_seen_at": case((story.c.first_seen_at > seen_at, seen_at), else_=story.c.first_seen_at),
        "last_seen_at": case((story.c.last_seen_at < seen_at, seen_at), else_=story.c.last_seen_at),
    }
    if conn.execute(update(story).where(story.c.id == story_id).values(widened)).rowcount == 0:
        raise Undo  # pruned since it was looked up
    return story_id


def _place(conn: Connection, intent: AssessIntent, placement: Placement, story_id: StoryId) -> None:
    """Write what the story is recognised by; Undo if it is not what was looked at any more."""
    waiting = article.c.id.in_(placement.waiting) & article.c.story_id.is_not(None)
    if placement.waiting and conn.execute(select(article.c.id).where(waiting).limit(1)).first():
        raise Undo
    if intent.story_id is None and begun_since(conn, placement.newest_story, placement.terms):
        raise Undo
    _take_key(conn, intent.content_key, story_id)
    _save_sketch(conn, placement.sketch, story_id)
    save_terms(conn, story_id, placement.terms)
    links = [{"story_id": story_id, "other_id": one.other_id, "evidence": one.evidence} for one in placement.links]
    dialect.insert_new(conn, story_link, links)
    if placement.copy is not None:
        finding = codec.encode(placement.copy.finding)
        row = {"article_id": intent.article_id, "of_article_id": placement.copy.of_article_id, "finding": finding}
        dialect.upsert(conn, article_copy, [row])


def _save_sketch(conn: Connection, sketch: StorySketch, story_id: StoryId) -> None:
    values = {
        "articles": sketch.articles,
        "pairs": sketch.pairs,
        "words": sketch.words,
        "names": sketch.names,
        "numbers": tuple((number, 0.0) for number in sketch.numbers),
        "topics": list(sketch.topics),
        "languages": list(sketch.languages),
    }
    if sketch.articles == 1:
        dialect.upsert(conn, story_sketch, [{"story_id": story_id, **values}])
        return
    # Another article may have joined since the sketch was read: then this one is compared with the story as it is now.
    mine = (story_sketch.c.story_id == story_id) & (story_sketch.c.articles == sketch.articles - 1)
    if conn.execute(update(story_sketch).where(mine).values(values)).rowcount == 0:
        raise Undo


def _store_match(conn: Connection, intent: AssessIntent, one: MatchIntent, place: tuple[StoryId, int]) -> None:
    """`place` is the article's story and version."""
    story_id, version = place
    row = {
        "watchlist": one.watchlist,
        "article_id": intent.article_id,
        "story_id": story_id,
        "strength": one.verdict.strength.value,
        "alerted": one.alert is not None,
        "verdict": codec.encode(one.verdict),
        "hits": codec.encode(one.hits),
        "at": intent.at,
        "version": version,
    }
    match_id = conn.execute(insert(match).values(row).returning(match.c.id)).scalar_one()
    _store_told(conn, intent, one, story_id)
    if one.alert is None:
        return
    alert_row = {
        "watchlist": one.watchlist,
        "story_id": story_id,
        "match_id": match_id,
        "reason": one.alert.value,
        "created_at": intent.at,
        "number": one.number,
        "facts": codec.encode(one.new),
    }
    if not dialect.insert_new(conn, alert, [alert_row]):
        raise Undo


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
