"""Articles from before a watchlist changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from monitor.model.review import Review, ReviewIntent


class Reviewing(Protocol):
    """Which lists changed, how far the articles from before were looked through, and orders to look further."""

    def next_review(self, look_back: timedelta, limit: int) -> Review | None:
        """The next articles to look at, of those judged `look_back` before the change or later; None if all were."""
        ...

    def save_review(self, intent: ReviewIntent) -> bool:
        """Make what was found due for assessment, and go on behind it; False if the lists changed again meanwhile."""
        ...

    def tell_past(self, name: str, since: datetime) -> bool:
        """Have a watchlist look through what was first seen since then; False where the bot has not run with it."""
        ...
