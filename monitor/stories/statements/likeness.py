"""Whether two words are one: inflected, with small words in front, or with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.stories.words.stems import forms_of

_SLIPS_FROM, _NAME_SLIPS_FROM, _TWO_SLIPS_FROM = 5, 6, 9
_COMMON, _COMMON_SHARE, _ENDING = 4, 0.6, 3
_SHORT_NAME = 7
_SPELLINGS_FROM = 5
_MANY = 9
PREFIXED_FROM = "\u0590"
"""Hebrew and Arabic, whose words may have small words in front."""
_LEAST_SKELETON = 3
_LEAST_INITIALS, _MOST_INITIALS = 3, 7
_SMALL = 3
"""Letters of the words that have no initial of their own: "of", "the", "des"."""
_ONE_SPELLING = {
    "tsch": "s",
    "ts": "s",
    "tz": "s",
    "dsch": "j",
    "kh": "h",
    "sh": "s",
    "ch": "s",
    "gu": "g",
    "ou": "u",
    "dj": "j",
    "ph": "f",
    "ck": "k",
    "q": "k",
    "w": "v",
    "y": "i",
    "j": "i",
    "ş": "s",
    "ç": "s",
    "c": "k",
    "z": "s",
    "غ": "ج",
    "گ": "ج",
}
_SPELLINGS = re.compile("|".join(_ONE_SPELLING))
_VOWELS = re.compile("[aeiouıöü\u0101\u012b\u016b'’]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def alike(one: str, two: str, name: bool = False) -> bool:
    """Whether two folded words are the same word. Numbers are never alike, names hardly ever."""
    if one == two:
        return True
    if one[0].isdigit() or two[0].isdigit() or one[0] == "#" or two[0] == "#":
        return False
    if one[0] != two[0] and one[0] < PREFIXED_FROM:
        return False  # Neither endings nor slips change a first letter.
    mine, theirs = forms_of(one), forms_of(two)
    if len(mine) + len(theirs) > 2 and not {*mine}.isdisjoint(theirs):
        return True
    if len(mine) + len(theirs) > 2 and any(_inflected(x, y, name) for x in mine for y in theirs):
        return True
    return _inflected(one, two, name) or _slipped(one, two, name)


def _inflected(one: str, two: str, name: bool) -> bool:
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    common = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if common < max(_COMMON, _COMMON_SHARE * len(long)) or len(long) - common > _ENDING:
        return False
    # "Adan" is not "Adal", but "Adans" is "Adan".
    return not (name and common < len(short) and len(long) < _SHORT_NAME)


def _slipped(one: str, two: str, name: bool) -> bool:
    shorter = min(len(one), len(two))
    if shorter < (_NAME_SLIPS_FROM if name else _SLIPS_FROM):
        return False
    if one[0] != two[0]:
        return False  # "increased" is not "decreased": pens hardly ever slip at a word's first letter.
    allowed = 1 if name or shorter < _TWO_SLIPS_FROM else 2
    return abs(len(one) - len(two)) <= allowed and slips(one, two) <= allowed


def spelled_out(short: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words in a row whose initials are the letters of `short`, small words passed over; empty if none are.

    Both folded: "opcw" is "organisation for the prohibition of chemical weapons".
    """
    if not _LEAST_INITIALS <= len(short) <= _MOST_INITIALS or not short.isalpha():
        return ()
    for start, word in enumerate(words):
        if word[0] == short[0] and (end := _end_of_initials(short, words, start)):
            return tuple(words[start:end])
    return ()


def _end_of_initials(short: str, words: Sequence[str], start: int) -> int:
    """Behind the word that has the last letter, 0 if a letter is missing."""
    met = 0
    for place, word in enumerate(words[start:], start):
        if word[0] == short[met]:
            met += 1
            if met == len(short):
                return place + 1
        elif len(word) > _SMALL:
            return 0
    return 0


@lru_cache(maxsize=50_000)
def same_name(one: str, two: str) -> bool:
    """Whether two words are one name, written over from another script in two ways: "Mohammed", "Muhammad"."""
    if alike(one, two, True):
        return True
    least = _SPELLINGS_FROM if one[0] >= PREFIXED_FROM else _NAME_SLIPS_FROM
    if min(len(one), len(two)) < _SPELLINGS_FROM or max(len(one), len(two)) < least:
        return False
    mine, theirs = _skeleton(one), _skeleton(two)
    return mine == theirs and len(mine) >= _LEAST_SKELETON


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    """The consonants, those that are written in several ways made one, none twice in a row."""
    letters = _VOWELS.sub("", _SPELLINGS.sub(lambda found: _ONE_SPELLING[found.group()], word))
    return _TWICE.sub(r"\1", letters)


def slips(one: str, two: str) -> int:
    """Letters left out, added, changed or swapped with the next, counted to two; `_MANY` for more."""
    if abs(len(one) - len(two)) > 2:
        return _MANY
    earlier: list[int] = []
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, x in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(two, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == two[j - 2] and one[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return _MANY
    return row[-1] if row[-1] <= 2 else _MANY
