"""Making the rows of feeds follow the configuration, however many there are: only what differs is written.

What differs is found page by page and without a lock, for of a million feeds that takes a while. Where the tables
followed the same feeds when a configuration came into force last, nothing is looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, literal, select, update

from monitor.model.feeds import FeedSpec
from monitor.model.hearing.feed_list import FeedList
from monitor.records import dataclass
from monitor.store.database import Database
from monitor.store.schema import counter, dialect, feed, feed_clock

_FOLLOWS = "feeds:"
_PAGE = 2_000
_AT_ONCE = 5_000
"""More new feeds than this are not inserted in the transaction that brings a configuration into force: others wait."""
_COLUMNS = (feed.c.id, feed.c.url, feed.c.spec, feed.c.active, feed.c.disabled, feed.c.moved_to)


@dataclass(slots=True)
class FeedChanges:
    """How the rows differ from the configured feeds."""

    ids: list[int] = field(default_factory=list)
    """Rows that differ from the feed with their address."""
    strange: list[int] = field(default_factory=list)
    """Rows of feeds that are not configured, and are active or moved to where another one may be."""
    fresh: list[int] = field(default_factory=list)
    """Numbers of the feeds that have no row."""
    paused: list[str] = field(default_factory=list)
    """Addresses of the feeds that are not to be polled."""


def changes_of(database: Database, feeds: FeedList, in_force: str) -> FeedChanges | None:
    """How the rows differ from `feeds`; None if they do not. `in_force`: prefix of the configuration's counter."""
    if database.read(lambda conn: _follows(conn, feeds, in_force)):
        return None
    changes, seen, last = FeedChanges(), bytearray(len(feeds)), 0
    while page := database.read(lambda conn: _page(conn, last)):  # noqa: B023 - called at once
        for row in page:
            number = feeds.number(row.url)
            if number is None:
                changes.strange += [row.id] if row.active or row.moved_to else []
                continue
            seen[number] = 1
            spec = feeds[number]
            changes.ids += [row.id] if row.spec != _fingerprint(spec) or not row.active else []
            changes.paused += [spec.url] if spec.paused else []
        last = page[-1].id
    for number in _zeros(seen):
        spec = feeds[number]
        # Of two with one address the later counts.
        if feeds.number(spec.url) == number:
            changes.fresh.append(number)
            changes.paused += [spec.url] if spec.paused else []
    return changes


def insert_most(database: Database, feeds: FeedList, changes: FeedChanges, now: datetime) -> None:
    """Insert, in transactions of their own, new feeds that are too many for one; they are polled from then on."""
    if len(changes.fresh) <= _AT_ONCE:
        return
    query = select(feed.c.moved_to).where(feed.c.moved_to != "")
    moved = set(database.read(lambda conn: conn.execute(query).scalars().all()))
    kept = [number for number in changes.fresh if feeds[number].url in moved] if moved else []
    later = set(kept)
    for numbers in dialect.chunks((one for one in changes.fresh if one not in later), _PAGE):
        database.write(lambda conn: _insert(conn, [feeds[one] for one in numbers], now))  # noqa: B023 - called at once
    changes.fresh[:] = kept


def follow(conn: Connection, feeds: FeedList, changes: FeedChanges, now: datetime) -> None:
    """Write what differs."""
    stored = {row.url: row for row in _rows(conn, [*changes.ids, *changes.strange])}
    wanted = {feeds[number].url: feeds[number] for number in changes.fresh}
    wanted |= {url: spec for url in stored if (spec := feeds.at(url)) is not None}
    moved = {row.moved_to: row for row in stored.values() if row.moved_to and row.url not in wanted}
    fresh: list[FeedSpec] = []
    at_once: list[int] = []
    for spec in wanted.values():
        row = stored.get(spec.url)
        if row is None and spec.url in moved:
            # Known entries stay known: it is the same feed at the address that it gave itself.
            row = stored.pop(moved[spec.url].url)
            told = {"url": spec.url, "moved_to": "", "moved_since": None, "validated_url": "", "failures": 0.0}
            conn.execute(update(feed).where(feed.c.id == row.id).values(**_labels(spec), disabled=False, **told))
            at_once.append(row.id)
        elif row is None:
            fresh.append(spec)
        elif row.spec != _fingerprint(spec) or not row.active:
            returns = row.disabled or not row.active
            back = {"failures": 0.0} if returns else {}
            conn.execute(update(feed).where(feed.c.id == row.id).values(**_labels(spec), disabled=False, **back))
            at_once += [row.id] if returns else []
    _insert(conn, fresh, now)
    _start_clocks(conn, now, 0)
    _pause(conn, changes.paused, now)
    for ids in dialect.chunks(at_once):
        conn.execute(update(feed_clock).where(feed_clock.c.feed_id.in_(ids)).values(next_poll_at=now))
    gone = [row.id for url, row in stored.items() if row.active and url not in wanted]
    for ids in dialect.chunks(gone):
        conn.execute(update(feed).where(feed.c.id.in_(ids)).values(active=False))


