"""Which words of names a word in other letters may be: those with its consonants that can begin and end with its
letters, then the rest.

A watchlist of thousands of topics has dozens of words with the same classes of consonants; the first and the last
letters, and what they cost together, tell most of them apart before letter groups are compared.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from operator import itemgetter, ne
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from monitor.watch.sounds.transliteration import LONGEST, limit_of
from monitor.watch.sounds.transliteration_edges import HEAD, LETTERS_OF, PARTED, Edges, hundredths
from monitor.watch.sounds.transliteration_steps import Steps, classes_of
from monitor.watch.sounds.transliteration_table import CLASSES, consonants_written, many_consonants, plain_key
from monitor.watch.text import Script

if TYPE_CHECKING:
    from monitor.watch.sounds.written_many import ManyForms, WrittenMany


class Spelled(NamedTuple):
    """A romanised word of a name."""

    token: int
    source: str
    given: frozenset[Script]
    """The scripts in which it is spelled out, so that nothing is guessed there."""


class Candidate(NamedTuple):
    """A romanised word of a name, ready to be compared with words in the letters of one script."""

    token: int
    consonants: int
    limit: float
    """Up to which sum of habits a word is this one."""
    steps: Steps
    inserted: Mapping[str, float]


class BothEdges(NamedTuple):
    """How words of names begin and end in the letters of one script."""

    heads: Edges
    tails: Edges
    lock: Lock
    """Held while words are added: texts are matched by several threads, and the first makes the tables."""


class Spellings:
    """Romanised words of names by how other letters write them; `add` while compiling.

    What is compared is made ready when a word that may be it is first met: the news knows few of many names.
    """

    def __init__(self, ready: Callable[[Spelled, Script], Candidate], edges: Mapping[Script, BothEdges]) -> None:
        self._make, self._edges = ready, edges
        self._keys_of: dict[Spelled, Collection[str]] = {}
        self._written: dict[Script, Written] = {}
        self._many: dict[Script, WrittenMany] = {}

    def add(self, keys: Collection[str], spelled: Spelled) -> None:
        """Index a word under its keys."""
        self._keys_of[spelled] = keys

    def __len__(self) -> int:
        return len(self._keys_of)

    @cached_property
    def keys(self) -> Collection[str]:
        """The keys of all words; nothing is added from the first question on."""
        return frozenset().union(*self._keys_of.values())

    def written(self, script: Script) -> Written:
        """All words as the letters of a script write them."""
        known = self._written.get(script)
        if known is None:
            with self._edges[script].lock:
                known = self._written.get(script) or self._made(script)
        return known

    def _made(self, script: Script) -> Written:
        spelled = [one for one in self._keys_of if script not in one.given]
        keys = [self._keys_of[one] for one in spelled]
        made = self._written[script] = Written(spelled, keys, script, self._edges[script])
        return made

    def many(self, script: Script) -> WrittenMany:
        """The same to be asked about many forms at once."""
        from monitor.watch.sounds.written_many import WrittenMany  # noqa: PLC0415 - for long lists only

        known = self._many.get(script)
        if known is None:
            known = self._many[script] = WrittenMany(self.written(script))
        return known

    def candidates(self, key: str, form: str, script: Script) -> Sequence[Candidate]:
        """What a form of a word in the letters of `script` may be that has these consonants."""
        if key not in self.keys:
            return ()
        found = self.written(script).alike(form)
        return [self._make(one, script) for one in found if key in self._keys_of[one]]

    def of(self, token: int, script: Script) -> Iterator[tuple[str, Candidate]]:
        """The keys of a word and what is compared with forms that have them."""
        for spelled in self._of_token[token]:
            if script not in spelled.given:
                for key in self._keys_of[spelled]:
                    yield key, self._make(spelled, script)

    @cached_property
    def _of_token(self) -> Mapping[int, Sequence[Spelled]]:
        found: dict[int, list[Spelled]] = defaultdict(list)
        for one in self._keys_of:
            found[one.token].append(one)
        return found

    def parted(self, tokens: Collection[int]) -> tuple[Spellings, Spellings]:
        """The words with these numbers, and the others."""
        some, others = Spellings(self._make, self._edges), Spellings(self._make, self._edges)
        for spelled, keys in self._keys_of.items():
            (some if spelled.token in tokens else others).add(keys, spelled)
        return some, others


class Forms:
    """Folded forms of words in plain letters of one script, as they are and behind its article, for all that are asked
    about them."""

    def __init__(self, cores: Sequence[str], script: Script, article: str) -> None:
        self.cores, self.script, self._article = len(cores), script, article
        self.spelled = [*cores, *[article + core for core in cores]] if article else list(cores)

    @cached_property
    def kinds(self) -> tuple[Sequence[str], Sequence[int]]:
        """The classes of the consonants of each, and once more of those with a letter twice with one of them; and whose
        they are."""
        if not self.spelled:
            return (), ()
        text = many_consonants("\n".join(self.spelled[: self.cores]), self.script)
        kinds, numbers = text.split("\n"), list(range(len(self.spelled)))
        once = text
        for kind in CLASSES:
            while kind + kind in once:
                once = once.replace(kind + kind, kind)
        doubled = list(compress(numbers, map(ne, kinds, once.split("\n")))) if once is not text else []
        if self._article:
            front = consonants_written(self._article)
            more = [at for at, own in enumerate(kinds) if own.startswith(front)] if front else []
            doubled += [at + self.cores for at in sorted({*doubled, *more})]
            kinds += [front + own for own in kinds] if front else kinds
        if doubled:
            single = _SAME_TWICE.sub(_FIRST_OF_TWO, "\n".join([self.spelled[at] for at in doubled]))
            kinds += many_consonants(single, self.script).split("\n")
            numbers += doubled
        return kinds, numbers

    @cached_property
    def many(self) -> ManyForms:
        """The same in arrays."""
        from monitor.watch.sounds.written_many import ManyForms  # noqa: PLC0415 - for long lists only

        return ManyForms(self.spelled, self.script)


class Written:
    """Words of names as the letters of one script write them, in flat tables: a list may have tens of thousands."""

    __slots__ = ("edges", "entries", "heads", "limits", "rows", "script", "spelled", "starts", "tails")

    def __init__(
        self, spelled: Sequence[Spelled], keys: Iterable[Collection[str]], script: Script, edges: BothEdges
    ) -> None:
        self.spelled, self.script, self.edges = spelled, script, edges
        self.limits = array("H")
        """The limit of each word in hundredths."""
        self.heads, self.tails = array("i"), array("i")
        """Where the rows of its edges begin."""
        alike: dict[str, list[int]] = defaultdict(list)
        for at, (one, own) in enumerate(zip(spelled, keys, strict=True)):
            _, limit = limit_of(one.source)
            self.limits.append(hundredths(limit))
            self.heads.append(edges.heads.row(one.source))
            self.tails.append(edges.tails.row(one.source))
            for kinds in classes_of(one.source, script, limit):
                # A form with one of its letters twice may have another key than without.
                if "ts" in kinds or plain_key(kinds) in own:
                    alike[kinds].append(at)
        self.rows = {kinds: at for at, kinds in enumerate(alike)}
        """Rows of words by the classes of all consonants that a form may have, as `consonants_written` gives them."""
        self.starts, self.entries = array("i", [0]), array("i")
        """Where rows begin, and the numbers of their words, ascending."""
        for numbers in alike.values():
            self.entries.extend(numbers)
            self.starts.append(len(self.entries))

    def alike(self, form: str) -> Iterable[Spelled]:
        """Those that `form` may be, in their order."""
        single = _SAME_TWICE.sub(_FIRST_OF_TWO, form)
        numbers = self._row(consonants_written(form))
        if single != form:
            numbers = sorted({*numbers, *self._row(consonants_written(single))})
        return [self.spelled[number] for number in numbers if self._fits(form, number)]

    def alike_all(self, forms: Forms) -> Iterator[tuple[int, Spelled]]:
        """The same for many forms, by their numbers; one may come twice with a word."""
        kinds, numbers = forms.kinds
        met = [(at, row) for at, row in zip(numbers, map(self.rows.get, kinds), strict=True) if row is not None]
        starts, entries, spelled = self.starts, self.entries, forms.spelled
        pairs, costs, limits, heads = LETTERS_OF[self.script].pairs_of, self.edges.heads.costs, self.limits, self.heads
        for at, row in met:
            head = pairs[spelled[at][:HEAD]]
            for place in range(starts[row], starts[row + 1]):
                number = entries[place]
                # Most begin otherwise.
                if costs[heads[number] + head] <= limits[number] and self._fits(spelled[at], number):
                    yield at, self.spelled[number]

    def _fits(self, form: str, number: int) -> bool:
        """Whether a word with the consonants of a form begins and ends like it."""
        pairs, limit = LETTERS_OF[self.script].pairs_of, self.limits[number]
        cost = self.edges.heads.costs[self.heads[number] + pairs[form[:HEAD]]]
        end = self.tails[number] + pairs[form[-HEAD:]]
        if cost > limit or self.edges.tails.costs[end] > limit or len(form) > LONGEST:
            return False
        return cost + self.edges.tails.within[end] <= limit or not _is_parted(form)

    def _row(self, kinds: str) -> Sequence[int]:
        row = self.rows.get(kinds)
        return () if row is None else self.entries[self.starts[row] : self.starts[row + 1]]


def _is_parted(form: str) -> bool:
    """Whether no letter of a form is part of both its edges, with letters that stand there twice taken once."""
    return len(form) >= PARTED and len(_SAME_TWICE.sub(_FIRST_OF_TWO, form)) >= PARTED


_SAME_TWICE, _FIRST_OF_TWO = re.compile(r"([^\n])\1"), itemgetter(1)
