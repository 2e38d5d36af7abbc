"""Which folded Latin and Cyrillic words may be a form of a word of the lexicon, told without taking them apart.

A sieve asks sets for the few pieces of a word that an ending would leave, where reading it tries every ending on every
form. It may hold back a word that is nothing; it may never let a word through that is a form of a known one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from monitor.watch.languages import latin, russian
from monitor.watch.lexicon.vocabulary import compounds_in
from monitor.watch.text import NAME_PARTICLES

_COMPARED = 4
"""Letters of a beginning."""
_LONG_CYRILLIC = 7
"""Letters from which on no ending reaches the first four."""
_SHORTEST = 3
"""Letters of the shortest form that is left of a word."""


class Beginnings:
    """How words of one script begin; how many of their letters are compared is for the sieve to say."""

    __slots__ = ("four", "short", "three")

    def __init__(self, words: Iterable[str]) -> None:
        known = set(words)
        self.three = {word[:_SHORTEST] for word in known}
        self.four = {word[:_COMPARED] for word in known}
        self.short = {word for word in known if len(word) <= _SHORTEST}
        """Words of so few letters that what follows them shows in the first four."""


class LatinSieve:
    """For words in plain Latin letters."""

    def __init__(
        self, folded: Collection[str], whole: Iterable[str], prefixes: Collection[str], compounds: Collection[str]
    ) -> None:
        """`folded` holds the words of all scripts, `whole` those in Latin letters."""
        self._folded = folded
        self._prefixes = {head for word in prefixes for head in _heads(word)}
        self._compounds = Beginnings(compounds)
        self._heads = {head for word in (*whole, *prefixes) for head in _heads(word)} | self._compounds.four
        self.open = any(len(word) <= _SHORTEST for word in prefixes)
        """Whether a beginning is so short that nothing can be told."""

    def held(self, words: Iterable[str], habit: str) -> set[str]:
        """Those of folded words that may be a form of a known one in a text of a spelling habit."""
        heads, short = self._heads, self._compounds.short
        alike = {
            word
            for word in words
            if word[:4] in heads
            or word[:3] in short
            or word in NAME_PARTICLES
            or (word[0] in "aeu" and (word[1:5] in heads or word[2:6] in heads))
        }
        compounding = bool(compounds_in(habit))
        return {word for word in alike if self._is_form(word) or (compounding and self._begins_a_compound(word))}

    def _is_form(self, word: str) -> bool:
        if word in NAME_PARTICLES or word in self._folded or word[:_COMPARED] in self._prefixes:
            return True
        if any(word[:size] in self._folded and word[size:] in latin.TAILS for size in range(_SHORTEST, len(word))):
            return True
        if any(form in self._folded for form in latin.other_forms(word)):
            return True
        return word[0] in "aeu" and any(
            rest in self._folded or rest[:_COMPARED] in self._prefixes for rest, _, _ in latin.without_article(word)
        )

    def _begins_a_compound(self, word: str) -> bool:
        return word[:_COMPARED] in self._compounds.four or word[:_SHORTEST] in self._compounds.short


def _heads(word: str) -> set[str]:
    found = {word[:_COMPARED], *latin.other_beginnings(word[:_COMPARED])}
    return found | {word + "s"} if len(word) == _SHORTEST else found


class CyrillicSieve:
    """For words in Cyrillic letters."""

    def __init__(self, whole: Iterable[str], beginnings: Iterable[str]) -> None:
        words = set(whole)
        self._stems = {stem for word in words for stem in russian.stems(word)}
        if not words.isdisjoint(russian.ORDINAL_ENDINGS):
            self._stems |= russian.ORDINAL_ENDINGS
        self._beginnings = Beginnings(beginnings)
        self.open = bool(self._beginnings.short)
        """Whether a beginning is so short that nothing can be told."""

    def held(self, words: Iterable[str]) -> set[str]:
        """Those of folded words that may be a form of a known one."""
        stems, endings, three, four = self._stems, russian.ENDINGS, self._beginnings.three, self._beginnings.four
        found = {
            word
            for word in words
            if word in stems
            or (word[:-1] in stems and word[-1:] in endings)
            or (word[:-2] in stems and word[-2:] in endings)
            or (word[:-3] in stems and word[-3:] in endings)
            or word in NAME_PARTICLES
        }
        if three:
            found |= {
                word for word in words if (word[:4] in four if len(word) >= _LONG_CYRILLIC else word[:3] in three)
            }
        return found
