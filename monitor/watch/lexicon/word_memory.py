"""What was read of the words met so far: the reason why a text costs little more than being split into words.

Bounded and shared by threads; what it holds never changes a result, only the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import filterfalse, repeat
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple, Protocol

from monitor.watch.lexicon.screening import Neighbours
from monitor.watch.sounds import row_of, tokens_of
from monitor.watch.text import Reading

MOST_WORDS = 100_000
"""Words remembered before the memory starts anew: some 12 MB, and far more than a day's news holds."""
LONGEST_KEPT = 60
"""Longer words are read as nothing and not kept, so that no text can fill the memory with letters."""


class Met(NamedTuple):
    """What words of a text are."""

    readings: Mapping[str, tuple[Reading, ...]]
    """What they can stand for; words without a reading are left out."""
    perhaps: Mapping[str, bytes] = MappingProxyType({})
    """The deferred words of names that they may be, as `row_of` keeps them; words that may be none are left out."""


Read = Callable[[Collection[str], str], Met]
"""What words are in a text of a spelling habit."""
Starts = Callable[[Sequence[Reading]], bool]


class Deferring(Protocol):
    """Who knows words of names that are compared with words of texts only where they may make a name."""

    neighbours: Neighbours
    """The words of names by the words beside them."""

    deferred: frozenset[int]
    """The words of names that are."""

    def read_more(self, word: str, habit: str, tokens: Iterable[int], known: Sequence[Reading]) -> tuple[Reading, ...]:
        """`known` and the readings of `word` as one of these words."""


class WordsMet(NamedTuple):
    """Of the words of many texts of one spelling habit those that can stand for anything."""

    readings: Mapping[str, tuple[Reading, ...]]
    """What words can stand for, less what is deferred."""

    perhaps: Mapping[str, bytes]
    """The deferred words that words may be, as `row_of` keeps them."""

    unread: Collection[str]
    """Words of texts that may be something, and are read when a text has them."""


class How(NamedTuple):
    """How words are read."""

    read: Read
    starts_name: Starts
    starts_cue: Starts
    deferring: Deferring | None = None


class Memory:
    """Readings of text words, for texts of one spelling habit."""

    __slots__ = (
        "_doubtful",
        "_how",
        "_known",
        "_lock",
        "_perhaps",
        "_tried",
        "_unread",
        "cues",
        "habit",
        "hot",
        "readings",
    )

    def __init__(self, habit: str, how: How, whole: WordsMet | None = None) -> None:
        """`whole`: of all words of the texts to come, read before."""
        self.habit = habit
        self._how = how
        self._lock = Lock()
        """Held while readings of a word are put in the place of others."""
        self._known: set[str] = set()
        self._doubtful: set[str] = set()
        """Words that may be words of names which are compared later."""
        self._perhaps: dict[str, bytes] = {}
        """The words of names that words are or may be, as `row_of` keeps them."""
        self._tried: dict[tuple[str, int], bool] = {}
        """Whether words are the words of names, by number, with which they were compared."""
        self.readings: dict[str, tuple[Reading, ...]] = {}
        """Of the words that can stand for anything: all that matter in the texts met so far."""
        self.hot: set[str] = set()
        """Words at which a name may be entered."""
        self.cues: set[str] = set()
        """Words at which a phrase of a condition or rule may be entered."""
        self._unread: set[str] | None = None
        """Of the words of texts those that have to be read; None: all that are not known."""
        if whole is not None:
            for word, readings in whole.readings.items():
                self._keep(word, readings)
            self._may_be(whole.readings, whole.perhaps)
            self._unread = set(whole.unread)

    @property
    def full(self) -> bool:
        """Whether it is time to start anew."""
        return len(self._known) > MOST_WORDS or len(self._tried) > MOST_WORDS

    def fresh(self) -> Memory:
        """An empty memory of the same kind."""
        return Memory(self.habit, self._how)

    def learn(self, words: Sequence[str]) -> None:
        """Read those of `words` that are not known yet. They become known last, so a known word is wholly known."""
        if new := self._unread_of(words):
            read, perhaps = self._how.read(new, self.habit)
            with self._lock:
                for word, readings in read.items():
                    # Another thread may have learnt the word meanwhile, and more of it.
                    if word not in self.readings:
                        self._keep(word, readings)
            if self._how.deferring is not None:
                self._may_be(new, perhaps)
            if self._unread is None:
                self._known.update(new)
            else:
                self._unread.difference_update(new)
        if not self._doubtful.isdisjoint(words):
            self._settle(words)

    def _unread_of(self, words: Sequence[str]) -> Sequence[str]:
        """Those of `words` that are not known yet."""
        if self._unread is not None:
            return sorted(self._unread.intersection(words)) if self._unread else ()
        if self._known.issuperset(words):
            return ()
        # In the order of the text, because words that are looked at side by side lie so in the machine's memory, too: a
        # hundred thousand in the order of a set take twice the time.
        unknown = filterfalse(self._known.__contains__, dict.fromkeys(words))
        return [word for word in unknown if len(word) <= LONGEST_KEPT]

    def reads_as(self, words: Iterable[str], tokens: frozenset[int]) -> None:
        """Compare these words, wherever they stand, with those of names that have these numbers."""
        for word in set(words):
            for token in tokens.intersection(tokens_of(self._perhaps.get(word, b""))):
                self._is(word, token)

    def _keep(self, word: str, readings: tuple[Reading, ...]) -> None:
        self.readings[word] = readings
        if self._how.starts_name(readings):
            self.hot.add(word)
        if self._how.starts_cue(readings):
            self.cues.add(word)

    def _may_be(self, words: Iterable[str], perhaps: Mapping[str, bytes]) -> None:
        """Keep what words are or may be."""
        for word in filter(self.readings.__contains__, words):
            read = {reading.token for reading in self.readings[word]}
            self._perhaps[word] = row_of(read.union(tokens_of(perhaps.get(word, b""))))
        for word, row in perhaps.items():
            if word not in self.readings:
                self._perhaps[word] = row
        self._doubtful.update(perhaps)

    def _settle(self, words: Sequence[str]) -> None:
        """Compare words with the words of names that they may be beside a word that may be the next."""
        if self._how.deferring is not None:
            met = list(map(self._perhaps.get, words, repeat(b"")))
            for at, token, ahead, after in self._how.deferring.neighbours.pairs(met):
                if self._is(words[at], token):
                    self._is(words[ahead], after)

    def _is(self, word: str, token: int) -> bool:
        """Whether a word can be read as a word of a name that it may be; kept from then on."""
        deferring = self._how.deferring
        if deferring is None or token not in deferring.deferred:
            return True
        known = self._tried.get((word, token))
        if known is None:
            with self._lock:
                before = self.readings.get(word, ())
                readings = deferring.read_more(word, self.habit, (token,), before)
                known = any(reading.token == token for reading in readings)
                if readings != before:
                    self._keep(word, readings)
                self._tried[word, token] = known
        return known
