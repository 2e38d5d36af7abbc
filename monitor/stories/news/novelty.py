"""What a story has to say anew: facts that its readers were not told, from sentences that were not there before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind
from monitor.stories.cleaning import Sentence, sentences, words
from monitor.stories.figures import figures
from monitor.stories.words.numbers import LANGUAGES, numbers

_COUNTERPART = 0.7
"""Share of the shorter sentence's letter triples that stand in the other: one is the other, edited, cut or extended."""
_LIKELY = 0.4
"""Dice share of letter triples from which a sentence before is worth showing beside the sentence now."""
_SLIPS = 4
"""One slip (a letter left out, added, changed or swapped) for so many letters is a typo, not another word."""


def new_facts(
    facts: Iterable[Fact], told: Collection[tuple[FactKind, str]], *, before: str | None = None, language: str = ""
) -> tuple[Fact, ...]:
    """Those of `facts` that readers were not told.

    `before`: title and text, a line each, of the article's earlier version or of the text it is a copy of. Then only
    what a changed or added sentence says anew counts: one that was there already, but for typos, spelling, order, signs
    or time stamps, brings nothing, whatever readers were told. A publisher is new whatever the text says.
    """
    fresh = [fact for fact in facts if (fact.kind, fact.value) not in told]
    if before is None or not fresh:
        return tuple(fresh)
    earlier = _Earlier(before, language)
    return tuple(fact for fact in fresh if fact.kind is FactKind.PUBLISHER or earlier.lacks(fact))


def changed_sentence(fact: Fact, before: str) -> tuple[str, str]:
    """The sentence that says a fact, and what stood in its place in the text before, "" if nothing like it did."""
    return fact.sentence, _Earlier(before, "").closest(fact.sentence)


def with_statements(new: Sequence[Fact], stated: Iterable[Fact]) -> tuple[Fact, ...]:
    """Both, without statements that only say that a topic is there which is new by itself."""
    topics = {one.sentence for one in new if one.kind is FactKind.TOPIC}
    only_named = ("watched:", "added:")
    kept = (one for one in stated if not (one.value.startswith(only_named) and one.sentence in topics))
    return (*new, *kept)


def decide_update(
    new: Sequence[Fact], switches: Collection[FactKind], *, edited: bool = False
) -> tuple[AlertReason | None, tuple[Fact, ...]]:
    """Whether a story that was alerted speaks again, with which reason, and the facts that are worth it.

    `switches` are the kinds of facts that are switched on; what takes back something that was told needs none, and
    stands first. `edited`: it is another version of an article, not another article. None: it stays silent.
    """
    corrections = [fact for fact in new if fact.corrects(edited=edited)]
    others = (fact for fact in new if fact.kind in switches and fact not in corrections)
    speaking = (*corrections, *others)
    if not speaking:
        return None, ()
    if corrections:
        return AlertReason.CORRECTION, speaking
    only_publisher = all(fact.kind is FactKind.PUBLISHER for fact in speaking)
    return AlertReason.NEW_PUBLISHER if only_publisher else AlertReason.NEW_FACT, speaking


def explain_silence(new: Sequence[Fact], switches: Collection[FactKind]) -> str:
    """Why a story says nothing more, in words; "" if it speaks."""
    if not new:
        return "says nothing that readers were not told"
    if any(fact.kind in switches for fact in new):
        return ""
    kinds = sorted({fact.kind for fact in new})
    parts = (f"{kind.value} {', '.join(fact.shown for fact in new if fact.kind is kind)}" for kind in kinds)
    return f"new, but not switched on: {'; '.join(parts)}"


class _Earlier:
    """The text before, sentence by sentence, short lines included."""

    def __init__(self, before: str, language: str) -> None:
        self._language = language
        self._sentences = [one for line in before.split("\n") for one in sentences(line)]
        self._known = {one.words for one in self._sentences}

    @cached_property
    def _triples(self) -> list[frozenset[str]]:
        return [_triples(one.words) for one in self._sentences]

    def lacks(self, fact: Fact) -> bool:
        """Whether no counterpart of the fact's sentence says the fact."""
        found = tuple(words(fact.sentence))
        if found in self._known:
            return False
        counterparts = self._counterparts(_triples(found))
        if not counterparts:
            return True
        there = {word for one in counterparts for word in one.words}
        if fact.kind is FactKind.NUMBER:
            return not _states(counterparts, fact, self._language) and not _is_typo(fact.shown, there - set(found))
        fresh = {word for word in found if word not in there}
        if fact.kind is not FactKind.TOPIC:  # Two watched names may be a letter apart (Iran, Iraq): that is no slip.
            fresh = {word for word in fresh if not any(_is_slip(word, other) for other in there)}
        named = set(words(fact.shown))
        return bool(fresh & named if named & set(found) else fresh)

    def _counterparts(self, mine: frozenset[str]) -> list[Sentence]:
        """The sentences that this one is, edited, or that were cut in two or joined to make it."""
        return [
            one
            for one, theirs in zip(self._sentences, self._triples, strict=True)
            if len(mine & theirs) >= _COUNTERPART * min(len(mine), len(theirs))
        ]

    def closest(self, sentence: str) -> str:
        mine = _triples(tuple(words(sentence)))
        shares = [2 * len(mine & theirs) / (len(mine) + len(theirs)) for theirs in self._triples]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        return self._sentences[best].shown if best >= 0 and shares[best] >= _LIKELY else ""


def _triples(found: Sequence[str]) -> frozenset[str]:
    letters = f" {' '.join(found)} "
    return frozenset(letters[start : start + 3] for start in range(max(1, len(letters) - 2)))


def _states(counterparts: Sequence[Sentence], fact: Fact, language: str) -> bool:
    """Whether one of the sentences states the number, in digits or in words."""
    shown = " ".join(words(fact.shown))
    if any(f" {shown} " in f" {' '.join(one.words)} " for one in counterparts):
        return True
    return any(one.value == fact.value for one in figures(counterparts, language))


def _is_typo(shown: str, vanished: Collection[str]) -> bool:
    """Whether a number in words only came to be by a slip in another word: "ten" for "men", but not "six" for "dix"."""
    letters = [word for word in words(shown) if word.isalpha()]
    others = [word for word in vanished if not any(numbers(one)[word] for one in LANGUAGES)]
    return any(_is_slip(word, other) for word in letters for other in others)


def _is_slip(word: str, other: str) -> bool:
    """Whether one word is the other with slips or another spelling of it; figures never are."""
    if abs(len(word) - len(other)) > 1 or word.isdecimal() or other.isdecimal():
        return False
    allowed = max(1, max(len(word), len(other)) // _SLIPS)
    return min(len(word), len(other)) > 1 and _slips(word, other) <= allowed


def _slips(word: str, other: str) -> int:
    """Letters that are not in common once the beginning and the end that are the same are taken off."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    word, other = word[start:], other[start:]
    while word and other and word[-1] == other[-1]:
        word, other = word[:-1], other[:-1]
    if sorted(word) == sorted(other):
        return 1 if word else 0
    return max(len(word), len(other))
