"""A trie of word sequences, each entered at its rarest word: to the right of it first, then to the left.

Common words such as "al", "base" or "Abu" therefore start nothing, and a text that holds no rare word of any name is
done after one look at its distinct words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import field
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from monitor.records import dataclass
from monitor.watch.lexicon.lexicon import Lexicon, Word
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.screening import REACH
from monitor.watch.text import COMMON_WORDS, Reading

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


def _never(_: int) -> bool:
    return False


class View(NamedTuple):
    """A text as the trie sees it."""

    readings: Readings
    passable: Passable
    skippable: Skippable
    fills: Skippable
    """Whether the word at a position may be one more word of a person's name."""
    links: Skippable = _never
    """Whether the word at a position is a small one that a long name may hold."""
    quoted: Skippable = _never
    """Whether the word at a position stands in quotation marks that hold a word or two."""


class Entry(NamedTuple):
    """What one word of a text may begin; the same wherever the word stands."""

    alone: tuple[tuple[int, Reading], ...]
    """The payloads of sequences of one word."""
    roots: tuple[tuple[_Node, Reading], ...]
    """Where longer sequences are entered."""
    behind: frozenset[int]
    """Words of the lexicon of which one must follow, an article apart, where a sequence goes on to the right."""
    before: frozenset[int]
    """The same for the words in front of it."""


_Row = tuple[tuple[int, ...], int, int]
"""A sequence, its payload, and at which of its words it is entered."""


class Trie:
    """Word sequences with a payload each.

    There may be 100,000 and the news knows few of them, so nodes are made when a text first holds the word at which
    they are entered. No sequence may be given twice with one payload.
    """

    def __init__(self, lexicon: Lexicon, sequences: Collection[tuple[tuple[int, ...], int]]) -> None:
        self._alone: dict[int, list[int]] = {}
        self._rows: dict[int, list[_Row]] = {}
        self._roots: dict[int, _Node] = {}
        self._article = lexicon.article
        rarity = _Rarities(lexicon.words, Counter(chain.from_iterable(tokens for tokens, _ in sequences)))
        for tokens, payload in sequences:
            if len(tokens) == 1:
                self._alone.setdefault(tokens[0], []).append(payload)
            else:
                rarities = [rarity[token] for token in tokens]
                at = rarities.index(max(rarities))
                self._rows.setdefault(tokens[at], []).append((tokens, payload, at))

    def _root(self, token: int) -> _Node:
        """Where longer sequences are entered at a word; two threads may make the same one."""
        root = self._roots.get(token)
        if root is None:
            root = _Node()
            for tokens, payload, at in self._rows[token]:
                _insert(root, tokens, payload, at)
            self._roots[token] = root
        return root

    def triggers(self, readings: Sequence[Reading]) -> bool:
        """Whether a word with these readings starts a sequence."""
        return any(reading.token in self._alone or reading.token in self._rows for reading in readings)

    def starts_name(self, readings: Sequence[Reading]) -> bool:
        """The same for names, of which one word read loosely is none (`mentions.judge` would drop it)."""
        return any(
            reading.token in self._rows or (reading.token in self._alone and not reading.way.loose)
            for reading in readings
        )

    def entry(self, readings: Sequence[Reading]) -> Entry:
        """What a word with these readings may begin."""
        roots = [(self._root(reading.token), reading) for reading in readings if reading.token in self._rows]
        return Entry(
            tuple((payload, reading) for reading in readings for payload in self._alone.get(reading.token, ())),
            tuple(roots),
            frozenset(token for root, _ in roots for token in root.next),
            frozenset(token for root, _ in roots if root.left is not None for token in root.left.next),
        )

    def walk(self, at: int, view: View) -> list[Found]:
        """Every sequence whose rarest word stands at position `at`."""
        entry = self.entry(view.readings(at))
        return [Found(payload, at, at, (reading,)) for payload, reading in entry.alone] + self.longer(entry, at, view)

    def longer(self, entry: Entry, at: int, view: View) -> list[Found]:
        """The sequences of two words and more that are entered at `at`, where a word with this entry stands."""
        found: list[Found] = []
        if goes_on(entry, at, view):
            walk = _Walk(view, self._article, found)
            for root, reading in entry.roots:
                walk.right(root, at, at, (reading,))
        return found


def goes_on(entry: Entry, at: int, view: View) -> bool:
    """Whether one of the words beside the one at `at` can be the next of a longer sequence."""
    return bool(entry.behind and _one_of(entry.behind, at, 1, view)) or bool(
        entry.before and _one_of(entry.before, at, -1, view)
    )


_token_of = itemgetter(0)


def _one_of(wanted: frozenset[int], at: int, direction: int, view: View) -> bool:
    """Whether one of the neighbouring words can be one that is wanted: told at once where a walk would be in vain."""
    return any(
        not wanted.isdisjoint(map(_token_of, view.readings(at + steps * direction))) for steps in range(1, REACH + 1)
    )


def _insert(root: _Node, tokens: tuple[int, ...], payload: int, at: int) -> None:
    node = root
    for token in tokens[at + 1 :]:
        node = node.next.setdefault(token, _Node())
    if at:
        if node.left is None:
            node.left = _Node()
        node = node.left
        for token in reversed(tokens[:at]):
            node = node.next.setdefault(token, _Node())
    node.ends.append(payload)


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
            beyond = self._beyond(beyond, near) if beyond and self._adjacent(near, near + direction) else []
            # Names of one organisation share a node: what one of them holds is a small word between for another.
            beyond += self._linked(node, near, direction)
            beyond = beyond or self._quoted(node, near, direction)
        if (steps or beyond) and self._adjacent(position, near):
            return steps + beyond
        return []

    def _linked(self, node: _Node, near: int, direction: int) -> _Steps:
        """Steps across one small word or two."""
        found: _Steps = []
        for far in (near + direction, near + 2 * direction):
            if not self.view.links(far - direction) or not self._adjacent(far - direction, far):
                break
            found += [(after, at, reading._replace(linked=True)) for after, at, reading in self._step(node, far)]
        return found

    def _quoted(self, node: _Node, near: int, direction: int) -> _Steps:
        """Steps across a nickname of one word or two, which the reading tells."""
        far = near
        while abs(far - near) < REACH and self.view.quoted(far):
            far += direction
        if far == near or abs(far - near) >= REACH:
            return []
        return [(after, at, reading._replace(filled=True)) for after, at, reading in self._step(node, far)]

    def _beyond(self, steps: _Steps, between: int) -> _Steps:
        """Steps across an article, or across a word that the name of a person may hold, which the reading tells."""
        if self.view.skippable(between):
            return steps
        if self.view.fills(between):
            return [(node, position, reading._replace(filled=True)) for node, position, reading in steps]
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
"""How good a word is to start a search with; more is better."""


class _Rarities(dict[int, _Rarity]):
    """How rare words are, worked out when asked first."""

    def __init__(self, words: Sequence[Word], uses: Counter[int]) -> None:
        self._words, self._uses = words, uses

    def __missing__(self, token: int) -> _Rarity:
        word = self._words[token]
        common = word.folded in COMMON_WORDS
        rarity = self[token] = (
            word.mode is not Mode.ARTICLE,
            not common,
            len(word.folded) > 2,
            -self._uses[token],
            len(word.folded),
        )
        return rarity
