"""What comparing statements found, as facts for a story's readers, and in words for who asks why it stayed silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.model.stories import Fact, FactKind
from monitor.stories.statements.kinds import Comparison, Difference, DifferenceKind
from monitor.stories.statements.reading.sentence import read
from monitor.stories.words.lexicon import lexicon
from monitor.stories.words.stems import fold_word

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
_IN_OUR_WORDS = frozenset(
    {
        DifferenceKind.NEGATION,
        DifferenceKind.DENIAL,
        DifferenceKind.RETRACTION,
        DifferenceKind.DAY,
        DifferenceKind.WATCHED,
    }
)
"""Kinds whose differences are named in English, or as the text names them."""
_NO_DIFFERENCE = Difference(kind=DifferenceKind.WORDING, speaks=False, what="")
_ARROW, _WAS = " → ", " (was "
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_MOST_SHOWN = 3
_LONGEST_VALUE = 160
"""Letters by which a statement is known again: "another day" is said of many things."""
_WITH_UNIT = re.compile(r"\S+\s+[^\W\d_]{3,}|\S*%")
_SILENT = {
    DifferenceKind.WORDING: "other words",
    DifferenceKind.ADDED: "added, names nothing watched and no fact",
}


def statement_facts(found: Comparison, language: str = "") -> Iterator[Fact]:
    """The differences that speak, as facts that a digest can show: numbers as numbers, all else as statements.

    A number that several sentences give is one fact.
    """
    said = [one for one in found.differences if one.speaks]
    figures = _figures([one.what if one.kind is DifferenceKind.NUMBER else "" for one in said], language)
    for one, left in zip(said, figures, strict=True):
        number = one.kind is DifferenceKind.NUMBER
        if number and not left:
            continue
        yield Fact(
            kind=FactKind.NUMBER if number else FactKind.STATEMENT,
            value=one.what if number else f"{one.kind.value}:{one.what}:{one.later}"[:_LONGEST_VALUE],
            shown=as_written(", ".join(left) if number else one.what, one),
            sentence=one.later,
            earlier=one.earlier,
        )


def as_written(what: str, one: Difference) -> str:
    """What differs, in the words as they stand in the sentences, not folded."""
    if one.kind in _IN_OUR_WORDS:
        return what
    sides = what.split(_ARROW)
    texts = (one.earlier, one.later) if len(sides) > 1 else (one.later,)
    return _ARROW.join(_unfolded(side, text, one) for side, text in zip(sides, texts, strict=False))


def _unfolded(side: str, text: str, one: Difference) -> str:
    table: dict[str, str] = {}
    for raw in _WORD.findall(f"{one.earlier} {one.later} {text}"):
        table |= {fold_word(raw): raw, fold_word(raw, "tr"): raw}
    return _WORD.sub(lambda found: table.get(found.group(), found.group()), side.replace("_", " "))


def _figures(said: Sequence[str], language: str) -> list[list[str]]:
    """The numbers of each, every one once: the one that says what it was before, else the first."""
    words = lexicon(language)
    every = [(place, one) for place, what in enumerate(said) for one in what.split(", ") if one]
    every.sort(key=lambda placed: _WAS not in placed[1])
    kept: dict[tuple[str, object], tuple[int, str]] = {}
    changed: set[tuple[str, str]] = set()
    for place, one in every:
        figure, _, was = one.partition(_WAS)
        value, _, unit = figure.partition(" ")
        poles = sorted(pole for axis, pole in words.states(unit or value) if axis == "life")
        if poles or not was or (value, was) not in changed:
            kept.setdefault((value, poles[0] if poles else unit), (place, one))
        changed.add((value, was))
    left = set(kept.values())
    return [[one for one in what.split(", ") if (place, one) in left] for place, what in enumerate(said)]


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
            yield replace(fact, shown=_unfolded(count.shown, fact.sentence, _NO_DIFFERENCE)) if count.unit else fact


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
    return (
        f"{as_written(one.what, one)} ({_SILENT[one.kind]})"
        if one.what
        else f"“{one.later[:80]}” ({_SILENT[one.kind]})"
    )
