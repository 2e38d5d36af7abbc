"""The sound of a word across transliterations: consonant classes in order, and the vowels between them.

Two spellings are compared by equal consonants and a *distance* of vowels whose limit grows with the number of
consonants; comparing consonants alone finds everything and its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.watch.fold import Script, fold, listed

_EXPLICIT = str.maketrans(
    {
        "ş": "S",
        "š": "S",
        "ç": "C",
        "č": "C",
        "ğ": "",
        "ž": "Z",
        "ı": "i",
        "ñ": "n",
        "'": "#",
        "’": "#",
        "‘": "#",
        "ʼ": "#",
    }
)
"""Letters whose sound does not depend on the language."""

_ORTHOGRAPHIES: dict[str, dict[str, str]] = {
    "en": {
        "sch": "S", "tch": "C", "sh": "S", "kh": "H", "gh": "G", "ch": "C", "th": "T", "dh": "D", "ph": "f", "dj": "J",
        "zh": "Z", "iye": "ie", "ck": "k", "ou": "u", "oo": "u", "ee": "i", "aw": "au", "yi": "i", "x": "ks", "c": "k",
    },
    "persian": {
        "sh": "S", "kh": "H", "gh": "k", "ch": "C", "th": "s", "dh": "z", "ou": "u", "oo": "u", "ee": "i", "c": "k",
    },
    "fr": {
        "tch": "C", "dj": "J", "ch": "S", "kh": "H", "gh": "G", "gu": "g", "ou": "u", "ph": "f", "qu": "k", "j": "Z",
        "c": "s",
    },
    "de": {"dsch": "J", "tsch": "C", "sch": "S", "ch": "H", "j": "y", "w": "v", "ie": "i", "ss": "s", "z": "ts"},
    "de-soft": {"dsch": "J", "tsch": "C", "sch": "S", "ch": "H", "j": "y", "w": "v", "ie": "i", "ss": "z", "s": "z"},
    "tr": {"c": "J", "j": "Z", "iyy": "iy"},
    "tr-glide": {"c": "J", "j": "Z", "iyy": "iy", "v": "w"},
    "ru": {"ye": "e"},
    "ru-glide": {"ye": "e", "v": "w"},
    "ru-h": {"ye": "e", "g": "h"},
}  # fmt: skip
"""How letters sound in the spelling habits of a language; the longest entry wins."""


class _Habit:
    """The spelling habit of one language."""

    def __init__(self, table: dict[str, str]) -> None:
        self._table = table
        self._letters = re.compile("|".join(sorted(table, key=len, reverse=True)))

    def sounds(self, spelled: str) -> str:
        """One letter for each sound; what parted letters is gone."""
        return self._letters.sub(lambda found: self._table[found.group()], spelled).replace("#", "")


_HABITS = {name: _Habit(table) for name, table in _ORTHOGRAPHIES.items()}
HYPOTHESES: dict[str, tuple[str, ...]] = {
    "en": ("en", "persian"),
    "fr": ("fr", "en"),
    "de": ("de", "de-soft", "en"),
    "tr": ("tr", "tr-glide", "en"),
    "es": ("en",),
}
"""By the language of a text, how its Latin words may be spelled; other languages count as English."""

_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщыэюяіїєґ",
            listed("a b v g d e Z z i y k l m n o p r s t u f H s C S S i e yu ya i i e g"),
            strict=True,
        )
    )
)
_CLASS = {
    "q": "k", "k": "k", "c": "k", "G": "g", "g": "g", "H": "h", "h": "h", "C": "S", "S": "S", "J": "J",
    "j": "J", "Z": "J", "z": "z", "s": "s", "T": "t", "t": "t", "D": "d", "d": "d", "f": "f", "v": "v",
    "w": "w", "b": "b", "p": "p", "r": "r", "l": "l", "m": "m", "n": "n", "y": "y",
}  # fmt: skip
_VOWEL = {"a": "A", "e": "E", "i": "I", "y": "I", "o": "O", "u": "U", "w": "U"}
_PLAIN_VOWELS = frozenset("aeiou")


class Skeleton(NamedTuple):
    """Consonant classes, and the vowel groups before, between and after them joined by `|`."""

    consonants: str
    vowels: str


_HEARD = frozenset({Script.LATIN, Script.CYRILLIC})


@lru_cache(maxsize=65_536)
def skeletons(word: str, script: Script, hypotheses: tuple[str, ...] = ("en", "persian")) -> frozenset[Skeleton]:
    """Skeletons of a lower-case word with its diacritics and apostrophes; none if it holds digits or another script."""
    found: set[Skeleton] = set()
    if script not in _HEARD or (not word.isalpha() and any(map(str.isdigit, word))):
        return frozenset()
    if script is Script.CYRILLIC:
        spelled = _romanised(fold(word))
        hypotheses = ("ru", "ru-glide") + (("ru-h",) if "g" in spelled else ())
    else:
        spelled = _folded_letters(word.translate(_EXPLICIT))
    for name in hypotheses:
        sounds = _HABITS[name].sounds(spelled)
        for heard in {sounds, _GLIDE_AFTER_CONSONANT.sub(r"u\g<0>", sounds)}:
            skeleton = _skeleton(heard)
            found.add(skeleton)
            if skeleton.consonants.endswith("h") and len(skeleton.consonants) > 2 and skeleton.vowels.endswith("|"):
                found.add(Skeleton(skeleton.consonants[:-1], skeleton.vowels[:-1]))
    return frozenset(found)


_GLIDE_AFTER_CONSONANT = re.compile(r"(?<=[^aeiouyw#])w(?=[aeiou])")
"""Sweida and Suwayda: a w behind a consonant is half a vowel."""


def _folded_letters(word: str) -> str:
    """Diacritics off, but the capital letters that mark explicit sounds stay."""
    if word.isascii():
        return word
    return "".join(c if c in "SCZ#" else fold(c) for c in word)


def _romanised(word: str) -> str:
    word = word.replace("'", "").replace("дж", "J").replace("ье", "ye").replace("ью", "yu").replace("ь", "")
    return word.translate(_CYRILLIC)


def _skeleton(sounds: str) -> Skeleton:
    consonants, vowels, last = "", "", ""
    for index, sound in enumerate(sounds):
        role = _role(sounds, index)
        if role == "consonant":
            kind = _CLASS[sound]
            if kind != last:
                consonants += kind
                vowels += "|"
            last = kind
        elif role:
            if role == "vowel":
                last = ""
            kind = _VOWEL[sound]
            if not vowels.endswith(kind):
                vowels += kind
    return Skeleton(consonants, vowels)


def _role(sounds: str, index: int) -> str:
    """`consonant`, `vowel`, `glide` (a vowel that does not part doubled consonants) or "" for what is not heard."""
    sound = sounds[index]
    if sound in _PLAIN_VOWELS:
        return "vowel"
    if sound not in "yw":
        return "consonant" if sound in _CLASS else ""
    before = sounds[index - 1] if index else ""
    after = sounds[index + 1] if index + 1 < len(sounds) else ""
    followed = after in _PLAIN_VOWELS if after else False
    if not index or (followed and before not in _PLAIN_VOWELS):
        return "consonant"
    if sound == "y" and before == "i" and followed and index >= max(3, len(sounds) - 4):
        return "consonant"
    return "glide" if followed else "vowel"


_NEAR = {
    ("A", "E"): 0.4, ("E", "I"): 0.3, ("O", "U"): 0.3, ("A", "O"): 0.6, ("A", "I"): 0.9, ("E", "O"): 0.9,
    ("E", "U"): 0.9, ("I", "U"): 1.0, ("A", "U"): 0.9, ("I", "O"): 1.0,
}  # fmt: skip
_SAME_DIPHTHONG = frozenset(
    {
        ("AU", "O"),
        ("AU", "OU"),
        ("AI", "E"),
        ("EI", "E"),
        ("AI", "EI"),
        ("AU", "U"),
        ("AI", "I"),
        ("EI", "I"),
        ("EU", "O"),
    }
)
_DIPHTHONG_COST = 0.15
_LOST_INSIDE, _LOST_AT_END, _LOST_OPEN_END = 0.7, 1.0, 0.35
_LONG_EXTRA = 0.3
_FAR = 9.0


@lru_cache(maxsize=65_536)
def distance(one: str, other: str) -> float:
    """How far two vowel patterns of the same consonants are from each other; 0 is equal, above 2 unrelated."""
    ours, theirs = one.split("|"), other.split("|")
    if len(ours) != len(theirs):
        return _FAR
    last = len(ours) - 1
    return sum(_group_distance(a, b, index == last) for index, (a, b) in enumerate(zip(ours, theirs, strict=True)))


def _group_distance(one: str, other: str, at_end: bool) -> float:
    if one == other:
        return 0.0
    if (one, other) in _SAME_DIPHTHONG or (other, one) in _SAME_DIPHTHONG:
        return _DIPHTHONG_COST
    if not one or not other:
        lost = one or other
        cost = _LOST_INSIDE if not at_end else _LOST_OPEN_END if lost in {"A", "E"} else _LOST_AT_END
        return cost + (_LONG_EXTRA if len(lost) > 1 else 0.0)
    nearest = min(_letter_distance(a, b) for a in one for b in other)
    return nearest if len(one) == len(other) == 1 else _LONG_EXTRA + nearest * 0.6


def _letter_distance(one: str, other: str) -> float:
    return 0.0 if one == other else _NEAR.get((one, other), _NEAR.get((other, one), 1.0))


def limits(consonants: int) -> tuple[float, float]:
    """The vowel distances up to which two words of that many consonants are the same sound, and loosely so."""
    if consonants <= 2:
        return 0.3, 0.45
    if consonants == 3:
        return 0.5, 0.8
    if consonants == 4:
        return 0.8, 1.2
    return 1.3, 1.8


_OUTLINE = {ord(sound): kind for sound, kind in _CLASS.items() if sound not in "wy"}
_OUTLINES = str.maketrans(
    {**{chr(code): None for code in range(128)}, "\n": "\n", **{chr(c): k for c, k in _OUTLINE.items()}}
)
_REPEATED = re.compile(r"([a-zA-Z])\1+")
_OUTLINE_KINDS = frozenset(_OUTLINE.values())


def consonant_outline(consonants: str) -> str:
    """The consonants of a skeleton without glides and repetitions: equal wherever the consonants are."""
    return _once("".join(kind for kind in consonants if kind in _OUTLINE_KINDS))


def outlines(words: list[str], script: Script, hypotheses: tuple[str, ...]) -> Iterator[list[str]]:
    """For each way to hear them, the outlines of lower-case words: those of all their `skeletons`.

    A final h that is hardly heard is kept. Many words are heard as fast as one long word.
    """
    text = "\n".join(words)
    if script is Script.CYRILLIC:
        spelled = _romanised(text)
        heard = {spelled, spelled.replace("v", "w"), spelled.replace("g", "h")}
    else:
        spelled = text if text.isascii() else _folded_letters(text.translate(_EXPLICIT))
        heard = {_HABITS[name].sounds(spelled) for name in hypotheses}
    for sounds in sorted(heard):
        yield _once(sounds.translate(_OUTLINES)).split("\n")


def _once(kinds: str) -> str:
    return _REPEATED.sub(r"\1", kinds)
