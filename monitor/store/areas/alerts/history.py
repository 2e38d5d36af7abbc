"""On which stories topics alerted, over weeks: what is usual for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from monitor.model.ids import StoryId
from monitor.model.ways import TopicStory
from monitor.store.database import Area
from monitor.store.schema import alert, match


class Histories(Area):
    """`topic_stories`."""

    def topic_stories(self, watchlists: Sequence[str], since: datetime) -> list[TopicStory]:
        """One for each alert and topic since then; without what a changed watchlist found in articles from before."""
        query = (
            select(alert.c.watchlist, alert.c.story_id, alert.c.created_at, match.c.verdict)
            .join_from(alert, match, match.c.id == alert.c.match_id)
            .where(alert.c.watchlist.in_(watchlists), alert.c.created_at > since, alert.c.late_at.is_(None))
        )

        def work(conn: Connection) -> list[TopicStory]:
            return [
                TopicStory(watchlist=row.watchlist, topic=topic, story=StoryId(row.story_id), at=row.created_at)
                for row in conn.execute(query)
                for topic in row.verdict["topics"]
            ]

        return self._db.read(work)
