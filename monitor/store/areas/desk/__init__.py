"""What the desk shows of the store, and what is kept of the work there.

In: questions and values of `model.desk`. Out: the same. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.desk.actions import DeskActions
from monitor.store.areas.desk.deeds import Deeds
from monitor.store.areas.desk.devices import DeskDevices
from monitor.store.areas.desk.drafts import DeskDrafts
from monitor.store.areas.desk.feeds import DeskFeeds
from monitor.store.areas.desk.inbox import Inbox
from monitor.store.areas.desk.sent import Sent
from monitor.store.areas.desk.sessions import DeskSessions
from monitor.store.areas.desk.sightings import Sightings

__all__ = [
    "Deeds",
    "DeskActions",
    "DeskDevices",
    "DeskDrafts",
    "DeskFeeds",
    "DeskSessions",
    "Inbox",
    "Sent",
    "Sightings",
]
