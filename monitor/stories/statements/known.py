"""What readers know by the texts that they were told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from monitor.stories.statements.likeness import same_name, spelled_out
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Count, Statement
from monitor.stories.statements.reading.text import ReadText
from monitor.stories.words.stems import State


class Known:
    """The texts together. `watched`: the watched names that stand in them, or are known to their readers."""

    def __init__(self, texts: Sequence[ReadText], watched: frozenset[str]) -> None:
        self._texts = texts
        self.watched = watched

    @property
    def only_summary(self) -> bool:
        """All that was told is a summary: the full text says more words, not more news."""
        return all(len(one.lines) <= 1 for one in self._texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word."""
        return frozenset().union(*(one.vocabulary for one in self._texts))

    @cached_property
    def states(self) -> frozenset[State]:
        """Every state that was told."""
        return frozenset().union(*(one.states for one in self._texts))

    @cached_property
    def cues(self) -> frozenset[str]:
        """Every cue that was given: a denial, a retraction."""
        return frozenset().union(*(one.cues for one in self._texts))

    @cached_property
    def numbers(self) -> tuple[Count, ...]:
        """Every number, in the order in which they were told."""
        return tuple(number for one in self._texts for number in one.numbers)

    def states_beside(self, subject: Collection[str]) -> frozenset[State]:
        """The states that were told in sentences that have a word of the subject: what else was put off is another."""
        said = (one for one in self.statements if not _single(one.counts).isdisjoint(subject))
        return frozenset().union(*(one.states for one in said))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence, headlines among them."""
        every = (one for text in self._texts for one in (text.title, *(line.statement for line in text.lines)))
        return tuple(one for one in every if one is not None)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Those of the watched names that these texts have in no spelling."""
        fresh = (name for name in names if name not in self.watched)
        return sorted(name for name in fresh if not all(map(self.has_name, name.split())))

    def together(self, names: Collection[str], others: Collection[str]) -> bool:
        """Whether a sentence has some of both: they may be two names of one."""
        return any(not one.isdisjoint(names) and not one.isdisjoint(others) for one in self._word_sets)

    def says_of(self, names: Collection[str], new: Statement, states: frozenset[State]) -> bool:
        """Whether a sentence says of who is called so what `new` says: one of its `states`, or half of its words."""
        said = _single(new.counts - new.names)
        for one in self.statements:
            if set(names).isdisjoint(one.words):
                continue
            if any(at == axis and pole != where for axis, pole in states - one.states for at, where in one.states):
                continue  # What was said of him is the contrary.
            if not states.isdisjoint(one.states) or 2 * len(said & _single(one.counts)) >= len(said):
                return True
        return False

    def spells_out(self, short: str) -> bool:
        """Whether a sentence has the words whose initials `short` is."""
        return any(spelled_out(short, line.words) for line in self._lines)

    @cached_property
    def _word_sets(self) -> list[frozenset[str]]:
        return [frozenset(line.words) for line in self._lines]

    @cached_property
    def _lines(self) -> list[Line]:
        return [line for text in self._texts for line in (*text.lines, *([text.headline] if text.headline else ()))]

    def has_name(self, part: str) -> bool:
        """Whether a word stands in these texts, in whatever spelling."""
        return part in self.vocabulary or any(same_name(part, one) for one in self.vocabulary)


def _single(words: Iterable[str]) -> frozenset[str]:
    """The words one by one, those too that were read as one: "found alive"."""
    return frozenset(part for word in words for part in word.split("_"))
