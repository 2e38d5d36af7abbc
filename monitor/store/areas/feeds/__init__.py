"""What is kept of feeds beside their polls: what they ask for, how lively they are, who tells of them, quiet polls.

In and out: `Asked`, `LearntWeek`, `HubSubscription`. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.feeds.fair import Fair, host_in
from monitor.store.areas.feeds.hubs import Hubs
from monitor.store.areas.feeds.leasing import claimed, lease_fairly
from monitor.store.areas.feeds.quiet import POLL, count_quiet, end_quiet, held_by
from monitor.store.areas.feeds.rhythm import Rhythms, heard_of
from monitor.store.areas.feeds.syncing import changes_of, follow, insert_most, keep_followed
from monitor.store.areas.feeds.together import save_together

__all__ = [
    "POLL",
    "Fair",
    "Hubs",
    "Rhythms",
    "changes_of",
    "claimed",
    "count_quiet",
    "end_quiet",
    "follow",
    "heard_of",
    "held_by",
    "host_in",
    "insert_most",
    "keep_followed",
    "lease_fairly",
    "save_together",
]
