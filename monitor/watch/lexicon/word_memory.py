"""What was read of the words met so far: the reason why a text costs little more than being split into words.

Bounded and shared by threads; what it holds never changes a result, only the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import filterfalse

from monitor.watch.text import Reading

MOST_WORDS = 100_000
"""Words remembered before the memory starts anew: some 12 MB, and far more than a day's news holds."""
LONGEST_KEPT = 60
"""Longer words are read as nothing and not kept, so that no text can fill the memory with letters."""

Read = Callable[[Iterable[str], str], Mapping[str, tuple[Reading, ...]]]
"""What words can stand for in a text of a spelling habit; words without a reading are left out."""
Starts = Callable[[Sequence[Reading]], bool]


class Memory:
    """Readings of text words, for texts of one spelling habit."""

    __slots__ = ("_known", "_read", "_starts_cue", "_starts_name", "cues", "habit", "hot", "readings")

    def __init__(self, habit: str, read: Read, starts_name: Starts, starts_cue: Starts) -> None:
        self.habit = habit
        self._read, self._starts_name, self._starts_cue = read, starts_name, starts_cue
        self._known: set[str] = set()
        self.readings: dict[str, tuple[Reading, ...]] = {}
        """Of the words that can stand for anything."""
        self.hot: set[str] = set()
        """Words at which a name may be entered."""
        self.cues: set[str] = set()
        """Words at which a phrase of a condition or rule may be entered."""

    @property
    def full(self) -> bool:
        """Whether it is time to start anew."""
        return len(self._known) > MOST_WORDS

    def fresh(self) -> Memory:
        """An empty memory of the same kind."""
        return Memory(self.habit, self._read, self._starts_name, self._starts_cue)

    def learn(self, words: Sequence[str]) -> None:
        """Read those of `words` that are not known yet. They become known last, so a known word is wholly known."""
        if self._known.issuperset(words):
            return
        # In the order of the text, because words that are looked at side by side lie so in the machine's memory, too:
        # a hundred thousand in the order of a set take twice the time.
        unknown = filterfalse(self._known.__contains__, dict.fromkeys(words))
        new = [word for word in unknown if len(word) <= LONGEST_KEPT]
        for word, readings in self._read(new, self.habit).items():
            self.readings[word] = readings
            if self._starts_name(readings):
                self.hot.add(word)
            if self._starts_cue(readings):
                self.cues.add(word)
        self._known.update(new)
