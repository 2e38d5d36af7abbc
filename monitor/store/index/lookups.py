"""What is asked of the stored stories to find an article's place among them: the answers of one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, bindparam, case, func, select

from monitor.model.articles import Article, ArticleVersion, StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import TextSource
from monitor.model.stories import (
    ENOUGH_SHARED,
    LONG_RUN,
    RARE_RUN,
    SHORT_RUN,
    FactKind,
    Neighbours,
    StorySketch,
    ToldText,
)
from monitor.model.watch import Strength, Verdict
from monitor.ports import Lookup
from monitor.store.database import Prepared, attempted, hinders_all
from monitor.store.index.events import linked_to
from monitor.store.index.pairs import MOST_STORIES, MOST_TEXTS, SHINGLES, TERMS, among, rarest
from monitor.store.index.sketches import sketches_of
from monitor.store.schema import (
    ARTICLE,
    alert,
    article,
    article_version,
    codec,
    match,
    packed,
    story,
    story_fact,
    story_key,
    to_article,
)

T = TypeVar("T")

_MOST_ROWS = 1_000
"""Of the terms looked for, the rarest decide which stories are compared: the cost must not grow with the store."""
_MOST_COUNTED = 4_000
"""More open stories are not counted: terms are not counted beyond `MOST_STORIES` either, and rarity is their ratio."""
_FEW_STORIES = 5
"""Boilerplate stands in the texts of many stories; a text that is printed everywhere stands in one, or in a few that
nobody found to be one."""
_LEAST_TERMS = 3
"""Stories with fewer terms in common are not looked at, unless a watched topic is among them."""
_EVER = datetime(1, 1, 1, tzinfo=UTC)


class Lookups:
    """`monitor.ports.Lookup` on one connection; good for as long as its transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._asked: Sequence[int] = ()
        self._texts: dict[int, list[int]] = {}

    def hinders_all(self, problem: Exception) -> bool:
        """Whether what was raised by an answer keeps everybody from writing."""
        return hinders_all(problem)

    def apart(self, work: Callable[[Lookup], T]) -> T:
        """What `work` makes of these look-ups; where it fails, the transaction goes on without it."""
        return attempted(self._conn, lambda: work(self))

    def story_by_content(self, content_key: str) -> StoryKnown | None:
        """The story that a text with this hash belongs to, with what readers know of its event."""
        return _known(self._conn, _BY_KEY, content_key)

    def story_by_id(self, story_id: StoryId) -> StoryKnown | None:
        """As `story_by_content`, for a story found otherwise."""
        return _known(self._conn, _BY_ID, story_id)

    def copy_candidates(
        self, article_id: ArticleId, shingles: Sequence[int], since: datetime, limit: int
    ) -> list[Article]:
        """Articles first seen at `since` or later that share enough shingles, the most shared first."""
        having = self._texts_with(shingles)
        usual = self.usual(shingles)
        shared: Counter[int] = Counter()
        for one in having.keys() - (usual - self._of_one_story(usual)):
            shared.update(dict.fromkeys(having[one], _worth(one, len(having[one]))))
        del shared[article_id]
        enough = sorted((-total, found) for found, total in shared.items() if total >= ENOUGH_SHARED)
        best = [found for _, found in enough[:limit]]
        if not best:
            return []
        found = map(to_article, _TEXTS.all(self._conn, **packed(best), since=since))
        return sorted(found, key=lambda one: best.index(one.id))

    def usual(self, shingles: Sequence[int]) -> frozenset[int]:
        """Those of the shingles that so many texts have that no more rows are spent on them."""
        return frozenset(one for one, texts in self._texts_with(shingles).items() if len(texts) > MOST_TEXTS)

    def _of_one_story(self, usual: frozenset[int]) -> frozenset[int]:
        """Those that no boilerplate is, but one text that everybody prints."""
        if len(usual) < ENOUGH_SHARED:
            return frozenset()
        texts = sorted(set(chain.from_iterable(self._texts[one] for one in usual)))
        told = {row[0]: row[1] for row in _STORIES.all(self._conn, **packed(texts))}
        return frozenset(one for one in usual if len({told.get(text) for text in self._texts[one]}) <= _FEW_STORIES)

    def _texts_with(self, shingles: Sequence[int]) -> dict[int, list[int]]:
        if shingles != self._asked:
            self._asked, self._texts = shingles, SHINGLES.owners(self._conn, shingles)
        return self._texts

    def neighbours(
        self, terms: Sequence[int], topics: Sequence[int], since: datetime, *, alike: int, on_topic: int
    ) -> Neighbours:
        """The stories last seen at `since` or later that share most of `terms`, or one of `topics`."""
        conn = self._conn
        common = TERMS.frequencies(conn, (*terms, *topics))
        telling = rarest(terms, common, MOST_STORIES, _MOST_ROWS)
        best = TERMS.sharing(conn, telling, min(_LEAST_TERMS, len(terms)), alike) if telling else []
        if topics:
            few = (stories for stories in TERMS.owners(conn, topics).values() if len(stories) <= MOST_STORIES)
            best += sorted(set(chain.from_iterable(few)) - set(best), reverse=True)[:on_topic]
        return Neighbours(
            sketches=sketches_of(conn, best, since),
            frequencies=tuple(sorted(common.items())),
            stories=_OPEN.all(conn, since=since)[0][0] if topics else 0,
            events=tuple(linked_to(conn, [StoryId(one) for one in best]).items()) if topics else (),
        )

    def sketch(self, story_id: StoryId) -> StorySketch | None:
        """What a story is recognised by; None if it has no sketch (any more)."""
        found = sketches_of(self._conn, [story_id], _EVER)
        return found[0] if found else None

    def alerted_lists(self, article_id: ArticleId, version: int) -> frozenset[str]:
        """The watchlists with an alert for this very version of the article."""
        return frozenset(row[0] for row in _OF_VERSION.all(self._conn, sought=article_id, version=version))

    def article_versions(self, article_id: ArticleId) -> list[ArticleVersion]:
        """The texts that an article had before it was edited, the newest first."""
        return [_version(row) for row in _VERSIONS.all(self._conn, sought=article_id)]

    def topics_met(self, articles: Sequence[ArticleId]) -> dict[ArticleId, frozenset[str]]:
        """The watched topics, as `watchlist/topic`, of those of these articles that a watchlist matched strongly."""
        found: dict[ArticleId, frozenset[str]] = {}
        for article_id, watchlist, verdict in _VERDICTS.all(self._conn, **packed(articles)) if articles else ():
            topics = (f"{watchlist}/{topic}" for topic in codec.decode(Verdict, verdict).topics)
            found[ArticleId(article_id)] = found.get(ArticleId(article_id), frozenset()).union(topics)
        return found

    def told_texts(self, stories: Sequence[StoryId], limit: int) -> list[ToldText]:
        """The texts last told of these stories and of those linked to them, in the order in which they were told."""
        event = packed(sorted(linked_to(self._conn, stories)))
        rows = _TOLD_TEXTS.all(self._conn, **event, most=limit)
        return [_told_text(row) for row in reversed(rows)]


