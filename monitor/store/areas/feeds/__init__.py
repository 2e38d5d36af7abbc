"""What is kept of feeds beside their polls: what they ask for, how lively they are, and who tells of them.

In and out: `Asked`, `LearntWeek`, `HubSubscription`. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.feeds.hubs import Hubs
from monitor.store.areas.feeds.rhythm import Rhythms

__all__ = ["Hubs", "Rhythms"]
