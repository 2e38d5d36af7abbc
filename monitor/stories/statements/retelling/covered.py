"""Whether all that a sentence says was told, though it goes back to no one sentence: in several, in other words.

A summary, an explainer or a reminder puts together what stood in many sentences. It says nothing new only if nothing is
left that could be: no word of meaning that was not told, or another for the same, no number, day, "not" or cue. One
verb that is left ("caught") may be the news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from monitor.stories.cleaning import fold
from monitor.stories.statements.align import compare
from monitor.stories.statements.amounts import alike_unit, equal
from monitor.stories.statements.likeness import alike, same_name
from monitor.stories.statements.names import first_names
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.statements.reading.text import ReadText
from monitor.stories.statements.retelling.agents import roles_differ
from monitor.stories.statements.retelling.frame import is_frame, says_it_goes_on, says_nothing
from monitor.stories.statements.swaps.same_words import SAME
from monitor.stories.statements.tenses import is_ahead, was_planned
from monitor.stories.words.actors import actors
from monitor.stories.words.families import of_one_family, of_one_stem
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.numbers import numbers

_LEAST = 3
"""Words that must have been told: a shorter sentence may say anything."""
_AS_GOOD = 0.75
_BESIDE = 2
_TURNS = frozenset({"denial", "retraction", "admission", "condition", "exception", "against"})
"""Cues that change what a sentence says."""


_WOUNDED, _DEAD = 1, 2
"""Poles of "life"."""


def _never(_shown: str) -> bool:
    return False


class Covering:
    """What was told of one event, as sentences are looked for in it. The texts in the order in which they were told."""

    def __init__(
        self, texts: Sequence[ReadText], lexicon: Lexicon, *, of_told_day: Callable[[str], bool] = _never
    ) -> None:
        """`of_told_day`: whether a sentence as shown speaks of a calendar day that was told, whatever it calls it."""
        self._texts, self._lexicon, self._actors = texts, lexicon, actors(lexicon.language)
        self._of_told_day = of_told_day

    def has_all(self, sentences: Iterable[Statement]) -> bool:
        """Whether all that the sentences say was told."""
        every = tuple(sentences)
        words = frozenset(word for one in every for word in one.words)
        if not all(self._has(one, words) for one in every):
            return False
        return sum(len(self._asked(one)) for one in every) >= _LEAST

    def has_facts_of(self, one: Statement) -> bool:
        """Whether all hard facts of a sentence were told, whatever else it says: numbers, states, names, turns."""
        if not all(map(self._is_number_told, filter(self._counts, one.numbers))):
            return False
        states = frozenset().union(*(text.states for text in self._texts))
        cues = frozenset().union(*(text.cues for text in self._texts))
        told = frozenset().union(*(text.vocabulary for text in self._texts))
        names = (name for name in one.names - self._quoted(one) if not is_frame(name, self._lexicon))
        known = all(any(same_name(name, word) for word in told) for name in names)
        return one.states <= states and not (one.cues & _TURNS) - cues and known

    def _has(self, one: Statement, beside: frozenset[str]) -> bool:
        """`beside`: the words of all that is asked for: what names nobody is said of whom the others name."""
        if not all(map(self._is_number_told, filter(self._counts, one.numbers))) or self._ends_otherwise(one):
            return False
        if _tells_of_a_wounded_who_died(one) or not self._are_hours_told(one):
            return False
        names_day = any(map(self._lexicon.calendar.may_be_near_day, one.words))
        told_day = (names_day or not one.days <= self._days) and self._of_told_day(one.shown)
        if not (one.days <= self._days or told_day or says_it_goes_on(one, self._lexicon)):
            return False
        if any(one.cues & _TURNS - text.cues for text in self._texts[-1:]):
            return False
        said = list(self._beside(one))
        whom = frozenset(one.words) if one.names or one.watched else beside
        told = self._said_of(one, whom)
        asked = [word for word in self._asked(one) if not (told_day and self._lexicon.calendar.may_be_near_day(word))]
        near = told.intersection(chain.from_iterable(old.content for old in (*said, *self._leads, *self._near(asked))))
        return (
            all(self._is_told(word, told, near) for word in asked)
            and (any(self._says_so(one, old) for old in said) or self._puts_together(one, said, asked))
            and not any(roles_differ(one, old, self._actors, self._lexicon) for old in (*said, *self._leads))
        )

    def _puts_together(self, one: Statement, said: Sequence[Statement], asked: Sequence[str]) -> bool:
        """Whether it is one of the sentences told and what another adds, with the "not" and the tense of either."""
        lexicon, known = self._lexicon, frozenset(word for old in said for word in old.words)
        rest = {word for word in asked if not any(alike(word, told) for told in known)}
        others = (line.statement for line in self._lines if not rest.isdisjoint(line.words))
        to_come = is_ahead(one, lexicon)
        return any(
            one.negations == old.negations + other.negations
            and to_come == (is_ahead(old, lexicon) or is_ahead(other, lexicon))
            for other in others
            for old in said
            if other is not None and other is not old
        )

    def _said_of(self, one: Statement, mine: frozenset[str]) -> frozenset[str]:
        """The words of all sentences but those on somebody not named in `mine`: what was said of them is theirs.

        What was to come is not told of what is.
        """
        to_come = is_ahead(one, self._lexicon)
        read = ((line, line.statement) for line in self._lines)
        lines = (
            (*line.words, *(said.content if said else ()))
            for line, said in read
            if said is None
            or (
                said.names - self._quoted(said) - first_names(said, one) <= mine
                and (to_come or not is_ahead(said, self._lexicon))
            )
        )
        return frozenset().union(*lines)

    def _ends_otherwise(self, one: Statement) -> bool:
        """Whether it says until when, where that was not told."""
        told = (text.vocabulary for text in self._texts)
        until = {word for word in one.tokens if self._lexicon.has("until", word)}
        return not until <= frozenset().union(*told)

    def _says_so(self, new: Statement, old: Statement) -> bool:
        """Whether both are said of being so, or both of not, and both of what is to come, or both of what is."""
        words = self._lexicon
        if old.negations != new.negations or is_ahead(old, words) != is_ahead(new, words):
            return False
        return not was_planned(compare(new, old, words), words)

    def _counts(self, number: Count) -> bool:
        """Not "a man", nor "five answers"."""
        return not number.article and not (number.unit and is_frame(number.unit, self._lexicon))

    def _is_number_told(self, number: Count) -> bool:
        """Whether it was told last of what it counts."""
        for text in reversed(self._texts):
            if any(equal(number, one, self._lexicon) and self._may_count_same(number, one) for one in text.numbers):
                return True
            if any(alike_unit(number, one) and not one.vague for one in text.numbers):
                return False
        return False

    def _may_count_same(self, one: Count, two: Count) -> bool:
        """Not three soldiers where it was three gunmen."""
        if not (one.unit and two.unit):
            return True
        mine, theirs = self._actors.kinds((one.unit,)), self._actors.kinds((two.unit,))
        return not (mine and theirs) or not mine.isdisjoint(theirs)

    def _are_hours_told(self, one: Statement) -> bool:
        """Whether one sentence has all numbers that count nothing in it: "from eight to six"."""
        mine = self._uncounted(one)
        read = (line.statement for line in self._lines) if mine else ()
        return not mine or any(mine <= self._uncounted(said) for said in read if said is not None)

    def _uncounted(self, one: Statement) -> Counter[float]:
        table = numbers(self._lexicon.language)
        counted = {float(number.value) for number in one.numbers}
        found = (float(word) if word.isdecimal() else table[fold(word) or word] for word in one.tokens)
        return Counter(value for value in found if value > 1 and value not in counted)

    def _is_told(self, word: str, told: frozenset[str], near: frozenset[str]) -> bool:
        """`told`: all words that were told of it; `near`: those of the sentences that it may go back to."""
        words = self._lexicon
        if word in told or self._actors.anyone(word) or says_nothing(word, words):
            return True
        states = words.states(word)
        things = {thing for thing in words.things(word) if thing[0] == SAME}
        if any(not states.isdisjoint(words.states(one)) or not things.isdisjoint(words.things(one)) for one in told):
            return True
        akin = (one for one in near if of_one_family(word, one, words.language))
        if any(not (states and words.states(one)) for one in akin):
            return True
        if states:
            return False
        kinds = self._actors.kinds((word,))
        return any(
            alike(word, one)
            or of_one_stem(word, one, words.language)
            or not kinds.isdisjoint(self._actors.kinds((one,)))
            for one in told
        )

    @cached_property
    def _days(self) -> frozenset[int]:
        said = (one.statement for one in self._lines if one.may_name_day)
        return frozenset().union(*(one.days for one in said if one is not None))

    def _near(self, asked: Sequence[str]) -> Iterator[Statement]:
        """The sentences told that have some words in common with what is asked for."""
        some = (line.statement for line in self._lines if len(set(asked).intersection(line.words)) > 1)
        return (one for one in some if one is not None)

    @cached_property
    def _leads(self) -> list[Statement]:
        """The headlines and first sentences that were told."""
        lines = (line for text in self._texts for line in (text.headline, *text.lines[:1]) if line is not None)
        return [line.statement for line in lines if line.statement is not None]

    @cached_property
    def _lines(self) -> list[Line]:
        return [one for text in self._texts for one in (text.headline, *text.lines) if one is not None]

    def _beside(self, new: Statement) -> Iterator[Statement]:
        """The sentences told that have most words in common, or nearly so many."""
        common = [(len(new.counts.intersection(one.words)), one) for one in self._lines]
        least = _AS_GOOD * max((count for count, _ in common), default=0)
        return (one.statement for count, one in common if count and count >= least and one.statement is not None)

    def _asked(self, one: Statement) -> list[str]:
        """The words of meaning without numbers, what is watched, and who is quoted."""
        watched = {part for name in one.watched for part in name.split()}
        quoted = {word for word in self._quoted(one) if word in one.names or self._actors.lists(word)}
        return [word for word in one.content if word[0] != "#" and word not in watched and word not in quoted]

    def _quoted(self, one: Statement) -> frozenset[str]:
        """The words beside "said"."""
        said = [at for at, word in enumerate(one.tokens) if self._actors.says(word)]
        return frozenset(word for at in said for word in one.tokens[max(0, at - _BESIDE) : at + _BESIDE + 1])


def _tells_of_a_wounded_who_died(one: Statement) -> bool:
    """Whether it tells of dead and wounded without counting the dead: one of those who were wounded, most likely."""
    poles = {pole for axis, pole in one.states if axis == "life"}
    return {_WOUNDED, _DEAD} <= poles and not any(number.harm == _DEAD and not number.article for number in one.numbers)
