"""The stories that links make one event."""

from __future__ import annotations

from monitor.model.ids import StoryId
from monitor.model.stories import StoryRecord
from monitor.ports import Store

MOST_STORIES = 500
"""An event of more is a mistake of the links."""


def event_of(store: Store, story_id: StoryId) -> list[StoryRecord]:
    """The story and those that links lead to from it, the oldest first; empty if there is no such story."""
    found: dict[StoryId, StoryRecord] = {}
    waiting = [story_id]
    while waiting and len(found) < MOST_STORIES:
        if (number := waiting.pop()) in found or (record := store.story(number)) is None:
            continue
        found[number] = record
        waiting += [one for link in record.links for one in (link.story_id, link.other_id)]
    return [found[number] for number in sorted(found)]
