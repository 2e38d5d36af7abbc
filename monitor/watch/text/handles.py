"""Hashtags and handles, and words cut at the end of a line, taken apart where the lexicon knows what they hold.

#SaveAlbuKamal holds a name that capitals part from other words, #savealbukamal one that only a dictionary can part; and
whether `Qad-` and `mar` are one word nobody knows who does not look for Qadmar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Protocol

from monitor.watch.text.ambiguous import is_ambiguous
from monitor.watch.text.fold import bare, fold, listed


class Knows(Protocol):
    """The words of names."""

    def __call__(self, surface: str, ending: int) -> bool:
        """Whether a word, or what is left of it without an ending of so many letters at most, is one of them."""


_MOST_JOINED = 5
"""Pieces of a tag that may be one word of a name: T, 72, s."""
_LEAST = 3
"""Letters of a known word inside a tag in small letters."""
_LONGEST = 60
_ENDING = 6
"""Letters of an ending behind a word that was cut."""
_WORD_BEFORE = re.compile(r"\w+$")
_WORD_BEHIND = re.compile(r"\w+")
_LONGEST_HALF = 30

_TAG_WORDS = frozenset(
    listed(
        "save free freedom pray prayer prayers stop help stand stands support live now news breaking update updates "
        "alert alerts today tonight official media press radio post times daily weekly city town village under fire "
        "attack attacks attacked strike strikes airstrike airstrikes bombing bombed shelling war siege massacre "
        "genocide crisis protest protests rally march solidarity never again team fans real justice remember watch "
        "watching report reports reporter maps osint intel info news24 english arabic army police people youth "
        "students university football club election elections vote votes president party lives matter matters "
        "earthquake flood floods wildfire storm blast explosion ceasefire truce talks deal border front battle "
        "liberated liberation resist resistance falls fell rises week archive files leaks with from "
        "sauvez soutien avec pour libre liberte stoppez priez salvemos salva apoyo libertad siempre rettet "
        "icin yalniz degildir haber haberleri dakika destek"
    )
)
"""What tags in small letters hold beside names."""
_INSIDE = frozenset(
    listed(
        "for is are was not we our my the a an in on at of to by and or vs day out go map tv channel ar en fr tr ru fc "
        "hq gov con por mit fur son"
    )
)
"""The same between other words: at its edge they may be part of another name."""


def tag_text(body: str, knows: Knows) -> str:
    """The words of a tag without its sign: known ones whole and with a capital, all others parted by their capitals."""
    found: list[str] = []
    for part in body[:_LONGEST].split("_"):
        if part:
            found += _grouped(_pieces(part), knows)
    return " ".join(found)


def uncut(text: str, start: int, end: int, knows: Knows) -> bool:
    """Whether the words around the sign at `start` to `end` are one word, cut at the end of a line."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_HALF), start)
    behind = _WORD_BEHIND.match(text, end, end + _LONGEST_HALF)
    if before is None or behind is None:
        return False
    whole = before.group() + behind.group()
    return knows(whole, 0) or (knows(whole, _ENDING) and not knows(before.group(), 0))


def _pieces(part: str) -> list[str]:
    """SaveAlbuKamal24: Save, Albu, Kamal, 24; IRGCNavy: IRGC, Navy."""
    cuts = [0, *(at for at in range(1, len(part)) if _parts(part, at)), len(part)]
    return [part[first:last] for first, last in pairwise(cuts)]


def _parts(part: str, at: int) -> bool:
    before, here = part[at - 1], part[at]
    if before.isdecimal() != here.isdecimal():
        return True
    if not here.isupper():
        return False
    return not before.isupper() or (at + 1 < len(part) and part[at + 1].islower())


def _grouped(pieces: list[str], knows: Knows) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        size = next((size for size in range(_MOST_JOINED, 1, -1) if _are_one(pieces[at : at + size], knows)), 1)
        word = "".join(pieces[at : at + size])
        yield from map(_as_a_name, [word] if size > 1 else _parted(word, knows))
        at += size


def _are_one(pieces: list[str], knows: Knows) -> bool:
    """Whether they are one word of a name together, and not each a word of one."""
    return _is_name("".join(pieces), knows) and not all(_is_name(piece, knows) for piece in pieces)


def _is_name(word: str, knows: Knows) -> bool:
    return knows(word, 0) or (word.endswith("s") and len(word) > 2 and knows(word[:-1], 0))


def _parted(word: str, knows: Knows) -> list[str]:
    """A word of nothing but known words and words of tags, in its parts; else itself."""
    if not word[1:].islower() or len(word) < 2 * _LEAST:
        return [word]
    if _is_name(word, knows):
        return _finer(word, knows) or [word]
    parts = _divided(word, lambda part, inside: part in _TAG_WORDS or (inside and part in _INSIDE), knows)
    return [finer for part in parts for finer in _finer(part, knows) or [part]] or [word]


def _finer(word: str, knows: Knows) -> list[str]:
    """A word of names in the words of names it holds: newsrooms join two, a tag joins all of them."""
    return _divided(word, lambda _part, _inside: False, knows, whole=False) if knows(word, 0) else []


def _divided(word: str, is_filler: Callable[[str, bool], bool], knows: Knows, *, whole: bool = True) -> list[str]:
    """The fewest parts, each known or a filler, of which a word is made; none if it is not."""
    best: list[list[str] | None] = [[], *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = best[start], word[start:end]
            if before is None or ((known := best[end]) is not None and len(known) <= len(before) + 1):
                continue
            if not whole and part == word:
                continue
            is_known = len(part) >= _LEAST and knows(part, 0)
            if is_known or is_filler(part.lower(), start > 0 and end < len(word)):
                best[end] = [*before, part]
    found = best[-1] or []
    return found if any(knows(part, 0) for part in found) else []


def _as_a_name(word: str) -> str:
    """With a capital, which tags do not have; words that are also something else do not gain it."""
    plain = bare(fold(word))
    other = plain in _TAG_WORDS or is_ambiguous(plain) or is_ambiguous(plain.removesuffix("s"))
    return word if other or not word.islower() else word[0].upper() + word[1:]
