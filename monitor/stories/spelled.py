"""Numbers in words: "two", "twenty-two", "ثلاثة عشر", "deux cent quatre-vingts", "two million"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.stories.cleaning import WORD, Sentence
from monitor.stories.number_words import BACK, OWNERS, SCALES
from monitor.stories.words.lexicon import lexicon, measure
from monitor.stories.words.numbers import Numbers, numbers
from monitor.stories.words.serials import is_counted, is_mark

_UNIT_FIRST = ("ar", "he", "")
_LINKED_UNITS = ("es", "fa")
"""Languages with an "and" before the units behind tens; French has one before "one"."""
_SCALE_FIRST = frozenset({"es", "fr", "tr", "ru", "ar", "fa", "he"})
"""Languages that say "thousand two hundred"."""
_GAP = re.compile("[\u064b-\u0652]*[- \u00a0\u2010\u2011]")
"""Between the words of one number; Arabic vowel signs belong to no word."""
_JOINER = "\u200c"
_BEHIND = 40
"""Letters behind a number among which the part of the day stands."""
_PER_CENT = frozenset({("pour", "cent"), ("por", "ciento"), ("por", "cien")})
_TWENTY, _DOZEN, _HUNDRED, _THOUSAND = 20, 12, 100, 1000
_NO_COUNT = re.compile(
    r"-[^\W\d_]|[\s-]+(?:(?:second|minute|hour|day|week|month|year)s? ago|years?[-\s]old|\w+ (?:назад|önce|پیش))",
    re.IGNORECASE,
)
"""Behind a number: "two-way", since when something is so, or how old somebody is."""


def spelled(sentence: Sentence, language: str) -> Iterator[tuple[str, str]]:
    """(plain digits, as it stands there) of the numbers in words, in order; "one" alone is none."""
    table = numbers(language)
    values = [table[word] for word in sentence.words]
    if any(values) or not table.inside.keys().isdisjoint(sentence.words):
        run = _Run(sentence, values, table)
        if len(run.spans) == len(values):  # Else a ligature folds to several words: rare, and not worth telling apart.
            yield from run.read()


class _Run:
    """Number words that stand side by side, and what they come to."""

    def __init__(self, sentence: Sentence, values: list[float], table: Numbers) -> None:
        # Words that a joiner holds together were folded to one.
        self._words, self._shown = sentence.words, sentence.shown.replace(_JOINER, "")
        self._values, self._table, self._language = values, table, table.language
        self.spans = [found.span() for found in WORD.finditer(self._shown)]

    def read(self) -> Iterator[tuple[str, str]]:
        place = 0
        while place < len(self._values):
            if not self._begins(place):
                place += 1
                continue
            value, end = self._sum(place)
            if value > 1 and not self._is_no_count(place, end) and not self._is_mark(place, end, value):
                shown = self._shown[self.spans[place][0] : self.spans[end - 1][1]]
                yield f"{self._halved(place, value):g}" if value < 10**6 else f"{value:.0f}", shown
            place = end

    def _begins(self, place: int) -> bool:
        if self._values[place]:
            return True
        word = self._words[place]
        if word in self._table.inside and (value := self._table.inside[word]) > 1:
            self._values[place] = value if self._is_counting(place + 1) else 0
            return bool(self._values[place])
        behind_digits = place > 0 and self._words[place - 1][-1].isdigit()
        if behind_digits or self._language not in _SCALE_FIRST or SCALES.get(word, 0) < _THOUSAND:
            return False
        return self._sum(place)[1] > place + 1

    def _is_counting(self, place: int) -> bool:
        """Whether what is counted stands at a place, or ten: "twelve" is "two ten" in Hebrew."""
        if place >= len(self._words) or not self._beside(place):
            return False
        word = self._words[place]
        counted = lexicon(self._language).begins("people", word) or measure(word, self._language) or SCALES.get(word)
        return bool(counted) or self._values[place] == 10

    def _sum(self, place: int) -> tuple[float, int]:
        """The number that begins at a place, and the place behind it."""
        group = self._values[place]
        total, group = (group, 0.0) if group >= _THOUSAND else (0.0, group)
        total, end = total or (0 if group else SCALES[self._words[place]]), place + 1
        while end < len(self._words) and self._beside(end):
            linked = self._words[end] in self._table.ands
            at = end + linked
            if at >= len(self._words) or (linked and not self._beside(at)):
                break
            scale = SCALES.get(self._words[at], 0)
            if scale and not linked and (group or scale > total):
                total, group = self._scaled(total, group, scale)
            elif not linked and self._words[at] in self._table.hundreds and 1 <= group < 10:
                group *= _HUNDRED
            elif value := self._added(group, total, at, linked=linked):
                group += value
            else:
                break
            end = at + 1
        return total + group, end

    @staticmethod
    def _scaled(total: float, group: float, scale: int) -> tuple[float, float]:
        if scale < _THOUSAND:
            return total, group * scale
        return ((total + group) * scale if total < scale else total + group * scale), 0.0

    def _added(self, group: float, total: float, at: int, *, linked: bool) -> float:
        """What a number word adds to the number before it; 0 if it begins one of its own."""
        word = self._words[at]
        value, joined = self._table.within(word), self._table.joined(word)
        if not value or value >= _THOUSAND:
            return 0
        if (
            linked
            and self._language == "en"
            and self._words[at + 1 : at + 2]
            and self._words[at + 1] in SCALES | {"hundred": 1}
        ):
            return 0  # "One hundred and seven hundred" are two.
        if not group:
            return value if total else 0
        tens = group % _HUNDRED
        if value >= _HUNDRED:
            return 0
        if group >= _HUNDRED and not tens:
            return value
        if self._language == "fr":
            return _french(tens, value, word, linked=linked)
        if linked and self._language not in (*_LINKED_UNITS, "ar"):
            return 0
        if value < 10 and tens % 10 == 0:
            fits = linked is (self._language in _LINKED_UNITS)
            return value if fits and (tens >= _TWENTY or self._language == "tr") else 0
        if self._language not in _UNIT_FIRST or tens >= 10:
            return 0
        fits = value >= _TWENTY if joined or linked else value == 10
        return value if fits else 0

    def _beside(self, place: int) -> bool:
        return _GAP.fullmatch(self._shown, self.spans[place - 1][1], self.spans[place][0]) is not None

    def _halved(self, place: int, value: float) -> float:
        """ "Half a dozen"."""
        before = self._words[max(0, place - 2) : place]
        return value / 2 if value == _DOZEN and not self._table.halves.isdisjoint(before) else value

    def _is_no_count(self, place: int, end: int) -> bool:
        before = self._words[place - 1] if place else ""
        if before in BACK or (before in OWNERS and not is_counted(self._before(place))):
            return True
        if place and (self._words[place - 1], self._words[place]) in _PER_CENT:
            return True
        if place and self._shown[self.spans[place - 1][1] : self.spans[place][0]] == "-":
            return self._words[place - 1] not in self._table.halves
        return _NO_COUNT.match(self._shown, self.spans[end - 1][1]) is not None

    def _is_mark(self, place: int, end: int, value: float) -> bool:
        right = self.spans[end - 1][1]
        behind = WORD.findall(self._shown[right : right + _BEHIND])
        return is_mark(self._before(place), value, behind, self._shown[right:].lstrip()[:1], self._language)

    def _before(self, place: int) -> list[str]:
        left = self.spans[place][0]
        return WORD.findall(self._shown[max(0, left - _BEHIND) : left])


def _french(tens: float, value: float, word: str, *, linked: bool) -> float:
    """ "Dix-sept", "soixante et onze", "quatre-vingts", "quatre-vingt-dix"."""
    if word.startswith("vingt") and tens == 4 and not linked:
        return 76
    if linked:
        return value if value == 1 and _TWENTY <= tens <= 60 else value if (value, tens) == (11, 60) else 0
    if tens == 10:
        return value if 6 < value < 10 else 0
    if tens in (60, 80):
        return value if value < _TWENTY else 0
    return value if tens >= _TWENTY and tens % 10 == 0 and value < 10 else 0
