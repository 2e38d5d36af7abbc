"""The store's methods about what was gathered over weeks, for those who look back.

In: moments, and lots to count. Out: figures. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.archive.mentions import MentionCounts
from monitor.store.areas.archive.missed import Misses

__all__ = ["MentionCounts", "Misses"]
