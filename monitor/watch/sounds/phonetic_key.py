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

from monitor.watch.sounds.orthographies import HABITS
from monitor.watch.text import Script, fold, listed

_EXPLICIT = str.maketrans(
    {
        "ş": "S",
        "š": "S",
        "ç": "C",
        "č": "C",
        "ğ": "",
        "ž": "Z",
        "ć": "C",
        "đ": "J",
        "ı": "i",
        "ñ": "n",
        "'": "#",
        "’": "#",
        "‘": "#",
        "ʼ": "#",
    }
)
"""Letters whose sound does not depend on the language."""

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


def is_heard(word: str) -> bool:
    """Whether a word has a sound: it holds no digits."""
    return word.isalpha() or not any(map(str.isdigit, word))


@lru_cache(maxsize=65_536)
def skeletons(word: str, script: Script, hypotheses: tuple[str, ...] = ("en", "persian")) -> frozenset[Skeleton]:
    """Skeletons of a lower-case word with its diacritics and apostrophes; none if it holds digits or another script."""
    if script not in _HEARD or not is_heard(word):
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


def skeletons_of_names(words: list[str], hypotheses: tuple[str, ...]) -> Iterator[tuple[int, Skeleton]]:
    """The skeletons of many lower-case Latin words of names without digits, each with the number of its word.

    Those of `skeletons`, and those of the soft sounds that other spellings give them.
    """
    spelled = _folded_letters("\n".join(words).translate(_EXPLICIT))
    known: list[list[str]] = []
    for text in dict.fromkeys(HABITS[name].sounds(spelled) for name in hypotheses):
        for sounds in dict.fromkeys((text, *(sign.sub(letter, text) for sign, letter in _HEARD_AS))):
            heard = sounds.split("\n")
            new = [all(line != before[at] for before in known) for at, line in enumerate(heard)]
            yield from _known_skeletons(list(compress(range(len(words)), new)), list(compress(heard, new)), bool)
            known.append(heard)


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
        # Between vowels a glide is often written twice: Хайят, Файяд.
        spelled = _romanised(text).replace("ye", "e").replace("yy", "y")
        heard = [spelled, spelled.replace("v", "w"), spelled.replace("g", "h")]
    else:
        spelled = _folded_letters(text.translate(_EXPLICIT))
        heard = [HABITS[name].sounds(spelled) for name in hypotheses]
    heard += [_GLIDE_AFTER_CONSONANT.sub("uw", sounds) for sounds in heard if "w" in sounds]
    return list(dict.fromkeys(heard))


def _with_hardly_heard(skeleton: Skeleton) -> Iterator[Skeleton]:
    """A skeleton, and the same without a final h."""
    yield skeleton
    if skeleton.consonants.endswith("h") and len(skeleton.consonants) > 2 and skeleton.vowels.endswith("|"):
        yield Skeleton(skeleton.consonants[:-1], skeleton.vowels[:-1])


_GLIDE_AFTER_CONSONANT = re.compile(r"(?<=[^aeiouyw#\n])w(?=[aeiou])")
"""Sweida and Suwayda: a w behind a consonant is half a vowel."""
_SOFT, _SOFT_I = re.compile(r"(?<=[^aeiouyw#\n])y(?=[aeou])"), re.compile(r"(?<=[^aeiouyw#\n])i(?=[aeou])")
"""Petrosyan and Petrosian: a y behind a consonant may as well be an i."""
_LONG_I = re.compile(r"iy(?=[aou])")
_HEARD_AS = ((_GLIDE_AFTER_CONSONANT, "uw"), (_SOFT, "i"), (_SOFT_I, "y"), (_LONG_I, "i"))


def _folded_letters(word: str) -> str:
    """Diacritics off, but the capital letters that mark explicit sounds stay."""
    if word.isascii():
        return word
    return "".join(c if c in "SCZJ#" else fold(c) for c in word)


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
    for sounds in sorted({HABITS[name].sounds(spelled) for name in hypotheses}):
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
