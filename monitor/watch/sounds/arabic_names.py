"""How one Arabic name is written by countries that speak it differently: Qaddafi and Gaddafi, Jamal and Gamal.

The ق is q in the standard language, g in Libya, Sudan and the Gulf; the ج is j, and g in Egypt. The second vowel of
Yusuf is anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TELLING = re.compile(
    r"al|el|abu|abou|bin|ibn|bint|abd.*|ahm[ae]d|m[ou]k?ha?mm?[ae]d|mahm(?:ou|u)d|h[aou]ss?(?:ei|ay|ai|e)?n|hass?an|ali|"
    r"kh?al[ie]e?[dl]|ibrahim|[io]sm?a?[ie]l|y(?:o|u|ou|oo)ss?(?:u|ou|e|i)f|m[ou]stafa|om[ae]r|um[ae]r|said|saee?d|"
    r"mu?'?ammar|moamm?[ae]r|sal[ie]h|t[ae]r[ie]k|[gj]amal|na[gj](?:i|ui)b|faisal|faysal|hamd?[ai]n?|jab[ei]r|sa[ai]f"
)
_YUSUF = re.compile(r"y(?:o|u|ou|oo)ss?(?:u|ou|e|i)f")
_YUSUFS = frozenset({"yusuf", "yousef", "yusif"})
_HARD = re.compile(r"g(?=[aou])|gu?(?=[ei])|gh(?=[aeiou])")
_Q = re.compile(r"q(?!u[ei])")
_CONSTRUCT = re.compile(r"(?<=[^aeiou])(?:a[ht]?|e[ht])$")
_CONSTRUCT_LEAST = 5


def in_construct(word: str) -> frozenset[str]:
    """A folded Latin word with its feminine ending as it is spoken before a genitive: Jam'iyah, Jam'iyat al-Ta'awun."""
    if len(word) < _CONSTRUCT_LEAST or _CONSTRUCT.search(word) is None:
        return frozenset()
    return frozenset(_CONSTRUCT.sub(end, word) for end in ("ah", "at")) - {word}


def is_arabic(words: Sequence[str]) -> bool:
    """Whether one of a name's folded Latin words is an Arabic given name or particle."""
    return any(_TELLING.fullmatch(word) for word in words)


def spoken_otherwise(word: str) -> frozenset[str]:
    """A folded Latin word of an Arabic name as other countries speak and write it."""
    found = {_Q.sub("g", word), _HARD.sub("q", word), _HARD.sub("j", word), word.replace("j", "g")}
    if _YUSUF.fullmatch(word) is not None:
        found |= _YUSUFS
    return frozenset(found - {word})
