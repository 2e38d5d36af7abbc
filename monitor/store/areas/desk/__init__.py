"""What is kept of the work at the desk.

In: values of `model.desk`. Out: the same. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.desk.actions import DeskActions

__all__ = ["DeskActions"]
