"""A sentence read as a statement: its content words, names, numbers with what they count, days, states and cues."""

from __future__ import annotations

import re

from monitor.stories.cleaning import SIGNED, UNSPACED, fold
from monitor.stories.figures import Figure
from monitor.stories.statements.reading.counting import PERCENT, Counting, part_of, spans_of
from monitor.stories.statements.reading.dates import Date, dates_of, without_dates
from monitor.stories.statements.reading.hours import hours_of
from monitor.stories.statements.reading.known_words import KnownWord, known_word
from monitor.stories.statements.reading.plain import plain
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.numbers import numbers
from monitor.stories.words.phrases import said_as
from monitor.stories.words.stems import fold_word

TOKEN = re.compile(
    rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:\u200c[^\W_{UNSPACED}]+|[{SIGNED}]+[^\W_{UNSPACED}]*)*|[%$€£¥₽₺₪]"
)
_APOSTROPHES = "'\u2019"
_CREDIT = re.compile(r"^\W*\w+\s?(?:[:/|©]|by\b|par\b|von\b)")
_FEW = 6
"""Words of a line in which one of a site makes it the site's."""
_LONGEST_CREDIT, _LONGEST_OF_SITE = 30, 40
"""Words of a line that is nothing but a picture's credit, or one of the site's."""
_CLAUSE = 4
"""Negations so close are one: "ne ... pas", "никто не"."""
_CONCORD = frozenset({"fr", "es", "ru", "fa", "tr"})
_MOSTLY_CAPITALS = 0.75
_QUOTES, _ENDS = "\"'\u201d\u2019\u00bb) ", tuple(".!?\u061f\u2026\u06d4\u0964\u3002\uff01\uff1f")
_SERIAL = "#."
"""Any ordinal that counts days: the eleventh, the twelfth."""
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
        body, self._dates = without_dates(self._body, lexicon.language) if counts else (self._body, frozenset())
        self._body = body
        self._spans = spans_of(body, lexicon.language) if counts else []
        tokens = list(TOKEN.finditer(body))[:MOST_WORDS]
        self._at = [one.span() for one in tokens]
        self._raw = [one.group() for one in tokens]
        self._words = [fold_word(one, lexicon.language) or "ـ" for one in self._raw]
        self._counting = Counting(self._raw, self._words, self._at, self._spans, lexicon)
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
        self._taken: set[int] = set()
        """Places of words that were read together with one before them."""

    def read(self) -> Statement | None:
        if self._counts and any(known_word(word, self._lexicon).month for word in self._words):
            for date, places in dates_of(self._words, self._raw, self._lexicon):
                self._dates |= {date}
                self._taken.update(places)
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
            hours=hours_of(self._body) if self._counts else frozenset(),
            states=frozenset(state for word in self.kept for state in lexicon.states(word)),
            cues=frozenset(self.cues),
            negations=self._negations(),
            tokens=tuple(self._words),
            raw=tuple(self._raw),
            places=tuple(self._places),
            endings=frozenset(self._endings),
            site=self._is_site(),
            credit=self._is_credit(),
            counts=frozenset(self.content),
        )

    def _take(self, place: int) -> int:
        """Read what stands at a place; how many words it takes."""
        if place in self._taken:
            return 1
        word, lexicon = self._words[place], self._lexicon
        if place and lexicon.language == "tr" and self._body[self._at[place][0] - 1] in _APOSTROPHES:
            return self._take_ending(place)
        known = known_word(word, lexicon)
        if known.day and (day := lexicon.calendar.day(self._words, place)):
            self.days.add(day[0])
            return day[1]
        if length := self._take_counted(place, known):
            return length
        if known.phrases and (phrase := self._phrase(place, known)):
            word, known = phrase, known_word(phrase, lexicon)
        self.kept.append(word)
        if known.cues and not self._is_near_clock(place):
            self.cues |= known.cues
            if "negation" in known.cues and place not in self._idioms:
                self._negated.append(len(self.kept))
        self._take_implied(place, known)
        if known.small or (known.mark and self._is_mark(place)):
            return 1
        self.content.append(word)
        self._places.append(place)
        if place and self._raw[place][0].isupper():
            self.names.add(word)
        return 1

    def _take_implied(self, place: int, known: KnownWord) -> None:
        """A number that a word says without being one: "a", "two days" in a word, "half"."""
        if known.one:
            self._take_one(place)
        elif known.two:
            self._take_two(place)
        elif known.part:
            self._take_part(place, known.part)

    def _phrase(self, place: int, known: KnownWord) -> str:
        """Several words that say one thing together, of which the first stands at a place, as one; "" if none do."""
        places = known.phrases.places(self._words, place) if known.phrases else ()
        self._taken.update(places)
        return said_as(self._words, places)

    def _take_counted(self, place: int, known: KnownWord) -> int:
        """Read a number, a date, a clock or a serial mark; 0 if a word is none of them."""
        if self._spans and (span := self._counting.figure(place)) is not None:
            return self._take_number(place, span)
        if known.scale and place + 1 < len(self._words) and not self._is_other(place):
            said = Count(str(known.scale), *self._counting.unit(place, 1), about=True, vague=self._raw[place])
            self._keep_number(place, said, f"#~{known.scale}")
            return 1
        if known.ordinal and self._is_serial(place):
            self._keep(place, _SERIAL)
            return 1
        # A date, a clock, a serial number: `figures` leaves them out.
        return 1 if known.dropped or (known.month and self._beside_digit(place)) else 0

    def _is_other(self, place: int) -> bool:
        """ "Scores of people", but "he scores"."""
        return self._lexicon.has("only_of", self._words[place]) and self._words[place + 1] != "of"

    def _is_serial(self, place: int) -> bool:
        """Whether an ordinal counts days or the like: "on the eleventh day"."""
        beside = (*self._words[max(0, place - 1) : place], *self._words[place + 1 : place + 2])
        found = (measure(one, self._lexicon.language) for one in beside)
        return any(one is not None and one[0] == "time" for one in found)

    def _take_ending(self, place: int) -> int:
        """The ending of a Turkish name says what part the name plays, and nothing by itself."""
        self._endings.add(place)
        return 1

    def _take_number(self, place: int, figure: Figure) -> int:
        length = 1
        while place + length < len(self._words) and self._counting.figure(place + length) is figure:
            length += 1
        if part := self._counting.part(place, length, figure.value):
            self._keep_number(place, part, f"#{part.value}")
            return length + 1
        unit, harm = self._counting.unit(place, length)
        if unit == PERCENT:
            length += self._counting.percent(place + length)
        if self._counting.is_ago(place, length, unit):
            return length
        self._keep_number(
            place, Count(figure.value, unit, harm, about=self._counting.is_about(place)), f"#{figure.value}"
        )
        return length

    def _keep_number(self, place: int, number: Count, word: str) -> None:
        self.numbers.append(number)
        self._keep(place, word)

    def _keep(self, place: int, word: str) -> None:
        self.content.append(word)
        self._places.append(place)
        self.kept.append(word)

    def _take_one(self, place: int) -> None:
        unit, harm = self._counting.unit(place, 1)
        if unit and self._lexicon.begins("people", unit):
            self.numbers.append(Count("1", unit, harm, article=True))

    def _take_part(self, place: int, percent: float) -> None:
        """ "Half", "les trois quarts"; in Turkish the parts stand before how many of them there are."""
        table, at = numbers(self._lexicon.language), place + 1 if self._lexicon.language == "tr" else place - 1
        times = table.within(fold(self._words[at])) if 0 <= at < len(self._words) else 0
        if at > place and times:
            self._taken.add(at)
        self.numbers.append(part_of(percent, times or 1.0))

    def _take_two(self, place: int) -> None:
        """ "Two dead", "two days" in a word, as Arabic and Hebrew say it."""
        word = self._words[place]
        harm = self._counting.pole(word)
        if harm is None and measure(word, self._lexicon.language) is None:
            harm = self._counting.unit(place, 1)[1]
        self.numbers.append(Count("2", word, harm))

    def _is_mark(self, place: int) -> bool:
        """A word whose number is a serial number or a time: "update" before 4, "evening" behind eight."""
        word, behind = self._words[place], self._words[place + 1 : place + 2]
        if self._lexicon.has("serial", word) or self._lexicon.has("serial_loose", word):
            return bool(behind) and behind[0][0].isdigit() and self._counting.figure(place + 1) is None
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

    def _all_dates(self) -> frozenset[Date]:
        if not self._dateline:
            return self._dates
        raw = TOKEN.findall(self._dateline)
        head = [fold_word(one, self._lexicon.language) for one in raw]
        return self._dates.union(date for date, _ in dates_of(head, raw, self._lexicon))

    def _is_credit(self) -> bool:
        """Whether it says who took a picture: "Photo: ..."."""
        short = 0 < len(self._words) <= _LONGEST_CREDIT  # In a longer one the text's first sentence follows it.
        return short and self._lexicon.has("credit", self._words[0]) and bool(_CREDIT.match(self._body))

    def _is_site(self) -> bool:
        site = self._lexicon.words("site").intersection(self._words)
        if not site or len(self._words) > _LONGEST_OF_SITE:
            return False
        reader = any(self._lexicon.has("reader", word) for word in self._words)
        if not reader and site <= self._lexicon.words("site_or_news") and self._ends_as_sentence:
            return False  # "Shares in the lender fell 12 per cent.", "The union took the offer."
        few = len(self._words) <= _FEW
        several = len(site) > 1 or self._lexicon.has("site", self._words[0])
        counted = bool(self.numbers) or any(letter.isdigit() for letter in self._body)
        return few or (reader and (several or counted)) or (several and counted)

    @property
    def _ends_as_sentence(self) -> bool:
        return self._shown.rstrip(_QUOTES)[-1:] in _ENDS

    def _capital_share(self) -> float:
        if self._ends_as_sentence:
            return 0.0  # A sentence, not a headline.
        letters = [one for one in self._raw if one[0].isalpha() and len(one) > 3]
        capital = [one for one in letters if one[0].isupper()]
        return len(capital) / len(letters) if len(letters) > 2 else 0.0
