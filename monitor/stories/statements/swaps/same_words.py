"""Whether two words, or what was put for what, may say the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.stories.statements.likeness import alike, same_name
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.families import of_one_family, of_one_stem
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.phrases import PREFIXED_FROM

SAME = "same"
"""A field of no things in particular: its words of one kind say the same, and no more is said of them."""
_LEAST = 3
_ROOT, _VERB_ENDING = 3, 2
"""Letters of a Hebrew or Arabic verb that stay, and of what says who."""


def may_say_same(one: str, two: str, lexicon: Lexicon) -> bool:
    """Whether two words are one in another form, of one family, or said by a list to be the same."""
    language = lexicon.language
    if alike(one, two) or is_akin(one, two, language) or of_one_stem(one, two, language):
        return True
    kinds = actors(lexicon.language).kinds
    return not (
        lexicon.states(one).isdisjoint(lexicon.states(two))
        and lexicon.things(one).isdisjoint(lexicon.things(two))
        and lexicon.cues(one).isdisjoint(lexicon.cues(two))
        and kinds((one,)).isdisjoint(kinds((two,)))
    )


def is_akin(one: str, two: str, language: str) -> bool:
    """Whether two words are one name, family or verb, or one thing named more closely: "cistern", "Wasserzisterne"."""
    if same_name(one, two) or of_one_family(one, two, language) or one.endswith(two) or two.endswith(one):
        return True
    return one[0] >= PREFIXED_FROM and one[:_ROOT] == two[:_ROOT] and max(len(one), len(two)) - _ROOT <= _VERB_ENDING


def is_short_for(gone: Sequence[str], added: Sequence[str]) -> bool:
    """ "United Nations", "UN"."""
    short, long = (gone, added) if len(gone) < len(added) else (added, gone)
    return len(short) == 1 < len(long) and short[0].startswith("".join(word[0] for word in long))


def is_short(word: str) -> bool:
    """Whether it has too few letters to tell of a thing; signs and letters without vowels count for more."""
    return len(word) < (_LEAST if word[0] < PREFIXED_FROM else _LEAST - 1)


def is_named(word: str, text: Collection[str]) -> bool:
    """Whether a text has a word, in some form."""
    return any(alike(word, one) for one in text)


def as_written(words: Sequence[str], said: Statement) -> str:
    """Words of a sentence as it has them."""
    raw = dict(zip(said.tokens, said.raw, strict=True))
    return ("" if all(len(word) == 1 for word in words) else " ").join(raw.get(word, word) for word in words)
