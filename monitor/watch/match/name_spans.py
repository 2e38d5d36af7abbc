"""Stretches of a text within which names are met: words that can stand for something, with small words between.

No name reaches beyond its stretch, so what is met in one depends on nothing outside it, save that a word in capitals
beside it may make an acronym at its edge a shouted word. The news says the same names over and over, and a stretch
that is met again need not be walked through again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from monitor.watch.lexicon import GLUE, Scan, fills, is_article
from monitor.watch.match.judged_words import is_loud
from monitor.watch.text import bare, fold

Key = tuple[str, bool, bool, bool]
MOST_GLUE = 2
"""Small words in a row."""


class Stretch(NamedTuple):
    """Words `first` to `last` of one part of a text."""

    first: int
    last: int
    hot: list[int]
    """Where names may be entered in it, ascending."""

    def key(self, scan: Scan) -> Key:
        """All that decides what is met in it: what is written there, whether capitals stand beside it or nowhere."""
        words, first, last = scan.words, self.first, self.last
        written = scan.cleaned.text[scan.span(first)[0] : scan.span(last)[1]]
        before, behind = first > 0 and is_loud(words[first - 1]), last + 1 < len(words) and is_loud(words[last + 1])
        return written, before, behind, scan.caseless


def stretches(hot_words: Iterable[int], scan: Scan) -> Iterator[Stretch]:
    """Those of a text that hold the words at these ascending positions, ascending and apart."""
    words, known = scan.words, scan.memory.readings
    first, last = 0, -1
    hot: list[int] = []
    for position in hot_words:
        if position > last:
            if hot:
                yield Stretch(first, last, hot)
            first, last, hot = _edge(words, known, position, -1), _edge(words, known, position, 1), []
        hot.append(position)
    if hot:
        yield Stretch(first, last, hot)


def _edge(words: Sequence[str], known: Collection[str], at: int, direction: int) -> int:
    """The last word of the stretch in one direction from a word of it."""
    size = len(words)
    while True:
        beyond = at + direction
        if not 0 <= beyond < size:
            return at
        if words[beyond] not in known:
            beyond = _across(words, known, beyond, direction)
            if beyond < 0:
                return at
        at = beyond


def _across(words: Sequence[str], known: Collection[str], at: int, direction: int) -> int:
    """The next word of the stretch behind the small words that begin at `at`; -1 if there is none."""
    for size in range(1, MOST_GLUE + 1):
        beyond = at + size * direction
        if not 0 <= beyond < len(words):
            return -1
        if words[beyond] in known:
            between = words[at:beyond] if direction > 0 else words[beyond + 1 : at + 1]
            return beyond if all(_is_small(word) or fills(word) for word in between) else -1
    return -1


def _is_small(word: str) -> bool:
    return is_article(word) or is_glue(word)


_token_of = itemgetter(0)


def leads_on(wanted: frozenset[int], position: int, scan: Scan) -> bool:
    """Whether one of the wanted tokens may stand beside the word at `position`, small words between."""
    return _follows(wanted, position, 1, scan) or _follows(wanted, position, -1, scan)


def _follows(wanted: frozenset[int], position: int, direction: int, scan: Scan) -> bool:
    at = position
    for _ in range(MOST_GLUE + 1):
        at += direction
        if not 0 <= at < len(scan.words):
            return False
        if not wanted.isdisjoint(map(_token_of, scan.view.readings(at))):
            return True
        if not is_glue(scan.words[at]):
            return False
    return False


def is_glue(word: str) -> bool:
    """Whether it is a small word that a translated name may hold between its own, or two of them: d'al."""
    return all(bare(fold(part)) in GLUE for part in word.replace("’", "'").split("'"))
