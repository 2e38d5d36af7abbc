"""What waits for subscriptions: to be told at once, and by their routes; what was settled without being told.

In: a subscription and its watchlists. Out: what waits, without texts. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.alerts.at_once import Alerting, sent_at_once
from monitor.store.areas.alerts.history import Histories
from monitor.store.areas.alerts.routes import Routing, aside_articles, keep_asides, reconsider
from monitor.store.areas.alerts.rows import Exporting
from monitor.store.areas.alerts.told import first_message, told_in
from monitor.store.areas.alerts.waiting import pending

__all__ = [
    "Alerting",
    "Exporting",
    "Histories",
    "Routing",
    "aside_articles",
    "first_message",
    "keep_asides",
    "pending",
    "reconsider",
    "sent_at_once",
    "told_in",
]
