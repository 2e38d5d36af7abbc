"""Whom a statement leaves out."""

from __future__ import annotations

from itertools import pairwise

from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.lexicon import Lexicon

_BUT = frozenset({("but", "those"), ("but", "for"), ("but", "the")})
_EVERY = frozenset({"all", "every", "no", "none", "nobody", "anything", "everyone", "nothing"})


def has_exception(one: Statement, lexicon: Lexicon) -> bool:
    """Whether a statement holds but for some: "except", "all but those"."""
    if "exception" in one.cues:
        return True
    return lexicon.language == "en" and not _EVERY.isdisjoint(one.tokens) and not _BUT.isdisjoint(pairwise(one.tokens))
