"""Machine translations that were made once.

In: texts by their language. Out: what was made of them. Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.translation.kept import Translations

__all__ = ["Translations"]
