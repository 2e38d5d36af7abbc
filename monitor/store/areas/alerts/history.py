"""On which stories topics alerted, and which articles they were met in, over weeks: what is usual for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from monitor.model.ids import StoryId
from monitor.model.watch import Strength
from monitor.model.ways import TopicMention, TopicStory
from monitor.store.database import Area
from monitor.store.schema import alert, article, match


class Histories(Area):
    """`topic_stories`, `topic_mentions`."""

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

    def topic_mentions(self, watchlists: Sequence[str], since: datetime) -> list[TopicMention]:
        """One for each article first seen since then and each topic that was surely met in it."""
        query = (
            select(
                match.c.watchlist,
                match.c.verdict,
                article.c.id,
                article.c.language,
                article.c.publisher,
                article.c.first_seen_at,
            )
            .join_from(match, article, article.c.id == match.c.article_id)
            .where(match.c.watchlist.in_(watchlists), match.c.at > since, article.c.first_seen_at > since)
            .where(match.c.strength == Strength.STRONG.value)
        )

        def work(conn: Connection) -> list[TopicMention]:
            # An edited article has a match for each of its versions.
            found = {
                (row.watchlist, topic, row.id): TopicMention(
                    watchlist=row.watchlist,
                    topic=topic,
                    language=row.language.partition("-")[0],
                    publisher=row.publisher,
                    at=row.first_seen_at,
                )
                for row in conn.execute(query)
                for topic in row.verdict["topics"]
            }
            return list(found.values())

        return self._db.read(work)
