"""Thai and Lao letters as the sounds they stand for in foreign names, and how they write the sounds of Latin ones.

After the rules by which the Royal Institute has foreign words written (หลักเกณฑ์การทับศัพท์, 1989: letter by letter,
with a mark over those that Thai does not say), its romanisation of 1999 (RTGS), and for Lao BGN/PCGN 1966; the letters
of Lao stand in Unicode as those of Thai do, 128 signs on. Tones say nothing of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_TONES = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e]")
_FIRST_LAO, _LAST_LAO, _BLOCK = 0xE80, 0xEFF, 0x80
_LAO = str.maketrans({"ຊ": "ซ", "ົ": "\u0e3b", "ຼ": "ล", "ຽ": "ีย", "ໜ": "น", "ໝ": "ม", "ໍ": "อ", "ຢ": "ย", "ຍ": "ย"})
_CONSONANTS = {
    **dict.fromkeys("กขฃคฅฆ", "k"), "ง": "N", "จ": "J", **dict.fromkeys("ฉชฌ", "C"), **dict.fromkeys("ซศษส", "s"),
    **dict.fromkeys("ฎด", "d"), **dict.fromkeys("ฏตฐฑฒถทธ", "t"), **dict.fromkeys("ญณน", "n"), "บ": "b",
    **dict.fromkeys("ปผพภ", "p"), **dict.fromkeys("ฝฟ", "f"), "ม": "m", "ย": "y", "ร": "r", **dict.fromkeys("ลฬ", "l"),
    "ว": "w", **dict.fromkeys("หฮ", "h"), "อ": "",
}  # fmt: skip
_VOWELS = {
    "ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "u", "ื": "u", "ุ": "u", "ู": "u", "\u0e3b": "o",
}  # fmt: skip
_LEADING = {"เ": "e", "แ": "A", "โ": "o", "ไ": "ai", "ใ": "ai"}
_ALL = "".join(_CONSONANTS)
_AROUND = "".join(_VOWELS)
_BEHIND_E = (("ียะ", "ia"), ("ีย", "ia"), ("ือ", "ua"), ("อะ", "e"), ("อ", "e"), ("าะ", "o"), ("า", "au"), ("ิ", "e"))
"""What stands behind a consonant that เ stands before, and how both sound."""
_OPENING = re.compile("[กขคตทปพบดฟซสชจธผ][รลว]|ห[งนมยรลว]")
"""Two consonants that one leading vowel may stand before."""
_SILENT_KIND = re.compile("ห(?=[งนมยรลว])")
_SILENT = re.compile(rf"ห(?=[งนมยรลว][{_AROUND}])")
NASAL, UNHEARD = "N", "h"
_NASAL = re.compile(f"{NASAL}(?!k)")
_KARAN = "\u0e4c"
_MARKED = re.compile(f"([{_ALL}])[ิุ]?{_KARAN}")
_MOST = 6
_LONGEST = 40

WRITTEN_THAI = """
6 mp=0
7 nt=0 n=.05
8 Nk=0 N=.05
9 nd=0 n=.1
0 mb=0
g k=0
G J=0 k=.05
k k=0
c s=0 ts=0 k=.1 C=.08
C C=0 J=.08 s=.1
S C=0 s=.08
s s=0
z s=0
Z C=.06 s=.05 J=.06
J J=0 y=.06 C=.08
T t=0 s=.06
t t=0 d=.1
d d=0 t=.08
x k=0 h=.04
h h=0 -=.08
v w=0 f=.04 b=.08
w w=0
f f=0
b b=0 p=.08
p p=0 b=.1
m m=0
n n=0
N N=0 Nk=0 n=.08
l l=0
L l=0 n=.1
r r=0
R r=0 -=.08
y y=0 i=0
a a=0 A=.02 1=0 o=.12
e e=0 A=.02 2=0 a=.12
i i=0
o o=0 4=0
u u=0 w=.05
"""
EXTRA_THAI = {"1": 0.04, "4": 0.06, "A": 0.35, "a": 0.35, "e": 0.35, "i": 0.3, "o": 0.4, "u": 0.4, "y": 0.12, "w": 0.15,
              "h": 0.2, "n": 0.4, "r": 0.2}  # fmt: skip
"""As in `sound_tables`."""


def kinds_of(row: str) -> str:
    """For each sign of a folded row its consonant, `UNHEARD` for one that may be none, or a space for other signs."""
    thai = _as_thai(row)
    kinds = thai.translate(_KINDS)
    for silent in _SILENT_KIND.finditer(thai):
        kinds = f"{kinds[: silent.start()]} {kinds[silent.end() :]}"
    return kinds


def thai_sounds(word: str) -> tuple[str, ...]:
    """How a folded word may sound, the usual way first; none for longer ones and other signs."""
    return _sounds(_as_thai(word)) if len(word) <= _LONGEST else ()


def _as_thai(word: str) -> str:
    if not any(_FIRST_LAO <= ord(sign) <= _LAST_LAO for sign in word):
        return word
    return "".join(
        chr(ord(sign) - _BLOCK) if _FIRST_LAO <= ord(sign) <= _LAST_LAO else sign for sign in word.translate(_LAO)
    )


@lru_cache(maxsize=16_384)
def _sounds(word: str) -> tuple[str, ...]:
    plain = _SILENT.sub("", _TONES.sub("", word).replace("รร", "ัน"))
    ways = list(islice(_read(_MARKED.sub(_marked, plain)), _MOST))
    return tuple(dict.fromkeys((*ways, *map(with_its_k, ways))))


def with_its_k(heard: str) -> str:
    """Sounds with a g behind each ng that has none, as other letters may spell it."""
    return _NASAL.sub(f"{NASAL}k", heard)


def _marked(match: re.Match[str]) -> str:
    """A letter with the mark that it is not said: no vowel is carried by it."""
    return match[1].translate(_UNSAID)


_UNSAID = str.maketrans({consonant: chr(0xE000 + ord(consonant)) for consonant in _CONSONANTS})
_SAID = {chr(0xE000 + ord(consonant)): sound for consonant, sound in _CONSONANTS.items()}


def _read(plain: str) -> Iterator[str]:
    """Every way to read letters without tones."""
    found = [("", 0)]
    while found:
        heard, at = found.pop()
        if at >= len(plain):
            yield heard
            continue
        found += reversed([(heard + sound, at + size) for sound, size in _next(plain, at)])


def _next(plain: str, at: int) -> list[tuple[str, int]]:
    """What may be heard from there on, and how many signs it takes."""
    sign = plain[at]
    if sign in _LEADING:
        opened = [size for size in (2, 1) if size == 1 or _OPENING.match(plain, at + 1)]
        return [way for size in opened for way in _led(plain, at, size)]
    if plain.startswith("ัว", at):
        return [("ua", 2)]
    if sign in _VOWELS:
        return [(_VOWELS[sign], 1)]
    if sign in _SAID:
        return [(_SAID[sign], 1)]
    if sign not in _CONSONANTS:
        return [("?", 1)]
    sound, behind = _CONSONANTS[sign], plain[at + 1 : at + 2]
    if sign == "อ" and behind and behind in _AROUND:
        return [("", 1)]
    if at == 0 and behind in _LEADING:
        # A first letter that no vowel stands beside is said with a: นเรนทรา, อเล็กซ์.
        return [("a" if sign == "อ" else sound + "1", 1)]
    if sign == "อ" and (plain[at - 1] in _ALL if at else behind != "อ"):
        return [("o", 1)]
    if _is_bare(plain, at):
        # Two letters with no vowel between: กง.
        return [(sound + "4", 1)]
    return [(sound, 1)]


def _is_bare(plain: str, at: int) -> bool:
    """Whether it is the last letter but one, no vowel stands beside either, and the one before is no vowel."""
    last = plain[at + 1 :]
    return len(last) == 1 and last in _ALL and last != "อ" and (at == 0 or plain[at - 1] in _ALL.replace("อ", ""))


def _led(plain: str, at: int, size: int) -> list[tuple[str, int]]:
    """A vowel before so many consonants, with what stands behind them."""
    led = plain[at + 1 : at + 1 + size]
    if len(led) < size or any(sign not in _CONSONANTS for sign in led):
        return [("?", 1)] if size == 1 else []
    sound = "".join("" if sign == "ห" and size > 1 else _CONSONANTS[sign] for sign in led)
    behind = at + 1 + size
    if plain[at] == "เ":
        for signs, vowel in _BEHIND_E:
            if plain.startswith(signs, behind) and not (signs == "อ" and plain[behind + 1 : behind + 2] in _VOWELS):
                return [(sound + vowel, 1 + size + len(signs))]
    skipped = plain.startswith("ะ", behind) or (plain[at] == "ไ" and plain.startswith("ย", behind))
    return [(sound + _LEADING[plain[at]], 1 + size + skipped)]


_KINDS = dict.fromkeys(range(3584, 3712), " ") | {
    ord(sign): UNHEARD if sound in {"", "y", "w", "h"} else sound for sign, sound in _CONSONANTS.items()
}
