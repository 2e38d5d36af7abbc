"""The sound of a word across transliterations: consonant classes in order, and the vowels between them.

Two spellings are compared by equal consonants and a *distance* of vowels whose limit grows with the number of
consonants; comparing consonants alone finds everything and its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import compress
from operator import ne
from typing import NamedTuple

from monitor.watch.text import Script, fold, listed

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
    "russian": {
        "shch": "S", "schtsch": "S", "sch": "S", "sh": "S", "SC": "S", "tsch": "C", "tch": "C", "ch": "C", "zh": "Z",
        "dzh": "J", "dja": "Ja", "djo": "Jo", "dZ": "J", "kh": "H", "ts": "s", "tz": "s", "c": "s", "x": "ks", "w": "v",
        "ph": "f", "th": "t", "ck": "k", "ou": "u", "oo": "u", "ee": "i", "off": "ov", "eff": "ev", "ye": "e",
        "je": "e", "yo": "e", "jo": "e", "io": "e", "ie": "e", "iye": "e", "ju": "yu", "iu": "yu", "ja": "ya",
        "ia": "ya", "iy": "i", "ij": "i", "yy": "i", "yj": "i", "yi": "i", "j": "y",
    },
    "tr-glide": {"c": "J", "j": "Z", "iyy": "iy", "v": "w"},
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
FROM_CYRILLIC = ("russian",)
"""How Latin names may be spelled that are met in Cyrillic: by BGN/PCGN, ISO 9, passports (ICAO), French and German
newsrooms, as one letter for each sound of the Cyrillic spelling."""
HYPOTHESES: dict[str, tuple[str, ...]] = {
    "en": ("en", "persian"),
    "fr": ("fr", "en"),
    "de": ("de", "de-soft", "en"),
    "tr": ("tr", "tr-glide", "en"),
    "es": ("en",),
}
"""By the language of a text, how its Latin words may be spelled; other languages count as English."""


def hypotheses_in(language: str) -> tuple[str, ...]:
    """How Latin words may be spelled in a text of a language."""
    return HYPOTHESES.get(language, HYPOTHESES["en"])


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
    if script not in _HEARD or (not word.isalpha() and any(map(str.isdigit, word))):
        return frozenset()
    spelled = fold(word) if script is Script.CYRILLIC else word
    return frozenset(
        skeleton
        for heard in _hearings(spelled, script, hypotheses)
        for skeleton in _with_hardly_heard(Skeleton(*_parted(heard)))
    )


def skeletons_of(
    words: list[str], script: Script, hypotheses: tuple[str, ...], known: Callable[[str], bool]
) -> Iterator[tuple[int, Skeleton]]:
    """The `skeletons` of many words without digits, Cyrillic ones folded, each with the number of its word.

    Only those whose consonants are `known`. Many words are heard as fast as one long word.
    """
    first, *others = (heard.split("\n") for heard in _hearings("\n".join(words), script, hypotheses))
    yield from _known_skeletons(range(len(words)), first, known)
    for heard in others:
        unlike = list(map(ne, heard, first))
        yield from _known_skeletons(list(compress(range(len(words)), unlike)), list(compress(heard, unlike)), known)


def _known_skeletons(
    numbers: Sequence[int], heard: list[str], known: Callable[[str], bool]
) -> Iterator[tuple[int, Skeleton]]:
    """The skeletons of sounds of words whose consonants are known, each with its word's number."""
    if not heard:
        return
    consonants, vowels = (part.split("\n") for part in _parted("\n".join(heard)))
    alike = {each for each in set(consonants) if known(each) or known(each.removesuffix("h"))}
    sounds = map(Skeleton, consonants, vowels)
    for number, skeleton in compress(zip(numbers, sounds, strict=True), map(alike.__contains__, consonants)):
        yield from ((number, each) for each in _with_hardly_heard(skeleton))


def _hearings(text: str, script: Script, hypotheses: tuple[str, ...]) -> list[str]:
    """The ways to hear a word or several lines of words: one letter for each sound."""
    if script is Script.CYRILLIC:
        spelled = _romanised(text).replace("ye", "e")
        heard = [spelled, spelled.replace("v", "w"), spelled.replace("g", "h")]
    else:
        spelled = _folded_letters(text.translate(_EXPLICIT))
        heard = [_HABITS[name].sounds(spelled) for name in hypotheses]
    heard += [_GLIDE_AFTER_CONSONANT.sub("uw", sounds) for sounds in heard if "w" in sounds]
    return list(dict.fromkeys(heard))


def _with_hardly_heard(skeleton: Skeleton) -> Iterator[Skeleton]:
    """A skeleton, and the same without a final h."""
    yield skeleton
    if skeleton.consonants.endswith("h") and len(skeleton.consonants) > 2 and skeleton.vowels.endswith("|"):
        yield Skeleton(skeleton.consonants[:-1], skeleton.vowels[:-1])


