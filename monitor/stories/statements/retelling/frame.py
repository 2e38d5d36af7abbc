"""Words of how something is told and not of what: "in brief", "as announced", "took place"; and that it goes on."""

from __future__ import annotations

from itertools import pairwise

from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon


def is_frame(word: str, lexicon: Lexicon) -> bool:
    """Whether a word says how something is told, who says it, that it is announced or about how many it is."""
    if lexicon.has("frame", word) or lexicon.has("about", word) or lexicon.has("still", word):
        return True
    return lexicon.begins("announces", word) or actors(lexicon.language).says(word)


def says_nothing(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is frame, or says no more than that it took place, of what, or through whom."""
    return is_frame(word, lexicon) or lexicon.has("by", word) or lexicon.begins("happens", word)


def says_it_goes_on(one: Statement, lexicon: Lexicon) -> bool:
    """Whether a sentence says that something is as it was: "still", "remains"."""
    runs = (*one.tokens, *map("_".join, pairwise(one.tokens)))
    return any(lexicon.has("still", run) for run in runs)
