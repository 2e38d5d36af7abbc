"""`why`: everything that was recorded about the entries at one link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from monitor.model.digests import Part
from monitor.model.ids import ArticleId, EntryId, StoryId
from monitor.model.outcomes import ComposeOutcome, Step
from monitor.model.trails import Trail, TrailStep
from monitor.model.watch import Hit
from monitor.store.database import Area
from monitor.store.schema import (
    alert,
    alert_aside,
    article,
    article_version,
    codec,
    digest,
    digest_alert,
    entry,
    feed,
    match,
    outbox,
    outcome,
    poll,
)

MAX_TRAILS = 50
"""One link in so many entries (feeds that share everything) says nothing new beyond."""

_ORDER = {step.value: place for place, step in enumerate(Step)}

_ENTRY: Select[Any] = (
    select(
        entry.c.id,
        entry.c.poll_id,
        entry.c.url,
        entry.c.title,
        entry.c.first_seen_at,
        entry.c.article_id,
        article.c.story_id,
        article.c.near,
        article.c.fetched_at,
        feed.c.title.label("feed_title"),
        feed.c.url.label("feed_url"),
    )
    .select_from(entry)
    .join(feed)
    .outerjoin(article, article.c.id == entry.c.article_id)
)


class Trails(Area):
    """`trails`."""

    def trails(self, url: str, canonical_url: str) -> list[Trail]:
        """Everything recorded about entries with this link, canonical link or article address, oldest first.

        At most `MAX_TRAILS`. Steps in time order: the poll that showed the entry, intake, extract, assess, the digests
        that told its story since it belongs to it, their deliveries.
        """

        def work(conn: Connection) -> list[Trail]:
            query = _ENTRY.where(_at(url, canonical_url)).order_by(entry.c.id).limit(MAX_TRAILS)
            return [_trail(conn, row) for row in conn.execute(query).all()]

        return self._db.read(work)


def _at(url: str, canonical_url: str) -> ColumnElement[bool]:
    links = sorted({url, canonical_url} - {""})
    pages = select(article.c.id).where(or_(article.c.canonical_url.in_(links), article.c.final_url.in_(links)))
    return or_(entry.c.url.in_(links), entry.c.canonical_url.in_(links), entry.c.article_id.in_(pages))


def _trail(conn: Connection, row: Row[Any]) -> Trail:
    steps = _polled(conn, row) + _outcomes(conn, row)
    if row.story_id is not None:
        known_at = _known_at(conn, row)
        steps += _delivered(conn, row.story_id, known_at) + _set_aside(conn, row.story_id, known_at)
    steps.sort(key=lambda step: (step.at, _ORDER[step.step]))
    return Trail(
        entry_id=EntryId(row.id),
        feed_title=row.feed_title,
        feed_url=row.feed_url,
        url=row.url,
        title=row.title,
        first_seen_at=row.first_seen_at,
        article_id=None if row.article_id is None else ArticleId(row.article_id),
        story_id=None if row.story_id is None else StoryId(row.story_id),
        steps=tuple(steps),
        hits=_hits(conn, row),
        versions=_versions(conn, row),
    )


def _polled(conn: Connection, row: Row[Any]) -> list[TrailStep]:
    query = select(poll.c.outcome, poll.c.detail, poll.c.finished_at).where(poll.c.id == row.poll_id)
    found = conn.execute(query).one_or_none()
    if found is None:
        return []
    return [TrailStep(step=Step.POLL.value, outcome=found.outcome, detail=found.detail, at=found.finished_at)]


def _outcomes(conn: Connection, row: Row[Any]) -> list[TrailStep]:
    mine = (outcome.c.subject == "entry") & (outcome.c.subject_id == row.id)
    if row.article_id is not None:
        mine |= (outcome.c.subject == "article") & (outcome.c.subject_id == row.article_id)
    return [
        TrailStep(
            step=one.step,
            outcome=one.outcome,
            # What nearly matched belongs to the judgement.
            detail="\n".join([one.detail, *(row.near if one.step == Step.ASSESS.value else ())]),
            at=one.at,
            revision=one.revision,
        )
        for one in conn.execute(select(outcome).where(mine))
    ]


def _versions(conn: Connection, row: Row[Any]) -> tuple[datetime, ...]:
    """When each version of the article's text was read, the first one first."""
    if row.article_id is None:
        return ()
    earlier = select(article_version.c.fetched_at).where(article_version.c.article_id == row.article_id)
    times = conn.execute(earlier.order_by(article_version.c.version)).scalars()
    return (*times, row.fetched_at)


def _known_at(conn: Connection, row: Row[Any]) -> datetime:
    """When it was first found to be of its story: no digest could have told it before."""
    first: datetime | None = conn.execute(
        select(func.min(match.c.at)).where(match.c.article_id == row.article_id)
    ).scalar()
    return first or row.first_seen_at


def _delivered(conn: Connection, story_id: int, since: datetime) -> list[TrailStep]:
    """The digests that told the story since then, and their deliveries."""
    frozen = (
        select(digest_alert.c.digest_id).join_from(digest_alert, alert).where(alert.c.story_id == story_id).distinct()
    )
    composed = conn.execute(select(digest).where(digest.c.id.in_(frozen), digest.c.at >= since)).all()
    sent = conn.execute(select(outbox).where(outbox.c.digest_id.in_([one.id for one in composed])))
    steps = [
        TrailStep(step=Step.COMPOSE.value, outcome=one.outcome, detail=one.key or "", at=one.at) for one in composed
    ]
    return steps + [
        TrailStep(
            step=Step.SEND.value,
            outcome=one.state,
            detail=": ".join(part for part in (_message(one), one.detail) if part),
            at=one.sent_at or one.changed_at,
        )
        for one in sent
    ]


def _set_aside(conn: Connection, story_id: int, since: datetime) -> list[TrailStep]:
    """The subscriptions that did not tell the story by their own rules, since then, and why."""
    query = select(alert_aside.c.subscription, alert_aside.c.why, func.max(alert_aside.c.at).label("at"))
    query = query.join_from(alert_aside, alert, alert.c.id == alert_aside.c.alert_id)
    query = query.where(alert.c.story_id == story_id, alert_aside.c.at >= since)
    rows = conn.execute(query.group_by(alert_aside.c.subscription, alert_aside.c.why))
    return [
        TrailStep(
            step=Step.COMPOSE.value,
            outcome=ComposeOutcome.SET_ASIDE.value,
            detail=f"not told to {row.subscription}: {row.why}",
            at=row.at,
        )
        for row in rows
    ]


def _message(row: Row[Any]) -> str:
    """`mail a@example.org (2 of 3)`."""
    part = codec.decode(Part, row.part)
    which = f"({part.number} of {part.of})" if part.of > 1 else ""
    return " ".join(one for one in (row.channel, row.recipient, which) if one)


def _hits(conn: Connection, row: Row[Any]) -> tuple[tuple[str, Hit], ...]:
    """Of the version that was judged last."""
    of_now = and_(match.c.article_id == article.c.id, match.c.version == article.c.version)
    query = select(match.c.watchlist, match.c.hits).join_from(match, article, of_now)
    query = query.where(article.c.id == row.article_id).order_by(match.c.id)
    return tuple((one.watchlist, hit) for one in conn.execute(query) for hit in codec.decode_all(Hit, one.hits))
