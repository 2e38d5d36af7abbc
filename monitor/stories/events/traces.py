"""What the opening of a text says of events: which kinds, on which days, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from monitor.model.linking.chains import Reference, Trace
from monitor.stories.cleaning import Sentence, capitals, fold, words
from monitor.stories.common_words import COMMON
from monitor.stories.statements.other_day import days_of
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.text import Told, language_of, read_text
from monitor.stories.words.chains import ChainWords, Mark, chain_words
from monitor.stories.words.lexicon import lexicon

_SENTENCES = 4
"""Of a text's opening: further down stands what its readers know of other events."""
_LETTERS = 900
_TELLING = frozenset({"event", "after"})
_BLANK = "#"
"""In place of a word that tells nothing here."""
_KEY = 5
_MOST_NAMES, _MOST_WORDS = 24, 60
Days = tuple[int, int]
"""First and last, as `date.toordinal` counts them."""
_BESIDE_UNIT = 2
"""Words between a number and what it counts, and between that and "ago"."""
_SLACK = {1: 1, 7: 4, 30: 16, 365: 190}
"""Days by which "two weeks ago" may be wrong, by the days of its unit."""
_OLDEST = 1_000
"""Days; what is longer ago is no event that is followed."""
_FIGURES = re.compile(r"\d+")
_YEARS = range(1900, 2100)
_MOSTLY = 0.6
"""Share of capitals from which a headline has them on all words."""
_NEAR = 3
"""Words between "another" and an event."""


def trace_of(told: Told, at: datetime, *, watched: Sequence[str] = ()) -> Trace:
    """What a text says of events; one in a language without a list says nothing of them. Pure.

    `at`: when it was published. `watched`: what stands in it of the watchlists; it tells no event from another.
    """
    language = language_of(told)
    title, text = told.title, told.text[:_LETTERS]
    opening = Told(title=title, text=text, language=language, published=at)
    listed = chain_words(language)
    plain = Trace(
        at=at,
        language=language,
        publisher=told.publisher,
        form=_FIGURES.sub("", fold(told.title)).strip(),
        events=(),
        after=(),
        another=False,
        references=(),
        names=(),
        words=(),
        numbers=(),
    )
    return plain if listed is None else _Reader(opening, at, listed, watched).read(plain)


