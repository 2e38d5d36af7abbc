"""What subscriptions were told of events, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from monitor.core.outbox import told_by
from monitor.model.digests import Digest, DigestStory, Part
from monitor.model.ids import StoryId
from monitor.store.schema import alert, codec, dialect, digest, digest_alert, outbox, story


def told_last(conn: Connection, subscription_id: str, events: dict[StoryId, StoryId]) -> dict[StoryId, datetime]:
    """When each event was told to the subscription last, for those that were."""
    last: dict[StoryId, datetime] = {}
    for chunk in dialect.chunks(sorted(events)):
        query = (
            select(alert.c.story_id, func.max(digest.c.at).label("at"))
            .join_from(digest_alert, alert)
            .join(digest, digest.c.id == digest_alert.c.digest_id)
            .where(digest_alert.c.subscription == subscription_id, alert.c.story_id.in_(chunk))
            .where(digest.c.key.is_not(None))
            .group_by(alert.c.story_id)
        )
        for row in conn.execute(query):
            event = events[StoryId(row.story_id)]
            last[event] = max(row.at, last.get(event, row.at))
    return last


def told_in(
    conn: Connection, subscriptions: Sequence[str], events: Mapping[StoryId, StoryId]
) -> tuple[tuple[StoryId, str, datetime], ...]:
    """The digest of these subscriptions that first told each event, for those that one did."""
    first: dict[StoryId, tuple[int, str, datetime]] = {}
    sisters, known = _sisters(conn, events), {*events.values()}
    for chunk in dialect.chunks(sorted({*events, *sisters})):
        query = (
            select(alert.c.story_id, digest.c.id, digest.c.key, digest.c.at)
            .join_from(digest_alert, alert)
            .join(digest, digest.c.id == digest_alert.c.digest_id)
            .where(digest_alert.c.subscription.in_(subscriptions), alert.c.story_id.in_(chunk))
            .where(digest.c.key.is_not(None))
        )
        for row in conn.execute(query):
            story_id, told = StoryId(row.story_id), (row.id, row.key, row.at)
            for event in {events.get(story_id, story_id), *sisters.get(story_id, ())} & known:
                first[event] = min(told, first.get(event, told))
    return tuple((event, key, at) for event, (_, key, at) in sorted(first.items()))


def first_message(conn: Connection, update: DigestStory, channel: str, recipient: str) -> str:
    """What is kept of the message that told this story first on that way, to go on below it; "" if nothing is.

    It may not have been taken yet, or by a channel that keeps nothing.
    """
    if update.told is None:
        return ""
    query = (
        select(outbox.c.posted, outbox.c.part, digest.c.body)
        .join_from(outbox, digest)
        .where(digest.c.key == update.told.digest, outbox.c.channel == channel, outbox.c.recipient == recipient)
        .where(outbox.c.posted != "")
        .order_by(outbox.c.id)
    )
    rows = conn.execute(query).all()
    if len(rows) < 2:
        return rows[0].posted if rows else ""
    parts = [codec.decode(Part, row.part) for row in rows]
    return str(rows[told_by(update, codec.decode(Digest, rows[0].body), parts)].posted)


def _sisters(conn: Connection, events: Mapping[StoryId, StoryId]) -> Mapping[StoryId, set[StoryId]]:
    """By story of a series the events that are others of it: who was told one gets the next as an update."""
    mine: dict[StoryId, set[StoryId]] = {}
    for chunk in dialect.chunks(sorted(events)):
        next_ones = select(story.c.id, story.c.series_of).where(story.c.id.in_(chunk), story.c.series_of.is_not(None))
        for row in conn.execute(next_ones):
            mine.setdefault(StoryId(row.series_of), set()).add(events[StoryId(row.id)])
    found: dict[StoryId, set[StoryId]] = {series: set(of) for series, of in mine.items()}
    for chunk in dialect.chunks(sorted(mine)):
        others = select(story.c.id, story.c.series_of).where(story.c.series_of.in_(chunk))
        for row in conn.execute(others):
            found.setdefault(StoryId(row.id), set()).update(mine[StoryId(row.series_of)])
    return found
