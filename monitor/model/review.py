"""Looking through articles from before a watchlist changed."""

from __future__ import annotations

from datetime import datetime

from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBefore:
    """What a watchlist said of an article, in its present version, before it changed."""

    watchlist: str
    article_id: ArticleId
    strong: bool
    alerted: bool
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The next articles to look at for watchlists that changed at one moment."""

    lists: tuple[str, ...]
    changed_at: datetime
    articles: tuple[Article, ...]
    """In the order in which they came. All are judged; the first that is not ends them, until it is."""
    before: tuple[FoundBefore, ...]
    until: ArticleId
    """What came later was judged by the watchlists as they are now."""
    ends: bool
    """Whether nothing is left behind these."""
    asked: datetime | None = None
    """Since when articles are looked at because somebody asked for it; None: nobody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewIntent:
    """What looking at some articles changes; saved only if the lists have not changed again."""

    lists: tuple[str, ...]
    changed_at: datetime
    through: ArticleId | None
    """The last article that was looked at; None: there was none."""
    until: ArticleId
    ends: bool
    late: tuple[tuple[ArticleId, int, tuple[str, ...]], ...]
    """(article, version, watchlists) to be judged again."""
    at: datetime
    asked: datetime | None = None
    """As in `Review`; nothing is saved if somebody asked for more meanwhile."""
