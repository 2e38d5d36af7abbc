"""What is recorded of an item, step by step."""

from __future__ import annotations

from datetime import datetime

from monitor.model.ids import ArticleId, EntryId, StoryId
from monitor.model.watch import Hit
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailStep:
    """One recorded outcome of one item, for `why`."""

    step: str
    outcome: str
    detail: str
    at: datetime
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Everything recorded about one entry."""

    entry_id: EntryId
    feed_title: str
    feed_url: str
    url: str
    title: str
    first_seen_at: datetime
    article_id: ArticleId | None
    story_id: StoryId | None
    steps: tuple[TrailStep, ...]
    hits: tuple[tuple[str, Hit], ...] = ()
    """(watchlist, hit) as recorded when the article was assessed."""
    versions: tuple[datetime, ...] = ()
    """When each version of the article's text was read, the first one first."""
