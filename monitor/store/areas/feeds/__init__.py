"""What is kept of feeds beside their polls: what they ask for, and how lively they are.

In and out: `Asked`, `LearntWeek`. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.feeds.rhythm import Rhythms

__all__ = ["Rhythms"]
