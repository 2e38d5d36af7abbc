"""Which topics were met in which stories, by whom and when: counted from the matches, lot by lot, behind the news.

A mention has the key (story, topic, teller) and the time of the earliest article that it stands for, so counting a
match twice, or in another order, changes nothing. How far the matches are counted stands in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import BigInteger, Connection, Table, bindparam, delete, func, select, type_coerce

from monitor.model.archive.trends import Mention, Mentions
from monitor.model.watch import Strength
from monitor.store.database import Area, Prepared
from monitor.store.schema import (
    Instant,
    article,
    counter,
    dialect,
    match,
    mention,
    mention_teller,
    mention_topic,
    story,
)

_AFTER = "mentions_after"
"""The match up to which all are counted."""
_MATCHES = (
    select(
        match.c.id,
        match.c.watchlist,
        match.c.story_id,
        match.c.strength,
        match.c.hits,
        match.c.at,
        match.c.version,
        article.c.publisher,
        article.c.language,
        article.c.first_seen_at,
    )
    .join_from(match, article, article.c.id == match.c.article_id)
    .order_by(match.c.id)
)
_AT = type_coerce(mention.c.at, BigInteger)
_SINCE = bindparam("since", type_=Instant)
_ROW = select(mention.c.story_id, mention.c.topic_id, mention.c.teller_id, _AT).order_by(mention.c.at)
_ROWS = Prepared(_ROW.where(mention.c.at >= _SINCE))
_EARLIER = Prepared(_ROW.where(mention.c.at < _SINCE, mention.c.story_id >= bindparam("from_story")))
_FIRST = Prepared(select(func.min(mention.c.story_id)).where(mention.c.at >= _SINCE))
_KNOWN = Prepared(select(mention.c.topic_id).where(mention.c.at < _SINCE).distinct())


class MentionCounts(Area):
    """`count_mentions`, `mentions_waiting`, `recount_mentions`, `mentions`, `forget_mentions`."""

    def count_mentions(self, most: int) -> int:
        """Count the oldest matches that wait, at most so many; how many those were. A power cut may take it back."""
        if not self.mentions_waiting():
            return 0
        return self._db.write_repeatable(lambda conn: _count(conn, most))

    def mentions_waiting(self) -> int:
        """Matches that are not counted yet."""
        return self._db.read(
            lambda conn: conn.execute(
                select(func.count()).select_from(match).where(match.c.id > _after(conn))
            ).scalar_one()
        )

    def recount_mentions(self) -> None:
        """Count all matches anew that are still stored; mentions in stories that are not stay as they are."""

        def work(conn: Connection) -> None:
            conn.execute(delete(mention).where(mention.c.story_id.in_(select(story.c.id))))
            dialect.upsert(conn, counter, [{"name": _AFTER, "value": 0}])

        self._db.write(work)

    def mentions(self, since: datetime, watchlists: Sequence[str]) -> Mentions:
        """All mentions of these lists' topics since then."""
        return self._db.read(lambda conn: _mentions(conn, since, watchlists))

    def forget_mentions(self, before: datetime) -> int:
        """Forget those from before; how many that were."""
        return self._db.write(lambda conn: conn.execute(delete(mention).where(mention.c.at < before)).rowcount)


def _after(conn: Connection) -> int:
    return int(conn.execute(select(counter.c.value).where(counter.c.name == _AFTER)).scalar() or 0)


def _count(conn: Connection, most: int) -> int:
    rows = conn.execute(_MATCHES.where(match.c.id > _after(conn)).limit(most)).all()
    if not rows:
        return 0
    met = [
        ((row.watchlist, topic), (row.publisher, row.language.partition("-")[0]), row.story_id, _told_at(row))
        for row in rows
        if row.strength == Strength.STRONG.value
        for topic in sorted({hit["topic"] for hit in row.hits if hit["strength"] == Strength.STRONG.value})
    ]
    topics = _numbers(conn, mention_topic, {one[0] for one in met})
    tellers = _numbers(conn, mention_teller, {one[1] for one in met})
    # Of one lot the earliest of each: a statement may touch a row only once on PostgreSQL.
    earliest: dict[tuple[int, int, int], datetime] = {}
    for topic, teller, told_in, at in met:
        key = (told_in, topics[topic], tellers[teller])
        earliest[key] = min(at, earliest.get(key, at))
    _keep(
        conn,
        [dict(zip(("story_id", "topic_id", "teller_id"), key, strict=True), at=at) for key, at in earliest.items()],
    )
    dialect.upsert(conn, counter, [{"name": _AFTER, "value": rows[-1].id}])
    return len(rows)


def _told_at(row: Any) -> datetime:
    """When the article was first seen; what an edit brought, when that was judged."""
    return cast("datetime", row.first_seen_at if row.version == 1 else row.at)


def _numbers(conn: Connection, table: Table, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The number of each pair of texts, given now where it had none."""
    number, one, other = table.c
    wanted = sorted(set(keys))
    dialect.insert_new(conn, table, [{one.name: key[0], other.name: key[1]} for key in wanted])
    firsts = sorted({key[0] for key in wanted})
    found: dict[tuple[str, str], int] = {}
    for some in dialect.chunks(firsts):
        found |= {(row[1], row[2]): row[0] for row in conn.execute(select(number, one, other).where(one.in_(some)))}
    return found


def _keep(conn: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    statement = dialect.inserting_smallest(conn.dialect.name, mention, "at")
    conn.execute(statement, rows)


def _mentions(conn: Connection, since: datetime, watchlists: Sequence[str]) -> Mentions:
    of_lists = select(mention_topic).where(mention_topic.c.watchlist.in_(watchlists))
    topics = {row.id: (row.watchlist, row.topic) for row in conn.execute(of_lists)}
    tellers = {row.id: (row.publisher, row.language) for row in conn.execute(select(mention_teller))}
    rows = cast("list[Mention]", _ROWS.all(conn, since=since))
    if conn.execute(select(func.count()).select_from(mention_topic)).scalar_one() > len(topics):
        rows = [row for row in rows if row[1] in topics]
    earlier: frozenset[tuple[int, int, int]] = frozenset()
    # Stories grow: those of these rows with a lower number than all others may have begun long before.
    (first,) = _FIRST.all(conn, since=since)[0]
    if rows and (older := _EARLIER.all(conn, since=since, from_story=first)):
        stories = set(map(itemgetter(0), rows))
        earlier = frozenset((row[0], row[1], row[2]) for row in older if row[0] in stories)
    return Mentions(
        topics=topics,
        tellers=tellers,
        rows=rows,
        earlier=earlier,
        known=frozenset(row[0] for row in _KNOWN.all(conn, since=since)),
    )
