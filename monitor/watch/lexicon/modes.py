"""How a word of a name may be met, and the words that stand for any article."""

from __future__ import annotations

from enum import StrEnum

from monitor.watch.text import ROW_ARTICLES, Way, fold, listed


class Mode(StrEnum):
    """How a word of a name may be met."""

    NAME = "name"
    CONTEXT = "context"
    """Inflected, but in no other transliteration."""
    GRAMMAR = "grammar"
    """With the cases and joined particles of its language, in no other spelling."""
    LITERAL = "literal"
    """As written, whatever its case."""
    EXACT = "exact"
    """As written, case included."""
    INITIAL = "initial"
    """By its first letter, in capitals, and by those it becomes in other scripts."""
    STEM = "stem"
    ARTICLE = "article"
    """Any article: al, el, ez, אל, ..."""


_GRAMMAR = frozenset({Way.EXACT, Way.ENDING, Way.PREFIX, Way.PREFIX_SHORT})
"""What its language makes of a word without spelling it in another way."""


def admits(mode: Mode, way: Way) -> bool:
    """Whether a word of a name may be met in that way."""
    match mode:
        case Mode.LITERAL:
            return way is Way.EXACT
        case Mode.GRAMMAR:
            return way in _GRAMMAR
        case _:
            return True


ARTICLES = ROW_ARTICLES.union(
    fold(word)
    for word in listed(
        "al el ul as es ash esh at et an en ad ed ar er az ez us ur l il ech ach asch esch eş ush uz "
        "αλ ελ εζ ալ էլ էզ ალ ელ ეზ "
        "अल एल আল এল አል ኤል "
        "ال эль аль эт ат эс ас эз аз аш эш ан эн ад эд ар эр אל א אז אש ה"
    )
)
"""The Arabic article as the languages write it when it stands alone."""
