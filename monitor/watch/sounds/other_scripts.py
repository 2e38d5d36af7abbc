"""Words in Greek, Armenian, Georgian, Hangul, Indic and Ethiopic letters as they may be spelled in Latin ones.

Where a script has no letter for a sound of other languages it writes a neighbour (Korean ㅍ for f), so a word has
several spellings; which of them is a name is told by its sound. After ALA-LC and BGN/PCGN (Greek, Armenian, Georgian),
Revised Romanization read backwards (Hangul), ISO 15919 without its diacritics (Indic: the blocks of Unicode are
parallel), and the names of the syllables in Unicode (Ethiopic).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

_MOST = 32
"""Spellings of one word that are tried."""
_LONGEST = 40
_GREEK = """
ντζ nj/j ντσ nch/nts γου gu/w γε ge/ye γιου yu ιου yu/iu γιο yo για ya γιε ye γι yi/gi
μπ b/mp ντ d/nd/nt γκ g/ng γγ ng τζ j/dz τσ ch/ts ου u/w αι e/ai ει i/ei οι i υι i αυ av ευ ev αη ai
α a β v γ g δ d ε e ζ z/zh η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s/sh ς s/sh τ t υ i φ f/v χ kh ψ ps ω o
"""
_ARMENIAN = """
ու u/w և ev ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o
չ ch պ p ջ j ռ r ս s վ v/w տ t ր r ց ts ւ v/w փ p ք k օ o ֆ f
"""
_GEORGIAN = """
იუ yu/iu იო yo/io ია ia/ya იე ie/ye
ა a ბ b გ g დ d ე e ვ v/w ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p/f ქ k ღ gh ყ q შ sh ჩ ch ც ts
ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
"""
_HANGUL = """
ᆯᄅ l 샤 sha 셔 sho 쇼 sho 슈 shu 쉬 shi 셰 she 시 si/shi
ᄀ g/k ᄁ k ᄂ n ᄃ d ᄄ t ᄅ r/l ᄆ m ᄇ b/v ᄈ p ᄉ s ᄊ s ᄋ - ᄌ j/z ᄍ j ᄎ ch ᄏ k/kh ᄐ t ᄑ p/f ᄒ h/f
ᅡ a ᅢ e ᅣ ya ᅤ ye ᅥ e/o ᅦ e ᅧ yo ᅨ ye ᅩ o ᅪ wa ᅫ we ᅬ we ᅭ yo ᅮ u ᅯ wo ᅰ we ᅱ wi/u ᅲ yu ᅳ - ᅴ i ᅵ i
ᆨ k/g ᆫ n ᆮ t ᆯ l/r ᆷ m ᆸ p/b ᆺ t/s ᆼ ng/n ᆻ t ᆽ t ᆾ t ᆿ k ᇀ t ᇁ p
"""
_INDIC = """
ज्ञ gy क k ख kh ग g घ gh ङ n च ch छ ch ज j/z झ jh ञ n ट t ठ th ड d/r ढ dh ण n त t थ th द d ध dh न n ऩ n प p फ f/ph
ब b भ bh/v म m य y र r ऱ r ल l ळ l व v/w श sh ष sh स s ह h
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
_ETHIOPIC_VOWELS = {"AA": "a", "EE": "e", "A": "e", "E": "", "U": "u", "I": "i", "O": "o"}


def _table(rows: str) -> dict[str, tuple[str, ...]]:
    cells = unicodedata.normalize("NFD", rows).split()
    return {
        letters: tuple("" if latin == "-" else latin for latin in spelled.split("/"))
        for letters, spelled in zip(cells[::2], cells[1::2], strict=True)
    }


_ALPHABETS = _table(_GREEK) | _table(_ARMENIAN) | _table(_GEORGIAN) | _table(_HANGUL)
_CONSONANTS, _VOWELS = _table(_INDIC), _table(_INDIC_VOWELS)
_GROUPS = re.compile("|".join(sorted(_ALPHABETS, key=len, reverse=True)))


def is_romanised(word: str) -> bool:
    """Whether a folded word is in one of these scripts."""
    first = word[:1]
    return first in _ALPHABETS or _is_indic(first) or "\u1200" <= first <= "\u137f"


@lru_cache(maxsize=16_384)
def latin_spellings(word: str) -> tuple[str, ...]:
    """How a folded word may be spelled in plain small Latin letters, the usual way first; none for other scripts."""
    if len(word) > _LONGEST or not word:
        return ()
    if _is_indic(word[0]):
        groups = _indic(word)
    elif "\u1200" <= word[0] <= "\u137f":
        groups = [(_syllable(sign),) for sign in word]
    else:
        found = [match.group() for match in _GROUPS.finditer(word)]
        groups = [_ALPHABETS[letters] for letters in found] if sum(map(len, found)) == len(word) else []
    spelled = ("".join(parts) for parts in islice(product(*groups), _MOST))
    return tuple(dict.fromkeys(one for one in spelled if one.isascii() and one.isalpha())) if groups else ()


def _is_indic(sign: str) -> bool:
    return bool(sign) and _INDIC_FIRST <= ord(sign) < _INDIC_LAST


def _indic(word: str) -> list[tuple[str, ...]]:
    """Consonants carry an a unless a vowel or virama follows, and at the end of a word."""
    composed = unicodedata.normalize("NFC", word)
    signs = [chr(_INDIC_FIRST + (ord(sign) - _INDIC_FIRST) % _BLOCK) if _is_indic(sign) else sign for sign in composed]
    found: list[tuple[str, ...]] = []
    for at, sign in enumerate(signs):
        if sign in _CONSONANTS:
            found.append(_CONSONANTS[sign])
            behind = signs[at + 1] if at + 1 < len(signs) else ""
            if behind in _CONSONANTS or behind in {"ं", "ँ"}:
                found.append(("a", ""))
            elif not behind and at and signs[at - 1] == _VIRAMA:
                found.append(("", "a"))
        elif sign not in {_VIRAMA, _NUKTA}:
            found.append(_VOWELS.get(sign, ("?",)))
    return found


def _syllable(sign: str) -> str:
    match = _ETHIOPIC_SYLLABLE.fullmatch(unicodedata.name(sign, ""))
    if match is None:
        return "?"
    consonant, glide, vowel = match.groups()
    written = _ETHIOPIC.get(consonant, consonant.lower())
    if not written and consonant:
        return {"A": "a", "E": "e"}.get(vowel, _ETHIOPIC_VOWELS[vowel])
    return written + glide.lower() + _ETHIOPIC_VOWELS[vowel]
