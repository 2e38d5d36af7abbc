"""Words, reading directions, sentence bounds and marks: what quoting and comparing need to know of a text."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Sequence

from monitor.model.ids import Direction

_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "iw", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "arc", "syr"})
_SENTENCE_END = re.compile(
    r"""(?<![A-ZА-Я])[.!?؟۔…।॥]+["'”’»)\]]*(?=\s)|[。！？]+["'”’»)\]」』》）]*|\n+"""  # No space follows ideographs.
)
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "gen", "maj", "col", "lt", "sgt", "prof", "st", "no", "vs", "jan"})
_LETTERS_LOOKED_AT = 400
MOST_LINES = 5_000
"""More than any article has."""
JOINERS = "\u200c\u200d"
"""Persian spelling needs the non-joiner, emoji and Indic scripts the joiner; neither reorders anything."""
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)
"""Scripts written without spaces: a mark there must not grow to the whole sentence."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+(?:[\u0900-\u0963\u0966-\u0dff]+\w*)*")
"""A word; Chinese and Japanese write without spaces, so each character counts. Signs of India stand inside words."""


def few_lines(text: str) -> str:
    """`text` with at most `MOST_LINES` lines: the words of those beyond stand on the last one, and none is lost.

    A text of a letter a line has a hundred thousand of them, and whatever looks at lines takes ten times as long.
    """
    lines = text.split("\n", MOST_LINES - 1)
    return text if len(lines) < MOST_LINES else "\n".join([*lines[:-1], lines[-1].replace("\n", " ")])


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
    return Direction.RTL if primary_language(language) in _RTL_LANGUAGES else Direction.LTR


def primary_language(tag: str) -> str:
    """`zh` of `zh-Hant`; "" where nobody knows."""
    return tag.replace("_", "-").split("-", maxsplit=1)[0].lower()


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


def word_marks(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of `text` grown to whole written words, ascending, those that meet joined, empty ones left out.

    A change of weight or colour inside a word can break the joining of Arabic letters.
    """
    marks: list[tuple[int, int]] = []
    for start, end in sorted(_whole_word(text, *span) for span in spans):
        if start >= end:
            continue
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return marks


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while 0 < start < end and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while start < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(char: str) -> bool:
    if any(low <= ord(char) <= high for low, high in _UNSPACED):
        return False
    return char.isalnum() or char in JOINERS or unicodedata.category(char).startswith("M")


def shown_part(text: str, bounds: tuple[int, int], marks: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """The part of `bounds` to show: at most `limit` code points, the first mark among them, cut at spaces."""
    start, end = bounds
    if end - start <= limit:
        return bounds
    first = marks[0] if marks else (start, start)
    before = max(0, limit - (first[1] - first[0])) // 3
    low = max(start, min(first[0] - before, end - limit))
    high = min(end, low + limit)
    if low > start:
        space = text.find(" ", low, first[0])
        low = space + 1 if space >= 0 else low
    if high < end:
        space = text.rfind(" ", max(first[1], low), high)
        high = space if space > 0 else high
    return low, high
