"""One written form for the letters that newsrooms use interchangeably. Works on single words; lengths may change."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from importlib import resources

APOSTROPHES = "'’‘ʼʻʾʿ`´′＇׳ʹ"
"""All the signs that stand for an apostrophe, a glottal stop or a Hebrew geresh."""


class Script(StrEnum):
    """The scripts with rules of their own."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    OTHER = "other"


_RANGES = (
    (0x41, 0x2B0, Script.LATIN),
    (0x400, 0x530, Script.CYRILLIC),
    (0x590, 0x600, Script.HEBREW),
    (0x600, 0x780, Script.ARABIC),
    (0x1E00, 0x1F00, Script.LATIN),
)
_SCRIPTS = {chr(code): script for start, end, script in _RANGES for code in range(start, end)}


def script_of(word: str) -> Script:
    """The script of the first letter."""
    for character in word:
        if (script := _SCRIPTS.get(character)) is not None:
            return script
        if character.isalpha():
            return Script.OTHER
    return Script.OTHER


_SIGNS = "".join((resources.files("monitor.watch.text") / "traditional_signs.txt").read_text(encoding="utf-8").split())
"""Ideographs of traditional writing, each before that of simplified writing for it."""
_LETTERS = {
    **dict(zip(_SIGNS[::2], _SIGNS[1::2], strict=True)),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیېئ", "ي"),
    **dict.fromkeys("ةۀھەہ", "ه"),
    **dict.fromkeys("ؤۆۇ", "و"),
    "ک": "ك",
    "ڪ": "ك",
    "ڤ": "ف",
    "ء": "",
    "ё": "е",
    "ъ": "",
    **dict(zip("қҡғңұүөәһҳҙҫ", "ккгнууоаххзс", strict=True)),
    **dict(zip("ћљњјџҷҗђѕ", ("ч", "ль", "нь", "й", "дж", "дж", "дж", "дж", "дз"), strict=True)),
    **dict(zip("əɛɔŋɓɗƙƴħ", "aeonbdkyh", strict=True)),
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
    "״": "",
    **dict.fromkeys(APOSTROPHES, "'"),
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)},
}
_FOLD = str.maketrans(_LETTERS)
_TO_LATIN = str.maketrans("аеорсухіјѕк", "aeopcyxijsk")
_TO_CYRILLIC = str.maketrans("aeopcyxk", "аеорсухк")


_SOUTH_SLAVIC = re.compile(r"\b(?:\w*[^\W\daeiouđ]+)?đ?[aeiou]+\w*đ\w*|\b\w*đ[aeiou]+[^\W\daeiou]+[aeiou]\w*")
"""Words in whose đ Serbian and Croatian write dj: Đoković, Anđela. Vietnamese, where it is a d, parts its syllables."""
_MIXED = re.compile("[a-z][^a-z]*?[а-я]|[а-я][^а-я]*?[a-z]")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """`word` in lower case, without diacritics and spelling habits; apostrophe-likes become one, digits ASCII."""
    return fold_once(word)


def fold_once(word: str) -> str:
    """`fold` for words that are hardly met twice, and for whole texts: nothing is remembered."""
    if word.isascii():
        return word.lower().replace("`", "'")
    lowered = word.replace("İ", "i").replace("I", "i").lower()
    if "đ" in lowered:
        lowered = _SOUTH_SLAVIC.sub(lambda found: found.group().replace("đ", "dj"), lowered)
    lowered = lowered.translate(_FOLD)
    if lowered.isascii():
        return lowered
    plain = _without_diacritics(lowered)
    if plain is not lowered:
        plain = plain.translate(_FOLD)
    return once(plain) if plain[:1] >= "א" else plain


def once(folded: str) -> str:
    """Hebrew letters without the doubling that marks a consonant."""
    return folded.replace("וו", "ו").replace("יי", "י")


_VOWEL_SIGNS = "\u0700"
_NUKTA = 7
_APART = re.compile("[\u0300-\u036f\u093c\u09bc\u0a3c\u0abc\u0b3c]")
"""Diacritics that a text may hold for themselves: nuktas always, for no normal form joins them to their letters."""
_KEPT = "\ue000"
"""Stands for й while diacritics are taken off: и and й are two letters of Russian."""


def _without_diacritics(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.replace("й", _KEPT))
    if len(apart) == len(word) and _APART.search(apart) is None:
        return word
    return "".join(c for c in apart if not _is_dropped(c)).replace(_KEPT, "й")


def _is_dropped(sign: str) -> bool:
    """Whether a combining sign is a diacritic: in scripts beyond Arabic it is a vowel, but for the nukta."""
    kind = unicodedata.combining(sign)
    return bool(kind) and (sign < _VOWEL_SIGNS or kind == _NUKTA)


def exact_key(word: str) -> str:
    """`word` as an exact-case name compares it: case kept, diacritics gone."""
    if word.isascii():
        return word
    return _without_diacritics(word.replace("İ", "I"))


_LATIN_CAPITALS, _CYRILLIC_CAPITALS = "ABEKMHOPCTYX", "АВЕКМНОРСТУХ"
_OTHER_CAPITALS = str.maketrans(_LATIN_CAPITALS + _CYRILLIC_CAPITALS, _CYRILLIC_CAPITALS + _LATIN_CAPITALS)
_DESIGNATION_MOST = 5


def look_alike(word: str) -> str:
    """A single capital, or capitals with figures, as the other alphabet writes them: Т-72 and М23 in Cyrillic.

    "" for all other words, and where a capital looks like none.
    """
    if len(word) > _DESIGNATION_MOST or not word.isupper() or (len(word) > 1 and word.isalpha()):
        return ""
    other = word.translate(_OTHER_CAPITALS)
    alike = all(one != letter for one, letter in zip(other, word, strict=True) if letter.isalpha())
    return other if alike and script_of(other) is not script_of(word) else ""


_VARIANT = re.compile(
    r"(\w*\d)(?:[A-ZА-Я]{1,4}\d{0,2}s?|(?<=[A-ZА-Я]\d)[a-z]{2,4}|(?<=[A-ZА-Я]\d{2})[a-z]{2,4}|(?<=[A-ZА-Я]\d{3})[a-z]{2,4})"
)


def without_variant(word: str) -> str:
    """A designation without the letters of its variant, "" for none: 90 of 90M, S300 of S300PMU2, A320 of A320neo."""
    if word.isalpha() or word.isdecimal() or (found := _VARIANT.fullmatch(word)) is None:
        return ""
    return found.group(1)


def bare(folded: str) -> str:
    """A folded word without its apostrophes."""
    return folded.replace("'", "") if "'" in folded else folded


def unmixed(folded: str) -> str | None:
    """A word that mixes Latin and Cyrillic look-alikes, in the script it was meant in; None if it does not mix."""
    if folded.isascii() or _MIXED.search(folded) is None:
        return None
    latin = sum("a" <= c <= "z" for c in folded)
    cyrillic = sum("а" <= c <= "я" for c in folded)
    return folded.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)


def listed(words: str) -> tuple[str, ...]:
    """The words of a table written as one text."""
    return tuple(words.split())
