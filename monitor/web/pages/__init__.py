"""The rooms of pages, a module for each kind of work; a new room is named in `ROOMS`, and nowhere else.

In: what was asked. Out: what a page shows, what an action did. Terms: docs/explanation/glossary.md.
"""

from monitor.web.kit.page import Room
from monitor.web.pages import (
    account,
    feeds,
    first_visit,
    inbox,
    ledger,
    notifications,
    proof,
    search,
    sent,
    story,
    trends,
    watchlists,
)

ROOMS: tuple[Room, ...] = (
    *(inbox.ROOM, story.ROOM, feeds.ROOM, watchlists.ROOM, sent.ROOM, search.ROOM, trends.ROOM),
    proof.ROOM,
    ledger.ROOM,
    account.ROOM,
    notifications.ROOM,
    first_visit.ROOM,
)
