"""Words, reading directions and sentence bounds: what quoting and comparing need to know of a text."""

from __future__ import annotations

import bisect
import re
import unicodedata

from monitor.model.ids import Direction

_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "iw", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "arc", "syr"})
_SENTENCE_END = re.compile(r"""(?<![A-ZА-Я])[.!?؟۔…。！？]+["'”’»)\]]*(?=\s)|\n+""")
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "gen", "maj", "col", "lt", "sgt", "prof", "st", "no", "vs", "jan"})
_LETTERS_LOOKED_AT = 400
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
"""A word; Chinese and Japanese write without spaces, so each character counts."""


def count_words(text: str) -> int:
    """How many words `text` has."""
    return len(_WORD.findall(text))


def words_of(text: str) -> list[str]:
    """The words of `text`, as `count_words` counts them."""
    return _WORD.findall(text)


def direction_of(language: str, text: str) -> Direction:
    """Direction by the first strong letter of `text`; by the language where it has none."""
    for character in text[:_LETTERS_LOOKED_AT]:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return Direction.RTL
        if kind == "L":
            return Direction.LTR
    primary = language.split("-", maxsplit=1)[0].lower()
    return Direction.RTL if primary in _RTL_LANGUAGES else Direction.LTR


def sentence_ends(text: str) -> list[int]:
    """Offsets just behind each sentence of `text`, ascending; the last is `len(text)`."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if not _abbreviation(text, found)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return ends


def _abbreviation(text: str, found: re.Match[str]) -> bool:
    if found.group() != ".":
        return False
    start = found.start()
    word_start = start
    while word_start > 0 and text[word_start - 1].isalpha():
        word_start -= 1
    return text[word_start:start].casefold() in _ABBREVIATIONS


def sentence_at(text: str, offset: int, ends: list[int]) -> tuple[int, int]:
    """(start, end) of the sentence that holds `offset`, without surrounding white space; `ends` of the same text."""
    index = bisect.bisect_right(ends, offset)
    index = min(index, len(ends) - 1)
    start = ends[index - 1] if index > 0 else 0
    end = ends[index]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