# Statements are built once: building one costs more than running it does.

_STORY = select(story.c.id, story.c.lead_article_id)
_BY_ID = Prepared(_STORY.where(story.c.id == bindparam("sought")))
_BY_KEY = Prepared(_STORY.join_from(story_key, story).where(story_key.c.content_key == bindparam("sought")))
_OF_VERSION = Prepared(
    select(match.c.watchlist).where(
        match.c.article_id == bindparam("sought"), match.c.version == bindparam("version"), match.c.alerted.is_(True)
    )
)
_VERSIONS = Prepared(
    select(article_version)
    .where(article_version.c.article_id == bindparam("sought"))
    .order_by(article_version.c.version.desc())
)
_OPEN = Prepared(
    select(func.count()).select_from(
        select(story.c.id).where(story.c.last_seen_at >= bindparam("since")).limit(_MOST_COUNTED).subquery()
    )
)


def _worth(one: int, texts: int) -> int:
    """What a shingle counts that so many texts have."""
    if one % 2 == 0:
        return SHORT_RUN
    return ENOUGH_SHARED if texts <= RARE_RUN else LONG_RUN


def _texts(database: str) -> Select[Any]:
    return select(*ARTICLE).where(among(database, article.c.id), article.c.first_seen_at >= bindparam("since"))


