"""Second parts of names that other scripts write as a word of their own: Sirajuddin is سراج الدين."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECOND = re.compile(
    r"(?P<first>[a-z]{3,}?)(?P<second>[aeiou]?d[dh]in|[aeiou]?ddeen|[aou]?llah|zada|zadeh|abad|"
    r"m[uo]k?ha?mm?[ae]d(?:ov|ova|i)?|yang|ya?ev|[oe]v)"
)
_ENDS = ("in", "en", "ah", "da", "eh", "ad", "ed", "ov", "va", "di", "ng", "ev")
"""How such words end: nearly all others are told by it."""
_WRITTEN = (
    (re.compile(r"[aeiou]?d(?:[dh]in|deen)"), "aldin"),
    (re.compile(r"[aou]?llah"), "allah"),
    (re.compile(r"ya?ev|[oe]v"), "af"),
)
"""How the second part sounds when it stands alone."""
_CONNECTING = frozenset({"e", "i", "y"})
_LEAST = 2


def parted(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A Latin name's folded words as other scripts may part them, and without the vowel that joins two of them."""
    kept = tuple(word for word in words if word not in _CONNECTING)
    if len(kept) < len(words) and len(kept) >= _LEAST:
        yield kept
    for index, word in enumerate(words):
        found = _SECOND.fullmatch(word) if word.endswith(_ENDS) else None
        if found is not None:
            second = found["second"]
            written = next((part for sign, part in _WRITTEN if sign.fullmatch(second)), second)
            yield (*words[:index], found["first"], written, *words[index + 1 :])
