"""Whether two sentences give other numbers of the same things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.stories.statements.align import Pair
from monitor.stories.statements.known import Known
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.words.lexicon import Lexicon, measure
from monitor.stories.words.numbers import numbers

_CONVERTED_WITHIN = {"time": 0.03}
"""How far a figure may be from one in another unit that it is converted from."""
_MOSTLY_WITHIN = 0.16
"""The same for what is no time: a nautical mile is taken for a mile, and conversions are rounded."""
_ROUNDED_WITHIN = 0.05
_ORDER = 10
_LEFT_OUT_WITHIN = 0.2
"""Part of a number that may be left out: "more than 40" after 43, "over 600" after 684."""
ALL = ("amount", 0)
"""What is said of every one."""
_BOTH, _REACH = 2, 3
_DAY, _WEEK = ("time", 1440.0), ("time", 10080.0)
_DAYS_OF_WEEKS = {
    "fr": {"15": "14", "8": "7"},
    "es": {"15": "14", "8": "7"},
    "de": {"8": "7"},
    "tr": {"15": "14"},
}
"""Days that are said for whole weeks: "quinze jours", "acht Tage"."""


def number_change(pair: Pair, told: Known, lexicon: Lexicon) -> str:
    """ "12 wounded (was 3)", "" if the numbers are the same.

    A number that is only added counts if it counts people, or if the sentence is watched, and if it was told nowhere.
    """
    new, old = pair.new, pair.old
    if not new.numbers and not old.numbers:
        return ""
    had, has = (*old.numbers, *_implied(old, new, lexicon)), (*new.numbers, *_implied(new, old, lexicon))
    fresh = [one for one in has if not any(equal(one, other, lexicon) for other in had)]
    lost = [one for one in old.numbers if not any(equal(other, one, lexicon) for other in has)]
    fresh = [one for one in fresh if not one.article or any(_one_kind(one, other, lexicon) for other in lost)]
    lost = [one for one in lost if not one.article or any(_one_kind(one, other, lexicon) for other in fresh)]
    if fresh and not lost:
        fresh = [one for one in fresh if not any(equal(one, other, lexicon) for other in told.numbers)]
    if fresh and (lost or new.watched or any(lexicon.begins("people", one.unit) for one in fresh if one.unit)):
        return ", ".join(_shown(one, lost) for one in fresh)
    return "" if fresh else next((said for one in lost if (said := _all_of(one, pair, lexicon))), "")


def _all_of(lost: Count, pair: Pair, lexicon: Lexicon) -> str:
    """ "All schools (was 3)", where a number of them was told; "both" after "two" is the same."""
    tokens = pair.new.tokens
    for at, word in enumerate(tokens):
        if ALL not in lexicon.states(word) or word in pair.old.tokens or float(lost.value) <= _BOTH:
            continue
        for unit in tokens[at + 1 : at + 1 + _REACH]:
            if lost.unit and alike(unit, lost.unit):
                return f"{word} {unit} (was {lost.vague or lost.value})"
    return ""


def _implied(one: Statement, other: Statement, lexicon: Lexicon) -> list[Count]:
    """The one year of "a year", where the other side has no such word: "twelve months"."""
    passed = {number.unit for number in one.numbers}.union(other.words)
    halves = numbers(lexicon.language).halves
    return [
        Count("0.5" if not halves.isdisjoint(one.tokens[max(0, at - 2) : at]) else "1", word, article=True)
        for at, word in enumerate(one.tokens)
        if word not in passed and measure(word, lexicon.language) is not None
    ]


def _shown(one: Count, lost: Sequence[Count]) -> str:
    was = next((other for other in lost if alike_unit(one, other)), lost[0] if len(lost) == 1 else None)
    if was is None:
        return one.shown
    before = was.vague or was.value
    return f"{one.shown} (was {before if before != (one.vague or one.value) else was.shown})"


def _one_kind(one: Count, two: Count, lexicon: Lexicon) -> bool:
    mine, theirs = measure(one.unit, lexicon.language), measure(two.unit, lexicon.language)
    return alike_unit(one, two) or bool(mine and theirs and mine[0] == theirs[0])


def alike_unit(one: Count, two: Count) -> bool:
    """Whether two numbers count the same."""
    if one.harm is not None and two.harm is not None:
        return one.harm == two.harm
    return bool(one.unit and two.unit) and alike(one.unit, two.unit)


def equal(new: Count, old: Count, lexicon: Lexicon) -> bool:
    """The same number of the same: figures that changed places are none, a converted unit is one.

    "Dozens" and "more than 30" after 34 are the same; 34 after either is not.
    """
    mine, theirs = measure(new.unit, lexicon.language), measure(old.unit, lexicon.language)
    if mine and theirs and mine != theirs and _WEEK in (mine, theirs):
        new, old = _in_whole_weeks(new, mine, lexicon.language), _in_whole_weeks(old, theirs, lexicon.language)
    if mine and theirs and mine != theirs:
        within = _CONVERTED_WITHIN.get(mine[0], _MOSTLY_WITHIN)
        return mine[0] == theirs[0] and _near(new, old, mine[1], theirs[1], within)
    about = (new.about or old.about) and _near(new, old, 1, 1, _ROUNDED_WITHIN)
    about = about or (new.about and _rounded_down(float(new.value), float(old.value)))
    less_said = bool(new.vague) and float(new.value) <= float(old.value) < _ORDER * float(new.value)
    if new.value != old.value and not about and not (less_said and not old.vague):
        return False
    return new.harm is None or old.harm is None or new.harm == old.harm


def _rounded_down(new: float, old: float) -> bool:
    """Whether a number is another one with only its first figure left."""
    order = _ORDER ** max(0, len(str(int(old))) - 1)
    return old >= _ORDER and new == old // order * order and old - new <= _LEFT_OUT_WITHIN * old


def _in_whole_weeks(one: Count, unit: tuple[str, float], language: str) -> Count:
    """ "Quinze jours" are two weeks."""
    said = _DAYS_OF_WEEKS.get(language, {}) if unit == _DAY else {}
    return replace(one, value=said.get(one.value, one.value))


def _near(one: Count, two: Count, mine: float, theirs: float, within: float) -> bool:
    first, second = float(one.value) * mine, float(two.value) * theirs
    return abs(first - second) <= within * max(first, second)
