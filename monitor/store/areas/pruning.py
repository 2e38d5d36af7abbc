"""Removing what is old, in small transactions, so that the bot goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, or_, select, update

from monitor.model.evidence.chain import RecordKind
from monitor.model.facts import Pruned
from monitor.model.outcomes import DeliveryState
from monitor.store.areas.evidence import close, forget
from monitor.store.database import Area
from monitor.store.index import archive
from monitor.store.schema import (
    alert,
    alert_adopted,
    alert_aside,
    article,
    article_copy,
    article_version,
    attempt,
    digest,
    digest_alert,
    entry,
    entry_key,
    evidence_waiting,
    feed,
    followed_article,
    match,
    outbox,
    outcome,
    page_body,
    page_rest,
    poll,
    push_device,
    story,
    story_done,
    story_fact,
    story_key,
    story_link,
    story_meaning,
    story_sketch,
    story_trace,
    subscription,
    subscription_list,
)

BATCH = 200
_UNFINISHED = outbox.c.state.not_in([state.value for state in DeliveryState if state.final])


class Pruning(Area):
    """`prune`, `forget_bodies`, `forget_rests`."""

    def prune(self, articles_before: datetime, polls_before: datetime) -> Pruned:
        """Remove what is older; keep what an undelivered digest or a pending alert needs.

        A story goes as a whole, once its newest article is old. An entry goes only when its feed cannot show it any
        more, else it would come back as news. The record that an alert was delivered stays as long as the alert.
        """
        articles = self._repeat(lambda conn: _prune_stories(conn, articles_before))
        articles += self._repeat(lambda conn: _prune_parked(conn, articles_before))
        feeds = self._db.read(lambda conn: conn.execute(select(feed.c.id)).scalars().all())
        pruned = Pruned(
            articles=articles,
            entries=sum(self._prune_feed(feed_id, articles_before) for feed_id in feeds),
            polls=self._repeat(lambda conn: _prune_polls(conn, polls_before)),
            digests=self._repeat(lambda conn: _prune_digests(conn, articles_before)),
        )
        self._repeat(lambda conn: _prune_ids(conn, push_device, push_device.c.ended_at < articles_before))
        self._db.write(lambda conn: close(conn, articles_before))
        return pruned

    def forget_bodies(self, before: datetime) -> int:
        """Forget page texts that were not seen since, notices among them; how many marks that were."""
        old = page_body.c.seen_at < before
        return self._db.write(lambda conn: conn.execute(delete(page_body).where(old)).rowcount)

    def forget_rests(self, before: datetime) -> int:
        """Forget what pages read before showed beside their articles; how many that were."""
        old = page_rest.c.read_at < before
        return self._db.write(lambda conn: conn.execute(delete(page_rest).where(old)).rowcount)

    def _prune_feed(self, feed_id: int, before: datetime) -> int:
        return self._repeat(lambda conn: _prune_entries(conn, feed_id, before))

    def _repeat(self, step: Callable[[Connection], int]) -> int:
        """Run `step` in transactions of its own until it finds nothing more; how much it removed."""
        done = 0
        while removed := self._db.write(step):
            done += removed
        return done


def _prune_stories(conn: Connection, before: datetime) -> int:
    frozen = exists().where(
        digest_alert.c.alert_id == alert.c.id, digest_alert.c.subscription == subscription_list.c.subscription
    )
    aside = exists().where(
        alert_aside.c.alert_id == alert.c.id, alert_aside.c.subscription == subscription_list.c.subscription
    )
    pending = (
        exists()
        .where(alert.c.story_id == story.c.id, subscription_list.c.watchlist == alert.c.watchlist)
        .where(subscription_list.c.active.is_(True), subscription_list.c.after_alert_id < alert.c.id)
        .where(
            subscription.c.name == subscription_list.c.subscription, subscription.c.active.is_(True), ~frozen, ~aside
        )
    )
    undelivered = (
        exists()
        .where(alert.c.story_id == story.c.id, digest_alert.c.alert_id == alert.c.id)
        .where(outbox.c.digest_id == digest_alert.c.digest_id, _UNFINISHED)
    )
    old = select(story.c.id).where(story.c.last_seen_at < before, ~pending, ~undelivered)
    ids = list(conn.execute(old.order_by(story.c.id).limit(BATCH)).scalars())
    if not ids:
        return 0
    alerts = select(alert.c.id).where(alert.c.story_id.in_(ids))
    forget(conn, RecordKind.ALERT, list(conn.execute(alerts).scalars()), before)
    for table in (digest_alert, alert_adopted, alert_aside):
        conn.execute(delete(table).where(table.c.alert_id.in_(alerts)))
    for table in (alert, match, story_done, story_fact, story_key):
        conn.execute(delete(table).where(table.c.story_id.in_(ids)))
    members = list(conn.execute(select(article.c.id).where(article.c.story_id.in_(ids))).scalars())
    _drop_articles(conn, members)
    for table in (story_meaning, story_sketch, story_trace):
        conn.execute(delete(table).where(table.c.story_id.in_(ids)))
    continued = update(story_trace).where(story_trace.c.follows.in_(ids))
    conn.execute(continued.values(follows=None, evidence=""))
    conn.execute(delete(story_link).where(or_(story_link.c.story_id.in_(ids), story_link.c.other_id.in_(ids))))
    conn.execute(delete(story).where(story.c.id.in_(ids)))
    # Counted in articles; a story has at least its lead, so a batch that did something never counts as nothing.
    return max(len(members), 1)


def _prune_parked(conn: Connection, before: datetime) -> int:
    """Articles that were given up before they belonged to a story."""
    idle = and_(article.c.story_id.is_(None), article.c.due_at.is_(None), article.c.first_seen_at < before)
    ids = list(conn.execute(select(article.c.id).where(idle).limit(BATCH)).scalars())
    _drop_articles(conn, ids)
    return len(ids)


def _drop_articles(conn: Connection, ids: list[int]) -> None:
    archive.take_out(conn, ids)
    conn.execute(update(entry).where(entry.c.article_id.in_(ids)).values(article_id=None))
    conn.execute(delete(outcome).where(outcome.c.subject == "article", outcome.c.subject_id.in_(ids)))
    for table in (article_copy, article_version, evidence_waiting, followed_article, page_rest):
        conn.execute(delete(table).where(table.c.article_id.in_(ids)))
    conn.execute(delete(article).where(article.c.id.in_(ids)))


def _prune_entries(conn: Connection, feed_id: int, before: datetime) -> int:
    """Old entries of one feed that fell out of it.

    A feed that never showed more than n entries cannot show one after which 2n newer ones came. A feed that left
    the configuration shows nothing.
    """
    source = conn.execute(select(feed.c.active, feed.c.largest_answer).where(feed.c.id == feed_id)).one()
    gone: list[ColumnElement[bool]] = [entry.c.feed_id == feed_id, entry.c.first_seen_at < before]
    gone.append(entry.c.due_at.is_(None))
    if source.active:
        newest = select(entry.c.id).where(entry.c.feed_id == feed_id).order_by(entry.c.id.desc())
        oldest_kept = conn.execute(newest.offset(2 * source.largest_answer).limit(1)).scalar()
        if oldest_kept is None:
            return 0
        gone.append(entry.c.id <= oldest_kept)
    ids = list(conn.execute(select(entry.c.id).where(*gone).limit(BATCH)).scalars())
    conn.execute(delete(entry_key).where(entry_key.c.entry_id.in_(ids)))
    conn.execute(delete(outcome).where(outcome.c.subject == "entry", outcome.c.subject_id.in_(ids)))
    conn.execute(delete(entry).where(entry.c.id.in_(ids)))
    return len(ids)


def _prune_polls(conn: Connection, before: datetime) -> int:
    return _prune_ids(conn, poll, poll.c.finished_at < before)


def _prune_digests(conn: Connection, before: datetime) -> int:
    unfinished = exists().where(outbox.c.digest_id == digest.c.id, _UNFINISHED)
    ids = list(conn.execute(select(digest.c.id).where(digest.c.at < before, ~unfinished).limit(BATCH)).scalars())
    forget(conn, RecordKind.DIGEST, ids, before)
    mine = select(outbox.c.id).where(outbox.c.digest_id.in_(ids))
    conn.execute(delete(attempt).where(attempt.c.outbox_id.in_(mine)))
    conn.execute(delete(outbox).where(outbox.c.digest_id.in_(ids)))
    conn.execute(update(digest_alert).where(digest_alert.c.digest_id.in_(ids)).values(digest_id=None))
    return _prune_ids(conn, digest, digest.c.id.in_(ids))


def _prune_ids(conn: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    ids = select(table.c.id).where(condition).limit(BATCH * 5)
    return conn.execute(delete(table).where(table.c.id.in_(ids))).rowcount
