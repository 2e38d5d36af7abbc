"""Names given in Hangul, kana, ideographs, Thai or other letters alone, met in letters: the reverse of `spoken_names`.

What a Latin word may sound like in those signs is compared with what the signs of a name sound like; words in other
alphabets are romanised first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from threading import Lock
from typing import NamedTuple

from monitor.watch.sounds.other_scripts import spelled_out
from monitor.watch.sounds.spoken.han_signs import is_sound_of_names
from monitor.watch.sounds.spoken.latin_sounds import apart, is_plain, placed
from monitor.watch.sounds.spoken.limits import close_to, consonants_heard, limit_of, loosely
from monitor.watch.sounds.spoken.sign_sounds import CHINESE, JAPANESE, KOREAN, LAO, THAI, sounds, writing_of
from monitor.watch.sounds.spoken.sound_keys import key_of, keys_of
from monitor.watch.sounds.transliteration import romanised
from monitor.watch.text import Reading, Script, Variant, Way, fold, is_edge, script_of

FROM_SIGNS, FROM_LETTERS = "other", "foreign"
"""In what letters a word is written that is met for signs, or for letters of another script."""
_JOINERS = re.compile("[·‧∙⋅•・･=＝ ]+")
_BY_LETTERS = frozenset({THAI, LAO})
_SIGNS = frozenset({KOREAN, JAPANESE, CHINESE}) | _BY_LETTERS
_CLINGING = frozenset("ーッァィゥェォャュョヮン")
"""Kana with which no part of a word begins."""
_LEAST_PART = 2
"""Letters of a part of a word in Thai."""
_MOST_SIGNS, _MOST_EDGES = (8, 5), (14, 9)
"""Signs of a word that may be two words of a name, or three; and where Thai may part it."""
_FAMILY_AND_GIVEN = (3, 4)
"""Syllables of a Korean's name."""


_JAMO_ROWS = (
    "ᄀ=g/k ᄂ=n ᄃ=d/t ᄅ=r/l ᄆ=m ᄇ=b/p ᄉ=s ᄋ= ᄌ=j/ch ᄎ=ch ᄏ=k ᄐ=t ᄑ=p ᄒ=h",
    "ᅡ=a ᅢ=ae ᅣ=ya ᅥ=eo/u/o ᅦ=e ᅧ=yeo/you/yu/yo ᅩ=o ᅪ=wa ᅬ=oe ᅭ=yo ᅮ=u/oo ᅯ=wo ᅱ=wi ᅲ=yu/yoo ᅳ=eu/u ᅴ=ui ᅵ=i/ee",
    "ᆨ=k/g ᆫ=n ᆮ=t ᆯ=l ᆷ=m ᆸ=p/b ᆺ=t ᆼ=ng",
)
_JAMO = {cell[0]: cell[2:].split("/") for row in _JAMO_ROWS for cell in row.split()}
"""Korean letters by the Revised Romanization, McCune-Reischauer without marks, and as Koreans spell their names."""


class _Signed(NamedTuple):
    token: int
    heard: str
    writing: str


def parts_of_signs(name: str, *, person: bool) -> Iterator[tuple[str, ...]]:
    """The rows of signs that the words of a name may stand for which is given in them: as written, and where one word
    is several in letters (아부카말, Abu Kamal), parted; none for names in letters, and for signs without a sound.

    A Korean is named with the family name last, too.
    """
    words = tuple(filter(None, _JOINERS.split(unicodedata.normalize("NFKC", name))))
    if not words or not all(map(_is_heard, words)):
        return
    yield words
    if len(words) > 1:
        return
    word = words[0]
    if writing_of(fold(word)) in _BY_LETTERS:
        most, most_for_three = _MOST_EDGES
        cuts = [at for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1) if is_edge(word, at)]
    else:
        most, most_for_three = _MOST_SIGNS
        cuts = [at for at in range(1, len(word)) if word[at] not in _CLINGING]
    if len(cuts) >= most:
        return
    parted: list[tuple[str, ...]] = [(word[:at], word[at:]) for at in cuts]
    if len(cuts) < most_for_three:
        parted += [(word[:one], word[one:two], word[two:]) for one in cuts for two in cuts if one < two]
    yield from parted
    if person and writing_of(fold(word)) == KOREAN and len(word) in _FAMILY_AND_GIVEN:
        yield from ((*parts[1:], parts[0]) for parts in parted if len(parts[0]) == 1)


