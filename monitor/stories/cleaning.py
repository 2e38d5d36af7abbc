"""Texts as sentences of plain words: what shingles, names and numbers are read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import not_
from typing import NamedTuple

from monitor.stories.stops import ends_nothing

MIN_LINE_WORDS = 6
"""Shorter lines are menus, datelines, captions: they say nothing about who copied whom."""

_MARKS = ("Mn", "Cf")


class _Unmarked(dict[int, int | None]):
    """For `str.translate`: takes marks out. Fills itself, so that each character is looked up once in a process."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)) in _MARKS else code
        return kept


_UNMARKED = _Unmarked()
UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, kana and ideographs, written without spaces: a sign counts as a word."""
SIGNED = r"\u0900-\u0963\u0966-\u0dff"
"""Scripts of India: their vowel signs stand inside words, and are no letters to `re`."""
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:[{SIGNED}]+[^\W_{UNSPACED}]*)*")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
LINK = re.compile(r"^\W*(?:https?\s*:|www\s*\.)", re.IGNORECASE)
_END = re.compile(r"(?:[.!?؟۔…।॥][\"'”’»)\]]*\s+|[。！？][\"'”’»)\]」』》）]*\s*)(?=\S)")
_LONGEST_KNOWN = 100_000
"""Longer texts are not remembered: taken apart one takes ten times the room of its letters."""


class Sentence(NamedTuple):
    """One sentence: `shown` as it stands in the text, `words` folded."""

    shown: str
    words: tuple[str, ...]


def fold(text: str) -> str:
    """Letters without case, accents, vowel signs and joiners."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return decomposed.translate(_UNMARKED)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; digits count, punctuation does not."""
    if text.isascii():
        return _ASCII_WORD.findall(text.casefold())
    return WORD.findall(fold(text))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences that carry news: links and lines of fewer than `MIN_LINE_WORDS` words are left out.

    A text with no longer line (a flash of five words) is taken whole.
    """
    return _known(text).news if len(text) <= _LONGEST_KNOWN else _Read(text).news


def lines_of(text: str) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of each line that is no link."""
    return _known(text).lines if len(text) <= _LONGEST_KNOWN else _Read(text).lines


class _Read:
    """A text taken apart."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.split("\n")]
        self.lines = kept = tuple([_read(line) for line in lines if line and not LINK.match(line)])
        long_lines = [line for line in kept if sum([len(sentence.words) for sentence in line]) >= MIN_LINE_WORDS]
        self.news = tuple([sentence for line in long_lines or kept for sentence in line])


_known = lru_cache(maxsize=32)(_Read)
"""The last texts: one is read for its shingles and again for each comparison, and copies come in swarms."""


def _read(line: str) -> tuple[Sentence, ...]:
    return tuple([Sentence(shown, found) for shown in _split(line) if (found := tuple(words(shown)))])


def capitals(sentence: Sentence) -> tuple[bool, ...]:
    """For each word whether it has a capital or is a number; empty where letters and words cannot be told together."""
    if sentence.shown.isascii():
        return tuple(map(not_, map(str.islower, _ASCII_WORD.findall(sentence.shown))))
    as_is = WORD.findall(sentence.shown)
    if len(as_is) != len(sentence.words):  # A ligature folds to several words.
        return ()
    return tuple([one[0].isupper() or one.isdecimal() for one in as_is])


def _split(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        mark = end.start() + 1
        if ends_nothing(line, start, mark, end.end()):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    if rest := line[start:].strip():
        yield rest
