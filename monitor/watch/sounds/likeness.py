"""How far a word of a text is from a name in other letters: a number to order possible new spellings by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from monitor.watch.sounds.other_scripts import spelled_out
from monitor.watch.sounds.transliteration import apart, romanised
from monitor.watch.sounds.transliteration_table import FINAL_YA
from monitor.watch.text import Script, bare, fold, listed, script_of

_FARTHEST = 1.0
_TELLING_LETTERS = 5
_EDGES = "^$"
"""What `romanised` marks the ends of words by."""
_ROMANISED_IN_TWO_WAYS = tuple(
    row.split("=") for row in ("hh=h", "kh=h", "ph=f", "ck=k", "q=k", "w=v", "x=ks", "y=i", "ie=e")
)
"""Letters of romanised words, and what newsrooms write for the same sound."""
_HARD_C = re.compile("c(?![eih])")
"""Ozempic is Оземпик."""
_ABJADS = (Script.ARABIC, Script.HEBREW)


def distance_across(name: str, word: str, last: str = "") -> float | None:
    """The sum of the habits that separate two words, one in an alphabet and one in Arabic or Hebrew letters.

    From 0, spelled as the letters sound, to 1.0 for all that is farther. `last` is the last letter of `word` as it is
    written, if it is folded. None where both words are in one kind of letters: nothing is known of them then.
    """
    spelled, lettered = (name, word) if script_of(word) in _ABJADS else (word, name)
    script, source = script_of(lettered), romanised(spelled)
    if script not in _ABJADS or not source:
        return None
    folded = bare(fold(lettered))
    forms = [folded]
    if last in FINAL_YA and folded.endswith("ي"):
        forms.append(folded[:-1] + last)
    return min(_FARTHEST, *(apart(source, form, script, _FARTHEST) for form in forms))


def is_spelled_out(name: str, words: Iterable[str]) -> bool:
    """Whether one of some Cyrillic words is a Latin name of five letters and more as it is romanised, or the reverse.

    Ельцин, Yeltsin; Харьков, Kharkov. Not Сулеймани, Suleyman.
    """
    own = _plain(name)
    return len(name) >= _TELLING_LETTERS and bool(own) and own in map(_plain, words)


def _plain(word: str) -> str:
    """A romanised word in one of the ways in which newsrooms romanise it."""
    plain = romanised(word).strip(_EDGES)
    for written, heard in _ROMANISED_IN_TWO_WAYS:
        plain = plain.replace(written, heard)
    return _HARD_C.sub("k", plain.removesuffix("ii") + "i" if plain.endswith("ii") else plain)


def resemblance(name: str, word: str) -> float | None:
    """The share of letters that two words in alphabets or Hangul have in common, both in Latin letters; None for
    others."""
    one, other = _in_latin(name), _in_latin(word)
    if bool(one) != bool(other):
        # Korean has one sign for r and l, b and v, p and f.
        one, other = (_of_hangul(word, spelled) for word, spelled in ((name, one), (word, other)))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else None


def _in_latin(word: str) -> str:
    return romanised(word).strip(_EDGES) or spelled_out(bare(fold(word)))


_LEADS = listed("g g n d d r m b b s s . j j j k t p h")
_VOWELS = listed("a e ya e eo e yeo e o wa e oe yo u wo we wi yu . i i")
_TAILS = listed(". g g g n n n d r r r r r r r r m b b s s ng j j k t p h")
"""By the order of Hangul in Unicode, as the Revised Romanization (2000) has it, sounds that foreign names mix up as
one; the vowel that parts consonants of foreign names, and what is not said, is nothing."""
_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11_172
_KOREAN_EARS = tuple(
    row.split("=") for row in ("ph=p", "th=s", "sh=s", "ch=j", "ck=k", "c=k", "q=k", "x=ks", "l=r", "v=b", "f=p", "z=j")
)


def _of_hangul(word: str, spelled: str) -> str:
    """A word of Hangul, or one that is `spelled` in Latin letters, in the letters that both are compared in; "" for
    others."""
    if spelled:
        for written, heard in _KOREAN_EARS:
            spelled = spelled.replace(written, heard)
        return spelled
    numbers = [ord(sign) - _FIRST_SYLLABLE for sign in unicodedata.normalize("NFC", word)]
    if any(not 0 <= number < _SYLLABLES for number in numbers):
        return ""
    syllables = (_LEADS[number // 588] + _VOWELS[number // 28 % 21] + _TAILS[number % 28] for number in numbers)
    return "".join(syllables).replace(".", "")


_REGULAR = tuple(
    (re.compile(sign), letters)
    for sign, letters in (
        ("ck|q(?!u)|c(?![eiyh])", "k"),
        ("ou|oo|w|v", "u"),
        ("ph", "f"),
        ("dj", "j"),
        ("gh", "g"),
        ("kh", "h"),
        ("ee|iy|y(?!i)", "i"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


_SETTLED = tuple((re.compile(one.pattern.replace("ee|", "").replace("(.)", "([^aeiou])")), to) for one, to in _REGULAR)
"""Of these what languages write in two ways even where everyone knows the name: Irak, but not Grice for Greece."""


def spelled_alike(one: str, other: str, *, settled: bool = False) -> bool:
    """Whether two folded Latin words differ by what newsrooms write in two ways: Canada and Kanada, Youssouf and Yusuf.

    Of a name whose spelling is `settled`, for everyone knows it, only what languages write in two ways.
    """
    for sign, letters in _SETTLED if settled else _REGULAR:
        one, other = sign.sub(letters, one), sign.sub(letters, other)
    return one == other
