"""Latin names that other scripts write in more words or in fewer: Sirajuddin is سراج الدين, Abdelaziz عبد العزيز.

Romanisations write the Arabic construct together or apart, with the article or with the sound it takes before a sun
letter (ALA-LC, IJMES and French usage: Abd al-Rahman, Abdurrahman, Abderrahmane); Persian surnames of two parts are
written apart, joined or with a non-joiner (BGN/PCGN Persian).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, product

from monitor.watch.sounds.east_asian_names import apart, in_syllables
from monitor.watch.text import listed

Parts = tuple[str, ...]

_DIN = r"(?:ou|[aeiou])?l?d[dh](?:ine?|een|yn)|(?:ou|[ueo])l?d(?:ine?|een|yn)"
_SECOND = re.compile(
    rf"(?P<first>[a-z]{{3,}}?)(?P<second>{_DIN}|[aou]?llah(?:i|y)?|"
    r"m[uo]k?ha?mm?[ae]d(?:ov|ova|i)?|yang|ya?ev|[oe]v|"
    r"abad[iy]?|zada|zad[ae]h|ne[jz]h?ad|p(?:ou|oo|u)r|vand|parvar|doust|khah|jan|khan|bakhsh|nia)"
)
"""Second parts: of Arabic constructs, and those that Persian, Pashto and Turkic surnames are made with."""
_SECOND_ENDS = listed("in ine een yn ah ahi ahy ad adi ady ada eh ed di ov ova ng ev ur our oor nd ar ust an sh ia")
"""How such words end: nearly all others are told by it."""
_WRITTEN = (
    (re.compile(_DIN), "aldin"),
    (re.compile(r"[aou]?llah"), "allah"),
    (re.compile(r"[aou]?llah[iy]"), "allahi"),
    (re.compile(r"ya?ev|[oe]v"), "af"),
)
"""How the second part sounds when it stands alone."""
_SUN = "sh|th|dh|[dnrstz]"
_SERVANT = re.compile(
    rf"abd(?:(?:ou|[aeiou])(?:l|(?P<sun>{_SUN})(?=(?P=sun)))?|(?=[^aeiou]))(?P<name>(?!l?la)[a-z]{{3,}})"
)
"""Abdelaziz, Abdurrahman, Abdsamad: a servant of one of the names of God."""
_SERVANT_OF = re.compile(rf"abd(?:[aeiou]|ou)(?:l|{_SUN})")
"""Abdul, Abdel, Abdur: the name follows as a word of its own."""
_FATHER = re.compile(r"(?:a?bu|a?bou)(?P<name>[bcdfghjklmnqrstyz][a-z]{3,})")
_SON = re.compile(r"(?:bin|ben)(?:al|el)(?P<name>[a-z]{4,})")
_RELIGION = re.compile(rf"(?:{_DIN})")
"""Eddine, ud-Din as a word of its own."""
_SUN_ARTICLE = re.compile(rf"[ae](?P<sun>{_SUN})(?P<name>(?P=sun)[a-z]{{4,}})")
_SURNAME_IN_EI = re.compile(r"(?P<name>[a-z]{2,}e)h?(?:e?i|yi)")
_EI = "ای"
"""Persian writes the ending of a surname behind a silent h apart (خامنه‌ای)."""
_CONNECTING = frozenset({"e", "i", "y"})
_SMALL = {"au": "о", "aux": "о", "of": "оф", "sur": "сюр"}
"""Small words inside a name as Russian spells them: Порт-о-Пренс."""
_LEAST = 2
_MOST = 8
"""Ways to part one name."""


def parted(words: Parts) -> Iterator[Parts]:
    """A Latin name's folded words as other scripts may part them, and without the vowel that joins two of them."""
    kept = tuple(word for word in words if word not in _CONNECTING)
    if len(kept) < len(words) and len(kept) >= _LEAST:
        yield kept
    yield from in_syllables(words)
    if not _SMALL.keys().isdisjoint(words[1:-1]):
        yield tuple(_SMALL.get(word, word) if 0 < at < len(words) - 1 else word for at, word in enumerate(words))
    joined = tuple(_servants(words))
    ways = [((word,), *_ways(word, first=index == 0)) for index, word in enumerate(joined)]
    every = (tuple(chain.from_iterable(chosen)) for chosen in product(*ways))
    yield from (spelled for spelled in islice(every, _MOST) if spelled != words)


def _servants(words: Parts) -> Iterator[str]:
    """The words, "Abdul" and its kin without the article that the next word takes in other scripts."""
    for index, word in enumerate(words):
        yield "abd" if index + 1 < len(words) and _SERVANT_OF.fullmatch(word) else word


def _ways(word: str, *, first: bool) -> Iterator[Parts]:
    """The parts that a word may be written in."""
    if word.endswith(_SECOND_ENDS) and (found := _SECOND.fullmatch(word)) is not None:
        second = found["second"]
        yield found["first"], next((part for sign, part in _WRITTEN if sign.fullmatch(second)), second)
    if word.endswith("i") and (found := _SURNAME_IN_EI.fullmatch(word)) is not None:
        yield found["name"], _EI
    if (found := _SERVANT.fullmatch(word)) is not None:
        yield "abd", found["name"]
    elif (found := _FATHER.fullmatch(word)) is not None:
        yield "abu", found["name"]
    elif (found := _SON.fullmatch(word)) is not None:
        yield "bin", found["name"]
    elif not first and _RELIGION.fullmatch(word) is not None:
        yield ("aldin",)
        yield ("din",)
    elif syllables := apart(word):
        yield syllables
    elif (found := _SUN_ARTICLE.fullmatch(word)) is not None:
        yield (found["name"],)
