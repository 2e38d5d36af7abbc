"""Words in Greek, Armenian, Georgian, Indic and Ethiopic letters as they may be spelled in Latin ones.

After ALA-LC and BGN/PCGN (Greek, Armenian, Georgian), ISO 15919 without its diacritics (Indic: the blocks of Unicode
are parallel), and the names of the syllables in Unicode (Ethiopic). A `1` is the a that an Indic consonant carries,
heard or not, a `3` the short i behind the first consonant of an Ethiopic word, if no other vowel is written there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 40
_GREEK = """
ντζ nj ντσ nch γου gu γε ge γιου yu ιου yu γιο yo για ya γιε ye γι yi
μπ b ντ d γκ g γγ ng τζ j τσ ch ου u αι e ει i οι i υι i αυ av ευ ev αη ai
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ i φ f χ kh ψ ps ω o
"""
_LETTER_BY_LETTER = """
γγ ng ου ou α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
"""
"""Greek by ELOT 743, as passports have it: Μπακογιάννης is Bakogiannis to newsrooms, Mpakogiannis in a passport."""
_ARMENIAN = """
ու u և ev ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o
չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f
"""
_GEORGIAN = """
იუ yu იო yo ია ia იე ie
ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts
ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
"""
_INDIC = """
ज्ञ gy क k ख kh ग g घ gh ङ n च ch छ ch ज j झ jh ञ n ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n ऩ n प p फ f
ब b भ bh म m य y र r ऱ r ल l ळ l व v श sh ष sh स s ह h
"""
_INDIC_VOWELS = """
अ a आ a इ i ई i उ u ऊ u ऋ ri ए e ऍ e ऐ ai ओ o ऑ o औ au ऎ e ऒ o ा a ि i ी i ु u ू u ृ ri े e ै ai ो o ॉ o ौ au ॆ e ॊ o
ं n ँ n ः -
"""
_VIRAMA, _NUKTA = "्", "़"
_INDIC_FIRST, _BLOCK, _INDIC_LAST = 0x900, 0x80, 0xD80
_ETHIOPIC = {"TH": "t", "C": "ch", "CH": "ch", "PH": "p", "KX": "kh", "X": "h", "HH": "h", "GLOTTAL ": "",
             "PHARYNGEAL ": "", "SZ": "s", "TZ": "ts", "NY": "ny", "QH": "q"}  # fmt: skip
_ETHIOPIC_SYLLABLE = re.compile(r"ETHIOPIC SYLLABLE (GLOTTAL |PHARYNGEAL |[B-DF-HJ-NP-TV-Z]*?)(W?)(AA|EE|A|U|I|E|O)")
_BARE = re.compile("[^aeiou?]+")
_ETHIOPIC_VOWELS = {"AA": "a", "EE": "e", "A": "e", "E": "", "U": "u", "I": "i", "O": "o"}


def _table(rows: str) -> dict[str, str]:
    """By letters how they are spelled."""
    cells = unicodedata.normalize("NFD", rows).split()
    return {letters: "" if latin == "-" else latin for letters, latin in zip(cells[::2], cells[1::2], strict=True)}


_ALPHABETS = _table(_GREEK) | _table(_ARMENIAN) | _table(_GEORGIAN)
_LETTERS = _table(_LETTER_BY_LETTER)
_BY_LETTERS = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_CONSONANTS, _VOWELS = _table(_INDIC), _table(_INDIC_VOWELS)
_GROUPS = re.compile("|".join(sorted(_ALPHABETS, key=len, reverse=True)))


def is_romanised(word: str) -> bool:
    """Whether a folded word is in one of these scripts or in Hangul."""
    first = word[:1]
    return first in _ALPHABETS or _is_indic(first) or "\u1100" <= first <= "\u137f"


@lru_cache(maxsize=16_384)
def latin_spelling(word: str) -> str:
    """How a folded word is spelled in plain small Latin letters; "" for other scripts."""
    if len(word) > _LONGEST or not word:
        return ""
    if _is_indic(word[0]):
        spelled = _indic(word)
    elif "\u1200" <= word[0] <= "\u137f":
        first, *others = map(_syllable, word)
        spelled = "".join((first + "3" * bool(others and _BARE.fullmatch(first)), *others))
    else:
        found = [match.group() for match in _GROUPS.finditer(word)]
        spelled = "".join(map(_ALPHABETS.__getitem__, found)) if sum(map(len, found)) == len(word) else ""
    return spelled if spelled.isascii() and spelled.isalnum() else ""


def spelled_out(word: str) -> str:
    """`latin_spelling` with the vowels that may be heard or not as letters."""
    return latin_spelling(word).replace("1", "a").replace("3", "i")


def by_letters(word: str) -> str:
    """How a folded Greek word is spelled in plain small Latin letters, one after the other; "" for other words."""
    found = _BY_LETTERS.findall(word)
    return "".join(map(_LETTERS.__getitem__, found)) if sum(map(len, found)) == len(word) else ""


def _is_indic(sign: str) -> bool:
    return bool(sign) and _INDIC_FIRST <= ord(sign) < _INDIC_LAST


def _indic(word: str) -> str:
    """Consonants carry an a unless a vowel or virama follows, and at the end of a word."""
    composed = unicodedata.normalize("NFC", word)
    signs = [chr(_INDIC_FIRST + (ord(sign) - _INDIC_FIRST) % _BLOCK) if _is_indic(sign) else sign for sign in composed]
    found: list[str] = []
    for at, sign in enumerate(signs):
        if sign in _CONSONANTS:
            found.append(_CONSONANTS[sign])
            behind = signs[at + 1] if at + 1 < len(signs) else ""
            if behind in _CONSONANTS or behind in {"ं", "ँ"}:
                found.append("1")
        elif sign not in {_VIRAMA, _NUKTA}:
            found.append(_VOWELS.get(sign, "?"))
    return "".join(found)


def _syllable(sign: str) -> str:
    match = _ETHIOPIC_SYLLABLE.fullmatch(unicodedata.name(sign, ""))
    if match is None:
        return "?"
    consonant, glide, vowel = match.groups()
    written = _ETHIOPIC.get(consonant, consonant.lower())
    if not written and consonant:
        return {"A": "a", "E": "e"}.get(vowel, _ETHIOPIC_VOWELS[vowel])
    if written == "h" and vowel == "A":
        return "ha"
    return written + glide.lower() + _ETHIOPIC_VOWELS[vowel]
