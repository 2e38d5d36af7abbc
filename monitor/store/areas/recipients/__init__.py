"""Recipients in the store: the ledger of what nothing is sent to, and mail that came back.

In: what servers and readers said. Out: entries in force, and what they change of deliveries.
Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.recipients.bounces import Bounces
from monitor.store.areas.recipients.ledger import Recipients, every_suppression, in_force, keep_change, standing_of

__all__ = ["Bounces", "Recipients", "every_suppression", "in_force", "keep_change", "standing_of"]
