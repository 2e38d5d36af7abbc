"""Words that are several words of a name in one: Südsudan, Suezkanal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, permutations, product

_MOST_PARTS = 3
_FIRST_TOKEN = -1_000_000
"""Below the tokens of concepts, which are below zero."""


class Compounds:
    """The compounds that the words of names make, each with a token of its own.

    Concepts are words of the dictionary and have tokens below zero; a name's own words have others.
    """

    def __init__(self) -> None:
        self._tokens: dict[tuple[int, ...], int] = {}
        self._parts: dict[int, tuple[int, ...]] = {}

    def __contains__(self, token: int) -> bool:
        return token in self._parts

    def learn(self, concepts: Sequence[int]) -> None:
        """Have the compounds of these concepts, in every order."""
        for size in range(2, min(_MOST_PARTS, len(concepts)) + 1):
            for parts in permutations(concepts, size):
                self.learn_one(parts)

    def learn_one(self, parts: tuple[int, ...]) -> None:
        """Have the compound of these words in this order."""
        if parts not in self._tokens:
            self._tokens[parts] = _FIRST_TOKEN - len(self._tokens)
            self._parts[self._tokens[parts]] = parts

    def token(self, parts: tuple[int, ...]) -> int | None:
        """The token of the compound of these words in this order, if it was learnt."""
        return self._tokens.get(parts)

    def parts(self, token: int) -> tuple[int, ...]:
        """The words that a compound is made of; of another word itself."""
        return self._parts.get(token, (token,))

    def made_of(self, tokens: Collection[int]) -> Iterator[int]:
        """The compounds that hold none but these words, of which few are concepts.

        Those of other words are of no use to a name, and of a common concept there are as many as there are names.
        """
        concepts = sorted(token for token in tokens if token < 0)
        own = [token for token in tokens if token >= 0]
        sizes = range(2, min(_MOST_PARTS, len(concepts)) + 1)
        made = chain(product(concepts, own), *(permutations(concepts, size) for size in sizes))
        return (self._tokens[parts] for parts in made if parts in self._tokens)
