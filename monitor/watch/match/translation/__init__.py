"""Names whose words are translated in a text.

In: compiled names and what the words of a text may be. Out: the names met. Terms: docs/explanation/glossary.md.
"""

from monitor.watch.match.translation.names import Start, Translations

__all__ = ["Start", "Translations"]
