"""Which articles that have all words of a phrase need not be matched, because they stand nowhere near each other.

Told by the words alone, as the index keeps them: a text in which one word of a phrase may be cut, or taken out of a
tag, is matched. It may pass a text in which the phrase is not; it may never stop one in which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from monitor.model.archive.search import EVERY, All, Needs, Terms
from monitor.watch.query import Leaf, Phrase, Query, leaves
from monitor.watch.search.archive_terms import Kind, is_of_word, kept_in
from monitor.watch.search.needs import needs_of
from monitor.watch.search.offer import Row
from monitor.watch.text import clean, cut_words, words

_NEAR = 12
"""Words from one of a phrase to the next at most; small words and articles may stand between, and those are few."""
_TAGS = frozenset("#@\uff03\uff20")


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
        split: list[list[str]] = []
        for written in (title, text):
            cleaned = clean(written).text
            if not _TAGS.isdisjoint(written) or next(iter(cut_words(cleaned)), None) is not None:
                return True
            split.append(words(cleaned))
        return _holds(self._needs, partial(_stand, self._rows, split))


def _told(rows: Iterable[Row]) -> tuple[Row, ...] | None:
    """The words for which a text is looked through; None if a word, or a row of letters, tells nothing."""
    found: list[Row] = []
    for row in rows:
        terms = frozenset().union(*row)
        if len(row) < 2 or not all(map(_is_plain, terms)):
            return None
        found.append(tuple(frozenset(kept_in(term).word for term in part) for part in row))
    return tuple(found)


def _is_plain(term: str) -> bool:
    return is_of_word(term) and kept_in(term).kind == Kind.WORD


def _holds(needs: Needs, stand: Callable[[str], bool]) -> bool:
    match needs:
        case Terms(any_of):
            return any(map(stand, any_of))
        case All(parts):
            return all(_holds(part, stand) for part in parts)
    return any(_holds(part, stand) for part in needs.parts)


def _stand(rows: Mapping[str, Sequence[Row]], split: Sequence[Sequence[str]], term: str) -> bool:
    """Whether a phrase may stand in one of the parts of a text; what is no phrase, as a language, is not told here."""
    return term not in rows or any(_in_a_row(row, part) for row in rows[term] for part in split)


def _in_a_row(row: Row, part: Sequence[str]) -> bool:
    """Whether words of a row stand one behind the other, each near the one before."""
    reached = [at for at, word in enumerate(part) if word in row[0]]
    for wanted in row[1:]:
        reached = sorted(
            {
                at
                for before in reached
                for at in range(before + 1, min(len(part), before + 1 + _NEAR))
                if part[at] in wanted
            }
        )
    return bool(reached)
