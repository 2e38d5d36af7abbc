"""A name of one word in another alphabet, or in small letters.

In an alphabet, which writes vowels too, it is the name if it is spelled letter by letter.

Russian and its neighbours write only names with a capital inside a sentence, so there it alerts; as the first word of a
sentence it may be any word, and is the name where the language does not say it often. Other spellings are possible
ones.

English and German give every name a capital; most languages write what is no person and no place small: les talibans,
los talibanes, gli houthi. What no language with a list of its frequent words says often is the name there.
"""

from __future__ import annotations

import re
from enum import IntEnum

from monitor.watch.languages import russian
from monitor.watch.lexicon import Scan, unmarked
from monitor.watch.match.name_refs import NameRef
from monitor.watch.sounds import is_spelled_out
from monitor.watch.text import LATIN, Reading, Script, Way, fold, is_frequent, is_given_name, is_rare, script_of

_CAPITALS = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯЁІЇЄҐЎ")
_OTHERS = frozenset({Script.CYRILLIC, Script.ARABIC, Script.HEBREW})
_LONG, _LONG_CONSONANTS = 6, 4
"""Letters, and consonants of Arabic and Hebrew letters, from which on a rare Latin word is the name alone."""
_HYPHENS = frozenset("-‐‑–")
_OPENING, _CLOSING = " ,«„“\"'", frozenset("»“”\"'")
_SHOUTED = re.compile("[А-ЯЁІЇЄҐЎ]{4,}[а-яёіїєґў]{0,3}")
"""A brand in capitals, with its ending in small letters: акции ЛУКОЙЛа."""


_CAPITALISING = frozenset({"en", "de"})
"""Spelling habits in which every name has a capital, a javelin being none."""
_LISTED = LATIN - _CAPITALISING
_FOREIGN = {
    "it": re.compile("[jkwxy]|(?<![cg])h|[bcdfghklmnpqrstvwxz]$"),
    "pt": re.compile("[kwy]|(?<!^)(?<![cln])h|[bcdfgknpqtvwxy]$"),
}
"""Where there is no such list, how words of other languages are told."""


class Stands(IntEnum):
    """Where a Cyrillic word with a capital stands."""

    NOWHERE = 0
    """It is none, or part of a compound: Абу-Камаля."""
    FIRST = 1
    INSIDE = 2
    """Behind another word of its sentence, or in capitals among small letters."""


def where_it_stands(position: int, scan: Scan) -> Stands:
    """Where the word at `position` does."""
    word = scan.words[position]
    if _SHOUTED.fullmatch(word):
        # Beside other words in capitals it may be any word.
        around = scan.words[max(0, position - 1) : position] + scan.words[position + 1 : position + 2]
        return Stands.INSIDE if not word.isupper() or not any(map(str.isupper, around)) else Stands.NOWHERE
    if word[:1] not in _CAPITALS or not word[1:2].islower():
        return Stands.NOWHERE
    text, (start, end) = scan.cleaned.text, scan.span(position)
    if text[max(0, start - 1) : start] in _HYPHENS or text[end : end + 1] in _HYPHENS:
        return Stands.NOWHERE
    if position == 0 or scan.sentence(position - 1) != scan.sentence(position):
        return Stands.FIRST
    # What is in quotation marks alone is a name, the first word of a quoted sentence any word.
    opened = _OPENING if text[end : end + 1] in _CLOSING else " ,"
    plain = not text[scan.span(position - 1)[1] : start].strip(opened)
    return Stands.INSIDE if plain and not scan.words[position - 1].isupper() else Stands.FIRST


def is_spelled_in_cyrillic(name: NameRef, folded: str, stands: Stands) -> bool:
    """Whether a folded word that sounds like the Latin `name` is it: Вельмаром is Velmar."""
    if stands is Stands.NOWHERE or script_of(folded) is not Script.CYRILLIC:
        return False
    own = unmarked(name.text)
    if script_of(own) is not Script.LATIN or not is_spelled_out(own, russian.lemmas_of_a_name(folded)):
        return False
    return stands is Stands.INSIDE or not _is_frequent_in_any_case(folded)


def most_in_small_letters(habit: str) -> Way:
    """How far a name in small letters may be from what the watchlist writes."""
    return Way.EXACT if habit in _CAPITALISING else Way.VARIANT


def is_doubtful_in_small_letters(name: NameRef, surface: str, habit: str) -> bool:
    """Whether a name that is met in small letters may as well be another word of the language."""
    if not (name.small and name.capital and not name.shouted and surface.islower()):
        return False
    foreign = _FOREIGN.get(habit)
    known = habit in _LISTED or (foreign is not None and foreign.search(fold(surface)) is not None)
    return script_of(surface) is not Script.LATIN or not known


def is_rare_in_latin(name: NameRef, reading: Reading, folded: str) -> bool:
    """Whether a folded Latin word is surely the `name` that is given in Cyrillic, Arabic or Hebrew: it is long, no word
    that any language says often nor a given name, and spelled letter by letter, or as the letters sound.
    """
    own = unmarked(name.text)
    if script_of(folded) is not Script.LATIN or script_of(own) not in _OTHERS or len(folded) < _LONG:
        return False
    if not is_rare(folded) or is_given_name(folded):
        return False
    if script_of(own) is Script.CYRILLIC:
        # Folded, the genitive is a last s: Lukoil's.
        forms = (folded, folded.removesuffix("s"))
        return any(is_spelled_out(form, (own.lower(),)) for form in forms if len(form) >= _LONG)
    return reading.close and reading.consonants >= _LONG_CONSONANTS


def _is_frequent_in_any_case(folded: str) -> bool:
    return is_frequent(folded) or any(is_frequent(form) for form, _, _ in russian.variants(folded))
