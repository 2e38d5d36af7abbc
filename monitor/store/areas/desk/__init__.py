"""What is kept of the work at the desk.

In: values of `model.desk`. Out: the same. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.desk.actions import DeskActions
from monitor.store.areas.desk.feeds import DeskFeeds
from monitor.store.areas.desk.sessions import DeskSessions

__all__ = ["DeskActions", "DeskFeeds", "DeskSessions"]
