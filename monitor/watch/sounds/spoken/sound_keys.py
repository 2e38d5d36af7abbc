"""By what words are looked for among the sounds of names: how they begin, and the kinds of their consonants."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.watch.sounds.spoken.han_signs import KINDS_OF_PLACES

_VOWELS, _STRONG = re.compile(r"[aeiouyAE]+|[1-5]"), re.compile(r"[aeiouyAE]+")
_KINDS = {
    **dict.fromkeys("pbfv", "p"), **dict.fromkeys("tdT", "t"), **dict.fromkeys("kg", "k"),
    **dict.fromkeys("sSzZCJc", "s"), **dict.fromkeys("mnN", "n"), "L": "L",
}  # fmt: skip
_KIND_OF = str.maketrans({chr(code): _KINDS.get(chr(code)) for code in range(128)})
_PLAIN_KIND_OF = str.maketrans({chr(code): {**_KINDS, "l": "l", "r": "r"}.get(chr(code)) for code in range(128)})
_DOUBLED = re.compile(r"(.)(?=\1)")
_SOUNDED = re.compile("^[lrR]|[lr](?=[1-5]?[aeiouyAEw])")
_BEGINNING = frozenset("lrR").union(_KINDS, KINDS_OF_PLACES)
NO_CONSONANT, _VOWELS_BEGIN = "V", frozenset("aeiou")
"""That a word begins with a vowel or with what may not be heard."""
_NASAL_BEGINNING = re.compile("[mn][^aeiouy]")
"""Mbappe: other scripts may write a vowel before it."""
_LETTERS = {
    **dict.fromkeys(("b", "p", "ph"), ("p",)), "f": ("p",), "v": ("p", ""), "w": ("", "p"),
    **dict.fromkeys(("d",), ("t",)), "t": ("t",), **dict.fromkeys(("ti", "tu", "ty", "di", "du", "dy"), ("t", "s")),
    "t.": ("t", ""), "d.": ("t", ""), "s.": ("s", ""), "x.": ("ks", "", "s"), "z.": ("s", ""),
    "th": ("t", "s"), "dh": ("t", "s"), "dj": ("s", "t"), "dz": ("s", "ts"), "dg": ("s",),
    "k": ("k",), "ck": ("k",), "kh": ("", "k"), "q": ("k", "s"), "qu": ("k",), "c": ("k", "s"), "C": ("s", "k"),
    "ch": ("s", "k", ""), "g": ("k", ""), "G": ("s", "k", ""), "gh": ("k", ""), "gn": ("n", "kn"), "gu": ("k",),
    **dict.fromkeys(("s", "sh", "shch", "ts", "tz", "tch", "tsch", "cz", "zh", "rz", "sz"), ("s",)),
    "cs": ("s", "ks"), "sch": ("s", "sk"), "z": ("s",), "zz": ("s",), "j": ("s", ""), "x": ("ks", "s", ""),
    **dict.fromkeys("mnMN", ("n",)), "ng": ("n", "nk", "ns"), "kn": ("kn", "n"), "mc": ("nk",), "mb": ("np", "n"),
    **dict.fromkeys(("la", "li", "lo", "ra", "ri", "ro"), ("L",)), **dict.fromkeys(("l", "L", "r", "R"), ("",)),
    "Lh": ("L", ""), **dict.fromkeys(("de.", "de$", "te.", "te$"), ("t", "s")),
    **dict.fromkeys(("lu", "le", "ly", "ru", "re", "ry", "lla", "lli", "llo", "lle", "llu", "lly"), ("L", "")),
    "h": ("", "p"), "I": ("", "L"), "y": ("",), "fu": ("p", ""), "ju": ("s", "", "p"), "tioN": ("sn",),
    "Nd.": ("nt", "n"), "Nt.": ("nt", "n"),
    "ow": ("", "p"), "ew": ("",), "cqu": ("k",), "ques.": ("k",), "cques.": ("k",), "tzsch": ("s",),
    "sao": ("s", "sn"), "ois.": ("", "s"), **{sign: (sign,) for sign in KINDS_OF_PLACES},
}  # fmt: skip
"""The kinds of consonants that Latin letters become in one script or another, the usual first."""
_PLAIN_LETTERS = {
    **{letters: kinds for letters, kinds in _LETTERS.items() if letters[0] not in "lrLRI"},
    **dict.fromkeys("lL", ("l",)), "ll": ("l", ""), **dict.fromkeys("rR", ("r",)), "mp": ("np", "p"), "Nt": ("nt", "t"),
    "nd": ("nt", "t"), "Nd": ("nt", "t"), "ng": ("nk", "n", "k", "ns"), "Nk": ("nk", "k"), "w": ("", "p", "k"),
    "y": ("", "k"), "Nd.": ("nt", "n", "t"), "Nt.": ("nt", "n", "t"), "j": ("s", "", "k"), "mb": ("np", "n", "p"),
}  # fmt: skip


def _groups(letters: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True)))


_GROUP, _PLAIN_GROUP = _groups(_LETTERS), _groups(_PLAIN_LETTERS)
MOST_KEYS = 24
"""Keys of one word."""


def key_of(heard: str, *, plain: bool) -> str:
    """How sounds begin, and the kinds of the consonants that no script loses or confuses; doubled ones count once.

    `plain` of scripts that spell letter by letter, and lose no l or r.
    """
    if plain:
        kept = heard.translate(_PLAIN_KIND_OF)
        return _DOUBLED.sub("", kept if heard[:1] in _BEGINNING else NO_CONSONANT + kept)
    kept = _SOUNDED.sub("L", heard).translate(_KIND_OF)
    return _DOUBLED.sub("", kept if heard[:1] in _BEGINNING else NO_CONSONANT + kept)


def vowels_heard(heard: str, other: int) -> range:
    """How many groups of vowels a word may have that sounds like this, so many more or less."""
    return range(len(_STRONG.findall(heard)) - other, len(_VOWELS.findall(heard)) + other + 1)


def kind_of(consonant: str) -> str:
    """The kind of one consonant in keys of scripts that spell letter by letter; that it may be none for others."""
    return consonant.translate(_PLAIN_KIND_OF) or NO_CONSONANT


def keys_of(source: str, *, plain: bool) -> set[str]:
    """What `key_of` may give for the sounds of a `placed` word."""
    found = [""]
    letters, groups = (_PLAIN_LETTERS, _PLAIN_GROUP) if plain else (_LETTERS, _GROUP)
    for group in groups.finditer(source):
        kinds = letters[group.group()]
        if group.start() == 0 and source[0] == "r":
            kinds = (*kinds, "")
        if len(kinds) > 1 and len(found) * len(kinds) > MOST_KEYS:
            kinds = kinds[:1]
        if group.start() == 0:
            found = [kind or NO_CONSONANT for kind in kinds]
        else:
            found = [key + kind for key in found or [NO_CONSONANT] for kind in kinds]
    if source[0] in _VOWELS_BEGIN:
        found = [NO_CONSONANT + key for key in found]
    elif _NASAL_BEGINNING.match(source):
        found += [NO_CONSONANT + key for key in found]
    return {_DOUBLED.sub("", key) for key in found}


def undoubled(key: str) -> str:
    """A key in which the same kind side by side counts once."""
    return _DOUBLED.sub("", key)


def vowel_groups(source: str) -> int:
    """How many groups of vowels a word has, those that are weak among them."""
    return len(_VOWELS.findall(source))
