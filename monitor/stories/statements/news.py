"""What comparing statements found, as facts for a story's readers, and in words for who asks why it stayed silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.model.stories import Fact, FactKind
from monitor.stories.statements.kinds import Comparison, Difference, DifferenceKind
from monitor.stories.statements.reading.sentence import read
from monitor.stories.words.lexicon import lexicon

_SERIES = frozenset({DifferenceKind.DAY, DifferenceKind.NAME, DifferenceKind.ACTOR, DifferenceKind.OBJECT})
_ONE_SUBJECT = frozenset(
    {
        DifferenceKind.STATE,
        DifferenceKind.NEGATION,
        DifferenceKind.DENIAL,
        DifferenceKind.RETRACTION,
        DifferenceKind.PLAN,
        DifferenceKind.ROLES,
    }
)
_MOST_SHOWN = 3
_LONGEST_VALUE = 160
"""Letters by which a statement is known again: "another day" is said of many things."""
_WITH_UNIT = re.compile(r"\S+\s+[^\W\d_]{3,}|\S*%")
_SILENT = {
    DifferenceKind.WORDING: "other words",
    DifferenceKind.ADDED: "added, names nothing watched and no fact",
}


def statement_facts(found: Comparison) -> Iterator[Fact]:
    """The differences that speak, as facts that a digest can show: numbers as numbers, all else as statements."""
    for one in found.differences:
        if one.speaks:
            number = one.kind is DifferenceKind.NUMBER
            yield Fact(
                kind=FactKind.NUMBER if number else FactKind.STATEMENT,
                value=one.what if number else f"{one.kind.value}:{one.what}:{one.later}"[:_LONGEST_VALUE],
                shown=one.what,
                sentence=one.later,
                earlier=one.earlier,
            )


def with_units(facts: Iterable[Fact], language: str) -> Iterator[Fact]:
    """The facts, numbers among them with what they count: "12 wounded".

    Left out is a number that its sentence does not state of the event: "two days earlier", one converted in brackets,
    "join 900 readers".
    """
    for fact in facts:
        if fact.kind is not FactKind.NUMBER or not fact.sentence or _WITH_UNIT.match(fact.shown):
            yield fact
            continue
        said = read(fact.sentence, lexicon(language))
        stated = () if said is None or said.site else said.numbers
        count = next((one for one in stated if one.value == fact.value), None)
        if count is not None:
            yield replace(fact, shown=count.shown) if count.unit else fact


def is_next_of_series(found: Comparison) -> bool:
    """Whether an article is the next event of a series: another day, person or thing in the same form.

    A changed state is none: the gate that is closed is the gate that was open.
    """
    kinds = {one.kind for one in found.differences if one.speaks and one.at_head}
    every = {one.kind for one in found.differences if one.speaks}
    return found.next_address and bool(kinds & _SERIES) and not every & _ONE_SUBJECT


def explain(found: Comparison) -> str:
    """What is equal, what differs, and why that does not speak."""
    if not found.sentences:
        return ""
    if found.stale:
        return "a copy of what was told before something newer"
    parts = [f"{found.equal} of {found.sentences} sentences word for word"]
    silent = [one for one in found.differences if not one.speaks]
    if silent:
        parts.append("differs: " + "; ".join(_silent(one) for one in silent[:_MOST_SHOWN]))
    if len(silent) > _MOST_SHOWN:
        parts.append(f"and {len(silent) - _MOST_SHOWN} more that say nothing new")
    return ", ".join(parts)


def _silent(one: Difference) -> str:
    return f"{one.what} ({_SILENT[one.kind]})" if one.what else f"“{one.later[:80]}” ({_SILENT[one.kind]})"
