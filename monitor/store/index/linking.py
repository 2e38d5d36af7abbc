"""Links between stories: those that may be told together, and those found to tell one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, select

from monitor.model.ids import StoryId
from monitor.model.stories import Meant, StoryLink, StorySketch
from monitor.model.watch import Strength
from monitor.store.database import Area
from monitor.store.index.sketches import sketches_of
from monitor.store.schema import dialect, match, story, story_link, story_meaning


class Linking(Area):
    """`watched_sketches`, `save_links`, `meanings`, `save_meanings`."""

    def watched_sketches(self, watchlists: Sequence[str], since: datetime, limit: int) -> tuple[StorySketch, ...]:
        """What the stories last seen at `since` or later that these watchlists matched are recognised by; the newest.

        Oldest first.
        """

        def work(conn: Connection) -> tuple[StorySketch, ...]:
            strong = (match.c.strength == Strength.STRONG.value) & match.c.watchlist.in_(watchlists)
            ids = (
                select(story.c.id)
                .where(story.c.last_seen_at >= since, exists().where(match.c.story_id == story.c.id, strong))
                .order_by(story.c.id.desc())
                .limit(limit)
            )
            return sketches_of(conn, list(conn.execute(ids).scalars()), since)

        return self._db.read(work)

    def save_links(self, links: Sequence[StoryLink]) -> None:
        """Stories found to tell one event; a link that is known, or whose stories are gone, changes nothing."""

        def work(conn: Connection) -> None:
            named = {one for link in links for one in (link.story_id, link.other_id)}
            there: set[int] = set()
            for chunk in dialect.chunks(sorted(named)):
                there.update(conn.execute(select(story.c.id).where(story.c.id.in_(chunk))).scalars())
            rows = [
                {"story_id": one.story_id, "other_id": one.other_id, "evidence": one.evidence}
                for one in links
                if one.story_id in there and one.other_id in there
            ]
            dialect.insert_new(conn, story_link, rows)

        self._db.write(work)

    def meanings(self, model: str, story_ids: Sequence[StoryId]) -> dict[StoryId, Meant]:
        """What these stories mean by this model, as far as it was asked."""
        found: dict[StoryId, Meant] = {}
        table = story_meaning.c
        columns = select(table.story_id, table.vector, table.publisher).where(table.model == model)

        def work(conn: Connection) -> None:
            for chunk in dialect.chunks(story_ids):
                rows = conn.execute(columns.where(story_meaning.c.story_id.in_(chunk)))
                found.update((StoryId(story_id), Meant(*meant)) for story_id, *meant in rows)

        self._db.read(work)
        return found

    def save_meanings(self, model: str, meanings: Mapping[StoryId, Meant]) -> None:
        """Keep what stories mean, in place of what another model made of them; of a story that is gone nothing."""

        def work(conn: Connection) -> None:
            there: set[int] = set()
            for chunk in dialect.chunks(meanings):
                there.update(conn.execute(select(story.c.id).where(story.c.id.in_(chunk))).scalars())
            rows = [
                {"story_id": one, "model": model, "vector": meant.vector, "publisher": meant.publisher}
                for one, meant in meanings.items()
                if one in there
            ]
            if rows:
                conn.execute(dialect.upserting(conn.dialect.name, story_meaning), rows)

        self._db.write(work)
