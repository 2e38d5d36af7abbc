"""Sentences without a counterpart in what was told: which of them are news by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from monitor.records import dataclass
from monitor.stories.statements.align import Pair, compare
from monitor.stories.statements.amounts import equal
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.known import Known
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.names import in_other_length
from monitor.stories.statements.reading.hours import says_clock
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.retelling.covered import Covering
from monitor.stories.statements.retelling.frame import says_nothing
from monitor.stories.statements.retelling.retold import HARD, TURNS
from monitor.stories.words.families import of_one_family
from monitor.stories.words.lexicon import Lexicon

_SAID_BY_TITLE = 0.8
_SHORT = 14
"""Content words of a sentence up to which a state or a cue in it is what it is about."""
_MORE = 2
"""Words of meaning that were not told."""
_GRAVE = ("life", "custody", "grave")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an added sentence is judged by."""

    lexicon: Lexicon
    known: Known
    titles: tuple[Statement, ...]
    """Headlines that were told."""
    about: bool
    """Whether what the text tells, or its headline or opening, has to do with what was told or is watched."""
    own: bool
    """The text comes from whom the readers were told it by."""
    covering: Covering
    """What was told of it, in whatever sentences."""
    copied: bool = False
    """Nearly all sentences of the text were taken over as they were."""
    here: Collection[str] = ()
    """The text's sentences, as they are shown."""


def added(one: Statement, standing: Standing) -> Iterator[Difference]:
    """The sentence as a difference: speaking if it is news."""
    if any(compare(one, title, standing.lexicon).share >= _SAID_BY_TITLE for title in standing.titles):
        return
    kind, what = _news(one, standing)
    yield Difference(kind=kind, speaks=bool(what), what=what, later=one.shown)


def more_said(pair: Pair, known: Known, lexicon: Lexicon) -> str:
    """What is watched, where a sentence has little but that in common with what it goes back to, and says more.

    Another "not", or another day, beside other words: what is said otherwise is no matter of words.
    """
    new, old = pair.new, pair.old
    if not new.watched or known.only_summary or (new.negations == old.negations and new.days <= old.days):
        return ""
    fresh = [one for one in pair.added if one[0] != "#" and not any(alike(one, told) for told in known.vocabulary)]
    fresh = [one for one in fresh if not says_nothing(one, lexicon) and not lexicon.part(one)]
    spelled = in_other_length(fresh, pair, known)
    return _on(new) if len([one for one in fresh if one not in spelled]) >= _MORE else ""


def _on(one: Statement) -> str:
    return f"on {', '.join(sorted(one.watched))}"


def _news(one: Statement, standing: Standing) -> tuple[DifferenceKind, str]:
    if one.watched:
        return _watched(one, standing)
    if not standing.about:
        return DifferenceKind.ADDED, ""
    lexicon, known = standing.lexicon, standing.known
    people = [
        number
        for number in one.numbers
        if number.unit
        and lexicon.begins("people", number.unit)
        and not any(equal(number, told, lexicon) for told in known.numbers)
    ]
    if people and not all(number.article for number in people):
        return DifferenceKind.ADDED, ", ".join(number.shown for number in people)
    if len(one.content) <= _SHORT:
        if standing.copied and (word := _was_denied(one, standing)):
            return DifferenceKind.NEGATION, f"{word}, denied before"
        grave = sorted({state for state in one.states if state[0] in _GRAVE} - known.states)
        if grave:
            word = next(word for word in one.words if lexicon.states(word) & set(grave))
            return DifferenceKind.STATE, f"{word}, not told before"
        if standing.own and (word := _turned(one, standing)):
            return DifferenceKind.STATE, f"{word}, not told before"
        for cue, turn in TURNS.items():
            if cue in one.cues and cue not in known.cues:
                return turn
        if _is_dated(one, standing):
            return DifferenceKind.ADDED, "something dated"
    return DifferenceKind.ADDED, ""


def _is_dated(one: Statement, standing: Standing) -> bool:
    """Whether it says when something was that was not told: background has years, or no time at all.

    In the evening, or overnight, is when as well where nothing else was put to a text that was taken over. An offer
    has a last day too.
    """
    has = standing.lexicon.has
    dated = one.days or one.hours or (standing.copied and any(has("day_part", word) for word in one.words))
    # "Ihr" and "su" are of readers or of anybody: with a clock beside them it is a time stamp.
    stamped = says_clock(one.shown) and any(has("reader", word) for word in one.words)
    if not dated or stamped or any(has("site", word) for word in one.words) or standing.covering.has_all((one,)):
        return False
    fresh = [word for word in one.content if word[0] != "#" and word not in standing.known.vocabulary]
    return len(fresh) > _MORE


def _was_denied(one: Statement, standing: Standing) -> str:
    """A word of which a sentence that stands there no more said "not" or "none", as this one does not."""
    if one.negations:
        return ""
    gone = [told for told in standing.known.statements if told.negations and told.shown not in standing.here]
    denied = {word for told in gone for word in told.content if word not in told.names}
    language = standing.lexicon.language
    said = [word for word in one.content if word[0] != "#" and word not in one.names]
    return next((word for word in said if any(of_one_family(word, was, language) for was in denied)), "")


def _turned(one: Statement, standing: Standing) -> str:
    """The word that says of something told the contrary of what was told of it: "the line is free again"."""
    states = standing.lexicon.states
    for word in one.content:
        hard = {state for state in states(word) if state[0] in HARD} - standing.known.states
        if not hard:
            continue
        had = standing.known.states_beside(one.counts - {word})
        if any(axis == at and pole != where for axis, pole in hard for at, where in had):
            return word
    return ""


def _watched(one: Statement, standing: Standing) -> tuple[DifferenceKind, str]:
    known = standing.known
    fresh = known.unknown(one.watched)
    if fresh:
        return DifferenceKind.WATCHED, ", ".join(fresh)
    states = any(map(standing.lexicon.states, one.content))
    named = any(name not in known.vocabulary for name in one.names)
    # Where no list knows what a verb says, any sentence on what is watched may say it.
    fact = one.numbers or states or one.negations or named or not standing.lexicon.listed
    if fact and standing.covering.has_all((one,)):
        return DifferenceKind.ADDED, ""
    if not fact and (standing.known.only_summary or not standing.own):
        return DifferenceKind.ADDED, ""
    return DifferenceKind.ADDED, _on(one)
