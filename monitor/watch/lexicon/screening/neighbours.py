"""Which words of names stand beside which.

A name of two words is met only where both stand side by side. So where it costs to know what a word of a text is, it is
asked only beside a word that may be the next of the same name: the work grows with the names met, not with those looked
for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.watch.sounds import tokens_of

if TYPE_CHECKING:
    from monitor.watch.lexicon.screening.neighbours_many import NeighboursMany

REACH = 3
"""The next word of a name stands beside the one before, or behind one or two small words."""
MANY = 2_000
"""Words of names from which on all words of a text are asked about at once."""
Pair = tuple[int, int, int, int]
_NONE: frozenset[int] = frozenset()
_FEW = 8


class Neighbours:
    """The words of all names by the words beside them."""

    def __init__(
        self, names: Iterable[tuple[int, ...]], article: int | None, more: Iterable[tuple[int, int]] = ()
    ) -> None:
        """`names` are sequences of words, `more` are pairs of words that belong together elsewhere."""
        behind: dict[int, set[int]] = defaultdict(set)
        self._lone: set[int] = set()
        self._reach = REACH
        """Words from a word of a name to the next one at most, small words and articles between."""
        for name in names:
            words = [at for at, token in enumerate(name) if token != article]
            if len(words) < 2:
                self._lone.update(name)
            for one, other in pairwise(words):
                behind[name[one]].add(name[other])
                self._reach = max(self._reach, REACH + other - one - 1)
        for before, after in more:
            behind[before].add(after)
        ahead: dict[int, set[int]] = defaultdict(set)
        for token, following in behind.items():
            for after in following:
                ahead[after].add(token)
        self._behind: Mapping[int, Collection[int]] = {token: _fixed(words) for token, words in behind.items()}
        self._many: NeighboursMany | None = None
        self._before: Mapping[int, Collection[int]] = {token: _fixed(words) for token, words in ahead.items()}

    @property
    def lone(self) -> Collection[int]:
        """The words that are a name by themselves."""
        return self._lone

    def follow(self, token: int) -> Collection[int]:
        """The words of which one may be the next of a name."""
        return self._behind.get(token, _NONE)

    def deferrable(self, alone: Iterable[int]) -> frozenset[int]:
        """The words that are nothing without a word beside them; `alone` are known to be something."""
        return frozenset(self._behind).union(self._before) - self._lone.union(alone)

    def pairs(self, words: Sequence[bytes]) -> Iterable[Pair]:
        """Where two words of a row may be two words of one name that stand side by side: the places of both, and the
        words of the name. `words` are what each may be, as `row_of` keeps it."""
        if len(self._behind) < MANY:
            return self._few_pairs(words)
        return self._in_tables().pairs(words)

    def make_ready(self) -> None:
        """Make what the first text would make."""
        if len(self._behind) >= MANY:
            self._in_tables()

    def _in_tables(self) -> NeighboursMany:
        from monitor.watch.lexicon.screening.neighbours_many import NeighboursMany  # noqa: PLC0415 - for long lists

        if self._many is None:
            self._many = NeighboursMany(self._behind, self._reach)
        return self._many

    def _few_pairs(self, words: Sequence[bytes]) -> Iterator[Pair]:
        reach, follows = self._reach, self._behind
        known: dict[bytes, frozenset[int]] = {}
        for at, row in enumerate(words):
            if not row:
                continue
            behind = known.get(row)
            if behind is None:
                behind = known[row] = _NONE.union(*[follows[token] for token in tokens_of(row) if token in follows])
            if not behind:
                continue
            for ahead, other in enumerate(words[at + 1 : at + 1 + reach], at + 1):
                if other and not behind.isdisjoint(there := tokens_of(other)):
                    for after in behind.intersection(there):
                        before = self._before[after]
                        for token in tokens_of(row):
                            if token in before:
                                yield at, token, ahead, after


def _fixed(words: set[int]) -> Collection[int]:
    """Nearly all words have a neighbour or two, for which a set is a waste."""
    return tuple(words) if len(words) <= _FEW else frozenset(words)
