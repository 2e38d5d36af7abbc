"""Whether a text has capitals at all: chats, tickers and some posts do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CAPITALISED = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀČĎĞĢĪĶŁŃŅŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐΆ-ΏΑ-ΫԱ-Ֆ](?<![\w#@/.].)[a-zà-öø-ÿāčďğģīıķłńņōőřśşšţťūůűźżžа-яёіїєґά-ώա-ֆ]"
)
"""A capital before a small letter, at the beginning of a word that is no tag, handle or address."""
_LEAST = 3
"""Words in small letters that tell."""


def is_caseless(texts: Iterable[str], words: Sequence[Sequence[str]]) -> bool:
    """Whether an article, given by its texts and their words, is written in small letters; acronyms apart."""
    if any(map(_CAPITALISED.search, texts)):
        return False
    small = sum(word.islower() for of_text in words for word in of_text)
    return small >= _LEAST and 2 * small >= sum(map(len, words))
