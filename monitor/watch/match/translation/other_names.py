"""What words that translate those of a name stand for instead: two things in a row, or another name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from monitor.watch.lexicon import Piece, Scan, cores, vocabulary
from monitor.watch.text import DEMONYMS, FACILITY_WORDS, GENERAL, ORGANISATION_WORDS, UNIT_WORDS, Script, script_of

AND = frozenset({"and", "und", "et", "y", "e", "ve", "и", "та", "و"})
"""Words that join two things."""
_JOINED_AND = ("و", "ו")
"""Arabic and Hebrew write "and" together with the word behind it: السودان وجنوب is Sudan and the south."""
_DEFINITE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_NO_ARABIC = re.compile("[پچژگکیےڕڵۆێٹڈڑ]")
_WITH_COUNTRIES = GENERAL | DEMONYMS
_POINTS = ("north", "south", "east", "west")
_OTHER_NAMES = {
    "white house": ("الدار", "بالدار", "للدار", "والدار", "دار"),
    "united states": ("един", "اتحاد"),
    "south africa": ("sudlich",),
    "west bank": ("بنك", "банк", "banka", "banque", "banco"),
    "ivory coast": ("شاطي", "strand"),
}
"""By name, how words begin that make another name of its translation: White House is no Casablanca, the United States
no single state, South Africa not the south of the continent."""


def is_a_row(words: Sequence[tuple[str, str]]) -> bool:
    """Whether one of these folded words, the first apart, begins with "and"; beside each what was read of it."""
    return any(word.startswith(_JOINED_AND) and not read.startswith(_JOINED_AND) for word, read in words[1:])


def is_another_name(name: str, words: Sequence[str]) -> bool:
    """Whether these folded words, which translate those of the folded `name`, are another name."""
    others = _OTHER_NAMES.get(name, ())
    return bool(others) and any(core.startswith(others) for word in words for core in cores(word, ""))


def is_indefinite(name: str, words: Sequence[str], text: str) -> bool:
    """Whether Arabic says of the two common words of a name that there is one of the kind, as it does without any
    article: وعد صادق is a promise that is true. The names of countries need none, nor do those in other languages."""
    if not all(script_of(word) is Script.ARABIC for word in words) or not _WITH_COUNTRIES.isdisjoint(name.split()):
        return False
    return not any(word.startswith(_DEFINITE) for word in words) and _NO_ARABIC.search(text) is None


def is_named_behind(at: Sequence[int], row: Sequence[tuple[str, str]], scan: Scan) -> bool:
    """Whether of two words side by side the second has the capital, the first is no compass point: mer Rouge."""
    first, last = at[0], at[-1]
    return last == first + 1 and not scan.words[last].islower() and not _directions().intersection(row[0])


@cache
def _directions() -> frozenset[str]:
    known = vocabulary()
    points = {concept for point in _POINTS for concept in known.concepts(point, "en")}
    return frozenset(form for form, meant in known.meanings.items() if any(concept in points for _, concept in meant))


def keeps_its_capital(pieces: Sequence[Piece]) -> bool:
    """Whether a name keeps its capital letter in translation; units and organisations often do not."""
    return pieces[0].surface[:1].isupper() and not any(piece.folded in _KINDS for piece in pieces)


_KINDS = UNIT_WORDS | ORGANISATION_WORDS | FACILITY_WORDS
