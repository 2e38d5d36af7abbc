"""Which words have a capital, and whether a text has capitals at all: chats, tickers and some posts do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CAPITALISED = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀČĎĞĢĪĶŁŃŅŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐΆ-ΏΑ-ΫԱ-Ֆ](?<![\w#@/.].)[a-zà-öø-ÿāčďğģīıķłńņōőřśşšţťūůűźżžа-яёіїєґά-ώա-ֆ]"
)
"""A capital before a small letter, at the beginning of a word that is no tag, handle or address."""
_LEAST = 3
"""Words in small letters that tell."""

_QUOTED = re.compile(
    r"(?<=[«„“\"])[А-ЯЁІЇЄҐЎЂЈЉЊЋЏ][а-яёіїєґўђјљњћџ]+(?:[- ][А-ЯЁІЇЄҐЎЂЈЉЊЋЏ]?[а-яёіїєґўђјљњћџ]+){1,4}(?=[»“”\"])"
)
"""Two to five words in quotation marks of which the first has a capital, and nothing else between the marks."""
_OPENING = '«„“"'
_BEGINNING = re.compile("(?<=[- ])[^- ]")


def with_quoted_names(text: str) -> str:
    """A text whose quoted names in Cyrillic letters have a capital at each word, as other languages write them.

    Russian and its kin give one to the first word of the name of an organisation only, and quote it: «Боко харам»,
    «Аль-каида» (Rules of Russian Orthography and Punctuation, ed. V. V. Lopatin, 2006). As long as before.
    """
    if not any(mark in text for mark in _OPENING):
        return text
    return _QUOTED.sub(_with_capitals, text)


def _with_capitals(quoted: re.Match[str]) -> str:
    return _BEGINNING.sub(lambda letter: letter.group().upper(), quoted.group())


def is_caseless(texts: Iterable[str], words: Sequence[Sequence[str]]) -> bool:
    """Whether an article, given by its texts and their words, is written in small letters; acronyms apart."""
    if any(map(_CAPITALISED.search, texts)):
        return False
    small = sum(word.islower() for of_text in words for word in of_text)
    return small >= _LEAST and 2 * small >= sum(map(len, words))
