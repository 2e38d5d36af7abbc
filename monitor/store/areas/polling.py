"""Feeds: claimed when due, saved with what their poll brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, literal, or_, select, update

from monitor.core.entries.identity import BODY, title_key
from monitor.core.urls import url_key
from monitor.model.feeds import EntryIntent, EntryKnown, EntryTold, FeedClaim, PollIntent
from monitor.model.ids import EntryId, FeedId
from monitor.model.outcomes import IntakeOutcome, Step
from monitor.store.areas.feeds import (
    POLL,
    claimed,
    count_quiet,
    end_quiet,
    heard_of,
    held_by,
    lease_fairly,
    save_together,
)
from monitor.store.areas.poll_rows import entry_row, feed_values, poll_row
from monitor.store.database import Area, Prepared
from monitor.store.index import following
from monitor.store.schema import (
    FEED,
    FEEDS,
    UtcTime,
    article,
    clean_text,
    dialect,
    entry,
    entry_key,
    feed,
    feed_clock,
    feed_shown,
    feed_state,
    followed_article,
    next_token,
    outcome,
    outcome_row,
    teller_of,
)

_ROWS_AN_ENTRY = 5
"""The entry, its keys and its outcome."""
_MINE = feed.c.id == bindparam("feed_id")
_OWNERS = Prepared(
    lambda database: select(entry_key.c.key, entry_key.c.entry_id).where(
        entry_key.c.feed_id == bindparam("feed_id"),
        entry_key.c.key.in_(select(dialect.listed_texts(database).c.value)),
    )
)
_LATER = ("id", "article_id", "token")
_ENTRY = Prepared(insert(entry).returning(entry.c.id), [one.name for one in entry.c if one.name not in _LATER])
_KEY = Prepared(lambda database: dialect.inserting(database, entry_key), [one.name for one in entry_key.c])
_OUTCOME = Prepared(lambda database: dialect.upserting(database, outcome), [one.name for one in outcome.c])

_SHOW = Prepared(lambda database: dialect.upserting(database, feed_shown), [one.name for one in feed_shown.c])


@cache
def _updating(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(feed).where(_MINE), columns)


class Polling(Area):
    """`claim_feeds`, `known_entries`, `save_poll`, `save_polls`."""

    def claim_feeds(
        self, now: datetime, lease_until: datetime, limit: int, in_hand: Collection[int] = ()
    ) -> list[FeedClaim]:
        """Lease due active feeds, the longest due first."""

        def work(conn: Connection) -> list[FeedClaim]:
            if self._db.claimant is not None:
                return lease_fairly(conn, now, lease_until, limit, in_hand)
            dialect.by_index(conn)
            due = (
                select(*FEED)
                .select_from(FEEDS)
                .where(feed.c.active.is_(True), feed.c.disabled.is_(False), feed_clock.c.next_poll_at <= now)
                .where(or_(feed_clock.c.lease_until.is_(None), feed_clock.c.lease_until <= now))
                # On a server by the index alone: those added together fall due at one instant, and nobody sorts all.
                .order_by(feed_clock.c.next_poll_at, *(() if self._db.far else (feed_clock.c.feed_id,)))
                .limit(limit)
            )
            if in_hand:
                due = due.where(feed.c.id.not_in(in_hand))
            states = [feed_state(row) for row in conn.execute(dialect.claiming(due))]
            if not states:
                return []
            heard = heard_of(conn, [state.id for state in states])
            token = next_token(conn)
            for chunk in dialect.chunks([state.id for state in states]):
                mine = update(feed_clock).where(feed_clock.c.feed_id.in_(chunk))
                conn.execute(mine.values(token=token, lease_until=lease_until))
            return [claimed(state, token, *heard[state.id]) for state in states]

        return self._db.write(work)

    def known_entries(self, feed_id: FeedId, keys: Iterable[str]) -> list[EntryKnown]:
        """Entries of this feed that carry any of `keys`, oldest first."""
        asked = set(keys)

        def work(conn: Connection) -> list[EntryKnown]:
            ids = sorted(set(_owners(conn, feed_id, asked).values()))
            if not ids:
                return []
            all_keys: dict[int, set[str]] = defaultdict(set)
            known: list[EntryKnown] = []
            for chunk in dialect.chunks(ids):
                mine = select(entry_key.c.entry_id, entry_key.c.key).where(entry_key.c.entry_id.in_(chunk))
                for row in conn.execute(mine):
                    all_keys[row.entry_id].add(row.key)
                columns = select(
                    entry.c.id,
                    entry.c.canonical_url,
                    entry.c.title,
                    entry.c.guid,
                    entry.c.url,
                    entry.c.published_at,
                )
                rows = conn.execute(columns.where(entry.c.id.in_(chunk)).order_by(entry.c.id))
                known += [
                    EntryKnown(
                        id=EntryId(row.id),
                        keys=frozenset(all_keys[row.id]),
                        url_key=url_key(row.canonical_url),
                        title_key=title_key(row.title),
                        guid=row.guid,
                        url=row.url,
                        published_at=row.published_at,
                    )
                    for row in rows
                ]
            told = _told(conn, [one.id for one in known if _may_have_changed(one, asked)])
            return [replace(one, told=told.get(one.id)) for one in known]

        return self._db.read(work)

    def save_poll(self, intent: PollIntent) -> bool:
        """Feed state, poll row, entries with keys and outcomes; False if the lease was lost."""
        return self._db.write(partial(_save, intent=intent))

    def save_polls(self, intents: Sequence[PollIntent]) -> list[Callable[[], bool]]:
        """As `save_poll` for each of them, in as few transactions as may be."""
        return save_together(self._db, intents, _saving)


def _saving(intent: PollIntent) -> tuple[Callable[[Connection], bool], int]:
    """What saves it, and how many rows that writes."""
    return partial(_save, intent=intent), 2 + _ROWS_AN_ENTRY * len(intent.entries)


def _save(conn: Connection, intent: PollIntent) -> bool:
    if count_quiet(conn, intent):
        return True
    held = held_by(conn, intent)
    if held is None:
        return False
    end_quiet(conn, intent, held)
    entries = _unknown(conn, intent) if intent.entries else []
    values = feed_values(intent, entries, held.failing_since, held.largest_answer, held.moved_to)
    _updating(tuple(values)).run(conn, feed_id=intent.feed_id, **values)
    ((poll_id,),) = POLL.all(conn, **poll_row(intent, len(entries)))
    _store_entries(conn, intent, entries, poll_id)
    _KEY.run_each(conn, [_key(intent, key, owner) for owner, key in intent.new_keys])
    if not intent.keep_validators:
        _SHOW.run(conn, feed_id=intent.feed_id, entries=intent.shown)
    _store_changes(conn, intent)
    _take_page(conn, intent)
    return True


def _key(intent: PollIntent, key: str, entry_id: int) -> dict[str, Any]:
    return {"feed_id": intent.feed_id, "key": key, "entry_id": entry_id}


def _owners(conn: Connection, feed_id: FeedId, keys: Iterable[str]) -> dict[str, int]:
    """Which entry of the feed has each of `keys`."""
    return {row[0]: row[1] for row in _OWNERS.all(conn, feed_id=feed_id, **dialect.packed_texts(keys))}


def _may_have_changed(known: EntryKnown, asked: set[str]) -> bool:
    """Whether its text is not among those asked for, or only one that it had some time."""
    texts = {key for key in known.keys if key.startswith(BODY)}
    return len(texts) > 1 or not texts & asked


def _told(conn: Connection, ids: list[EntryId]) -> dict[EntryId, EntryTold]:
    """What these entries told last, and how far they are on their way to an article."""
    # An article that is to be looked at again some time is not being read; one whose first text is waited for is.
    first = entry.c.article_id.is_(None) & entry.c.due_at.is_not(None)
    reading = or_(entry.c.token.is_not(None), first).label("reading")
    columns = (entry.c.id, entry.c.title, entry.c.summary, entry.c.content, entry.c.first_seen_at, reading)
    followed = (followed_article.c.article_id.is_not(None) & followed_article.c.ended_at.is_(None)).label("followed")
    read_at = func.coalesce(article.c.checked_at, article.c.fetched_at).label("read_at")
    query = select(*columns, read_at, followed).outerjoin_from(entry, article)
    query = query.outerjoin(followed_article, followed_article.c.article_id == entry.c.article_id)
    found = {}
    for chunk in dialect.chunks(ids):
        for row in conn.execute(query.where(entry.c.id.in_(chunk))):
            found[EntryId(row.id)] = EntryTold(
                title=row.title,
                text=row.content or row.summary,
                first_seen_at=row.first_seen_at,
                read_at=row.read_at,
                reading=bool(row.reading),
                followed=bool(row.followed),
            )
    return found


def _unknown(conn: Connection, intent: PollIntent) -> list[EntryIntent]:
    """The entries to store: those of which no key is taken, neither in the feed nor by one before in this answer."""
    taken = set(_owners(conn, intent.feed_id, {key for one in intent.entries for key in one.keys}))
    kept = []
    for one in intent.entries:
        keys = {clean_text(key) for key in one.keys}
        if keys and taken.isdisjoint(keys):
            taken |= keys
            kept.append(one)
    return kept


def _store_entries(conn: Connection, intent: PollIntent, entries: list[EntryIntent], poll_id: int) -> None:
    keys, outcomes = [], []
    for one in entries:
        ((entry_id,),) = _ENTRY.all(conn, **entry_row(intent, one, poll_id))
        keys += [_key(intent, key, entry_id) for key in dict.fromkeys(one.keys)]
        what = (one.outcome.value, one.detail)
        outcomes.append(outcome_row(("entry", entry_id), Step.INTAKE, what, intent.finished_at))
    _KEY.run_each(conn, keys)
    _OUTCOME.run_each(conn, outcomes)


def _store_changes(conn: Connection, intent: PollIntent) -> None:
    """What known entries tell now; due to be read again, unless they are being read or lost their article meanwhile."""
    for one in intent.changed:
        values = {
            "title": one.data.title,
            "summary": one.data.summary,
            "content": one.data.content,
            "published_at": func.coalesce(literal(one.data.published_at, UtcTime), entry.c.published_at),
            "due_at": intent.finished_at,
            "attempts": 0,
        }
        idle = (entry.c.id == one.entry_id) & entry.c.article_id.is_not(None) & entry.c.token.is_(None)
        if conn.execute(update(entry).where(idle).values(values)).rowcount == 0:
            continue
        _KEY.run(conn, **_key(intent, one.key, one.entry_id))
        _look_once(conn, one.entry_id, intent.finished_at)
        what = (IntakeOutcome.CHANGED.value, one.detail)
        _OUTCOME.run(conn, **outcome_row(("entry", one.entry_id), Step.INTAKE, what, intent.finished_at))


def _take_page(conn: Connection, intent: PollIntent) -> None:
    """Entries whose page shows another item now keep their article; it is followed no longer."""
    for entry_id in intent.outrun:
        mine = update(entry).where(entry.c.id == entry_id).values(canonical_url="")
        if article_id := conn.execute(mine.returning(entry.c.article_id)).scalar_one():
            following.unfollow(conn, article_id, "its page shows another item of the feed by now", intent.finished_at)


def _look_once(conn: Connection, entry_id: EntryId, now: datetime) -> None:
    """Of several entries with one article that changed, one waits for the second look, the teller if it is among them.

    Only the teller's own words may stand in the article: a look on behalf of another would miss that they changed.
    """
    article_id = conn.execute(select(entry.c.article_id).where(entry.c.id == entry_id)).scalar_one()
    waiting = (entry.c.article_id == article_id) & (entry.c.id != entry_id)
    waiting &= or_(entry.c.due_at <= now, entry.c.token.is_not(None))
    if teller_of(conn, article_id) == entry_id:
        conn.execute(update(entry).where(waiting & entry.c.token.is_(None)).values(due_at=None))
    elif conn.execute(select(entry.c.id).where(waiting).limit(1)).first():
        conn.execute(update(entry).where(entry.c.id == entry_id).values(due_at=None))
