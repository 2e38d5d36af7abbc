"""Texts as sentences of plain words: what shingles, names and numbers are read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MIN_LINE_WORDS = 6
"""Shorter lines are menus, datelines, captions: they say nothing about who copied whom."""

_MARKS = ("Mn", "Cf")
# Scripts that are written without spaces: a sign counts as a word.
WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
LINK = re.compile(r"^\W*(?:https?\s*:|www\s*\.)", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?؟۔…。！？])[\"'”’»)\]]*\s+(?=\S)")
_INITIAL = re.compile(
    r"(?:\b[^\W\d_]|\b(?:mr|mrs|ms|dr|gen|col|lt|sgt|prof|st|no|vs|jan|feb|aug|sept|oct|nov|dec))\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `shown` as it stands in the text, `words` folded."""

    shown: str
    words: tuple[str, ...]


def fold(text: str) -> str:
    """Letters without case, accents, vowel signs and joiners."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if unicodedata.category(char) not in _MARKS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; digits count, punctuation does not."""
    return WORD.findall(fold(text))


def sentences(text: str) -> list[Sentence]:
    """The sentences that carry news: links and lines of fewer than `MIN_LINE_WORDS` words are left out.

    A text with no longer line (a flash of five words) is taken whole.
    """
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line and not LINK.match(line)]
    long_lines = [line for line in kept if len(words(line)) >= MIN_LINE_WORDS]
    return [
        Sentence(shown, found)
        for line in long_lines or kept
        for shown in _split(line)
        if (found := tuple(words(shown)))
    ]


def _split(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        before = line[start : end.start()]
        if _INITIAL.search(before):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    if rest := line[start:].strip():
        yield rest
