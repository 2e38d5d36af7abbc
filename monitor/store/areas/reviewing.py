"""Which watchlists changed, and how far the articles from before were looked through for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from monitor.model.articles import Late
from monitor.model.ids import ArticleId
from monitor.model.review import FoundBefore, Review, ReviewIntent
from monitor.model.watch import Strength, Verdict
from monitor.store.database import Area
from monitor.store.schema import ARTICLE, article, codec, counter, dialect, match, revision, to_article, watchlist


class Reviewing(Area):
    """`next_review`, `save_review`, `tell_past`."""

    def next_review(self, look_back: timedelta, limit: int) -> Review | None:
        """At most `limit` articles for the watchlists that changed first; None if all are looked through.

        Only what was judged `look_back` before the change or later is looked at.
        """
        return self._db.read(lambda conn: _next(conn, look_back, limit))

    def save_review(self, intent: ReviewIntent) -> bool:
        """Make the found articles due, and go on behind them; False if the lists changed again meanwhile."""

        def work(conn: Connection) -> bool:
            mine = and_(
                watchlist.c.name.in_(intent.lists),
                watchlist.c.changed_at == intent.changed_at,
                watchlist.c.reviewed.is_(False),
            )
            if any(_asked(conn, name) != intent.asked for name in intent.lists):
                return False
            place = {} if intent.through is None else {"after_id": intent.through}
            moved = update(watchlist).where(mine).values(until_id=intent.until, reviewed=intent.ends, **place)
            if conn.execute(moved).rowcount == 0:
                return False
            if intent.ends:
                conn.execute(delete(counter).where(counter.c.name.in_(map(_asked_for, intent.lists))))
            for article_id, version, lists in intent.late:
                late = Late(version=version, lists=tuple((name, intent.changed_at) for name in lists))
                idle = and_(article.c.id == article_id, article.c.version == version, article.c.due_at.is_(None))
                again = {"late": codec.encode(late), "due_at": intent.at, "token": None, "attempts": 0}
                conn.execute(update(article).where(idle).values(again))
            return True

        return self._db.write(work)

    def tell_past(self, name: str, since: datetime) -> bool:
        """Look through the articles first seen since then for this watchlist, beside the daily work.

        What it finds is judged and told as what is found late always is. False, changing nothing, where the bot has not
        run with such a list. Where it is looking back already, it goes as far back as anybody asked for.
        """
        return self._db.write(lambda conn: _ask_for(conn, name, since))


def _asked_for(name: str) -> str:
    """The counter that holds since when articles are looked through for a list, in seconds since 1970."""
    return f"tell_since {name}"


def _ask_for(conn: Connection, name: str, since: datetime) -> bool:
    row = conn.execute(select(watchlist).where(watchlist.c.name == name, watchlist.c.active.is_(True))).first()
    if row is None:
        return False
    before = _asked(conn, name)
    asked = since if before is None else min(since, before)
    dialect.upsert(conn, counter, [{"name": _asked_for(name), "value": int(asked.timestamp())}])
    anew = {"reviewed": False, "after_id": None, "until_id": None}
    conn.execute(update(watchlist).where(watchlist.c.name == name).values(anew))
    return True


def _asked(conn: Connection, name: str) -> datetime | None:
    seconds = conn.execute(select(counter.c.value).where(counter.c.name == _asked_for(name))).scalar()
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def sync_watchlists(conn: Connection, texts: Mapping[str, str], now: datetime) -> None:
    """Remember what the watchlists are; one that is new, other than before, or back is to be looked through for.

    With a database that did not remember them yet, those of its newest revision are what they were; without any, there
    is nothing from before.
    """
    wanted = {name: _fingerprint(text) for name, text in texts.items()}
    columns = select(watchlist.c.name, watchlist.c.fingerprint, watchlist.c.active)
    stored = {row.name: (row.fingerprint, row.active) for row in conn.execute(columns)}
    known = stored or dict.fromkeys(())
    if not stored:
        known = {name: (print_, True) for name, print_ in _of_newest_revision(conn, wanted).items()}
    rows = [
        {
            "name": name,
            "fingerprint": found,
            "active": True,
            "changed_at": now,
            "reviewed": known.get(name) == (found, True),
            "after_id": None,
            "until_id": None,
        }
        for name, found in wanted.items()
        if stored.get(name) != (found, True)
    ]
    dialect.upsert(conn, watchlist, rows)
    conn.execute(update(watchlist).where(watchlist.c.name.not_in(wanted)).values(active=False))


def judged_by(conn: Connection, name: str, text: str) -> datetime | None:
    """Since when articles are judged by the watchlist with this text; None if they are not.

    One that was there before it was remembered since when is judged by since ever.
    """
    mine = watchlist.c.name == name, watchlist.c.fingerprint == _fingerprint(text), watchlist.c.active.is_(True)
    return conn.execute(select(watchlist.c.changed_at).where(*mine)).scalar()


def _of_newest_revision(conn: Connection, wanted: Mapping[str, str]) -> Mapping[str, str]:
    newest = select(revision.c.watchlists).order_by(revision.c.first_seen_at.desc()).limit(1)
    texts = conn.execute(newest).scalar()
    if texts is None:
        return wanted
    return {name: _fingerprint(text) for name, text in json.loads(texts).items()}


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _next(conn: Connection, look_back: timedelta, limit: int) -> Review | None:
    waiting = select(watchlist).where(watchlist.c.active.is_(True), watchlist.c.reviewed.is_(False))
    rows = conn.execute(waiting.order_by(watchlist.c.changed_at, watchlist.c.name)).all()
    if not rows:
        return None
    first = rows[0]
    asked = _asked(conn, first.name)
    lists = tuple(
        row.name
        for row in rows
        if (row.changed_at, row.after_id) == (first.changed_at, first.after_id) and _asked(conn, row.name) == asked
    )
    reached = article.c.assessed_at >= first.changed_at - look_back
    if asked is not None:
        reached = or_(reached, article.c.first_seen_at >= asked)
    until = first.until_id
    if until is None:
        until = conn.execute(select(func.coalesce(func.max(article.c.id), 0))).scalar_one()
    after = first.after_id
    if after is None:
        oldest = conn.execute(select(func.min(article.c.id)).where(reached)).scalar()
        after = until if oldest is None else oldest - 1
    # What waits to be judged may be judged by the lists as they were (it is under way): it has to come first.
    unjudged = article.c.due_at.is_not(None)
    query = (
        select(*ARTICLE, article.c.due_at)
        .where(article.c.id > after, article.c.id <= until, or_(reached, unjudged))
        .order_by(article.c.id)
        .limit(limit)
    )
    found = conn.execute(query).all()
    judged = next((place for place, row in enumerate(found) if row.due_at is not None), len(found))
    articles = tuple(to_article(row) for row in found[:judged])
    return Review(
        lists=lists,
        changed_at=first.changed_at,
        articles=articles,
        before=_before(conn, lists, [one.id for one in articles]),
        until=ArticleId(until),
        ends=judged == len(found) < limit,
        asked=asked,
    )


def _before(conn: Connection, lists: Sequence[str], articles: Sequence[int]) -> tuple[FoundBefore, ...]:
    query = (
        select(match.c.watchlist, match.c.article_id, match.c.strength, match.c.alerted, match.c.verdict)
        .join_from(match, article, and_(article.c.id == match.c.article_id, article.c.version == match.c.version))
        .where(match.c.watchlist.in_(lists), match.c.article_id.in_(articles))
    )
    return tuple(
        FoundBefore(
            watchlist=row.watchlist,
            article_id=ArticleId(row.article_id),
            strong=row.strength == Strength.STRONG.value,
            alerted=row.alerted,
            topics=codec.decode(Verdict, row.verdict).topics,
        )
        for row in conn.execute(query)
    )
