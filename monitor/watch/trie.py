"""A trie of word sequences, each entered at its rarest word: to the right of it first, then to the left.

Common words such as "al", "base" or "Abu" therefore start nothing, and a text that holds no rare word of any name is
done after one look at its distinct words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.watch.common import COMMON_WORDS
from monitor.watch.lexicon import Lexicon, Mode, Word
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


class Found(NamedTuple):
    """One sequence met in a text: words `first` to `last`, and how each word of the sequence was read."""

    payload: int
    first: int
    last: int
    readings: tuple[Reading, ...]


class View(NamedTuple):
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
        rarity = [_rarity(word, uses[token]) for token, word in enumerate(lexicon.words)]
        for tokens, payload in sequences:
            self._insert(tokens, payload, _rarest(rarity, tokens))

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

    def starts_name(self, readings: Sequence[Reading]) -> bool:
        """The same for names, of which one word read loosely is none (`mentions.judge` would drop it)."""
        for reading in readings:
            root = self._roots.get(reading.token)
            if root is not None and (root.next or root.left is not None or not reading.way.loose):
                return True
        return False

    def walk(self, at: int, view: View) -> list[Found]:
        """Every sequence whose rarest word stands at position `at`."""
        found: list[Found] = []
        for reading in view.readings(at):
            root = self._roots.get(reading.token)
            if root is None:
                continue
            if not root.next and root.left is None:
                found += [Found(payload, at, at, (reading,)) for payload in root.ends]
            else:
                _Walk(view, self._article, found).right(root, at, at, (reading,))
        return found


_Steps = list[tuple[_Node, int, Reading]]


class _Walk(NamedTuple):
    """One walk from a trigger; collects what it finds."""

    view: View
    article: int | None
    found: list[Found]

    def right(self, node: _Node, start: int, last: int, how: tuple[Reading, ...]) -> None:
        for payload in node.ends:
            self.found.append(Found(payload, start, last, how))
        if node.left is not None:
            self.left(node.left, start, last, how)
        if node.next:
            for following, position, reading in self._steps(node, last, how[-1].token, 1):
                self.right(following, start, position, (*how, reading))

    def left(self, node: _Node, first: int, last: int, how: tuple[Reading, ...]) -> None:
        for payload in node.ends:
            self.found.append(Found(payload, first, last, how))
        if node.next:
            for following, position, reading in self._steps(node, first, how[0].token, -1):
                self.left(following, position, last, (reading, *how))

    def _steps(self, node: _Node, position: int, token: int, direction: int) -> _Steps:
        """The nodes that the neighbouring word leads to, or the one behind an article the name does not hold.

        Words are compared first: that nothing parts them is costlier to know.
        """
        near = position + direction
        steps = self._step(node, near)
        beyond: _Steps = []
        if token != self.article:
            beyond = [step for step in self._step(node, near + direction) if step[2].token != self.article]
            if beyond and not (self.view.skippable(near) and self._adjacent(near, near + direction)):
                beyond = []
        if (steps or beyond) and self._adjacent(position, near):
            return steps + beyond
        return []

    def _step(self, node: _Node, there: int) -> _Steps:
        following = node.next
        return [
            (following[reading.token], there, reading)
            for reading in self.view.readings(there)
            if reading.token in following
        ]

    def _adjacent(self, here: int, there: int) -> bool:
        return self.view.passable(min(here, there), max(here, there))


_Rarity = tuple[bool, bool, bool, int, int]


def _rarity(word: Word, uses: int) -> _Rarity:
    """How good a word is to start a search with; more is better."""
    common = word.folded in COMMON_WORDS
    return word.mode is not Mode.ARTICLE, not common, len(word.folded) > 2, -uses, len(word.folded)


def _rarest(rarity: Sequence[_Rarity], tokens: tuple[int, ...]) -> int:
    if len(tokens) == 1:
        return 0
    return max(range(len(tokens)), key=lambda index: rarity[tokens[index]])
