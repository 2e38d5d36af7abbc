"""Words of texts that may be a watched name in a spelling that the matcher does not take for it.

Names are looked up by what is heard of two consonants in a row, across alphabets, so that a list of thousands costs a
word little more than a list of ten; those that have enough of it in common are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.watch.advice.likelihood import LIKELY, likelihood
from monitor.watch.sounds import consonant_keys
from monitor.watch.text import bare, fold

_COMMON = 0.5
"""The share of a name's consonant pairs that a spelling of it has at least."""
_UNHEARD = ("", "")
"""In the place of consonants: letters of which no sound is known."""
_Pair = tuple[str, str]


class UnknownNames:
    """The words of a list's names, by what is heard of them."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: a word, or several written as one, and what its topic is called."""
        self._names = list(dict.fromkeys(names))
        self._least: list[int] = []
        self._by_pair: defaultdict[_Pair, list[int]] = defaultdict(list)
        self._known: dict[tuple[str, str], tuple[str, float]] = {}
        for number, (word, _) in enumerate(self._names):
            heard = _heard(word)
            self._least.append(max(1, round(_COMMON * min(map(len, heard)))))
            for pair in set().union(*heard):
                self._by_pair[pair].append(number)

    def like(self, word: str, language: str) -> tuple[str, float]:
        """What a word of a text is likeliest called, and how likely, `LIKELY` to 1; "" and 0 for no name."""
        known = self._known.get((word, language))
        if known is None:
            found = ((_closeness(name, word, language), called) for name, called in self._candidates(word))
            share, called = max(found, key=lambda one: one[0], default=(0.0, ""))
            known = self._known[word, language] = (called, share) if share >= LIKELY else ("", 0.0)
        return known

    def _candidates(self, word: str) -> Iterator[tuple[str, str]]:
        common: Counter[int] = Counter()
        for heard in _heard(word):
            # Of several ways to hear it the one that has most in common.
            common |= Counter(number for pair in heard for number in self._by_pair.get(pair, ()))
        for number, count in common.items():
            if count >= self._least[number]:
                yield self._names[number]


def _heard(word: str) -> list[frozenset[_Pair]]:
    """The consonants of a word two by two, for each way to hear it; of a single one its place is known."""
    keys = consonant_keys(bare(fold(word)))
    return [frozenset(pairwise(f"{key:<2}")) for key in keys] or [frozenset([_UNHEARD])]


def _closeness(name: str, word: str, language: str) -> float:
    """How likely a word is that name, 0 to 1."""
    if name.isascii() or ord(name[0]) >> 8 != ord(word[0]) >> 8:
        return likelihood(name, word, language).share
    # Letter by letter: across alphabets and in Latin letters names are compared by sound.
    return SequenceMatcher(None, name.casefold(), word.casefold(), autojunk=False).ratio()
