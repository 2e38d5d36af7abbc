"""Whether two sentences give other numbers of the same things."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading import Count, Statement
from monitor.stories.words.lexicon import Lexicon

_METRES = {"km": 1000, "kilomet": 1000, "kilom": 1000, "mile": 1609, "feet": 0.305, "foot": 0.305, "yard": 0.914}
_EXACT_METRES = {"m": 1.0, "ft": 0.305, "meter": 1.0, "metre": 1.0, "meters": 1.0, "metres": 1.0}
_CONVERTED_WITHIN = 0.12


def number_change(new: Statement, old: Statement, told: Sequence[Count], lexicon: Lexicon) -> str:
    """ "12 wounded (was 3)", "" if the numbers are the same.

    A number that is only added counts if it counts people, or if the sentence is watched, and if it was told nowhere.
    """
    fresh = [one for one in new.numbers if not any(equal(one, other) for other in old.numbers)]
    lost = [one for one in old.numbers if not any(equal(one, other) for other in new.numbers)]
    fresh = [one for one in fresh if not one.article or any(alike_unit(one, other) for other in lost)]
    lost = [one for one in lost if not one.article or any(alike_unit(one, other) for other in fresh)]
    if not lost:
        fresh = [one for one in fresh if not any(equal(one, other) for other in told)]
    if fresh and (lost or new.watched or any(lexicon.begins("people", one.unit) for one in fresh if one.unit)):
        return ", ".join(_shown(one, lost) for one in fresh)
    return ""


def _shown(one: Count, lost: Sequence[Count]) -> str:
    was = next((other for other in lost if alike_unit(one, other)), lost[0] if len(lost) == 1 else None)
    return f"{one.shown} (was {was.value})" if was else one.shown


def alike_unit(one: Count, two: Count) -> bool:
    """Whether two numbers count the same."""
    if one.harm is not None and two.harm is not None:
        return one.harm == two.harm
    return bool(one.unit and two.unit) and alike(one.unit, two.unit)


def equal(one: Count, two: Count) -> bool:
    """The same number of the same: figures that changed places are none, a converted unit is one."""
    mine, theirs = _metres(one), _metres(two)
    if mine and theirs and one.unit[:2] != two.unit[:2]:
        return abs(mine - theirs) <= _CONVERTED_WITHIN * max(mine, theirs)
    if one.value != two.value:
        return False
    return one.harm is None or two.harm is None or one.harm == two.harm


def _metres(one: Count) -> float:
    factor = _EXACT_METRES.get(one.unit) or next((by for unit, by in _METRES.items() if one.unit.startswith(unit)), 0.0)
    return float(one.value) * factor
