"""Whether two sentences in the same words speak of two calendar days: "closed on Monday", and again a week later.

A weekday, "today" or a date says a day together with the day on which a text was published. The same words published
within a few days are the same news, printed again; so is a whole text that somebody else prints later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain

from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.reading.dates import Date
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.reading.text import ReadText, Told, language_of, read_text
from monitor.stories.statements.tenses import says_to_come
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon, lexicon

_FEW = timedelta(days=4)
"""Between two publications below which the same words are the same news, printed again."""
_SOON = timedelta(days=2)
"""The same for one publisher's "today" at two addresses: nobody prints his own words of today again tomorrow."""
_LATER = timedelta(days=6)
"""The same for a whole text."""
_WHOLE = 0.8
_NOTE = 60
"""Most words of a text that may be written in the same words of another event; a longer report is printed again."""
_QUOTED = re.compile('["“„«»『「]')
_WEEK = timedelta(days=7)
_BESIDE = 2
"""Words between a weekday and "last" or "next"."""
_SAID_BEFORE, _SAID_BEHIND = 3, 2
"""Words between a weekday and "announced", of which it is the day then, not of what is to come."""
_SAME_DAY = timedelta(hours=18)
"""Between two publications within which what names no day is taken for one event."""
_MOST_DAYS = 2
"""Weekdays of a sentence that says when something happened; more are when a shop is open."""
_MONTHS = 12
_OF_TEXT = timedelta(days=60)
"""Before its publication in which the date in a text's first line is the one on which it was written."""

Days = frozenset[date]


class OtherDays:
    """A later text beside those that were told."""

    def __init__(self, told: Sequence[tuple[Told, ReadText]], later: tuple[Told, ReadText], words: Lexicon) -> None:
        self._told, self._later, self._lexicon = told, later, words
        self._whole_of: dict[int, bool] = {}

    def speak(self, new: Line, old: Line, at: int) -> bool:
        """Whether a line of the later text and one of a text told, which say the same, say it of two days."""
        later, read = self._later
        at = self._first(old, at)
        told, told_read = self._told[at]
        if not (new.may_name_day and old.may_name_day and later.published and told.published):
            return False
        between = abs(later.published - told.published)
        if between < _SOON:
            return False  # Most texts told are: their sentences need not be read.
        days = days_of(new, read, later, self._lexicon), days_of(old, told_read, told, self._lexicon)
        return all(days) and days[0].isdisjoint(days[1]) and between >= self._least(new, at)

    def alone_say(self, opening: Sequence[Line]) -> bool:
        """Whether the lines with which the later text opens were told before, but of other days alone."""
        equal = (
            (one, old, at)
            for one in opening
            for at, (_, text) in enumerate(self._told)
            if (old := text.index.same(one.words)) is not None
        )
        found = [self.speak(one, old, at) for one, old, at in equal]
        return bool(found) and all(found)

    def _first(self, old: Line, at: int) -> int:
        """Where a page that was told several times first had a line: that is when it was written."""
        address = self._told[at][0].address
        if not address:
            return at
        places = (place for place, (told, read) in enumerate(self._told[:at]) if told.address == address)
        return next((place for place in places if self._told[place][1].index.same(old.words)), at)

    def _least(self, new: Line, at: int) -> timedelta:
        """How far two publications must be apart."""
        later, told = self._later[0], self._told[at][0]
        own = bool(later.publisher) and later.publisher == told.publisher
        if self._is_whole(at):
            long = sum(len(one.words) for one in self._later[1].lines) > _NOTE
            again = own and not self._is_report(new)
            return timedelta.max if long and not again else _LATER
        said = new.statement
        return _SOON if own and said is not None and not said.days else _FEW

    def _is_report(self, new: Line) -> bool:
        """Whether the later text tells what happened and whom somebody asked: nobody says all of that once more.

        A notice of what is to come on a day is given anew for another one in the same words.
        """
        if new.statement is not None and says_to_come(new.statement, self._lexicon):
            return False
        says = actors(self._lexicon.language).says
        return any(_QUOTED.search(one.shown) or any(map(says, one.words)) for one in self._later[1].lines)

    def _is_whole(self, at: int) -> bool:
        """Whether (nearly) all of the later text stands in the one told, and the other way round."""
        if at not in self._whole_of:
            mine, theirs = ({one.words for one in read.lines} for read in (self._later[1], self._told[at][1]))
            common = sum(map(len, mine & theirs))
            most = max(sum(map(len, mine)), sum(map(len, theirs)))
            self._whole_of[at] = common >= _WHOLE * most
        return self._whole_of[at]


def another_day(one: Line, old: Line, *, at_head: bool) -> Difference:
    """The same words, of another day."""
    return Difference(
        kind=DifferenceKind.DAY,
        speaks=True,
        what="another day",
        later=one.shown,
        earlier=old.shown,
        at_head=at_head,
    )


def on_other_days(earlier: Sequence[Told], later: Told) -> frozenset[str]:
    """The sentences of `later` that stand in earlier texts word for word, but in each of them speak of another day."""
    if not any(_are_apart(one, later) for one in earlier):
        return frozenset()
    now, words = read_text(later), lexicon(language_of(later))
    texts = [(one, read_text(one)) for one in earlier]
    days = [(read, OtherDays([(told, read)], (later, now), words)) for told, read in texts]
    found = set()
    for one in now.every:
        having = [(old, beside) for read, beside in days if (old := read.index.same(one.words)) is not None]
        if having and all(beside.speak(one, old, 0) for old, beside in having):
            found.add(one.shown)
    return frozenset(found)


