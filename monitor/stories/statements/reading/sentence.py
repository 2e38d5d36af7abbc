"""A sentence read as a statement: its content words, names, numbers with what they count, days, states and cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.stories.cleaning import Sentence, words
from monitor.stories.figures import Figure, figures
from monitor.stories.statements.reading.known_words import COMMON_WORDS, MONTH_WORDS, SIGNS, known_word
from monitor.stories.statements.reading.plain import plain
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.stems import fold_word, forms_of

TOKEN = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*|[%$€£¥₽₺₪]")
_TIME = re.compile(
    r"\b\d{1,2}[:.٫]\d{2}(?:\s?[ap]\.?m\b)?(?!\s?%)(?![\d.])|\b\d{1,2}\s?h\s?\d{0,2}\b|\b\d{1,2}\s?[ap]\.?m\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    re.IGNORECASE,
)
_APOSTROPHES = "'\u2019"
_CREDIT = re.compile(r"^\W*\w+\s?(?:[:/|©]|by\b|par\b|von\b)")
_AND = frozenset(["and", "et", "und", "y", "e", "и", "ve", "و"])
_UNIT_WITHIN = 4
_CLAUSE = 4
"""Negations so close are one: "ne ... pas", "никто не"."""
_CONCORD = frozenset({"fr", "es", "ru", "fa", "tr"})
_TIMES = frozenset({"time", "months"})
_MOSTLY_CAPITALS = 0.75
_QUOTES, _ENDS = "\"'\u201d\u2019\u00bb) ", tuple(".!?\u061f\u2026")
MOST_WORDS = 400
"""Of a sentence; what is longer is a list or a hostile text, and is read so far."""


def read(shown: str, lexicon: Lexicon, *, opens: bool = False, counts: bool = True) -> Statement | None:
    """The statement of a sentence, None if nothing is left of it.

    `opens`: it is a text's first, with a dateline; `counts`: there may be numbers in it.
    """
    return _Reader(shown, lexicon, opens=opens, counts=counts).read()


class _Reader:
    def __init__(self, shown: str, lexicon: Lexicon, *, opens: bool, counts: bool) -> None:
        self._shown, self._lexicon, self._counts = shown, lexicon, counts
        self._dateline, self._body = plain(shown, lexicon.language, opens=opens)
        body = self._body
        self._spans = _spans(body, lexicon.language) if counts else []
        tokens = list(TOKEN.finditer(body))[:MOST_WORDS]
        self._at = [one.span() for one in tokens]
        self._raw = [one.group() for one in tokens]
        self._words = [fold_word(one, lexicon.language) or "ـ" for one in self._raw]
        self._idioms = self._in_idioms()
        self.kept: list[str] = []
        self.content: list[str] = []
        self.names: set[str] = set()
        self.cues: set[str] = set()
        self.numbers: list[Count] = []
        self.days: set[int] = set()
        self._places: list[int] = []
        self._endings: set[int] = set()
        self._negated: list[int] = []

    def read(self) -> Statement | None:
        place = 0
        while place < len(self._words):
            place += self._take(place)
        if not self.kept and not self.numbers:
            return None
        lexicon = self._lexicon
        if self._capital_share() > _MOSTLY_CAPITALS or lexicon.language == "de":
            self.names = set()
        return Statement(
            shown=self._shown,
            words=tuple(self.kept),
            content=tuple(self.content),
            names=frozenset(self.names),
            numbers=tuple(self.numbers),
            days=frozenset(self.days),
            dates=self._all_dates() if self._counts else frozenset(),
            states=frozenset(state for word in self.kept for state in lexicon.states(word)),
            cues=frozenset(self.cues),
            negations=self._negations(),
            tokens=tuple(self._words),
            places=tuple(self._places),
            endings=frozenset(self._endings),
            site=self._is_site(),
            credit=self._is_credit(),
            counts=frozenset(self.content),
        )

    def _take(self, place: int) -> int:
        """Read what stands at a place; how many words it takes."""
        word, lexicon = self._words[place], self._lexicon
        if place and lexicon.language == "tr" and self._body[self._at[place][0] - 1] in _APOSTROPHES:
            return self._take_ending(place)
        known = known_word(word, lexicon)
        if known.day and (day := lexicon.day(self._words, place)):
            self.days.add(day[0])
            return day[1]
        if self._spans and (span := self._span(place)) is not None:
            return self._take_number(place, span)
        if known.scale and place + 1 < len(self._words):
            self.numbers.append(Count(str(known.scale), *self._unit(place, 1), about=True))
            return 1
        if known.dropped or (known.month and self._beside_digit(place)):
            return 1  # A date, a clock, a serial number: `figures` leaves them out.
        self.kept.append(word)
        if known.cues and not self._is_near_clock(place):
            self.cues |= known.cues
            if "negation" in known.cues and place not in self._idioms:
                self._negated.append(len(self.kept))
        if known.one:
            self._take_one(place)
        if known.small or (known.mark and self._is_mark(place)):
            return 1
        self.content.append(word)
        self._places.append(place)
        if place and self._raw[place][0].isupper():
            self.names.add(word)
        return 1

    def _take_ending(self, place: int) -> int:
        """The ending of a Turkish name says what part the name plays, and nothing by itself."""
        self._endings.add(place)
        return 1

    def _span(self, place: int) -> Figure | None:
        start, end = self._at[place]
        return next((one for left, right, one in self._spans if left <= start < right or left < end <= right), None)

    def _take_number(self, place: int, figure: Figure) -> int:
        length = 1
        while place + length < len(self._words) and self._span(place + length) is figure:
            length += 1
        unit, harm = self._unit(place, length)
        if self._is_ago(place, length, unit):
            return length
        self.numbers.append(Count(figure.value, unit, harm, about=self._is_about(place)))
        self.content.append(f"#{figure.value}")
        self._places.append(place)
        self.kept.append(f"#{figure.value}")
        return length

    def _take_one(self, place: int) -> None:
        unit, harm = self._unit(place, 1)
        if unit and self._lexicon.begins("people", unit):
            self.numbers.append(Count("1", unit, harm, article=True))

    def _unit(self, place: int, length: int) -> tuple[str, int | None]:
        """What a number counts, and how those are: the next word that carries meaning, else the one before it."""
        signs = (*self._raw[max(0, place - 1) : place], *self._raw[place + length : place + length + 1])
        if sign := next((one for one in signs if one in SIGNS), ""):
            return sign, None
        behind = self._behind(place + length)
        before = [one for one in self._words[max(0, place - 2) : place] if not one[0].isdigit()]
        if measured := next((one for one in behind[:2] if measure(one)), ""):
            return measured, None
        harmed = next((one for one in behind if self._pole(one) is not None), "")
        harm = self._pole(harmed) if harmed else next(filter(None, map(self._pole, reversed(before))), None)
        people = next((one for one in behind[:2] if self._lexicon.begins("people", one)), "")
        plain = (one for one in (*behind, *reversed(before)) if not self._is_common(one))
        return harmed or people or next(plain, ""), harm

    def _is_ago(self, place: int, length: int, unit: str) -> bool:
        """Whether a number says how long before or after something else it was: "two days earlier"."""
        dimension = measure(unit)
        if dimension is None or dimension[0] not in _TIMES:
            return False
        before, behind = self._words[max(0, place - 3) : place], self._words[place + length : place + length + 3]
        has = self._lexicon.has
        return any(has("ago", word) for word in behind) or any(has("ago_before", word) for word in before[-1:])

    def _is_about(self, place: int) -> bool:
        return any(self._lexicon.has("about", word) for word in self._words[max(0, place - 3) : place])

    def _behind(self, start: int) -> list[str]:
        """The words behind a number that may be its own: none beyond "and", or before another number."""
        found: list[str] = []
        for place in range(start, min(start + _UNIT_WITHIN, len(self._words))):
            if self._words[place] in _AND or self._words[place][0].isdigit():
                break
            if self._words[place + 1 : place + 2] and self._span(place + 1) is not None:
                break
            found.append(self._words[place])
        return found

    def _pole(self, word: str) -> int | None:
        """Where on "life" a word stands: 0 unharmed, then wounded, dead, missing."""
        return min((pole for axis, pole in self._lexicon.states(word) if axis == "life"), default=None)

    def _is_common(self, word: str) -> bool:
        return word in COMMON_WORDS or (self._lexicon.language == "tr" and fold_word(word) in COMMON_WORDS)

    def _is_mark(self, place: int) -> bool:
        """A word whose number is a serial number or a time: "update" before 4, "evening" behind eight."""
        word, behind = self._words[place], self._words[place + 1 : place + 2]
        if self._lexicon.has("serial", word) or self._lexicon.has("serial_loose", word):
            return bool(behind) and behind[0][0].isdigit() and self._span(place + 1) is None
        return self._lexicon.has("clock_after", word) or self._lexicon.has("clock_before", word)

    def _is_near_clock(self, place: int) -> bool:
        """Whether a word only says when: German "gegen 14.20 Uhr" is not against anything."""
        behind = self._words[place + 1 : place + 2]
        return self._lexicon.has("clock_near", self._words[place]) and (not behind or behind[0][0].isdigit())

    def _beside_digit(self, place: int) -> bool:
        beside = (*self._words[max(0, place - 1) : place], *self._words[place + 1 : place + 2])
        return any(one[0].isdigit() for one in beside)

    def _negations(self) -> int:
        places = self._negated
        if self._lexicon.language not in _CONCORD:
            return len(places)
        return sum(1 for at, place in enumerate(places) if not at or place - places[at - 1] > _CLAUSE)

    def _in_idioms(self) -> frozenset[int]:
        """Places of words that negate nothing where they stand."""
        idiom = self._lexicon.idiom
        found: list[int] = []
        if not self._lexicon.may_hold_idioms(self._words):
            return frozenset()
        for place in range(len(self._words)):
            if length := idiom(self._words, place):
                found += range(place, place + length)
        return frozenset(found)

    def _all_dates(self) -> frozenset[tuple[str, str]]:
        head = [fold_word(one) for one in words(self._dateline)] if self._dateline else []
        return frozenset((*_dates(self._words), *_dates(head)))

    def _is_credit(self) -> bool:
        """Whether it says who took a picture: "Photo: ..."."""
        return bool(self._words) and self._lexicon.has("credit", self._words[0]) and bool(_CREDIT.match(self._body))

    def _is_site(self) -> bool:
        marks = len(self._lexicon.words("site").intersection(self._words))
        if not marks:
            return False
        reader = any(self._lexicon.has("reader", word) for word in self._words)
        few = len(self._words) <= 2 * _UNIT_WITHIN - 2
        several = marks > 1 or self._lexicon.has("site", self._words[0])
        counted = bool(self.numbers) or any(letter.isdigit() for letter in self._body)
        return few or (reader and (several or counted)) or (several and counted)

    def _capital_share(self) -> float:
        if self._shown.rstrip(_QUOTES)[-1:] in _ENDS:
            return 0.0  # A sentence, not a headline.
        letters = [one for one in self._raw if one[0].isalpha() and len(one) > 3]
        capital = [one for one in letters if one[0].isupper()]
        return len(capital) / len(letters) if len(letters) > 2 else 0.0


def _spans(body: str, language: str) -> list[tuple[int, int, Figure]]:
    """Where the numbers stand in a sentence."""
    plain = _TIME.sub(lambda found: "." * len(found.group()), body)
    found, used = [], [False] * len(plain)
    for figure in figures((Sentence(plain, tuple(words(plain))),), language):
        start = plain.find(figure.shown)
        while start >= 0 and used[start]:
            start = plain.find(figure.shown, start + 1)
        if start >= 0:
            end = start + len(figure.shown)
            used[start:end] = [True] * (end - start)
            found.append((start, end, figure))
    return found


def holds(sentence: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name stands in a sentence, inflected or with small words in front."""
    first, *rest = name
    begins = first[:-1] or first
    return any(
        _fits(word, first) and all(map(_fits, sentence[start + 1 : start + len(name)], rest))
        for start, word in enumerate(sentence[: len(sentence) - len(rest)])
        if begins in word
    )


def _fits(word: str, part: str) -> bool:
    forms = forms_of(word)
    if any(form == part or (len(part) > 3 and form.startswith(part) and len(form) - len(part) <= 3) for form in forms):
        return True
    return len(part) > 4 and word[: len(part) - 1] == part[:-1] and abs(len(word) - len(part)) <= 2


def _dates(found: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(found):
        if word in MONTH_WORDS:
            for near in (place - 1, place + 1):
                if 0 <= near < len(found) and found[near].isdigit() and len(found[near]) <= 2:
                    yield found[near], word
