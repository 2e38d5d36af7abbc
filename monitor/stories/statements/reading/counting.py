"""Numbers where they stand in a sentence, and what each counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.stories.cleaning import Sentence, words
from monitor.stories.figures import Figure, figures
from monitor.stories.statements.reading.known_words import COMMON_WORDS, SIGNS
from monitor.stories.statements.reading.statement import Count
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.serials import is_counted
from monitor.stories.words.stems import fold_word

_CLOCK_OR_DATE = re.compile(
    r"\b\d{1,2}[:.٫]\d{2}(?:\s?[ap]\.?m\b)?(?!\s?%)(?![\d.])|\b\d{1,2}\s?h\s?\d{0,2}\b|\b\d{1,2}\s?[ap]\.?m\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    re.IGNORECASE,
)
_AND = frozenset(["and", "et", "und", "y", "e", "и", "ve", "و"])
_UNIT_WITHIN = 4
_BEHIND = {"tr": 3}
"""Words from the number on among which it is said to be rounded: Turkish says it behind, and hyphens its endings."""
_TIME = "time"
PERCENT = "%"
_WHOLE = 2

Spans = Sequence[tuple[int, int, Figure]]
"""Where a sentence's numbers begin and end."""


class Counting:
    """The words of a sentence, asked for what its numbers count.

    `raw`: as they stand there; `folded`: the same, folded; `at`: where each begins and ends.
    """

    def __init__(
        self, raw: Sequence[str], folded: Sequence[str], at: Sequence[tuple[int, int]], spans: Spans, lexicon: Lexicon
    ) -> None:
        self._raw, self._words, self._at, self._spans, self._lexicon = raw, folded, at, spans, lexicon

    def figure(self, place: int) -> Figure | None:
        """The number that the word at a place is a part of."""
        start, end = self._at[place]
        return next((one for left, right, one in self._spans if left <= start < right or left < end <= right), None)

    def unit(self, place: int, length: int) -> tuple[str, int | None]:
        """What a number counts, and how those are: the next word that carries meaning, else the one before it."""
        signs = (*self._raw[max(0, place - 1) : place], *self._raw[place + length : place + length + 1])
        if sign := next((one for one in signs if one in SIGNS), ""):
            return sign, None
        if self.percent(place + length) or self._lexicon.has("percent", self._words[place - 1] if place else ""):
            return PERCENT, None
        behind = self._behind(place + length)
        before = [one for one in self._words[max(0, place - 2) : place] if not one[0].isdigit()]
        if is_counted(self._raw[:place]):  # What is counted stands before, however far.
            before = list(self._words[:place])
            behind = [one for one in before if self.pole(one) is not None or self._lexicon.begins("people", one)]
        if measured := next((one for one in behind[:2] if measure(one, self._lexicon.language)), ""):
            return measured, None
        harmed = next((one for one in behind if self.pole(one) is not None), "")
        harm = self.pole(harmed) if harmed else next(filter(None, map(self.pole, reversed(before))), None)
        people = next((one for one in behind[:2] if self._lexicon.begins("people", one)), "")
        plain = (one for one in (*behind, *reversed(before)) if not self._is_common(one))
        return harmed or people or next(plain, ""), harm

    def percent(self, place: int) -> int:
        """How many words for "per cent" stand at a place."""
        found = self._words[place : place + 2]
        both = len(found) > 1 and self._lexicon.has("percent", "_".join(found))
        return 2 if both else int(bool(found) and self._lexicon.has("percent", found[0]))

    def part(self, place: int, length: int, value: str) -> Count | None:
        """ "Three quarters", "deux tiers"; in Turkish the parts stand before how many of them there are."""
        behind = self._words[place + length : place + length + 1]
        of = self._lexicon.part(behind[0]) if behind else 0.0
        return part_of(of, float(value)) if of and 1 < float(value) * of / 100 + 1 <= _WHOLE else None

    def is_ago(self, place: int, length: int, unit: str) -> bool:
        """Whether a number says how long before or after something else it was: "two days earlier"."""
        dimension = measure(unit, self._lexicon.language)
        if dimension is None or dimension[0] != _TIME:
            return False
        before, behind = self._words[max(0, place - 3) : place], self._words[place + length : place + length + 3]
        has = self._lexicon.has
        return any(has("ago", word) for word in behind) or any(has("ago_before", word) for word in before[-1:])

    def is_about(self, place: int) -> bool:
        """Whether a number is said to be rounded: "nearly 400", "une dizaine", "400 kadar"."""
        behind = _BEHIND.get(self._lexicon.language, 1)
        return any(self._lexicon.has("about", word) for word in self._words[max(0, place - 3) : place + behind])

    def _behind(self, start: int) -> list[str]:
        """The words behind a number that may be its own: none beyond "and", or before another number."""
        found: list[str] = []
        for place in range(start, min(start + _UNIT_WITHIN, len(self._words))):
            if self._words[place] in _AND or self._words[place][0].isdigit():
                break
            if self._words[place + 1 : place + 2] and self.figure(place + 1) is not None:
                break
            found.append(self._words[place])
        return found

    def pole(self, word: str) -> int | None:
        """Where on "life" a word stands: 0 unharmed, then wounded, dead, missing."""
        return min((pole for axis, pole in self._lexicon.states(word) if axis == "life"), default=None)

    def _is_common(self, word: str) -> bool:
        return word in COMMON_WORDS or (self._lexicon.language == "tr" and fold_word(word) in COMMON_WORDS)


@lru_cache(maxsize=10_000)
def _whole(shown: str) -> re.Pattern[str]:
    """A number as it stands there, not as a part of a word or of another number."""
    before, behind = (r"\d" if one.isdigit() else r"[^\W\d_]" for one in (shown[0], shown[-1]))
    return re.compile(rf"(?<!{before}){re.escape(shown)}(?!{behind})")


def part_of(percent: float, times: float = 1.0) -> Count:
    """A part of a whole as a rounded percentage that counts only beside another one."""
    return Count(f"{percent * times:g}", PERCENT, article=True, about=True)


def spans_of(body: str, language: str) -> Spans:
    """Where the numbers stand in a sentence."""
    plain = _CLOCK_OR_DATE.sub(lambda found: "." * len(found.group()), body)
    found, used = [], [False] * len(plain)
    for figure in figures((Sentence(plain, tuple(words(plain))),), language):
        places = (one.span() for one in _whole(figure.shown).finditer(plain))
        start, end = next((one for one in places if not used[one[0]]), (-1, -1))
        if start >= 0:
            used[start:end] = [True] * (end - start)
            found.append((start, end, figure))
    return found
