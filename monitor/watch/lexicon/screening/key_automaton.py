"""Which words in an alphabet have the consonants of a name given in Arabic or Hebrew letters, many words at a time.

What a word's groups of letters may become there is a tree of up to 64 keys. An automaton goes through the groups once
and keeps only what a known key begins with, which for nearly all words is nothing after two or three of them; its
states are made when a word first leads to them. It may let a word pass that has no such key, never the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from monitor.watch.sounds import GROUP_CLASSES

_LINE_END = "\n"
_GROUPS = re.compile(
    "|".join(
        (_LINE_END, "ier(?=\n|\\Z)", *sorted((g for g in GROUP_CLASSES if g.isalpha()), key=len, reverse=True)),
    )
)
_CLASSES = {group.removesuffix("$"): classes or (group,) for group, classes in GROUP_CLASSES.items()}
"""The classes that each group may become."""
_DOUBLED = re.compile(r"(.)\1+")
_MOST_STATES = 20_000


def settled(key: str) -> str:
    """A key in which what belongs together may have met in any order: t before a sibilant, and doubled consonants."""
    while "ts" in key:
        key = key.replace("ts", "s")
    return _DOUBLED.sub(r"\1", key)


class _State(dict[str, "_State"]):
    """What of known keys a beginning of a word may be; leads from a group of letters to the next state."""

    __slots__ = ("automaton", "begun", "known")

    def __init__(self, automaton: KeyAutomaton, begun: frozenset[str], known: frozenset[str]) -> None:
        super().__init__()
        self.automaton, self.begun, self.known = automaton, begun, known

    def __missing__(self, group: str) -> _State:
        following = self[group] = self.automaton.behind(self.begun, group)
        return following


class KeyAutomaton:
    """Of the keys of names; may be asked by several threads."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(map(settled, keys))
        self._beginnings = {key[:size] for key in self._keys for size in range(len(key) + 1)}
        self._states: dict[frozenset[str], _State] = {}

    def behind(self, begun: frozenset[str], group: str) -> _State:
        """The state behind a group of letters."""
        longer = {settled(before + classes) for before in begun for classes in _CLASSES[group]}
        return self._state(frozenset(filter(self._goes_on, longer)))

    def _goes_on(self, begun: str) -> bool:
        """Whether a key begins like this, or would if a sibilant came behind a t."""
        return begun in self._beginnings or (begun[-1:] == "t" and settled(begun + "s") in self._beginnings)

    def _state(self, begun: frozenset[str]) -> _State:
        state = self._states.get(begun)
        if state is None:
            if len(self._states) >= _MOST_STATES:
                self._states = {}
            state = self._states[begun] = _State(self, begun, self._keys & begun)
        return state

    def alike(self, lines: str, plural: str) -> Iterator[tuple[int, str, Collection[str]]]:
        """Those lines of romanised words, by their numbers, that may have known keys, and which these are; each once
        more with the letter of a plural if that is not ""."""
        start = state = self._state(frozenset({""}))
        number = 0
        for group in _GROUPS.findall(lines + _LINE_END):
            if group != _LINE_END:
                state = state[group]
                continue
            if state.known:
                yield number, "", state.known
            if plural and state.begun and (behind := state[plural]).known:
                yield number, plural, behind.known
            number, state = number + 1, start
