"""Small numbers in words: "two", "twenty-two", "ثلاثة عشر", "two million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from monitor.stories.cleaning import WORD, Sentence
from monitor.stories.number_words import BACK, OWNERS, SCALES, SMALL, SMALL_ANYWHERE
from monitor.stories.words.serials import is_mark

_PREFIXES = {"ar": "وب", "": "وب", "he": "ובלמכ"}
"""Letters that are written in front of a word: "and", "with", "in", "to", "from", "about"."""
_AND = {"es": "y", "fr": "et", "fa": "و"}
"""The word between tens and units."""
_UNIT_FIRST = ("ar", "he", "")
_GAPS = (" ", "-", "\u00a0", "\u2010", "\u2011")
_JOINER = "\u200c"
_BEHIND = 40
"""Letters behind a number among which the part of the day stands."""
_NO_COUNT = re.compile(
    r"-[^\W\d_]|[\s-]+(?:(?:second|minute|hour|day|week|month|year)s? ago|years?[-\s]old|\w+ (?:назад|önce|پیش))",
    re.IGNORECASE,
)
"""Behind a number: "two-way", since when something is so, or how old somebody is."""


def spelled(sentence: Sentence, language: str) -> Iterator[tuple[str, str]]:
    """(plain digits, as it stands there) of the numbers in words, in order; "one" alone is none."""
    small = SMALL.get(language, SMALL_ANYWHERE)
    prefixes = _PREFIXES.get(language if language in SMALL else "", "")
    numbers = [
        small.get(word, 0) or (_prefixed(word, small, prefixes) if word[0] in prefixes else 0)
        for word in sentence.words
    ]
    if any(numbers):
        run = _Run(sentence, numbers, language if language in SMALL else "")
        if len(run.spans) == len(numbers):  # Else a ligature folds to several words: rare, and not worth telling apart.
            yield from run.read()


def _prefixed(word: str, small: Mapping[str, int], prefixes: str) -> int:
    """The number behind one prefix or two."""
    return small.get(word[1:], 0) or (small.get(word[2:], 0) if word[1:2] and word[1] in prefixes else 0)


class _Run:
    """Number words that stand side by side, and what they come to."""

    def __init__(self, sentence: Sentence, numbers: list[int], language: str) -> None:
        # Words that a joiner holds together were folded to one.
        self._words, self._shown = sentence.words, sentence.shown.replace(_JOINER, "")
        self._numbers, self._language = numbers, language
        self.spans = [found.span() for found in WORD.finditer(self._shown)]

    def read(self) -> Iterator[tuple[str, str]]:
        place = 0
        while place < len(self._numbers):
            if not self._numbers[place]:
                place += 1
                continue
            value, end = self._sum(place)
            if value > 1 and not self._is_no_count(place, end) and not self._is_mark(place, end, value):
                yield str(value), self._shown[self.spans[place][0] : self.spans[end - 1][1]]
            place = end

    def _sum(self, place: int) -> tuple[int, int]:
        """The number that begins at a place, and the place behind it."""
        total, end = self._numbers[place], place + 1
        while end < len(self._words) and self._beside(end):
            word, value = self._words[end], self._numbers[end]
            if scale := SCALES.get(word) or (value if value == 100 and total < 10 else 0):
                total *= scale
            elif value and self._adds(total, value, word):
                total += value
            elif (
                word == _AND.get(self._language) and total % 10 == 0 and 0 < sum(self._numbers[end + 1 : end + 2]) < 10
            ):
                total, end = total + self._numbers[end + 1], end + 1
            else:
                break
            end += 1
        return total, end

    def _adds(self, total: int, value: int, word: str) -> bool:
        """Whether a number word behind a number belongs to it: units behind tens, tens behind hundreds."""
        tens = total % 100
        if total >= 100 and tens == 0:
            return value < 100
        if value < 10 and tens % 10 == 0:
            return tens >= 20 or self._language == "tr" or (self._language == "fr" and tens == 10 and value > 6)
        if self._language not in _UNIT_FIRST or tens >= 10:
            return False
        return 20 <= value < 100 if word[0] in "وו" else value == 10

    def _beside(self, place: int) -> bool:
        return self._shown[self.spans[place - 1][1] : self.spans[place][0]] in _GAPS

    def _is_no_count(self, place: int, end: int) -> bool:
        if place and (self._words[place - 1] in BACK or self._words[place - 1] in OWNERS):
            return True
        if place and self._shown[self.spans[place - 1][1] : self.spans[place][0]] == "-":
            return True
        return _NO_COUNT.match(self._shown, self.spans[end - 1][1]) is not None

    def _is_mark(self, place: int, end: int, value: int) -> bool:
        left, right = self.spans[place][0], self.spans[end - 1][1]
        before, behind = (
            WORD.findall(self._shown[max(0, left - _BEHIND) : left]),
            WORD.findall(self._shown[right : right + _BEHIND]),
        )
        return is_mark(before, value, behind, self._shown[right:].lstrip()[:1], self._language)
