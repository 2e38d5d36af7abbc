"""How a word of a name may be met, and the words that stand for any article."""

from __future__ import annotations

from enum import StrEnum

from monitor.watch.text import fold, listed


class Mode(StrEnum):
    """How a word of a name may be met."""

    NAME = "name"
    CONTEXT = "context"
    """Inflected, but in no other transliteration."""
    LITERAL = "literal"
    """As written, whatever its case."""
    EXACT = "exact"
    """As written, case included."""
    STEM = "stem"
    ARTICLE = "article"
    """Any article: al, el, ez, אל, ..."""


ARTICLES = frozenset(
    fold(word)
    for word in listed(
        "al el ul as es ash esh at et an en ad ed ar er az ez us ur l il ech ach asch esch eş ush uz "
        "ال эль аль эт ат эс ас эз аз аш эш ан эн ад эд ар эр אל א אז אש ה"
    )
)
"""The Arabic article as the languages write it when it stands alone."""
