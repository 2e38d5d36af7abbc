"""What is remembered of a watchlist while drafts of it are tried: it is the same for all of them."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta
from threading import Lock

from monitor.model.archive.backtest import Said
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.records import dataclass
from monitor.watch import Edit

_KNOWN_FOR = timedelta(minutes=5)
"""So long it is believed which articles may mention the running list: some may be edited meanwhile."""
_Known = dict[tuple[ArticleId, int], Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Which of the articles up to the newest one may mention a topic of the running list."""

    ids: frozenset[ArticleId]
    newest: ArticleId
    since: datetime
    at: datetime
    unindexed: int

    def lacks(self, article: Article) -> bool:
        """Whether it surely mentions none. An article that was edited may by now."""
        known = article.id <= self.newest and article.first_seen_at >= self.since and article.version == 1
        return known and article.id not in self.ids


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the running list is and says, kept from one draft to the next: drafts do not change it."""

    edits: list[Edit] = field(default_factory=list)
    """The last one: the next takes over its compiled running list."""
    said: _Known = field(default_factory=dict)
    """By article and version."""
    mentioned: list[Mentioned] = field(default_factory=list)
    """The last one."""
    finding: Lock = field(default_factory=Lock)
    """Held while that is found: who makes the list ready, and who tries the first draft of it, would do it twice."""

    def met(self, now: datetime, since: datetime) -> Mentioned | None:
        """What is known of the articles since then, if it is fresh."""
        last = self.mentioned[-1] if self.mentioned else None
        return last if last is not None and now - last.at <= _KNOWN_FOR and last.since <= since else None
