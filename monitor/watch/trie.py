"""A trie of word sequences, each entered at its rarest word: to the right of it first, then to the left.

Common words such as "al", "base" or "Abu" therefore start nothing, and a text that holds no rare word of any name is
done after one look at its distinct words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.watch.common import COMMON_WORDS
from monitor.watch.lexicon import Lexicon, Mode
from monitor.watch.ways import Reading

Readings = Callable[[int], Sequence[Reading]]
"""The readings of the text word at a position; none outside the text."""
Passable = Callable[[int, int], bool]
"""Whether the words at two positions can be neighbours in one phrase."""
Skippable = Callable[[int], bool]
"""Whether the word at a position is an article that a phrase may hold although the name does not."""


@dataclass(slots=True)
class _Node:
    next: dict[int, _Node] = field(default_factory=dict)
    left: _Node | None = None
    """Where the walk to the left begins, for sequences whose right part ends here."""
    ends: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """One sequence met in a text: words `first` to `last`, and how each word of the sequence was read."""

    payload: int
    first: int
    last: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A text as the trie sees it."""

    readings: Readings
    passable: Passable
    skippable: Skippable


class Trie:
    """Word sequences with a payload each."""

    def __init__(self, lexicon: Lexicon, sequences: Sequence[tuple[tuple[int, ...], int]]) -> None:
        self._roots: dict[int, _Node] = {}
        self._article = lexicon.article
        uses = Counter(token for tokens, _ in sequences for token in set(tokens))
        for tokens, payload in sequences:
            self._insert(tokens, payload, _rarest(lexicon, uses, tokens))

    def _insert(self, tokens: tuple[int, ...], payload: int, trigger: int) -> None:
        node = self._roots.setdefault(tokens[trigger], _Node())
        for token in tokens[trigger + 1 :]:
            node = node.next.setdefault(token, _Node())
        if trigger:
            if node.left is None:
                node.left = _Node()
            node = node.left
            for token in reversed(tokens[:trigger]):
                node = node.next.setdefault(token, _Node())
        if payload not in node.ends:
            node.ends.append(payload)

    def triggers(self, readings: Sequence[Reading]) -> bool:
        """Whether a word with these readings starts a sequence."""
        return any(reading.token in self._roots for reading in readings)

    def walk(self, at: int, view: View) -> list[Found]:
        """Every sequence whose rarest word stands at position `at`."""
        found: list[Found] = []
        for reading in view.readings(at):
            root = self._roots.get(reading.token)
            if root is not None:
                _Walk(view, self._article, found).right(root, at, at, (reading,))
        return found


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk from a trigger; collects what it finds."""

    view: View
    article: int | None
    found: list[Found]

    def right(self, node: _Node, start: int, last: int, how: tuple[Reading, ...]) -> None:
        self.found.extend(Found(payload, start, last, how) for payload in node.ends)
        if node.left is not None:
            self.left(node.left, start, last, how)
        for following, position, reading in self._steps(node, last, how[-1].token, 1):
            self.right(following, start, position, (*how, reading))

    def left(self, node: _Node, first: int, last: int, how: tuple[Reading, ...]) -> None:
        self.found.extend(Found(payload, first, last, how) for payload in node.ends)
        for following, position, reading in self._steps(node, first, how[0].token, -1):
            self.left(following, position, last, (reading, *how))

    def _steps(self, node: _Node, position: int, token: int, direction: int) -> Iterator[tuple[_Node, int, Reading]]:
        """The nodes that the neighbouring word leads to, or the one behind an article the name does not hold."""
        if not node.next:
            return
        near = position + direction
        yield from self._step(node, position, near)
        beyond = near + direction
        if token != self.article and self.view.skippable(near):
            for following, at, reading in self._step(node, near, beyond):
                if reading.token != self.article and self._adjacent(position, near):
                    yield following, at, reading

    def _step(self, node: _Node, here: int, there: int) -> Iterator[tuple[_Node, int, Reading]]:
        for reading in self.view.readings(there):
            following = node.next.get(reading.token)
            if following is not None and self._adjacent(here, there):
                yield following, there, reading

    def _adjacent(self, here: int, there: int) -> bool:
        return self.view.passable(min(here, there), max(here, there))


def _rarest(lexicon: Lexicon, uses: Counter[int], tokens: tuple[int, ...]) -> int:
    def rarity(index: int) -> tuple[bool, bool, int, int, int]:
        word = lexicon.words[tokens[index]]
        common = word.folded in COMMON_WORDS
        return word.mode is not Mode.ARTICLE, not common, len(word.folded) > 2, -uses[tokens[index]], len(word.folded)

    return max(range(len(tokens)), key=rarity)
