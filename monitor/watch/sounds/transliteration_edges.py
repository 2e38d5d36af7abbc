"""How words begin and end in the letters of another script that are written as words of names, and at what cost.

What a name of the list can be written as shows in few letters: at each edge the habits add up to a least cost, and
both together must not exceed what the whole word may cost. A row of costs, a byte for each pair of letters, is shared
by all names that begin or end alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.watch.sounds.transliteration_steps import inserted_in, is_plain_edge, rows_of, ways_of
from monitor.watch.sounds.transliteration_table import FINAL_YA, INSERTED, SPELLINGS
from monitor.watch.text import Script

HEAD = 2
"""Letters of a beginning or an end."""
NEVER = 255
"""The cost of what no name begins or ends with."""
PARTED = 4
"""Letters of a word from which on no letter is part of both edges."""
SHARE = 100
"""Costs are kept in hundredths, rounded down."""
_ROUNDING = 1e-6
_MOST = 100
"""What a word costs at most, in hundredths."""
_MOST_BEGINNINGS = 20_000
_STOP = "."
"""Stands behind a word, so that its end is told like a letter."""


class Letters:
    """The letters of a script by their numbers: 0 is no letter, the last one any that no name is written with."""

    def __init__(self, script: Script) -> None:
        written = {letter for ways in SPELLINGS[script].values() for letters, _ in ways for letter in letters}
        known = sorted((written | INSERTED[script].keys()) - set(FINAL_YA))
        self.number = {letter: at for at, letter in enumerate(known, 1)}
        self.other = len(known) + 1
        self.base = self.other + 1
        if "ي" in self.number:
            # Folding takes all three for one.
            self.number |= dict.fromkeys(FINAL_YA, self.number["ي"])

        self.pairs_of = _Pairs(self)

    def pair(self, letters: str) -> int:
        """The number of one letter or two."""
        numbers, other = self.number, self.other
        if len(letters) < HEAD:
            return numbers.get(letters, other) * self.base
        return numbers.get(letters[0], other) * self.base + numbers.get(letters[1], other)

    @property
    def pairs(self) -> int:
        """How many there are."""
        return self.base * self.base


class _Pairs(dict[str, int]):
    """The numbers of pairs that were asked for."""

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, letters: str) -> int:
        number = self[letters] = self._letters.pair(letters)
        return number


_Way = tuple[int, int, int, int, int]
"""A group: its Latin letters, the letters it is written with, the numbers of the first two of them, its cost."""
LETTERS_OF = {script: Letters(script) for script in SPELLINGS}


def hundredths(cost: float) -> int:
    """A cost in hundredths, rounded down."""
    return int(cost * SHARE + _ROUNDING)


class _Least:
    """The rows of one word while its ways are followed."""

    __slots__ = ("_backwards", "_base", "_inserted", "_met", "_one", "_two", "row", "within")

    def __init__(self, letters: Letters, inserted: Sequence[tuple[int, int]], *, backwards: bool) -> None:
        self._base, self._backwards, self._inserted = letters.base, backwards, inserted
        self._one, self._two = (1, letters.base) if backwards else (letters.base, 1)
        """What a letter counts for in the number of a pair, as the first that is met and as the second."""
        self.row = bytearray([NEVER]) * letters.pairs
        self.within = self.row[:]
        self._met: set[int] = set()

    def go_on(self, begun: int, cost: int, ways: Sequence[_Way]) -> list[tuple[int, int, int]]:
        """Take up the pairs that a beginning of one letter or none (0) becomes; what is no pair yet is given back."""
        row, within, one, two = self.row, self.within, self._one, self._two
        if begun:
            self._alone(begun, cost)
        shorter = []
        for ahead, size, first, second, more in ways:
            total = cost + more
            if total > _MOST:
                continue
            if not size or (size == 1 and not begun):
                shorter.append((ahead, begun or first, total))
                continue
            pair = begun * one + first * two if begun else first * one + second * two
            self._met.add(begun or first)
            if total < row[pair]:  # noqa: PLR1730 - done two million times for a long list
                row[pair] = total
            part = cost if size + (begun > 0) > HEAD else total
            if part < within[pair]:  # noqa: PLR1730 - the same
                within[pair] = part
        return shorter

    def _alone(self, begun: int, cost: int) -> None:
        """Take up one letter, and with it each that no sound asks for."""
        self._met.add(begun)
        for pair, more in [
            (begun * self._base, 0),
            *[(begun * self._one + letter * self._two, more) for letter, more in self._inserted],
        ]:
            total = cost + more
            if total <= _MOST:
                self.row[pair] = min(self.row[pair], total)
                self.within[pair] = min(self.within[pair], total)

    def finish(self) -> None:
        """Alone, or twice, which is also compared once, a letter costs what the least pair does."""
        base = self._base
        for letter in self._met:
            pairs = slice(letter, None, base) if self._backwards else slice(letter * base, letter * base + base)
            for costs in (self.row, self.within):
                least = min(*costs[pairs], self.row[letter * base])
                for pair in (letter * base, letter * base + letter):
                    costs[pair] = min(least, costs[pair])


class Edges:
    """How words of names begin, or end, in the letters of a script; what is added stays where it is."""

    def __init__(self, script: Script, *, backwards: bool) -> None:
        self._script, self._backwards, self._letters = script, backwards, LETTERS_OF[script]
        self._deciding = rows_of(script, backwards).deciding
        self._inserted = [(self._letters.number[letter], hundredths(c)) for letter, c in INSERTED[script].items()]
        self._of_letters: dict[tuple[str, bool], Sequence[_Way]] = {}
        self._known: dict[str, int] = {}
        self._rows: dict[int, int] = {}
        """Where rows begin, by a hash of their bytes: the bytes themselves are in the tables."""
        self.costs = bytearray()
        """Rows of the least cost of all words that begin so, a byte for each pair of letters (`Letters.pair`)."""
        self.within = bytearray()
        """Of ends the same, less what is written with letters in front of them, too."""

    def row(self, source: str) -> int:
        """Where the row of a romanised word begins.

        Of words that begin with a letter twice, which are also compared without one of them, no more is told.
        """
        text = (source[::-1] if self._backwards else source) + _STOP
        for size in range(2, len(text) + 1):
            if (found := self._known.get(text[:size])) is not None:
                return found
        row, within, told = self._least(text)
        at = self._known[text[:told]] = self._shared(row, within)
        return at

    def _shared(self, row: bytearray, within: bytearray) -> int:
        """Where these rows begin in the tables, put there if they are new."""
        same = hash((bytes(row), bytes(within)))
        at, size = self._rows.get(same), len(row)
        if at is not None and self.costs[at : at + size] == row and self.within[at : at + len(within)] == within:
            return at
        at = self._rows[same] = len(self.costs)
        try:
            self.costs += row
            self.within += within
        except BufferError:
            # Arrays look into the tables: they keep those that they have, in which all their words are.
            self.costs, self.within = self.costs[:at] + row, self.within[:at] + within
        return at

    def _least(self, text: str) -> tuple[bytearray, bytearray, int]:
        """Rows of the least costs of how words begin that are written as a word with a stop behind it, and how many of
        its letters tell that."""
        costs = _Least(self._letters, self._inserted, backwards=self._backwards)
        last = len(text) - 1
        reached: dict[int, dict[int, int]] = {0: {0: 0}}
        at = told = 0
        while reached:
            here = reached.pop(at, None)
            if here is not None:
                if 0 in here:
                    for letter, more in self._inserted:
                        here[letter] = min(here[0] + more, here.get(letter, NEVER))
                letters = self._deciding(text, at)
                told = max(told, min(at + len(letters) + 1, last + 1))
                ways = self._ways(letters, is_plain_edge(text[:last], at)) if at < last else ()
                for begun, cost in here.items():
                    if cost <= _MOST:
                        for ahead, longer, total in costs.go_on(begun, cost, ways):
                            beyond = reached.setdefault(at + ahead, {})
                            if total < beyond.get(longer, NEVER):
                                beyond[longer] = total
            at += 1
        costs.finish()
        return costs.row, costs.within if self._backwards else costs.within[:0], told

    def _ways(self, letters: str, plain_edge: bool) -> Sequence[_Way]:
        known = self._of_letters.get((letters, plain_edge))
        if known is None:
            numbers = self._letters.number
            ways = ways_of(letters, plain_edge, self._script, _MOST / SHARE, self._backwards)
            known = self._of_letters[letters, plain_edge] = tuple(
                (
                    ahead,
                    len(written),
                    numbers[written[0]] if written else 0,
                    numbers[written[1]] if len(written) > 1 else 0,
                    hundredths(cost),
                )
                for ahead, written, cost in ways
            )
        return known


class EdgeLetters:
    """With which letters of a script romanised words may begin, or end, there; may be asked by several threads."""

    def __init__(self, script: Script, *, backwards: bool) -> None:
        self._script, self._backwards, self._deciding = script, backwards, rows_of(script, backwards).deciding
        self._inserted = inserted_in(script, _MOST / SHARE)
        self._known: dict[str, Mapping[str, float]] = {}
        """By the first letters of words, as many as tell it."""

    def cost(self, source: str, letter: str) -> float:
        """The least cost of all that a romanised word may be written as and that begins (ends) with a letter."""
        return self._of(source).get(letter, NEVER)

    def _of(self, source: str) -> Mapping[str, float]:
        text = (source[::-1] if self._backwards else source) + _STOP
        for size in range(2, len(text) + 1):
            if (found := self._known.get(text[:size])) is not None:
                return found
        found, told = self._told(text)
        if len(self._known) >= _MOST_BEGINNINGS:
            self._known = {}
        self._known[text[:told]] = found
        return found

    def _told(self, text: str) -> tuple[Mapping[str, float], int]:
        found, last = dict(self._inserted), len(text) - 1
        reached = {0: 0.0}
        at, told = 0, 2
        while reached:
            here = reached.pop(at, None)
            if here is not None:
                letters = self._deciding(text, at)
                told = max(told, min(at + len(letters) + 1, last + 1))
                plain_edge = at < last and is_plain_edge(text[:last], at)
                for ahead, written, more in ways_of(letters, plain_edge, self._script, _MOST / SHARE, self._backwards):
                    begun, total = written[:1], here + more
                    if not begun:
                        reached[at + ahead] = min(total, reached.get(at + ahead, total))
                    elif total < found.get(begun, NEVER):
                        found[begun] = total
            at += 1
        return found, told