def _is_heard(word: str) -> bool:
    folded = fold(word)
    return (
        {writing_of(fold(sign)) for sign in word} <= _SIGNS
        and bool(sounds(folded))
        and (writing_of(folded) != CHINESE or all(map(is_sound_of_names, word)))
    )


def _syllable(folded: str) -> Iterator[str]:
    """How a folded Korean syllable is spelled."""
    if writing_of(folded) == KOREAN and len(unicodedata.normalize("NFC", folded)) == 1:
        yield from map("".join, product(*(_JAMO.get(jamo, ("",)) for jamo in folded)))


class SignedNames:
    """The words of names given in signs; `add` while compiling, then asked from any number of threads."""

    def __init__(self) -> None:
        self._added: dict[tuple[int, str], None] = {}
        self.syllables: dict[str, list[int]] = defaultdict(list)
        """By spelling the words of one Korean syllable, which given names have in small letters: Jae-myung."""
        self._known: Mapping[tuple[str, bool], Sequence[_Signed]] | None = None
        self._lock = Lock()

    def add(self, token: int, folded: str) -> None:
        """Look for word number `token`, folded signs."""
        if (token, folded) not in self._added:
            self._added[token, folded] = None
            for spelled in _syllable(folded):
                self.syllables[spelled].append(token)

    def __bool__(self) -> bool:
        return bool(self._added)

    def readings(self, surface: str, forms: Iterable[Variant]) -> Iterator[Reading]:
        """The words of names that a word in an alphabet may stand for; with a capital, where its letters have them."""
        script = script_of(surface)
        if not self._added or script in {Script.ARABIC, Script.HEBREW}:
            return
        if script is not Script.OTHER and not any(map(str.isupper, surface)):
            for token in self.syllables.get(surface, ()):
                yield Reading(token, Way.SCRIPT_LOOSE, FROM_SIGNS, consonants_heard(romanised(surface)), close=True)
            return
        best: dict[int, tuple[float, Reading]] = {}
        for form in dict.fromkeys(form for form, way, _ in forms if way <= Way.ARTICLE):
            source = romanised(spelled_out(form) if script is Script.OTHER else form)
            for cost, reading in self._compared(source) if source else ():
                if reading.token not in best or cost < best[reading.token][0]:
                    best[reading.token] = cost, reading
        yield from (reading for _, reading in best.values())

    def _compared(self, source: str) -> Iterator[tuple[float, Reading]]:
        spelled, count = placed(source), consonants_heard(source)
        limit = limit_of(count)
        keys = ((key, plain) for plain in (False, True) for key in keys_of(spelled, plain=plain))
        for known in keys:
            for token, heard, writing in self._index.get(known, ()):
                cost = apart(spelled, heard, writing, loosely(limit))
                if cost <= loosely(limit):
                    way = Way.SCRIPT if cost <= limit else Way.SCRIPT_LOOSE
                    letters = FROM_LETTERS if is_plain(writing) else FROM_SIGNS
                    yield cost, Reading(token, way, letters, count, close_to(cost, limit))

    @property
    def _index(self) -> Mapping[tuple[str, bool], Sequence[_Signed]]:
        """By key; made when the first word in letters is met."""
        if self._known is None:
            with self._lock:
                found: dict[tuple[str, bool], list[_Signed]] = defaultdict(list)
                for token, folded in self._added:
                    writing = writing_of(folded)
                    for heard in sounds(folded):
                        plain = is_plain(writing)
                        found[key_of(heard, plain=plain), plain].append(_Signed(token, heard, writing))
                self._known = dict(found)
        return self._known
