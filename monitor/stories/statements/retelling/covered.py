"""Whether all that a sentence says was told, though it goes back to no one sentence: in several, in other words.

A summary, an explainer or a reminder puts together what stood in many sentences. It says nothing new only if nothing is
left that could be: no word of meaning that was not told, or another for the same, no number, day, "not" or cue. One
verb that is left ("caught") may be the news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from monitor.stories.statements.align import compare
from monitor.stories.statements.amounts import alike_unit, equal
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.statements.reading.text import ReadText
from monitor.stories.statements.retelling.frame import is_frame, says_it_goes_on
from monitor.stories.statements.tenses import says_to_come, was_planned
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

_LEAST = 3
"""Words that must have been told: a shorter sentence may say anything."""
_AS_GOOD = 0.75
_BESIDE = 2
_TURNS = frozenset({"denial", "retraction", "admission", "condition", "exception", "against"})
"""Cues that change what a sentence says."""


class Covering:
    """What was told of one event, as sentences are looked for in it. The texts in the order in which they were told."""

    def __init__(self, texts: Sequence[ReadText], lexicon: Lexicon) -> None:
        self._texts, self._lexicon, self._actors = texts, lexicon, actors(lexicon.language)

    def has_all(self, sentences: Iterable[Statement]) -> bool:
        """Whether all that the sentences say was told."""
        asked = 0
        for one in sentences:
            if not self._has(one):
                return False
            asked += len(self._asked(one))
        return asked >= _LEAST

    def _has(self, one: Statement) -> bool:
        if not all(map(self._is_number_told, filter(self._counts, one.numbers))) or self._ends_otherwise(one):
            return False
        if not (one.days <= self._days or says_it_goes_on(one, self._lexicon)):
            return False
        if any(one.cues & _TURNS - text.cues for text in self._texts[-1:]):
            return False
        told = self._said_of(one)
        return all(self._is_told(word, told) for word in self._asked(one)) and any(
            self._says_so(one, old) for old in self._beside(one)
        )

    def _said_of(self, one: Statement) -> frozenset[str]:
        """The words of all sentences but those on somebody whom it does not name: what was said of them is theirs."""
        mine = frozenset(one.words)
        read = ((line, line.statement) for line in self._lines)
        lines = (line for line, said in read if said is None or said.names - self._quoted(said) <= mine)
        return frozenset().union(*(line.words for line in lines))

    def _ends_otherwise(self, one: Statement) -> bool:
        """Whether it says until when, where that was not told."""
        told = (text.vocabulary for text in self._texts)
        until = {word for word in one.tokens if self._lexicon.has("until", word)}
        return not until <= frozenset().union(*told)

    def _says_so(self, new: Statement, old: Statement) -> bool:
        """Whether both are said of being so, or both of not, and both of what is to come, or both of what is."""
        words = self._lexicon
        if old.negations != new.negations or says_to_come(old, words) != says_to_come(new, words):
            return False
        return not was_planned(compare(new, old, words), words)

    def _counts(self, number: Count) -> bool:
        """Not "a man", nor "five answers"."""
        return not number.article and not (number.unit and is_frame(number.unit, self._lexicon))

    def _is_number_told(self, number: Count) -> bool:
        """Whether it was told last of what it counts."""
        for text in reversed(self._texts):
            if any(equal(number, one, self._lexicon) for one in text.numbers):
                return True
            if any(alike_unit(number, one) and not one.vague for one in text.numbers):
                return False
        return False

    def _is_told(self, word: str, told: frozenset[str]) -> bool:
        words = self._lexicon
        if word in told or self._actors.anyone(word) or is_frame(word, words):
            return True
        if states := words.states(word):
            return any(not states.isdisjoint(words.states(one)) for one in told)
        kinds = self._actors.kinds((word,))
        return any(alike(word, one) or not kinds.isdisjoint(self._actors.kinds((one,))) for one in told)

    @cached_property
    def _days(self) -> frozenset[int]:
        said = (one.statement for one in self._lines if one.may_name_day)
        return frozenset().union(*(one.days for one in said if one is not None))

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
