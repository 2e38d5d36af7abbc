"""What was read of the words met so far: the reason why a text costs little more than being split into words.

Bounded and shared by threads; what it holds never changes a result, only the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monitor.watch.ways import Reading

MOST_WORDS = 200_000
"""Words remembered before the memory starts anew."""

Read = Callable[[str, str], tuple[Reading, ...]]
"""What a word can stand for in a text of a spelling habit."""
Starts = Callable[[Sequence[Reading]], bool]


class Memory:
    """Readings of text words, for texts of one spelling habit."""

    __slots__ = ("_read", "_starts_cue", "_starts_name", "cues", "habit", "hot", "readings")

    def __init__(self, habit: str, read: Read, starts_name: Starts, starts_cue: Starts) -> None:
        self.habit = habit
        self._read, self._starts_name, self._starts_cue = read, starts_name, starts_cue
        self.readings: dict[str, tuple[Reading, ...]] = {}
        self.hot: set[str] = set()
        """Words at which a name may be entered."""
        self.cues: set[str] = set()
        """Words at which a phrase of a condition or rule may be entered."""

    @property
    def full(self) -> bool:
        """Whether it is time to start anew."""
        return len(self.readings) > MOST_WORDS

    def fresh(self) -> Memory:
        """An empty memory of the same kind."""
        return Memory(self.habit, self._read, self._starts_name, self._starts_cue)

    def learn(self, words: set[str]) -> None:
        """Read those of `words` that are not known yet. Readings come last, so a known word is wholly known."""
        for word in words.difference(self.readings):
            readings = self._read(word, self.habit)
            if self._starts_name(readings):
                self.hot.add(word)
            if self._starts_cue(readings):
                self.cues.add(word)
            self.readings[word] = readings
