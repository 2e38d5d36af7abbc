"""Whether a word is a name of one word with an ending, or another word that ends like that.

What a table of endings takes off may belong to the word: Velmarin is Velmar's only where Turkish is written, Hamas is
no plural of Hama, and who looks for Peters is not told of every Peter.
"""

from __future__ import annotations

from monitor.watch.languages import arabic, endings, turkish, unlisted
from monitor.watch.text import (
    DEMONYMS,
    Reading,
    Script,
    Way,
    bare,
    fold,
    is_frequent,
    is_rare,
    listed,
    script_of,
)

_FUNCTION_WORDS, OFTEN_SAID = 100, 500
"""How many words of a language are its small ones, and how many are in nearly every text."""
_NAMES_IN_S = frozenset(listed("hamas laos paris wales athens mars tunis honduras cyprus kansas texas moses jesus"))
"""Names that are another name without their last letter: Hama. Others are told by how often they are said."""
_NOT_PRONOUNCED = {"ه": "ة", "ی": "ى", "ي": "ى"}
"""A last letter of names as Persian keyboards write it, and what is another letter to Arabic."""
_TOLD = 5
"""Letters from which on a rare name of one word is known with any ending."""
_WITH_CAPITALS = frozenset({Script.LATIN, Script.CYRILLIC})
_HAMZAS = frozenset("أإآ")


def is_a_small_word(surface: str, name: str) -> bool:
    """Whether a word is "on" or "to" in Arabic, which is written with another last letter than a name: علی, على."""
    other = surface[-1:]
    if other != "ى" or _NOT_PRONOUNCED.get(name[-1:]) != other:
        return False
    return any(is_frequent(core, most=_FUNCTION_WORDS) for core in arabic.cores(bare(fold(surface))))


def is_lettered_otherwise(surface: str, name: str) -> bool:
    """Whether one of the commonest words differs from an Arabic or Persian name in letters that are folded into one.

    مدينة is a city to Arabic and Medina to Persian; إمام leads the prayer, and أمام stands before him.
    """
    ends = surface[-1:] == "ة" == _NOT_PRONOUNCED.get(name[-1:])
    begins = surface[:1] != name[:1] and _HAMZAS.issuperset((surface[:1], name[:1]))
    return (ends or begins) and is_frequent(surface, most=OFTEN_SAID)


def is_part_of_the_word(
    reading: Reading, own: str, folded: str, habit: str, *, person: bool, turkish_around: bool
) -> bool:
    """Whether the ending by which a word was read as the folded name `own` may belong to the word itself."""
    if reading.way is not Way.ENDING:
        return False
    script = script_of(folded)
    if habit == unlisted.HABIT and script in _WITH_CAPITALS and reading.detail.isalpha() and reading.detail != "s":
        return not (len(own) >= _TOLD and is_rare(own) and is_rare(folded))
    told = script is Script.CYRILLIC or (reading.detail != "s" and habit in endings.tabled())
    if told and endings.is_a_short_form(own, folded, reading.detail):
        return True
    if script is not Script.LATIN:
        return False
    if reading.detail == "s":
        return _is_no_plural(folded, habit, person=person)
    if not reading.detail:
        # The name has a letter that the word lacks: Peters and Peter.
        return own == folded + "s" and is_frequent(folded, habit) and DEMONYMS.isdisjoint((folded, own))
    if any(folded[:size] in _NAMES_IN_S for size in range(len(own) + 1, len(folded))):
        return True
    return turkish.is_bare_suffix(reading.detail) and not turkish_around and habit not in endings.languages()


def _is_no_plural(folded: str, habit: str, *, person: bool) -> bool:
    """Whether a word in -s is a word of its own; people have a plural nowhere, and a genitive without mark not in
    English."""
    if folded in _NAMES_IN_S:
        return True
    if folded in DEMONYMS or not is_frequent(folded, habit):
        return False
    return (person and habit == "en") or not is_frequent(folded.removesuffix("s"), habit)