def _are_apart(one: Told, other: Told) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) >= _SOON


def days_of(one: Line, read: ReadText, told: Told, words: Lexicon) -> Days:
    """The calendar days that a line may speak of; none if it does not say, or says when it is usual."""
    said = one.statement
    if said is None or told.published is None:
        return frozenset()
    published = told.published.date()
    written = _written(read, published)
    return frozenset().union(*(_spoken(said, day, words) for day in {published, *written}))


def of_told_days(
    lines: Sequence[Line], told: Sequence[Told], text: tuple[Told, ReadText], words: Lexicon
) -> Callable[[str], bool]:
    """A question: whether one of these lines of `text`, as shown, speaks of a calendar day that was told.

    Nothing is read for it before it is asked.
    """
    known = cache(lambda: _days_told(told, words))
    return lambda shown: any(_speaks_of(one, text, known(), words) for one in lines if one.shown == shown)


def _days_told(told: Sequence[Told], words: Lexicon) -> Days:
    """The calendar days that texts speak of: of one that names none the day on which it was published."""
    found: set[date] = set()
    for one in told:
        read = read_text(one)
        named = frozenset().union(*(days_of(line, read, one, words) for line in read.lines))
        found |= named or ({one.published.date()} if one.published else set())
    return frozenset(found)


def _speaks_of(one: Line, text: tuple[Told, ReadText], days: Days, words: Lexicon) -> bool:
    """Whether a line names one day at most, and that is one of these."""
    said, (told, read) = one.statement, text
    return said is not None and len(said.days) <= 1 and not days.isdisjoint(days_of(one, read, told, words))


def is_of_one_day(told: Sequence[Told], later: Told, main: Sequence[Line]) -> bool:
    """Whether texts may speak of one day: written within hours, or a day is named that was told, or told on.

    The next shelling is told in the words of the last one; what names no day happened when it is written.
    """
    dated = [one for one in told if one.published is not None]
    if later.published is None or not dated:
        return True
    if any(abs(later.published - one.published) < _SAME_DAY for one in dated if one.published is not None):
        return True
    words = lexicon(language_of(later))
    mine = frozenset().union(*(days_of(one, read_text(later), later, words) for one in main))
    theirs = (days_of(line, read_text(one), one, words) for one in dated for line in read_text(one).lines)
    return not mine.isdisjoint(
        {*(one.published.date() for one in dated if one.published), *chain.from_iterable(theirs)}
    )


def _written(read: ReadText, published: date) -> Days:
    """The days in a text's first line, as of a dateline."""
    first = read.lines[0].statement if read.lines else None
    found = _dated(first.dates, published) if first else frozenset()
    return frozenset(day for day in found if timedelta() <= published - day <= _OF_TEXT)


def _spoken(said: Statement, published: date, words: Lexicon) -> Days:
    if len(said.days) > _MOST_DAYS:
        return frozenset()
    if not said.dates:
        return _named(said, published, words)
    dated = _dated(said.dates, published)
    return dated.union(*(_named(said, day, words) for day in dated))


def _named(said: Statement, published: date, words: Lexicon) -> Days:
    calendar, tokens = words.calendar, said.tokens
    found: set[date] = set()
    for place in range(len(tokens)):
        if (named := calendar.day(tokens, place)) is not None:
            if any(words.has("every", one) for one in tokens[max(0, place - 1) : place + 1]):
                return frozenset()
            near = tokens[max(0, place - _BESIDE) : place + named[1] + _BESIDE]
            beside = any(words.has("week_beside", one) for one in near)
            for ahead in _ways(said, place, words):
                found.update(_weekday(named[0], published, ahead=ahead, beside=beside))
        elif (away := calendar.near_day(tokens, place)) is not None:
            found.add(published + timedelta(days=away))
    return frozenset(found)


def _ways(said: Statement, place: int, words: Lexicon) -> tuple[bool, ...]:
    """Whether the weekday at a place is one to come, or past, or may be either: "will close", "announced on Monday"."""
    if not says_to_come(said, words):
        return (False,)
    quoting, tokens = actors(words.language).says, said.tokens
    before, behind = tokens[max(0, place - _SAID_BEFORE) : place], tokens[place + 1 : place + 1 + _SAID_BEHIND]
    if any(quoting(one) or words.begins("announces", one) for one in before):
        return (False,)
    return (True, False) if any(quoting(one) or words.begins("announces", one) for one in behind) else (True,)


def _weekday(day: int, published: date, *, ahead: bool, beside: bool) -> Iterator[date]:
    """The last such weekday, or the next one of what is to come; `beside`: or the one a week from it."""
    away = (day - published.weekday()) % 7 if ahead else -((published.weekday() - day) % 7)
    yield published + timedelta(days=away)
    if beside:
        yield published + timedelta(days=away) + (_WEEK if ahead else -_WEEK)


def _dated(dates: frozenset[Date], published: date) -> Days:
    """Dates in the year that is nearest to a text's publication; none if one is of a calendar that is not known."""
    if any(month > _MONTHS for _, month in dates):
        return frozenset()
    return frozenset(chain.from_iterable(_nearest(day, month, published) for day, month in dates))


def _nearest(day: int, month: int, published: date) -> list[date]:
    years = (published.year - 1, published.year, published.year + 1)
    found = [date(year, month, day) for year in years if _exists(year, month, day)]
    return sorted(found, key=lambda one: abs(one - published))[:1]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