def _stories(database: str) -> Select[Any]:
    return select(article.c.id, article.c.story_id).where(among(database, article.c.id))


def _alerted(database: str) -> Select[Any]:
    """The highest number of an alert for each story and watchlist."""
    query = select(alert.c.story_id, alert.c.watchlist, func.max(alert.c.number))
    query = query.where(among(database, alert.c.story_id)).group_by(alert.c.story_id, alert.c.watchlist)
    return query.order_by(alert.c.story_id, alert.c.watchlist)


def _told(database: str) -> Select[Any]:
    facts = select(story_fact.c.watchlist, story_fact.c.kind, story_fact.c.value)
    return facts.where(among(database, story_fact.c.story_id))


def _verdicts(database: str) -> Select[Any]:
    query = select(match.c.article_id, match.c.watchlist, match.c.verdict)
    return query.where(among(database, match.c.article_id), match.c.strength == Strength.STRONG.value)


def _told_texts(database: str) -> Select[Any]:
    """The articles of alerts as they stood when they were matched, the newest alert first."""
    then = and_(article_version.c.article_id == match.c.article_id, article_version.c.version == match.c.version)
    query = select(
        match.c.article_id,
        match.c.version,
        alert.c.story_id,
        alert.c.watchlist,
        func.coalesce(article_version.c.title, article.c.title),
        func.coalesce(article_version.c.text, article.c.text),
        article.c.language,
        article.c.publisher,
        article.c.canonical_url,
        case(
            (match.c.version == 1, func.coalesce(article.c.published_at, article.c.first_seen_at)),
            else_=func.coalesce(article_version.c.fetched_at, article.c.fetched_at),
        ).label("published"),
    )
    query = query.join_from(alert, match, match.c.id == alert.c.match_id).join(
        article, article.c.id == match.c.article_id
    )
    query = query.outerjoin(article_version, then).where(among(database, alert.c.story_id))
    return query.order_by(alert.c.id.desc()).limit(bindparam("most"))


_TEXTS, _STORIES, _ALERTED, _TOLD = Prepared(_texts), Prepared(_stories), Prepared(_alerted), Prepared(_told)
_TOLD_TEXTS, _VERDICTS = Prepared(_told_texts), Prepared(_verdicts)


def _told_text(row: Sequence[Any]) -> ToldText:
    article_id, version, story_id, watchlist, title, text, language, publisher, address, published = row
    return ToldText(
        article_id=ArticleId(article_id),
        version=version,
        story_id=StoryId(story_id),
        watchlist=watchlist,
        title=title,
        text=text,
        language=language,
        publisher=publisher,
        address=address,
        published=published,
    )


def _version(row: Sequence[Any]) -> ArticleVersion:
    values = dict(zip(article_version.c.keys(), row, strict=True))
    return ArticleVersion(**values | {"source": TextSource(values["source"])})


def _known(conn: Connection, query: Prepared, key: str | int) -> StoryKnown | None:
    row = query.first(conn, sought=key)
    if row is None:
        return None
    known = StoryKnown(id=StoryId(row[0]), lead_article_id=ArticleId(row[1]))
    event = packed(sorted(linked_to(conn, [known.id])))
    alerts = _ALERTED.all(conn, **event)
    if not alerts:
        return known  # Facts are told by alerts.
    told = _TOLD.all(conn, **event)
    return replace(
        known,
        alerts=tuple((watchlist, number) for story_id, watchlist, number in alerts if story_id == known.id),
        readers=frozenset(watchlist for _, watchlist, _ in alerts),
        told=frozenset((watchlist, FactKind(kind), value) for watchlist, kind, value in told),
    )
