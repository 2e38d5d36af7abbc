"""A question as somebody typed it, asked of the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.searching import Snippet, marked_title, snippet
from monitor.core.typed.filters import filter_of
from monitor.errors import UsageError, WatchError
from monitor.flow.archive.searching import MOST_LOOKED_AT, search
from monitor.flow.desk.shown import stories_shown
from monitor.model.archive.search import ArchiveState, FoundArticle, Tried
from monitor.model.ids import ArticleId, StoryId
from monitor.model.watch import Topic, Watchlist
from monitor.ports import Store
from monitor.records import dataclass
from monitor.watch import Asked, Seeker, parse_search

A_PAGE = 20
RANKED = 200
"""Of what was found the newest, of which a page shows the best: matching them takes most of its time."""
_SHOWN = 200
"""Letters of a question that are repeated where something is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One article that was found."""

    id: ArticleId
    url: str
    title: Snippet
    passage: Snippet | None
    """Of its text; None where only the title is shown."""
    publisher: str
    language: str
    first_seen_at: datetime
    story: StoryId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What was asked, and what was found."""

    q: str
    sort: str
    found: tuple[FoundLine, ...]
    more: ArticleId | None
    """There may be more among the articles before this one."""
    looked_at: int
    cut: bool
    """Older articles were left, for too many were looked at."""
    tried: tuple[Tried, ...]
    """What the parts of the question were looked for as."""
    filters: tuple[str, ...]
    archive: ArchiveState
    ranked: int
    """Among so many of the newest the best are looked for."""
    fault: str = ""
    """What is wrong with the question."""
    fault_at: int | None = None
    """Behind so many characters."""
    hint: str = ""


def asked_of(typed: str, lists: Sequence[Watchlist]) -> tuple[Asked, tuple[str, ...]]:
    """The question, and the packs of the watchlists whose topics it speaks of.

    Raises:
        WatchError: it is no question.
    """
    topics: Mapping[str, Topic] = {topic.id: topic for one in reversed(lists) for topic in one.topics}
    asked = parse_search(typed, topics)
    meant = {topic.id for topic in asked.topics}
    lent = [pack for one in lists if any(topic.id in meant for topic in one.topics) for pack in one.packs]
    return asked, tuple(dict.fromkeys(lent))


def unknown_of(filters: Mapping[str, str], lists: Sequence[Watchlist]) -> list[str]:
    """What filters name that these watchlists have not: of a list that was taken away articles may be kept still."""
    known = {"watchlist": [one.id for one in lists], "topic": [topic.id for one in lists for topic in one.topics]}
    return [
        f"there is no {key} {filters[key]!r} in the configuration, which has: {', '.join(there) or 'none'}"
        for key, there in known.items()
        if filters.get(key) and filters[key] not in there
    ]


def readable(error: WatchError) -> UsageError:
    """What is wrong, and where, with no more of a long question than stands around the fault."""
    where = ""
    if error.position is not None:
        first = max(0, error.position - _SHOWN // 2)
        around = error.source[first : first + _SHOWN]
        where = f" at character {error.position + 1} of {around!r}"
    return UsageError(f"{error.message}{where}{'. ' + error.hint if error.hint else ''}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAsked:
    """What is asked of the archive."""

    typed: str
    best: bool = False
    before: int = 0
    """`SearchView.more` of the page before; 0 for the first."""
    shown: frozenset[str] | None = None
    """Nothing is told of what other watchlists than these found; None for all."""


def answered(store: Store, question: SearchAsked, lists: Sequence[Watchlist], now: datetime) -> SearchView:
    """What the archive has; what is wrong with the question is a part of the answer."""
    typed, before, shown = question.typed, question.before, question.shown
    if not typed.strip():
        return _nothing(store, question)
    try:
        asked, packs = asked_of(typed, lists)
        _insist_on_shown(asked.filters, shown)
        filters = {**asked.filters, **({"before": str(before)} if before else {})}
        seeker, of = Seeker(asked, packs), filter_of(filters, now)
        answer = search(store, seeker, of, most=A_PAGE, best=question.best, ranked=RANKED)
    except WatchError as error:
        return replace(_nothing(store, question), fault=error.message, fault_at=error.position, hint=error.hint)
    except UsageError as error:
        return replace(_nothing(store, question), fault=str(error))
    mine = stories_shown(store, (one.article.story_id for one in answer.found if one.article.story_id), shown)
    unknown = [] if answer.found or shown is not None else unknown_of(asked.filters, lists)
    return replace(
        _nothing(store, question, answer.state),
        fault="; ".join(unknown),
        found=tuple(_line(one, mine) for one in answer.found),
        more=answer.more,
        looked_at=answer.looked_at,
        cut=answer.looked_at >= MOST_LOOKED_AT,
        tried=answer.tried,
        filters=tuple(f"{key}:{value}" for key, value in asked.filters.items()),
    )


def _nothing(store: Store, question: SearchAsked, state: ArchiveState | None = None) -> SearchView:
    return SearchView(
        q=question.typed, sort="best" if question.best else "newest", found=(), more=None, looked_at=0, cut=False,
        tried=(), filters=(), ranked=RANKED,
        archive=store.archive_state() if state is None else state,
    )  # fmt: skip


def _insist_on_shown(filters: Mapping[str, str], shown: frozenset[str] | None) -> None:
    """Raises UsageError for a filter that would tell what watchlists found which are not shown."""
    if shown is None:
        return
    named = filters.get("watchlist", "")
    if named and named not in shown:
        raise UsageError(f"there is no watchlist {named!r}")
    for one in ("topic", "outcome", "story"):
        if filters.get(one):
            raise UsageError(f"{one}: is for who is shown all watchlists; watchlist: takes {', '.join(sorted(shown))}")


def _line(one: FoundArticle, shown: frozenset[StoryId]) -> FoundLine:
    article = one.article
    passage = snippet(article.title, article.text, one.sighting)
    return FoundLine(
        id=article.id,
        url=article.canonical_url or article.final_url,
        title=marked_title(article.title, one.sighting),
        passage=passage if passage.field.value == "text" else None,
        publisher=article.publisher,
        language=article.language,
        first_seen_at=article.first_seen_at,
        story=article.story_id if article.story_id in shown else None,
    )
