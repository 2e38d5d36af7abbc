"""Latin names met in rows of kana and ideographs, where every sign is a word and no space parts words.

A row of kana is a word, and a name's words are parted by ・ and its kin. A row of ideographs holds more than the name:
what stands before the first `·` ends with a word of it, what stands behind the last begins with one. A name of one
word, or one that is written in one, is looked for among the signs that foreign names are written with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from monitor.watch.lexicon import Found, Scan, Trie, View
from monitor.watch.match.mentions import Mention
from monitor.watch.sounds import CHINESE, JAPANESE, SpokenNames, is_sign_of_names, is_sound_of_names, writing_of
from monitor.watch.text import Cleaned, Reading, Span, Way, is_unspaced

_SHORTEST_RUN = 2
_LONGEST = 9
"""Ideographs of one word of a foreign name."""
_ORDINARY = frozenset("于以因来能可大三日当通同长席王任士子高新开采占章累")
"""Ideographs of names that stand beside them as words of their own as well."""
_JOINERS = frozenset("·‧∙⋅•・･.=＝゠-‐–— ")
_ARTICLES = frozenset({"アル", "エル", "アッ", "アン"})
_LEAST_CONSONANTS = 3
_OF_ONE_SIGN = 2
"""Consonants up to which one ideograph is the word of a name."""


class Row(NamedTuple):
    """A stretch of signs, words `first` to `last` of a part, and whether a name goes on behind it or in front."""

    writing: str
    first: int
    last: int
    joined: bool = False
    """Whether nothing but a joiner parts it from the row in front of it."""


def found_in_rows(scan: Scan, names: Trie, spoken: SpokenNames) -> list[Found]:
    """Every sequence of words of names that rows of signs spell."""
    if not spoken or not scan.cleaned.starts or not is_unspaced(scan.cleaned.text):
        return []
    found: list[Found] = []
    for chain in chains(scan):
        found += _met(chain, scan, names, spoken)
    return found


class Worded(Protocol):
    """A text that was split into words."""

    @property
    def words(self) -> list[str]:
        """In their order."""

    @property
    def cleaned(self) -> Cleaned:
        """What they stand in."""

    def span(self, position: int) -> Span:
        """Where one stands in the cleaned text."""


def chains(scan: Worded) -> Iterator[list[Row]]:
    """The rows of signs, those together that nothing but joiners part."""
    chain: list[Row] = []
    for row in _rows(scan):
        if not row.joined and chain:
            yield chain
            chain = []
        chain.append(row)
    if chain:
        yield chain


def spelling_rows(scan: Worded) -> Iterator[str]:
    """Short stretches of the text in which each name stands whole that rows of signs spell, and as it stands there."""
    if not scan.cleaned.starts or not is_unspaced(scan.cleaned.text):
        return
    for chain in chains(scan):
        written = ["".join(scan.words[row.first : row.last + 1]) for row in chain]
        if len(chain) > 1:
            joiners = [
                scan.cleaned.text[scan.span(row.first - 1)[1] : scan.span(row.first)[0]].replace("\u200b", "")
                for row in chain[1:]
            ]
            # One sign more than a word of a name has, for it says whether the word may begin or end there.
            outer = [written[0][-_LONGEST - 1 :], *written[1:-1], written[-1][: _LONGEST + 1]]
            yield "".join(one + joiner for one, joiner in zip(outer, [*joiners, ""], strict=True))
        for row, signs in zip(chain, written, strict=True):
            if row.writing == CHINESE:
                yield from _runs(signs)
            elif len(chain) == 1:
                yield signs


def _runs(signs: str) -> Iterator[str]:
    """The runs of signs of names in a row, less those in which no word of a name can stand."""
    run = ""
    for sign in (*signs, ""):
        if sign and is_sign_of_names(sign):
            run += sign
        else:
            if len(run) >= _SHORTEST_RUN:
                yield run
            run = ""


def with_rows(mentions: list[Mention], met: list[Mention]) -> list[Mention]:
    """The mentions of a part and those met in rows of signs, less what lies on another of the same watchlist."""
    if not met:
        return mentions
    new = [one for one in met if not any(_cover(other, one) for other in mentions)]
    return sorted((*mentions, *new), key=lambda mention: (mention.first, mention.last, mention.name.topic))


def _cover(one: Mention, other: Mention) -> bool:
    return one.name.watchlist == other.name.watchlist and one.first <= other.last and other.first <= one.last


def _rows(scan: Worded) -> Iterator[Row]:
    """The rows of signs of one writing, ascending."""
    words, text = scan.words, scan.cleaned.text
    first, writing = 0, ""
    joined = False
    for at in range(len(words) + 1):
        here = _writing(words[at]) if at < len(words) else ""
        between = text[scan.span(at - 1)[1] : scan.span(at)[0]].replace("\u200b", "") if 0 < at < len(words) else ""
        if writing and (here != writing or between):
            yield Row(writing, first, at - 1, joined)
            joined = here == writing and len(between) == 1 and between in _JOINERS
            writing = ""
        if here and not writing:
            first, writing = at, here
        elif not here:
            joined = False


def _writing(word: str) -> str:
    if len(word) != 1 or word < "\u30a0":
        return ""
    writing = writing_of(word)
    return writing if writing in {JAPANESE, CHINESE} else ""


def _met(chain: Sequence[Row], scan: Scan, names: Trie, spoken: SpokenNames) -> list[Found]:
    """What a chain of rows that joiners part spells."""
    reader = _Reader(chain, scan, spoken)
    view = View(reader.readings, reader.passable, reader.skippable, reader.fills)
    found: list[Found] = []
    for at in range(len(chain)):
        entry = names.entry(reader.readings(at))
        found += (reader.placed(met) for met in names.longer(entry, at, view))
        if chain[at].writing == JAPANESE:
            found += (reader.placed(Found(payload, at, at, (reading,))) for payload, reading in entry.alone)
    found += (met for row in chain if row.writing == CHINESE for met in _among_signs(row, scan, names, spoken))
    return found


class _Reader:
    """A chain of rows as the trie sees words: what each may stand for, and how far the outer ones reach."""

    def __init__(self, chain: Sequence[Row], scan: Scan, spoken: SpokenNames) -> None:
        self._chain = chain
        self._read: list[dict[int, tuple[Reading, int, int]]] = []
        for number, row in enumerate(chain):
            best: dict[int, tuple[float, Reading, int, int]] = {}
            for first, last in _extents(row, scan.words, number, len(chain)):
                for reading, cost in spoken.spelled("".join(scan.words[first : last + 1])):
                    if first == last and row.writing == CHINESE and reading.consonants > _OF_ONE_SIGN:
                        continue
                    if reading.token not in best or cost < best[reading.token][0]:
                        best[reading.token] = cost, reading, first, last
            self._read.append({token: met[1:] for token, met in best.items()})
        self._words = ["".join(scan.words[row.first : row.last + 1]) for row in chain]

    def readings(self, at: int) -> tuple[Reading, ...]:
        return tuple(met[0] for met in self._read[at].values()) if 0 <= at < len(self._read) else ()

    def passable(self, before: int, after: int) -> bool:
        return before >= 0 and after < len(self._chain)

    def skippable(self, at: int) -> bool:
        return 0 <= at < len(self._words) and self._words[at] in _ARTICLES

    def fills(self, at: int) -> bool:
        return 0 <= at < len(self._words)

    def placed(self, met: Found) -> Found:
        """What was met in the chain, by the words of the text."""
        first = self._read[met.first][met.readings[0].token][1]
        last = self._read[met.last][met.readings[-1].token][2]
        return met._replace(first=first, last=last)


def _extents(row: Row, words: Sequence[str], number: int, rows: int) -> Iterator[tuple[int, int]]:
    """Where the word of a name may stand in one of so many rows."""
    if row.writing == JAPANESE or 0 < number < rows - 1:
        yield row.first, row.last
    elif rows > 1 and number == 0:
        begins = range(max(row.first, row.last - _LONGEST + 1), row.last + 1)
        yield from ((first, row.last) for first in begins if first == row.first or _parts(words[first - 1]))
    elif rows > 1:
        ends = range(row.first, min(row.last, row.first + _LONGEST - 1) + 1)
        yield from ((row.first, last) for last in ends if last == row.last or _parts(words[last + 1]))


def _parts(sign: str) -> bool:
    """Whether an ideograph beside a word of a name is none of it: half a name is another name."""
    return sign in _ORDINARY or not is_sound_of_names(sign)


def _among_signs(row: Row, scan: Scan, names: Trie, spoken: SpokenNames) -> Iterator[Found]:
    """Names in one word among ideographs, most of which are no signs of names."""
    words = scan.words
    at = row.first
    while at <= row.last:
        end = at
        while end <= row.last and is_sign_of_names(words[end]):
            end += 1
        for begin, behind in spoken.windows("".join(words[at:end])):
            first, last = at + begin, at + behind - 1
            if not (first == at or _parts(words[first - 1])) or not (last == end - 1 or _parts(words[last + 1])):
                continue
            readings = tuple(
                reading
                for reading, _ in spoken.spelled("".join(words[first : last + 1]))
                if reading.close and reading.way is Way.SCRIPT and reading.consonants >= _LEAST_CONSONANTS
            )
            yield from (Found(payload, first, last, (reading,)) for payload, reading in names.entry(readings).alone)
        at = end + 1
