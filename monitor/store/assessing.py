"""Articles judged: story membership, matches, alerts, outcome, in one transaction per article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, func, insert, select, update

from monitor.model.articles import ArticleClaim, AssessIntent, MatchIntent, StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome, Step
from monitor.model.stories import FactKind, Placement, StorySketch
from monitor.store import codec, dialect
from monitor.store.base import Area
from monitor.store.database import Undo
from monitor.store.dialect import packed
from monitor.store.events import linked_to
from monitor.store.indexing import begun_since, save_terms
from monitor.store.pairs import among
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
from monitor.store.types import UtcTime

_UNJUDGED = (AssessOutcome.RETRY, AssessOutcome.PARKED)

# Statements that every article needs are built once: building one costs more than running it does.
_STORY = select(story.c.id, story.c.lead_article_id)
_BY_ID = _STORY.where(story.c.id == bindparam("sought"))
_BY_KEY = _STORY.join_from(story_key, story).where(story_key.c.content_key == bindparam("sought"))
_MINE = article.c.id == bindparam("article_id")
_HELD = update(article).where(_MINE, article.c.token == bindparam("held"))
_SEEN = select(article.c.first_seen_at, article.c.fetched_at, article.c.version)
_SEEN = _SEEN.where(_MINE, article.c.token == bindparam("held")).with_for_update()
_SEEN_AT = bindparam("seen_at", type_=UtcTime)
_JOINED = (
    update(story)
    .where(story.c.id == bindparam("joined"))
    .values(
        first_seen_at=case((story.c.first_seen_at > _SEEN_AT, _SEEN_AT), else_=story.c.first_seen_at),
        last_seen_at=case((story.c.last_seen_at < _SEEN_AT, _SEEN_AT), else_=story.c.last_seen_at),
    )
)
_BEGINS = insert(story).returning(story.c.id)


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
        """The story that a text with this hash belongs to, with what readers know of its event."""

        return self._db.read(lambda conn: _known(conn, _BY_KEY, content_key))

    def story_by_id(self, story_id: StoryId) -> StoryKnown | None:
        """As `story_by_content`, for a story found otherwise."""
        return self._db.read(lambda conn: _known(conn, _BY_ID, story_id))

    def save_assess(self, intent: AssessIntent) -> bool:
        """The judgement on one article.

        False if the lease was lost, or if other articles changed meanwhile what it rests on (the content key, an alert,
        the story's sketch, copies that waited for a story, a like story begun): then only the lease is given back, and
        the article is due at once to be judged anew.
        """

        def work(conn: Connection) -> bool:
            if not (_free(conn, intent, {}) if intent.outcome in _UNJUDGED else _judge(conn, intent)):
                return False
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


def _known(conn: Connection, query: Select[Any], key: str | int) -> StoryKnown | None:
    row = conn.execute(query, {"sought": key}).one_or_none()
    if row is None:
        return None
    known = StoryKnown(id=StoryId(row.id), lead_article_id=ArticleId(row.lead_article_id))
    event = packed(sorted(linked_to(conn, [known.id])))
    alerts = conn.execute(_alerted(conn.dialect.name), event).all()
    if not alerts:
        return known  # Facts are told by alerts.
    told = conn.execute(_told(conn.dialect.name), event)
    return replace(
        known,
        alerts=tuple((watchlist, number) for story_id, watchlist, number in alerts if story_id == known.id),
        readers=frozenset(watchlist for _, watchlist, _ in alerts),
        told=frozenset((watchlist, FactKind(kind), value) for watchlist, kind, value in told),
    )


@cache
def _alerted(database: str) -> Select[Any]:
    """The highest number of an alert for each story and watchlist."""
    query = select(alert.c.story_id, alert.c.watchlist, func.max(alert.c.number))
    query = query.where(among(database, alert.c.story_id)).group_by(alert.c.story_id, alert.c.watchlist)
    return query.order_by(alert.c.story_id, alert.c.watchlist)


@cache
def _told(database: str) -> Select[Any]:
    facts = select(story_fact.c.watchlist, story_fact.c.kind, story_fact.c.value)
    return facts.where(among(database, story_fact.c.story_id))


def _free(conn: Connection, intent: AssessIntent, found: Mapping[str, object]) -> bool:
    """End the lease and write what was found; False if `intent` does not hold it."""
    again = intent.next_try_at if intent.outcome is AssessOutcome.RETRY else None
    values: dict[str, object] = {"token": None, "due_at": again, "near": list(intent.near), **found}
    if intent.outcome is not AssessOutcome.RETRY:
        values["assessed_at"] = intent.at
    return conn.execute(_HELD, {"article_id": intent.article_id, "held": intent.token, **values}).rowcount == 1


def _judge(conn: Connection, intent: AssessIntent) -> bool:
    """Write the story and the matches; False if `intent` does not hold the lease."""
    row = conn.execute(_SEEN, {"article_id": intent.article_id, "held": intent.token}).one_or_none()
    if row is None:
        return False
    # An edit is news of the day it was read, not of the day the article was first seen.
    seen_at = row.first_seen_at if row.version == 1 else max(row.first_seen_at, row.fetched_at)
    if intent.story_id is None:
        story_id = _new_story(conn, intent, seen_at)
    else:
        story_id = _join_story(conn, intent.story_id, seen_at)
    # The row holds the text: it is written once.
    _free(conn, intent, {"story_id": story_id, "agency": intent.agency})
    if intent.placement is not None:
        _place(conn, intent, intent.placement, story_id)
    if copy := intent.placement.copy if intent.placement else intent.copy:
        found = {"article_id": intent.article_id, "of_article_id": copy.of_article_id}
        dialect.upsert(conn, article_copy, [{**found, "finding": codec.encode(copy.finding)}])
    for one in intent.matches:
        _store_match(conn, intent, one, (story_id, row.version))
    return True


def _new_story(conn: Connection, intent: AssessIntent, seen_at: datetime) -> StoryId:
    row = {"lead_article_id": intent.article_id, "first_seen_at": seen_at, "last_seen_at": seen_at}
    story_id = StoryId(conn.execute(_BEGINS, row).scalar_one())
    _take_key(conn, intent.content_key, story_id)
    return story_id


def _take_key(conn: Connection, content_key: str, story_id: StoryId) -> None:
    """Texts with this key belong to that story from now on; Undo if they belong to another."""
    if dialect.insert_new(conn, story_key, [{"content_key": content_key, "story_id": story_id}]):
        return
    if conn.execute(select(story_key.c.story_id).where(story_key.c.content_key == content_key)).scalar() != story_id:
        raise Undo


def _join_story(conn: Connection, story_id: StoryId, seen_at: datetime) -> StoryId:
    if conn.execute(_JOINED, {"joined": story_id, "seen_at": seen_at}).rowcount == 0:
        raise Undo  # pruned since it was looked up
    return story_id


def _place(conn: Connection, intent: AssessIntent, placement: Placement, story_id: StoryId) -> None:
    """Write what the story is recognised by; Undo if it is not what was looked at any more."""
    waiting = article.c.id.in_(placement.waiting) & article.c.story_id.is_not(None)
    if placement.waiting and conn.execute(select(article.c.id).where(waiting).limit(1)).first():
        raise Undo
    if intent.story_id is None and begun_since(conn, placement.newest_story, placement.terms):
        raise Undo
    if intent.story_id is not None:
        _take_key(conn, intent.content_key, story_id)
    _save_sketch(conn, placement.sketch, story_id)
    save_terms(conn, story_id, placement.terms)
    links = [{"story_id": story_id, "other_id": one.other_id, "evidence": one.evidence} for one in placement.links]
    dialect.insert_new(conn, story_link, links)


def sketch_values(sketch: StorySketch) -> dict[str, object]:
    """A sketch as the columns of its row, but for the story's id."""
    return {
        "articles": sketch.articles,
        "pairs": sketch.pairs,
        "words": sketch.words,
        "names": sketch.names,
        "numbers": tuple((number, 0.0) for number in sketch.numbers),
        "topics": list(sketch.topics),
        "languages": list(sketch.languages),
    }


def _save_sketch(conn: Connection, sketch: StorySketch, story_id: StoryId) -> None:
    values = sketch_values(sketch)
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
