"""Which articles that have all words of a phrase need not be matched, because they stand nowhere near each other.

Told by the words alone, as the index keeps them: a text in which one word of a phrase may be cut, or taken out of a
tag, is matched. It may pass a text in which the phrase is not; it may never stop one in which it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from monitor.model.archive.search import EVERY, All, Needs, Terms
from monitor.watch.query import Leaf, Phrase, Query, leaves
from monitor.watch.search.needs import needs_of
from monitor.watch.search.offer import Row
from monitor.watch.search.terms import Kind, is_of_word, kept_in
from monitor.watch.text import clean, cut_words, words

_NEAR = 12
"""Words from one of a phrase to the next at most; small words and articles may stand between, and those are few."""
_MOST_WORDS = 500
"""Of one place in a phrase, for which a text is searched: with more it is matched as soon."""
_Words = tuple[re.Pattern[str], ...]
"""For each place in a phrase what finds its words in a cleaned text."""


class Nearness:
    """For one question, once it is known which words of the archive may be its words."""

    def __init__(self, query: Query, rows: Callable[[Phrase], Iterable[Row]]) -> None:
        self._rows = {
            leaf.text: found
            for leaf in leaves(query)
            if isinstance(leaf, Phrase) and (found := _told(rows(leaf))) is not None
        }
        self._needs = needs_of(query, self._asked)

    def _asked(self, leaf: Leaf) -> Needs:
        return Terms(frozenset({leaf.text})) if isinstance(leaf, Phrase) and leaf.text in self._rows else EVERY

    def may_hold(self, title: str, text: str) -> bool:
        """Whether the words of the question stand in an article as they must for it to hold."""
        if not self._rows:
            return True
        parts: list[str] = []
        for written in (title, text):
            cleaned = clean(written).text
            if _has_tags(written) or next(iter(cut_words(cleaned)), None) is not None:
                return True
            parts.append(cleaned)
        return _holds(self._needs, partial(_stand, self._rows, parts))


def _has_tags(written: str) -> bool:
    # One by one: asked of thousands of texts, a loop takes longer than the searches.
    return "#" in written or "@" in written or "\uff03" in written or "\uff20" in written


def _told(rows: Iterable[Row]) -> tuple[_Words, ...] | None:
    """The words for which a text is looked through; None if a word, or a row of letters, tells nothing."""
    found: list[_Words] = []
    for row in rows:
        if len(row) < 2 or not all(map(_is_plain, frozenset().union(*row))) or max(map(len, row)) > _MOST_WORDS:
            return None
        if all(row):
            found.append(tuple(_finder(kept_in(term).word for term in part) for part in row))
    return tuple(found)


def _finder(some: Iterable[str]) -> re.Pattern[str]:
    # Nothing in front of the words: a search for letters that a match begins with takes half the time. So the end of a
    # longer word is met as well, which stops no text that is to be matched.
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(set(some))))})(?!\w)")


def _is_plain(term: str) -> bool:
    return is_of_word(term) and kept_in(term).kind == Kind.WORD


def _holds(needs: Needs, stand: Callable[[str], bool]) -> bool:
    match needs:
        case Terms(any_of):
            return any(map(stand, any_of))
        case All(parts):
            return all(_holds(part, stand) for part in parts)
    return any(_holds(part, stand) for part in needs.parts)


def _stand(rows: Mapping[str, Sequence[_Words]], parts: Sequence[str], term: str) -> bool:
    """Whether a phrase may stand in one of the parts of a text; what is no phrase, as a language, is not told here."""
    return term not in rows or any(_in_a_row(row, part) for row in rows[term] for part in parts)


def _in_a_row(row: _Words, part: str) -> bool:
    """Whether words of a row stand one behind the other, each near the one before."""
    reached = [found.end() for found in row[0].finditer(part)]
    for wanted in row[1:]:
        if not reached:
            return False
        reached = [found.end() for found in wanted.finditer(part) if _is_near(reached, found.start(), part)]
    return bool(reached)


def _is_near(ends: Sequence[int], start: int, part: str) -> bool:
    """Whether one of what ends here, in ascending order, stands near in front of `start`."""
    at = bisect_right(ends, start)
    return at > 0 and len(words(part[ends[at - 1] : start])) < _NEAR
