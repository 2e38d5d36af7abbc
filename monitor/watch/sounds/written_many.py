"""Which words of names each of many words in other letters may be, all at once.

The tables of `transliteration_index.Written` as arrays: what one look in Python costs is enough for some hundred words
of names here. Used for long lists only; for a short one, loading `numpy` is not worth what it saves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from monitor.watch.sounds.transliteration import LONGEST
from monitor.watch.sounds.transliteration_edges import LETTERS_OF, PARTED
from monitor.watch.sounds.transliteration_index import Written
from monitor.watch.sounds.transliteration_table import many_consonants
from monitor.watch.text import Script

Numbers = npt.NDArray[np.intp]
_BREAK = 10
_CODES = 0x10000
_TOKEN_BITS = 32
_TOKEN = (1 << _TOKEN_BITS) - 1
_SAME_TWICE, _FIRST_OF_TWO = re.compile(r"([^\n])\1"), itemgetter(1)


class ManyForms:
    """Folded forms of words in plain letters of one script, at least one."""

    __slots__ = ("heads", "kinds", "numbers", "parted", "short", "tails")

    def __init__(self, forms: Sequence[str], script: Script) -> None:
        text = "\n".join(forms)
        units = np.frombuffer(text.encode("utf-16-le"), np.uint16)
        letters, base = _numbers_of(script)[units], LETTERS_OF[script].base
        ends = np.append(np.flatnonzero(units == _BREAK), len(units))
        starts = np.append(0, ends[:-1] + 1)
        sizes = ends - starts
        first, last = letters[starts], letters[ends - 1]
        alone = sizes == 1
        # Of a form of one letter the letters beside it are read in vain.
        self.heads = first * base + np.where(alone, 0, letters[np.minimum(starts + 1, len(units) - 1)])
        self.tails = np.where(alone, first * base, letters[ends - 2] * base + last)
        self.kinds = many_consonants(text, script).split("\n")
        """The classes of the consonants of each form, and of forms with a letter twice once more with one of them."""
        self.numbers: Numbers = np.arange(len(forms))
        """Whose classes they are."""
        self.short = sizes <= LONGEST
        self.parted = sizes >= PARTED
        single = _SAME_TWICE.sub(_FIRST_OF_TWO, text)
        if len(single) != len(text):
            lines = single.split("\n")
            left = np.fromiter(map(len, lines), np.intp, len(lines))
            doubled = np.flatnonzero(left != sizes)
            self.kinds += many_consonants("\n".join([lines[at] for at in doubled]), script).split("\n")
            self.numbers = np.append(self.numbers, doubled)
            self.parted[doubled] = left[doubled] >= PARTED


@cache
def _numbers_of(script: Script) -> Numbers:
    """The number of each sign that is a letter of the script."""
    letters = LETTERS_OF[script]
    numbers = np.full(_CODES, letters.other, np.intp)
    for letter, number in letters.number.items():
        numbers[ord(letter)] = number
    return numbers


class WrittenMany:
    """Words of names in the letters of one script, asked about many forms at once; all that is to be added was."""

    def __init__(self, written: Written) -> None:
        self._rows, self.spelled = written.rows, written.spelled
        self.tokens = np.array([one.token for one in written.spelled], np.int64) & _TOKEN
        self._starts = np.array(written.starts, np.intp)
        self._sizes = np.append(np.diff(self._starts), 0)
        """The last is that of no row."""
        # Nothing of what has many entries is copied.
        self._entries = np.frombuffer(written.entries, np.intc)
        self._limits = np.frombuffer(written.limits, np.uint16)
        self._heads, self._tails = np.frombuffer(written.heads, np.intc), np.frombuffer(written.tails, np.intc)
        self._costs = np.frombuffer(written.edges.heads.costs, np.uint8)
        self._ends = np.frombuffer(written.edges.tails.costs, np.uint8)
        self._within = np.frombuffer(written.edges.tails.within, np.uint8)

    def alike(self, forms: ManyForms) -> tuple[Numbers, Numbers]:
        """Forms and the words of names they may be, by their numbers; the same two may come twice."""
        rows = np.fromiter(map(self._rows.get, forms.kinds, repeat(-1)), np.intp, len(forms.kinds))
        asked = np.flatnonzero((rows >= 0) & forms.short[forms.numbers])
        rows = rows[asked]
        sizes = self._sizes[rows]
        before = np.cumsum(sizes) - sizes
        words = self._entries[np.arange(sizes.sum()) + np.repeat(self._starts[rows] - before, sizes)].astype(np.intp)
        of = np.repeat(forms.numbers[asked], sizes)
        limits = self._limits[words]
        costs = self._costs[self._heads[words] + forms.heads[of]]
        kept = np.flatnonzero(costs <= limits)
        words, of, limits, costs = words[kept], of[kept], limits[kept], costs[kept].astype(np.uint16)
        ends = self._tails[words] + forms.tails[of]
        costs += np.where(forms.parted[of], self._within[ends], 0).astype(np.uint16)
        kept = np.flatnonzero((self._ends[ends] <= limits) & (costs <= limits))
        return of[kept], words[kept]


def token_rows(many: WrittenMany, forms: ManyForms, owners: Sequence[int]) -> dict[int, bytes]:
    """The numbers of the words of names that the owners of forms may be, as `crossing.row_of` keeps them.

    `forms` are some cores, and perhaps the same behind an article; `owners` are those of the cores.
    """
    of, words = many.alike(forms)
    whose = np.array(owners, np.int64)
    both = np.unique((whose[of % len(whose)] << _TOKEN_BITS) + many.tokens[words])
    whose = both >> _TOKEN_BITS
    begun = np.append(0, np.flatnonzero(np.diff(whose)) + 1)
    row = (both & _TOKEN).astype(np.uint32).tobytes()
    ends = [*(begun[1:] * 4).tolist(), len(row)]
    return (
        {
            owner: row[start:end]
            for owner, start, end in zip(whose[begun].tolist(), (begun * 4).tolist(), ends, strict=True)
        }
        if len(both)
        else {}
    )
