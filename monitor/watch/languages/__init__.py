"""What inflection and joined particles do to a name, a module for each language or script.

In: a folded word. Out: the forms it may come from or take, each with the kind of match that it is.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.languages import arabic, endings, hebrew, korean, latin, russian, turkish

__all__ = ["arabic", "endings", "hebrew", "korean", "latin", "russian", "turkish"]
