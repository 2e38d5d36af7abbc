"""Whether two sentences give other numbers of the same things."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.stories.statements.known import Known
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.words.lexicon import Lexicon, measure

_CONVERTED_WITHIN = 0.16
"""A nautical mile is taken for a mile, and conversions are rounded."""
_ROUNDED_WITHIN = 0.05


def number_change(new: Statement, old: Statement, told: Known, lexicon: Lexicon) -> str:
    """ "12 wounded (was 3)", "" if the numbers are the same.

    A number that is only added counts if it counts people, or if the sentence is watched, and if it was told nowhere.
    """
    fresh = [one for one in new.numbers if not any(equal(one, other) for other in old.numbers)]
    lost = [one for one in old.numbers if not any(equal(one, other) for other in new.numbers)]
    fresh = [one for one in fresh if not one.article or any(alike_unit(one, other) for other in lost)]
    lost = [one for one in lost if not one.article or any(alike_unit(one, other) for other in fresh)]
    if fresh and not lost:
        fresh = [one for one in fresh if not any(equal(one, other) for other in told.numbers)]
    if fresh and (lost or new.watched or any(lexicon.begins("people", one.unit) for one in fresh if one.unit)):
        return ", ".join(_shown(one, lost) for one in fresh)
    return ""


def _shown(one: Count, lost: Sequence[Count]) -> str:
    was = next((other for other in lost if alike_unit(one, other)), lost[0] if len(lost) == 1 else None)
    if was is None:
        return one.shown
    return f"{one.shown} (was {was.value if was.value != one.value else was.shown})"


def alike_unit(one: Count, two: Count) -> bool:
    """Whether two numbers count the same."""
    if one.harm is not None and two.harm is not None:
        return one.harm == two.harm
    return bool(one.unit and two.unit) and alike(one.unit, two.unit)


def equal(one: Count, two: Count) -> bool:
    """The same number of the same: figures that changed places are none, a converted unit is one."""
    mine, theirs = measure(one.unit), measure(two.unit)
    if mine and theirs and mine != theirs:
        return mine[0] == theirs[0] and _near(one, two, mine[1], theirs[1], _CONVERTED_WITHIN)
    if one.value != two.value and not ((one.about or two.about) and _near(one, two, 1, 1, _ROUNDED_WITHIN)):
        return False
    return one.harm is None or two.harm is None or one.harm == two.harm


def _near(one: Count, two: Count, mine: float, theirs: float, within: float) -> bool:
    first, second = float(one.value) * mine, float(two.value) * theirs
    return abs(first - second) <= within * max(first, second)
