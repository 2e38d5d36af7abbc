"""Whether a statement names somebody or something else, or somebody whom readers know from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.stories.statements.align import Pair
from monitor.stories.statements.known import Known
from monitor.stories.statements.likeness import alike, spelled_out
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

_LEAST_NAME = 4
_NEARLY = 0.7
"""Share from which two other words in a row are somebody or something else, in all languages."""
_WITHOUT_CAPITALS = ("ar", "fa", "he", "de")
"""Languages whose names have no capitals, or whose other nouns have them too."""


def other_name(pair: Pair, known: Known, lexicon: Lexicon, *, same_publisher: bool) -> str:
    """The name that a sentence has and its counterpart has not, "" if it may be the same one."""
    return _Names(pair, known, lexicon, same_publisher=same_publisher).other()


def in_other_length(fresh: Sequence[str], pair: Pair, known: Known) -> frozenset[str]:
    """Those of the words that are the initials of what was told in full, or spell out initials that were told."""
    shorts = {*pair.gone, *pair.old.names} if fresh else frozenset[str]()
    in_full = {part for short in shorts for part in spelled_out(short, pair.new.words)}
    return frozenset(word for word in fresh if word in in_full or known.spells_out(word))


def first_names(said: Statement, other: Statement) -> frozenset[str]:
    """The names that stand before a name which the other sentence has alone, or behind their initial.

    "Pavel" of "Pavel Ostrovin" where the other says "Ostrovin" or "P. Ostrovin"; not where it says "I. Ostrovin".
    """
    before = {two: one for one, two in pairwise(other.words)}
    found = set()
    for first, last in pairwise(said.words):
        behind = next((word for word in other.words if alike(word, last, True)), None)
        if first in said.names and last in said.names and behind is not None:
            initial = before.get(behind, "")
            if len(initial) != 1 or initial == first[0]:
                found.add(first)
    return frozenset(found)


class _Names:
    def __init__(self, pair: Pair, known: Known, lexicon: Lexicon, *, same_publisher: bool) -> None:
        self._pair, self._known, self._lexicon, self._same_publisher = pair, known, lexicon, same_publisher

    def other(self) -> str:
        """The name, or two words that most likely are one."""
        pair = self._pair
        fresh = [word for word in pair.added if word in pair.new.names and self._is_new_name(word)]
        fresh = [word for word in fresh if word not in in_other_length(fresh, pair, self._known)]
        if fresh and (any(word in pair.old.names for word in pair.gone) or pair.new.watched):
            return " ".join(fresh)
        if somebody := self._somebody_known():
            return somebody
        run = self._run(pair.new, pair.added, self._known.vocabulary)
        return " ".join(run) if run and self._run(pair.old, pair.gone, frozenset()) else ""

    def _somebody_known(self) -> str:
        """Whom readers know from elsewhere, and who has done to them now what was told of another."""
        pair = self._pair
        fresh, lost = self._only_named(pair.added, pair.new), self._only_named(pair.gone, pair.old)
        if not fresh or not lost or not self._known.vocabulary.issuperset(fresh):
            return ""
        if self._known.together(fresh, lost) or self._is_part_of_name(fresh):
            return ""
        states = frozenset(state for word in pair.new.content for state in self._lexicon.states(word))
        return "" if self._known.says_of(fresh, pair.new, states) else " ".join(fresh)

    def _only_named(self, words: tuple[str, ...], one: Statement) -> list[str]:
        """The names among words that are nothing but somebody's name and what he is; empty if they are more."""
        names = [word for word in words if word in one.names]
        person = actors(self._lexicon.language).person
        if any(word not in one.names and not person(word) for word in words):
            return []
        return names if any(len(word) >= _LEAST_NAME for word in names) else []

    def _is_part_of_name(self, fresh: Sequence[str]) -> bool:
        """Whether beside what was exchanged stands the rest of the name, as it stood: another spelling of it."""
        new = self._pair.new
        stays = (new.names & self._pair.old.names) - {part for one in new.watched for part in one.split()}
        return any(len({*both} & stays) == len({*both} & {*fresh}) == 1 for both in pairwise(new.words))

    def _is_new_name(self, word: str) -> bool:
        """Whether it is a name that was not told; words that the lists read as one ("is back") are none."""
        if len(word) < _LEAST_NAME or "_" in word or self._lexicon.has("title", word):
            return False
        return not self._known.has_name(word)

    def _run(self, one: Statement, changed: tuple[str, ...], known: frozenset[str]) -> list[str]:
        """Two changed words in a row: a name, where capitals do not tell names."""
        near = self._same_publisher and one.watched and self._pair.share >= _NEARLY
        if self._lexicon.language not in _WITHOUT_CAPITALS and not near:
            return []
        told_apart = actors(self._lexicon.language)
        for both in pairwise(one.words):
            if not all(word in changed and word[0] != "#" and not self._lexicon.states(word) for word in both):
                continue
            if any(told_apart.lists(word) or self._is_verb(word) for word in both):
                continue  # Who acts is told by what they are; beside such a word the other may be the verb.
            if known.isdisjoint(both) and (self._lexicon.language != "de" or _both_capital(one.shown, both)):
                return list(both)
        return []

    def _is_verb(self, word: str) -> bool:
        """Persian: in Arabic and Hebrew a tense is no sure sign of one."""
        return self._lexicon.language == "fa" and bool(self._lexicon.tenses(word))


def _both_capital(shown: str, both: tuple[str, str]) -> bool:
    words = shown.replace(",", " ").replace(".", " ").split()
    return any(
        one[0].isupper() and two[0].isupper() and (one[0].casefold(), two[0].casefold()) == (both[0][0], both[1][0])
        for one, two in pairwise(words)
    )
