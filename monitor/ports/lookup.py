"""What a judgement may ask of the database while it is being made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from monitor.model.articles import Article, ArticleVersion, StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Neighbours, StorySketch, ToldText

T = TypeVar("T")


class Lookup(Protocol):
    """What may be asked about stored stories to find an article's place among them, all at one instant."""

    def apart(self, work: Callable[[Lookup], T]) -> T:
        """What `work` makes of these look-ups; raises what it raises, and they can be asked all the same afterwards."""
        ...

    def hinders_all(self, problem: Exception) -> bool:
        """Whether what was raised by an answer keeps everybody from writing (a full disk), and not this article."""
        ...

    def story_by_content(self, content_key: str) -> StoryKnown | None:
        """The story that a text with this hash belongs to, with what readers know of its event."""
        ...

    def story_by_id(self, story_id: StoryId) -> StoryKnown | None:
        """As `story_by_content`, for a story found otherwise."""
        ...

    def copy_candidates(
        self, article_id: ArticleId, shingles: Sequence[int], since: datetime, limit: int
    ) -> list[Article]:
        """At most `limit` articles first seen at `since` or later with common shingles, the most shared first.

        Three common shingles make a candidate, or fewer of long runs of words; those of many texts do not count, unless
        the texts tell one story.
        """
        ...

    def neighbours(
        self, terms: Sequence[int], topics: Sequence[int], since: datetime, *, alike: int, on_topic: int
    ) -> Neighbours:
        """The stories last seen at `since` or later: the `alike` that share most of `terms`, and those of `topics`.

        Of the latter at most `on_topic`, the newest.
        """
        ...

    def sketch(self, story_id: StoryId) -> StorySketch | None:
        """What one story is recognised by; None if that was trimmed or never kept."""
        ...

    def alerted_lists(self, article_id: ArticleId, version: int) -> frozenset[str]:
        """The watchlists with an alert for this very version of the article."""
        ...

    def article_versions(self, article_id: ArticleId) -> list[ArticleVersion]:
        """The texts that an article had before it was edited, the newest first; empty if it never was."""
        ...

    def topics_met(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, frozenset[str]]:
        """The watched topics, as `watchlist/topic`, of those of these articles that a watchlist matched strongly."""
        ...

    def told_texts(self, stories: Sequence[StoryId], limit: int) -> list[ToldText]:
        """The texts last told of these stories and of those linked to them, in the order in which they were told."""
        ...
