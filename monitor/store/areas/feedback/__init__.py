"""Feedback in the store: the ledger of what people say of alerts, and counters of spellings.

In: what was said, stored matches. Out: what stands, what alerts rest on, how often names are met.
Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.feedback.ledger import Judged
from monitor.store.areas.feedback.spellings import Spellings

__all__ = ["Judged", "Spellings"]
