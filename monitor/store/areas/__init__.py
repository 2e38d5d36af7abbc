"""The store's methods, one module for each step of the bot or kind of question.

In: intents. Out: claims, facts and trails. Each method is one transaction. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.alerts import Alerting, Exporting, Histories, Routing
from monitor.store.areas.archive import MentionCounts, Misses
from monitor.store.areas.asking import Asking
from monitor.store.areas.assessing import Assessing
from monitor.store.areas.clocks import Clocks
from monitor.store.areas.composing import Composing
from monitor.store.areas.configuring import Configuring
from monitor.store.areas.desk import (
    Deeds,
    DeskActions,
    DeskDevices,
    DeskDrafts,
    DeskFeeds,
    DeskSessions,
    Inbox,
    Sent,
    Sightings,
)
from monitor.store.areas.evidence import Auditing, Evidence, Pushes
from monitor.store.areas.extracting import Extracting
from monitor.store.areas.feedback import Judged, Spellings
from monitor.store.areas.feeds import Hubs, Rhythms
from monitor.store.areas.health import Health
from monitor.store.areas.holding import Holding
from monitor.store.areas.orphans import Orphans
from monitor.store.areas.polling import Polling
from monitor.store.areas.pruning import Pruning
from monitor.store.areas.queues import Queues
from monitor.store.areas.recipients import Bounces, Recipients
from monitor.store.areas.reviewing import Reviewing
from monitor.store.areas.searching import Searching
from monitor.store.areas.sending import Sending
from monitor.store.areas.trails import Trails
from monitor.store.areas.translation import Translations
from monitor.store.areas.upkeep import Upkeep
from monitor.store.areas.window import Windows

__all__ = [
    "Alerting",
    "Asking",
    "Assessing",
    "Auditing",
    "Bounces",
    "Clocks",
    "Composing",
    "Configuring",
    "Deeds",
    "DeskActions",
    "DeskDevices",
    "DeskDrafts",
    "DeskFeeds",
    "DeskSessions",
    "Evidence",
    "Exporting",
    "Extracting",
    "Health",
    "Histories",
    "Holding",
    "Hubs",
    "Inbox",
    "Judged",
    "MentionCounts",
    "Misses",
    "Orphans",
    "Polling",
    "Pruning",
    "Pushes",
    "Queues",
    "Recipients",
    "Reviewing",
    "Rhythms",
    "Routing",
    "Searching",
    "Sending",
    "Sent",
    "Sightings",
    "Spellings",
    "Trails",
    "Translations",
    "Upkeep",
    "Windows",
]