_GLIDE_AFTER_CONSONANT = re.compile(r"(?<=[^aeiouyw#\n])w(?=[aeiou])")
"""Sweida and Suwayda: a w behind a consonant is half a vowel."""


def _folded_letters(word: str) -> str:
    """Diacritics off, but the capital letters that mark explicit sounds stay."""
    if word.isascii():
        return word
    return "".join(c if c in "SCZ#" else fold(c) for c in word)


def _romanised(word: str) -> str:
    word = word.replace("'", "").replace("дж", "J").replace("ье", "ye").replace("ью", "yu").replace("ь", "")
    return word.translate(_CYRILLIC)


def _parted(sounds: str) -> tuple[str, str]:
    """The consonants and the vowels of sounds; of several lines, line by line."""
    if "y" in sounds or "w" in sounds:
        sounds = _CONSONANT_GLIDE.sub(lambda glide: glide.group().upper(), sounds).translate(_GLIDES)
    if not sounds.isascii():
        sounds = _FOREIGN.sub("", sounds)
    heard = _once(sounds.translate(_SOUNDS))
    return heard.translate(_NO_VOWELS), heard.translate(_BARS)


_FOREIGN = re.compile("[^\x00-\x7f]+")
_CONSONANT_GLIDE = re.compile(
    r"^[yw]|(?<![aeiou])[yw](?=[aeiou])|(?<=[^\n][^\n]i)y(?=[aeiou][^\n]{0,2}$)", re.MULTILINE
)
_GLIDES = str.maketrans("ywYW", "iuyw")
"""A y or w that is no consonant is a vowel."""


_OUTLINE = {ord(sound): kind for sound, kind in _CLASS.items() if sound not in "wy"}
_OUTLINES = str.maketrans(
    {**{chr(code): None for code in range(128)}, "\n": "\n", **{chr(c): k for c, k in _OUTLINE.items()}}
)
_REPEATED = re.compile(r"([a-zA-Z])(?=\1)")
_NO_GLIDES = str.maketrans({"w": None, "y": None})


def consonant_outline(consonants: str) -> str:
    """The consonants of a skeleton without glides and repetitions: equal wherever the consonants are."""
    return _once(consonants.translate(_NO_GLIDES))


def outlines(
    words: list[str], script: Script, hypotheses: tuple[str, ...]
) -> Iterator[tuple[Sequence[int], list[str]]]:
    """For each way to hear them, numbers of lower-case words and their outlines: those of all their `skeletons`.

    A final h that is hardly heard is kept. Many words are heard as fast as one long word.
    """
    text = "\n".join(words)
    every = range(len(words))
    if script is Script.CYRILLIC:
        heard = _cyrillic_consonants(text)
        yield every, _once(heard).split("\n")
        lines = heard.split("\n")
        for letter, other in (("v", ""), ("g", "h")):
            # Words without the sound are heard as before. A v may be a w, and outlines hold no glides.
            numbers = [number for number, line in enumerate(lines) if letter in line]
            if numbers:
                yield numbers, _once("\n".join([lines[n] for n in numbers]).replace(letter, other)).split("\n")
        return
    spelled = text if text.isascii() else _folded_letters(text.translate(_EXPLICIT))
    for sounds in sorted({_HABITS[name].sounds(spelled) for name in hypotheses}):
        yield every, _outlines_of(sounds)


def _outlines_of(sounds: str) -> list[str]:
    plain = sounds if sounds.isascii() else _FOREIGN.sub("", sounds)
    return _once(plain.translate(_OUTLINES)).split("\n")


def _cyrillic_consonants(text: str) -> str:
    """The classes of all consonants of lines of Cyrillic words: `_romanised`, less what outlines hold nothing of.

    A table of bytes takes a tenth of the time that one of letters takes.
    """
    return (
        text.replace("'", "")
        .replace("дж", "J")
        .encode(_ONE_BYTE, "ignore")
        .translate(_CONSONANTS, _SILENT)
        .decode("ascii")
    )


_ONE_BYTE = "cp1251"
"""Holds each letter of `_CYRILLIC`, and ASCII as it is."""
_KINDS = [bytes([code]).decode(_ONE_BYTE, "ignore").translate(_CYRILLIC).translate(_OUTLINES) for code in range(256)]
_CONSONANTS = "".join(kind if kind.isascii() and kind else " " for kind in _KINDS).encode("ascii")
_SILENT = bytes(code for code, kind in enumerate(_KINDS) if not kind or not kind.isascii())


_SOUNDS = str.maketrans(
    {
        **{chr(code): None for code in range(128)},
        "\n": "\n",
        **_CLASS,
        **{vowel: _VOWEL[vowel] for vowel in _PLAIN_VOWELS},
    }
)
_NO_VOWELS = str.maketrans(dict.fromkeys("AEIOU"))
_BARS = str.maketrans(dict.fromkeys({*_CLASS.values()}, "|"))


def _once(kinds: str) -> str:
    return _REPEATED.sub("", kinds)