class _Reader:
    def __init__(self, told: Told, at: datetime, listed: ChainWords, watched: Sequence[str]) -> None:
        self._told, self._at, self._listed = told, at, listed
        self._watched = frozenset(word for one in watched for word in words(one))
        self._text = read_text(told)
        head = (self._text.headline,) if self._text.headline else ()
        self._lines: tuple[Line, ...] = (*head, *self._text.lines[:_SENTENCES])
        # What is watched tells no kind: a market may be called the new one.
        unwatched = (
            tuple(_BLANK if not one or fold(one) in self._watched else one for one in line.words)
            for line in self._lines
        )
        self._marks = [tuple(listed.marks(said)) for said in unwatched]
        self._days = [
            tuple(self._named(line)) if any(mark.section in _TELLING for mark in marks) else ()
            for line, marks in zip(self._lines, self._marks, strict=True)
        ]

    def read(self, plain: Trace) -> Trace:
        """The trace; what tells no event has none, and is read no further."""
        if not any(mark.section == "event" for marks in self._marks for mark in marks):
            return plain
        opening = self._marks[:2]
        names, other = self._words()
        return Trace(
            at=plain.at,
            language=plain.language,
            publisher=plain.publisher,
            form=plain.form,
            events=_kinds(self._marks, "event"),
            after=_kinds(self._marks[:3], "after"),
            another=any(map(_tells_another, opening)),
            references=tuple(self._references()),
            names=names,
            words=other,
            numbers=self._numbers(),
        )

    def _references(self) -> Iterator[Reference]:
        for line, marks, named in zip(self._lines, self._marks, self._days, strict=True):
            kinds = tuple(dict.fromkeys(mark.what for mark in marks if mark.section == "event"))
            days = tuple(dict.fromkeys((*named, *self._counted(line.words, marks))))
            if kinds or days:
                yield Reference(kinds=kinds, days=days)

    def _named(self, line: Line) -> Iterator[Days]:
        """Days by name or date; not those to come."""
        today, words_of = self._at.date().toordinal(), lexicon(self._told.language)
        for day in (one.toordinal() for one in days_of(line, self._text, self._told, words_of)):
            if today - _OLDEST < day <= today:
                yield day, day
        for part in self._listed.parts:
            for word in line.words:
                named = words_of.calendar.day((word.removesuffix(part),), 0) if word.endswith(part) else None
                if named is not None:
                    day = today - (self._at.weekday() - named[0]) % 7
                    yield day, day

    def _counted(self, said: Sequence[str], marks: Sequence[Mark]) -> Iterator[Days]:
        """ "Last week", "nine days after"."""
        today = self._at.date().toordinal()
        ago = [mark.place for mark in marks if mark.section == "ago"]
        for mark in marks:
            if mark.section == "span":
                first, last = map(int, mark.what.split("-"))
                yield today - last, today - first
            elif mark.section == "unit":
                near = said[max(0, mark.place - _BESIDE_UNIT) : mark.place]
                count = next(filter(None, map(self._listed.count, reversed(near))), 0)
                beside = any(-2 * _BESIDE_UNIT <= place - mark.place <= _BESIDE_UNIT for place in ago)
                days = int(mark.what)
                if count and beside and count * days < _OLDEST:
                    yield _about(today - count * days, days)
            elif mark.section == "bare":
                # "Неделю назад" has no number; "five weeks ago" has one, and other units.
                counted = any(map(self._listed.count, said[max(0, mark.place - _BESIDE_UNIT) : mark.place]))
                if not counted and any(abs(place - mark.place) == 1 for place in ago):
                    yield _about(today - int(mark.what), int(mark.what))

    def _words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names, and what other words begin with; of an unspaced script two signs in a row are a word."""
        names: dict[str, None] = {}
        other: dict[str, None] = {}
        for line, marks in zip(self._lines, self._marks, strict=True):
            telling = {mark.place for mark in marks}
            names |= dict.fromkeys(self._names(line, headline=line is self._text.headline))
            other |= {
                word[:_KEY]: None
                for place, word in enumerate(line.words)
                if place not in telling and len(word) > 2 and word not in COMMON and word not in self._watched
            }
            if self._told.language == "zh":
                other |= {"".join(line.words[at : at + 2]): None for at in range(len(line.words) - 1)}
        return tuple(names)[:_MOST_NAMES], tuple(other)[:_MOST_WORDS]

    def _names(self, line: Line, *, headline: bool) -> Iterator[str]:
        """Capitalised words behind the first; none of a headline that has capitals on all."""
        sentence = Sentence(line.shown, tuple(words(line.shown)))
        capital = capitals(sentence)
        if headline and sum(capital) > _MOSTLY * len(capital):
            return
        for word, is_capital in list(zip(sentence.words, capital, strict=False))[1:]:
            telling = is_capital and len(word) > 2 and not word.isdecimal()
            if telling and word not in COMMON and word not in self._watched:
                yield word

    def _numbers(self) -> tuple[str, ...]:
        """In figures or words; neither what counts days, nor the day of a date."""
        found: dict[str, None] = {}
        for line, marks, named in zip(self._lines, self._marks, self._days, strict=True):
            units = {mark.place for mark in marks if mark.section == "unit"}
            dates = {date.fromordinal(day).day for day, _ in named}
            for place, word in enumerate(line.words):
                number = self._listed.count(word)
                if (
                    number > 1
                    and number not in dates
                    and number not in _YEARS
                    and units.isdisjoint((place + 1, place + 2))
                ):
                    found[str(number)] = None
        return tuple(found)


def _about(middle: int, unit: int) -> Days:
    return middle - _SLACK[unit], middle + _SLACK[unit]


def _tells_another(marks: Sequence[Mark]) -> bool:
    """Whether another event of a kind is told beside one word for that: not "a second victim of the crash"."""
    events = [mark.place for mark in marks if mark.section == "event"]
    victims = {mark.place for mark in marks if mark.section == "victim"}
    for place in (mark.place for mark in marks if mark.section == "another"):
        if victims.isdisjoint(range(place - 1, place + 3)) and any(abs(one - place) <= _NEAR for one in events):
            return True
    return False


def _kinds(marks: Sequence[Sequence[Mark]], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.what for line in marks for mark in line if mark.section == section))
