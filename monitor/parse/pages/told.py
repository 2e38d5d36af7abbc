"""The text found on a page and the one stated in its structured data: the fuller, with what only the other has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from monitor.parse.pages.linked_data import StatedArticle
from monitor.parse.pages.prose import is_notice, is_sentence
from monitor.parse.text import MAX_TEXT, count_words

_WORDS = re.compile(r"\w+")
_SAYS_MORE: Final = 1.15
_MORE_WORDS: Final = 15
_FEW: Final = 60
"""Words of a text that may be a placeholder: what is stated need not repeat it."""
_SHARED: Final = 0.5
"""Share of the found text's pairs of words that the stated one must repeat, to be of the same article."""
_KNOWN: Final = 0.7


def fuller_text(lines: list[str], stated: StatedArticle) -> list[str]:
    """`lines` of the page (the list itself), or the stated text where that says clearly more of the same.

    The updates of a live page follow, as far as they are not there.
    """
    told = _joined(lines, stated.text) if stated.text else lines
    if not stated.updates:
        return told
    known = set(_pairs("\n".join(told)))
    size = sum(map(len, told))
    more = []
    for update in stated.updates:
        if size < MAX_TEXT and not _is_known(update, known):
            more += update.split("\n")
            size += len(update)
    return [*told, *more] if more else told


def _joined(lines: list[str], text: str) -> list[str]:
    found = "\n".join(lines)
    words, more = count_words(found), count_words(text)
    if more < max(words * _SAYS_MORE, words + _MORE_WORDS):
        return lines
    pairs, stated = _pairs(found), set(_pairs(text))
    shared = sum(pair in stated for pair in pairs)
    if words >= _FEW and shared < _SHARED * len(pairs):
        return lines
    own = [line for line in lines if is_sentence(line) and not is_notice(line) and not _is_known(line, stated)]
    return [*text.split("\n"), *(own if words >= _FEW else [line for line in own if count_words(line) >= _MORE_WORDS])]


def _pairs(text: str) -> list[tuple[str, str]]:
    return list(pairwise(_WORDS.findall(text.casefold())))


def _is_known(text: str, known: set[tuple[str, str]]) -> bool:
    pairs = _pairs(text)
    return sum(pair in known for pair in pairs) >= _KNOWN * len(pairs)