def keep_followed(conn: Connection, feeds: FeedList, since: int) -> None:
    """Remember that the rows follow `feeds` under the configuration that is in force since that moment."""
    conn.execute(delete(counter).where(counter.c.name.startswith(_FOLLOWS, autoescape=True)))
    conn.execute(insert(counter).values(name=_name(feeds), value=since))


def _follows(conn: Connection, feeds: FeedList, in_force: str) -> bool:
    """Whether they did when a configuration came into force last: an older program keeps the moment alone."""
    kept = conn.execute(select(counter.c.value).where(counter.c.name == _name(feeds))).scalar()
    since = select(counter.c.value).where(counter.c.name.startswith(in_force, autoescape=True))
    return kept is not None and conn.execute(since).scalars().all() == [kept]


def _name(feeds: FeedList) -> str:
    # What is written of a feed is a part of it: another program may write more.
    form = hashlib.sha256(json.dumps(_new_feed(FeedSpec(url="", title="", publisher=""))).encode()).hexdigest()
    return f"{_FOLLOWS}{form[:8]}:{feeds.mark}"


def _page(conn: Connection, after: int) -> Sequence[Any]:
    return conn.execute(select(*_COLUMNS).where(feed.c.id > after).order_by(feed.c.id).limit(_PAGE)).all()


def _rows(conn: Connection, ids: Sequence[int]) -> Iterator[Any]:
    for some in dialect.chunks(ids):
        yield from conn.execute(select(*_COLUMNS).where(feed.c.id.in_(some)).order_by(feed.c.id))


def _zeros(seen: bytearray) -> Iterator[int]:
    at = seen.find(0)
    while at >= 0:
        yield at
        at = seen.find(0, at + 1)


def _insert(conn: Connection, specs: Sequence[FeedSpec], now: datetime) -> None:
    """With their clocks."""
    newest = conn.execute(select(func.coalesce(func.max(feed.c.id), 0))).scalar_one()
    for some in dialect.chunks(map(_new_feed, specs), 100):
        dialect.insert_new(conn, feed, some)
    _start_clocks(conn, now, newest)


def _start_clocks(conn: Connection, now: datetime, after: int) -> None:
    """A feed without a clock is a new one, due at once; of the rows behind `after`."""
    timeless = select(feed.c.id).where(feed.c.id > after, ~exists().where(feed_clock.c.feed_id == feed.c.id))
    clock = timeless.add_columns(literal(now, feed_clock.c.next_poll_at.type), literal(0), literal(0.0))
    columns = ["feed_id", "next_poll_at", "quiet_polls", "quiet_s"]
    conn.execute(insert(feed_clock).from_select(columns, clock.order_by(feed.c.id)))


def _pause(conn: Connection, urls: Collection[str], now: datetime) -> None:
    """Those feeds are polled no more, and it is known since when; others are not paused."""
    wanted = set(urls)
    again = select(feed.c.id, feed.c.url).where(feed.c.paused_since.is_not(None))
    over = [row.id for row in conn.execute(again) if row.url not in wanted]
    for ids in dialect.chunks(over):
        conn.execute(update(feed).where(feed.c.id.in_(ids)).values(paused_since=None))
    for some in dialect.chunks(sorted(wanted)):
        named = update(feed).where(feed.c.url.in_(some))
        conn.execute(named.values(disabled=True))
        conn.execute(named.where(feed.c.paused_since.is_(None)).values(paused_since=now))


def _labels(spec: FeedSpec) -> dict[str, object]:
    return {
        "title": spec.title,
        "publisher": spec.publisher,
        "language": spec.language,
        "tags": list(spec.tags),
        "spec": _fingerprint(spec),
        "active": True,
    }


def _new_feed(spec: FeedSpec) -> dict[str, object]:
    return {
        "url": spec.url,
        **_labels(spec),
        "disabled": False,
        "etag": "",
        "last_modified": "",
        "validated_url": "",
        "moved_to": "",
        "body_hash": "",
        "failures": 0.0,
        "last_detail": "",
        "entries_seen": 0,
        "largest_answer": 0,
    }


def _fingerprint(spec: FeedSpec) -> str:
    # Of the headers only the names: a hash of a secret is still something that can be guessed at.
    parts = (
        spec.title,
        spec.publisher,
        spec.language,
        spec.tags,
        spec.interval_s,
        spec.lookback_s,
        sorted(name for name, _ in spec.headers),
        *(["paused"] if spec.paused else []),
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
