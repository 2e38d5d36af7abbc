"""How stories with alerts stand: what is open, what grew, what somebody has looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, func, literal, select

from monitor.model.desk.inbox import DoneMark, InboxFacts, Standing, WeakLine
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact
from monitor.model.watch import Hit, Strength, Verdict
from monitor.store.database import Area, Prepared
from monitor.store.index import linked_to, oldest_of
from monitor.store.schema import (
    UtcTime,
    alert,
    article,
    article_version,
    codec,
    desk_action,
    dialect,
    feed,
    match,
    story,
    story_done,
    story_link,
)

_LOOKED_AT = 5_000
"""So many of the newest matches are looked at for weak ones: a page is no place for more."""
_NEWEST = alert.alias()
_LINKS = Prepared(select(story_link.c.story_id, story_link.c.other_id))
_THEN = and_(article_version.c.article_id == match.c.article_id, article_version.c.version == match.c.version)
_FACTS: Select[Any] = (
    select(
        alert.c.id,
        alert.c.story_id,
        alert.c.watchlist,
        alert.c.reason,
        alert.c.facts,
        alert.c.created_at,
        match.c.verdict,
        match.c.hits,
        match.c.article_id,
        match.c.version,
        feed.c.tags,
        func.coalesce(article_version.c.title, article.c.title).label("title"),
        func.coalesce(article_version.c.text, article.c.text).label("text"),
        article.c.language,
        article.c.publisher,
        article.c.final_url,
        article.c.canonical_url,
        article.c.published_at,
        article.c.first_seen_at,
    )
    .join_from(alert, match, match.c.id == alert.c.match_id)
    .join(article, article.c.id == match.c.article_id)
    .join(feed, feed.c.id == article.c.feed_id)
    .outerjoin(article_version, _THEN)
)


@cache
def _standing(*, listed: bool, since: bool) -> Prepared:
    """One row for each story with alerts; of `listed` watchlists only, and beside a moment."""

    def made(database: str) -> Select[Any]:
        moment = bindparam("since", type_=UtcTime())
        grouped = select(
            alert.c.story_id,
            func.max(alert.c.id).label("newest"),
            func.min(alert.c.created_at).label("first_at"),
            func.max(alert.c.created_at).label("last_at"),
        ).group_by(alert.c.story_id)
        if listed:
            names = dialect.listed_texts(database)
            grouped = grouped.where(alert.c.watchlist.in_(select(names.c.value)))
        of = grouped.subquery()
        came = (of.c.first_at >= moment, of.c.last_at >= moment, story.c.last_seen_at >= moment)
        flags = came if since else (literal(1), literal(1), literal(1))
        columns = (of.c.story_id, of.c.newest, _NEWEST.c.reason, *flags)
        seen = (func.coalesce(story_done.c.alert_id, 0), func.coalesce(story.c.last_seen_at > story_done.c.at, False))
        return (
            select(*columns, *seen)
            .join_from(of, _NEWEST, _NEWEST.c.id == of.c.newest)
            .join(story, story.c.id == of.c.story_id)
            .outerjoin(story_done, story_done.c.story_id == of.c.story_id)
            .order_by(of.c.newest.desc())
        )

    return Prepared(made)


class Inbox(Area):
    """What the inbox and the pages of stories show."""

    def standings(self, watchlists: Sequence[str], since: datetime | None) -> list[Standing]:
        """How each story stands that these watchlists (all if none is given) alerted on, the newest alert first."""
        given: dict[str, Any] = dialect.packed_texts(watchlists) if watchlists else {}
        if since is not None:
            given["since"] = since
        query = _standing(listed=bool(watchlists), since=since is not None)
        return self._db.read(lambda conn: [Standing(*row) for row in query.all(conn, **given)])

    def events(self, stories: Collection[StoryId]) -> Mapping[StoryId, StoryId]:
        """For these stories, and all that links lead to from them, the oldest story of their event."""
        return self._db.read(lambda conn: linked_to(conn, stories))

    def all_events(self) -> Mapping[StoryId, StoryId]:
        """For each story that has links the oldest story of its event; the others are events of their own."""
        return self._db.read(lambda conn: oldest_of(_LINKS.all(conn)))

    def inbox_facts(self, alerts: Sequence[AlertId]) -> Mapping[AlertId, InboxFacts]:
        """These alerts with their articles, as far as they are stored."""

        def work(conn: Connection) -> dict[AlertId, InboxFacts]:
            rows = [
                row
                for chunk in dialect.chunks(sorted(set(alerts)))
                for row in conn.execute(_FACTS.where(alert.c.id.in_(chunk)))
            ]
            return {AlertId(row.id): _facts(row) for row in rows}

        return self._db.read(work)

    def in_language(self, stories: Sequence[StoryId], language: str) -> frozenset[StoryId]:
        """Those of these stories with an article in that language; `en` holds `en-GB`."""
        tag = language.casefold()
        low = func.lower(article.c.language)
        speaks = (low == tag) | low.like(f"{_plain(tag)}-%", escape="\\")
        query = select(article.c.story_id).where(speaks).distinct()

        def work(conn: Connection) -> frozenset[StoryId]:
            return frozenset(
                StoryId(one)
                for chunk in dialect.chunks(sorted(stories))
                for one in conn.execute(query.where(article.c.story_id.in_(chunk))).scalars()
            )

        return self._db.read(work)

    def lists_of(self, stories: Sequence[StoryId]) -> Mapping[StoryId, tuple[str, ...]]:
        """The watchlists that alerted on each of these stories, the first first."""
        query = select(alert.c.story_id, alert.c.watchlist, func.min(alert.c.id).label("first"))

        def work(conn: Connection) -> dict[StoryId, tuple[str, ...]]:
            found: dict[StoryId, list[str]] = {}
            for chunk in dialect.chunks(sorted(stories)):
                mine = query.where(alert.c.story_id.in_(chunk)).group_by(alert.c.story_id, alert.c.watchlist)
                for row in conn.execute(mine.order_by("first")):
                    found.setdefault(StoryId(row.story_id), []).append(row.watchlist)
            return {story_id: tuple(names) for story_id, names in found.items()}

        return self._db.read(work)

    def done_marks(self, stories: Sequence[StoryId]) -> Mapping[StoryId, DoneMark]:
        """Up to where somebody has looked at these stories, for those that somebody has."""
        who = desk_action.c.id == story_done.c.action_id
        query = select(story_done, desk_action.c.by, desk_action.c.why).outerjoin(desk_action, who)

        def work(conn: Connection) -> dict[StoryId, DoneMark]:
            return {
                StoryId(row.story_id): DoneMark(
                    story=StoryId(row.story_id),
                    alert=AlertId(row.alert_id),
                    by=row.by or "",
                    at=row.at,
                    why=row.why or "",
                    action=row.action_id,
                )
                for chunk in dialect.chunks(sorted(stories))
                for row in conn.execute(query.where(story_done.c.story_id.in_(chunk)))
            }

        return self._db.read(work)

    def weak_lines(self, since: datetime, most: int) -> list[WeakLine]:
        """The newest weak matches since then of stories that alerted nobody, one for each story and watchlist."""
        newest = select(func.coalesce(func.max(match.c.id), 0)).scalar_subquery()
        query = (
            select(
                match.c.story_id,
                match.c.watchlist,
                match.c.verdict,
                match.c.article_id,
                match.c.at,
                article.c.title,
                article.c.language,
                article.c.publisher,
                article.c.final_url,
                article.c.canonical_url,
            )
            .join_from(match, article, article.c.id == match.c.article_id)
            .where(match.c.id > newest - _LOOKED_AT, match.c.strength == Strength.WEAK.value, match.c.at >= since)
            .where(~exists().where(alert.c.story_id == match.c.story_id, alert.c.watchlist == match.c.watchlist))
            .order_by(match.c.id.desc())
            .limit(most * 4)
        )

        def work(conn: Connection) -> list[WeakLine]:
            found: dict[tuple[int, str], WeakLine] = {}
            for row in conn.execute(query):
                found.setdefault((row.story_id, row.watchlist), _weak(row))
            return list(found.values())[:most]

        return self._db.read(work)

    def desk_mark(self) -> str:
        """A text that is another one as soon as an inbox may show something else."""
        newest = [select(func.max(one.c.id)).scalar_subquery() for one in (alert, article, match, desk_action)]
        undone = select(func.max(desk_action.c.undone_at)).scalar_subquery()
        # What is read becomes a copy, or links two stories, some time after it was stored.
        links = select(func.count()).select_from(story_link).scalar_subquery()

        def work(conn: Connection) -> str:
            values = conn.execute(select(*newest, links, undone)).one()
            return "-".join(str(one or 0) for one in values).replace(" ", "T")

        return self._db.read(work)


def _facts(row: Row[Any]) -> InboxFacts:
    return InboxFacts(
        alert=AlertId(row.id),
        story=StoryId(row.story_id),
        watchlist=row.watchlist,
        reason=AlertReason(row.reason),
        facts=tuple(codec.decode_all(Fact, row.facts)),
        hits=tuple(codec.decode_all(Hit, row.hits)),
        verdict=codec.decode(Verdict, row.verdict),
        at=row.created_at,
        article=ArticleId(row.article_id),
        version=row.version,
        title=row.title,
        text=row.text,
        language=row.language,
        publisher=row.publisher,
        tags=tuple(row.tags),
        url=row.final_url or row.canonical_url,
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
    )


def _weak(row: Any) -> WeakLine:
    verdict = codec.decode(Verdict, row.verdict)
    return WeakLine(
        story=StoryId(row.story_id),
        ref=f"{row.story_id:04x}",
        watchlist=row.watchlist,
        topics=verdict.topics,
        why=verdict.reason,
        article=ArticleId(row.article_id),
        title=row.title,
        language=row.language,
        publisher=row.publisher,
        url=row.final_url or row.canonical_url,
        at=row.at,
    )


def _plain(text: str) -> str:
    """`text` in a pattern of LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
