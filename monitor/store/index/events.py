"""Events: stories that links make one, under the id of the oldest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Connection, select, union

from monitor.model.ids import StoryId
from monitor.store.database import Prepared
from monitor.store.index.pairs import among
from monitor.store.schema import packed, story_link

MOST_STORIES = 500
"""An event of more stories than this is a mistake of the links; the rest stay stories of their own."""


def linked_to(conn: Connection, stories: Iterable[StoryId]) -> dict[StoryId, StoryId]:
    """For these stories, and all that links lead to from them, the oldest story of their event."""
    above = {story_id: story_id for story_id in stories}
    frontier = set(above)
    while frontier and len(above) < MOST_STORIES + len(frontier):
        fresh: set[StoryId] = set()
        for one, other in _links(conn, frontier):
            fresh |= {one, other} - above.keys()
            low, high = sorted((_oldest(above, one), _oldest(above, other)))
            above[high] = low
        frontier = fresh
    return {story_id: _oldest(above, story_id) for story_id in above}


def oldest_of(links: Iterable[Sequence[int]]) -> dict[StoryId, StoryId]:
    """For all stories at the ends of these links the oldest one that they lead to."""
    above: dict[StoryId, StoryId] = {}
    for one, other in links:
        low, high = sorted((_oldest(above, StoryId(one)), _oldest(above, StoryId(other))))
        above[high] = low
    return {story_id: _oldest(above, story_id) for story_id in above}


def _oldest(above: dict[StoryId, StoryId], story_id: StoryId) -> StoryId:
    while above.setdefault(story_id, story_id) != story_id:
        story_id = above[story_id]
    return story_id


def _links(conn: Connection, stories: Iterable[StoryId]) -> Iterable[tuple[StoryId, StoryId]]:
    return [(StoryId(one), StoryId(other)) for one, other in _LINKING.all(conn, **packed(sorted(stories)))]


def _linking(database: str) -> CompoundSelect[Any]:
    """Links that begin or end at one of the stories of the parameter `listed`; each half by an index of its own."""
    links = select(story_link.c.story_id, story_link.c.other_id)
    begin, end = (links.where(among(database, column)) for column in (story_link.c.story_id, story_link.c.other_id))
    return union(begin, end)


_LINKING = Prepared(_linking)
