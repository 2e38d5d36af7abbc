"""An event told again in own words: no sentence goes back to one that was told, so only hard facts can be news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.stories.statements.amounts import alike_unit, equal
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.statements.reading.text import ReadText
from monitor.stories.statements.tenses import says_to_come
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.stems import State

_HEAD = 2
"""Sentences of a text, beside its headline, that say what it is about."""
HARD = frozenset({"life", "custody", "deal", "gate", "verdict", "claim", "control", "guilt", "found", "fate", "law"})
"""Axes on which what was told and what is told now exclude each other, whoever says it in whatever words."""
HEADLINED = HARD | {"grave", "strike"}
"""Axes of which a headline says nothing that its text does not bear out."""
_TO_COME: frozenset[State] = frozenset({("fate", 0)})
"""Where on "fate" what is said to come stands."""
_SHORT = 18
_BEFORE, _BEHIND = 5, 2
"""Words from a "not" to what it negates, which mostly follows it."""
TURNS = {
    "denial": (DifferenceKind.DENIAL, "now denied"),
    "retraction": (DifferenceKind.RETRACTION, "taken back or corrected"),
    "admission": (DifferenceKind.STATE, "now admitted"),
}
"""Cues of who is concerned, after which what was told stands otherwise: what it is, and how it is called."""


def retold(new: ReadText, body: Sequence[Line], told: Sequence[ReadText], lexicon: Lexicon) -> Iterator[Difference]:
    """Numbers of people told otherwise, states contrary to those told, and denials; each with its sentence."""
    for line in body:
        if line.may_count_people and line.statement is not None:
            yield from _numbers(line.statement, told, lexicon)
    had = _told_at_head(told, lexicon)
    for one in _head(new, body):
        if len(one.content) > _SHORT:
            continue
        if found := _contrary(one, had, told, lexicon):
            word = next((word for word in one.words if found in lexicon.states(word)), found[0])
            yield _difference(DifferenceKind.STATE, f"{word}, not told before", one)
        for cue, (kind, what) in TURNS.items():
            if cue in one.cues and not any(cue in text.cues for text in told):
                yield _difference(kind, what, one)


def contrary_head(head: Statement, told: Sequence[ReadText], lexicon: Lexicon) -> Iterator[Difference]:
    """A headline in other words that says the contrary of what was told: "reopened" after "a landslide closed".

    Or what became of what was to come: "abandoned" after "will buy".
    """
    if found := _contrary(head, _told_at_head(told, lexicon), told, lexicon):
        word = next((word for word in head.words if found in lexicon.states(word)), found[0])
        yield replace(_difference(DifferenceKind.STATE, f"{word}, not told before", head), at_head=True)


def fresh_head(head: Statement, told: Sequence[ReadText], lexicon: Lexicon) -> Iterator[Difference]:
    """A headline in other words over what was told, with a hard state that no text had: "shut" over "reviewed"."""
    for axis, pole in sorted(_asserted(head, lexicon)):
        if axis in HEADLINED and not any((axis, pole) in text.states for text in told):
            word = next((word for word in head.content if (axis, pole) in lexicon.states(word)), None)
            if word is not None:
                yield replace(_difference(DifferenceKind.STATE, f"{word}, not told before", head), at_head=True)
                return


def _head(text: ReadText, body: Sequence[Line]) -> list[Statement]:
    return [one for one in (text.title, *(line.statement for line in body[:_HEAD])) if one is not None]


def _told_at_head(told: Sequence[ReadText], lexicon: Lexicon) -> set[State]:
    """The states that were told at the head of some text; what was to come stands on "fate"."""
    heads = [one for text in told for one in _head(text, text.lines)]
    planned = any(says_to_come(one, lexicon) for one in heads)
    return {*(state for one in heads for state in one.states), *(_TO_COME if planned else ())}


def _contrary(one: Statement, had: set[State], told: Sequence[ReadText], lexicon: Lexicon) -> State | None:
    """A state of which only another pole was told, and that one at the head; "not approved" is no approval."""
    for axis, pole in sorted(_asserted(one, lexicon)):
        opposed = axis in HARD and any(axis == at and pole != where for at, where in had)
        if opposed and not any((axis, pole) in text.states for text in told):
            return axis, pole
    return None


def _asserted(one: Statement, lexicon: Lexicon) -> frozenset[State]:
    """The states of a sentence but for those that it negates: "released after a judge found no grounds" is released."""
    if not one.negations:
        return one.states
    nots = [place for place, word in enumerate(one.words) if "negation" in lexicon.cues(word)]
    said = (
        lexicon.states(word)
        for place, word in enumerate(one.words)
        if not any(-_BEHIND <= place - at <= _BEFORE for at in nots)
    )
    return frozenset().union(*said)


def _numbers(one: Statement, told: Sequence[ReadText], lexicon: Lexicon) -> Iterator[Difference]:
    for number in one.numbers:
        counts_people = number.harm is not None or (number.unit and lexicon.begins("people", number.unit))
        if number.article or not counts_people:
            continue
        last = _last(number, told)
        if last is not None and not any(equal(number, other, lexicon) for other in last):
            was = next(other.vague or other.value for other in last if alike_unit(number, other))
            yield _difference(DifferenceKind.NUMBER, f"{number.shown} (was {was})", one)


def _last(number: Count, told: Sequence[ReadText]) -> tuple[Count, ...] | None:
    """The numbers of the text told last that counts the same."""
    for text in reversed(told):
        if any(alike_unit(number, other) and not other.article for other in text.numbers):
            return text.numbers
    return None


def _difference(kind: DifferenceKind, what: str, one: Statement) -> Difference:
    return Difference(kind=kind, speaks=True, what=what, later=one.shown)
