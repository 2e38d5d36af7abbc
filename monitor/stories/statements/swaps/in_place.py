"""A sentence of a copy that stands where another one stood, and says another thing of its subject."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from monitor.stories.statements.align import compare
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.placed import Placed, are_few_changed
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.swaps.predicates import PUT_IN, Put, most_of
from monitor.stories.statements.swaps.same_words import as_written, is_named
from monitor.stories.words.lexicon import Lexicon

_NEXT_BUT_ONE = 2
_LONGEST, _LONGEST_OF_SUBJECT = 4, 6
"""Words of meaning of a side: more of them say it in other words, or are a line of the site's own."""
_ENDS = tuple('.!?…。！？۔؟।”»"」』')
_VERB_BEFORE, _BEHIND_VERB = frozenset({"ar", "da", "de", "nl", "no", "sv"}), 3
_MUCH = 0.4
"""Share of words from which two sentences have one subject, wherever it stands."""


def in_place(placed: Sequence[Placed], base: Sequence[Line], at: int, *, own: bool) -> Iterator[tuple[Line, Line]]:
    """Sentences of a copy that go back to none, each with that in whose place it stands: between the same two.

    `base`: the sentences of the text `at`. `own`: that is the version before this one; what an edit took back and what
    stands there again was told, but not last.
    """
    if not are_few_changed(placed):
        return
    where = {line: place for place, line in enumerate(base)}
    backs = [where.get(found.old) if found and found.at == at else None for _, found in placed]
    edges = [-1, *backs, len(base)]
    for place, (one, found) in enumerate(placed):
        before, behind = edges[place], edges[place + 2]
        again = own and found is not None and found.at != at
        if (found is None or again) and before is not None and behind is not None and behind - before == _NEXT_BUT_ONE:
            yield one, base[before + 1]


def another_in_place(
    new: Statement, old: Statement, told: Collection[str], now: Collection[str], lexicon: Lexicon
) -> Iterator[Difference]:
    """What such a sentence says of its subject that the other did not. `told`, `now`: the words of both texts."""
    pair = compare(new, old, lexicon)
    put = Put(pair, lexicon)
    sides = put.gone, put.added or _states_put_in(new, old, lexicon)
    most = most_of(*([one for one in side if not lexicon.has("particle", one)] for side in sides))
    subject = _has_subject_of(new, old, lexicon)
    longest = _LONGEST_OF_SUBJECT if subject and new.shown.endswith(_ENDS) else _LONGEST
    if not (subject or pair.share >= _MUCH) or most > longest or not all(sides):
        return
    gone, added = sides
    if all(is_named(word, told) for word in added) or all(is_named(word, now) for word in gone):
        return
    what = f"{as_written(gone, old)} → {as_written(added, new)}"
    yield Difference(kind=DifferenceKind.OBJECT, speaks=True, what=what, later=new.shown, earlier=old.shown)


def _states_put_in(new: Statement, old: Statement, lexicon: Lexicon) -> list[str]:
    """Words that say a state which the other does not, though they say nothing without it: "taken from office"."""
    fresh = {state for state in new.states - old.states if state[0] in PUT_IN}
    return [word for word in new.content if lexicon.states(word) & fresh]


def _has_subject_of(new: Statement, old: Statement, lexicon: Lexicon) -> bool:
    """Whether two sentences have one word of meaning first; one of the next, where the verb may stand before it."""
    behind = _BEHIND_VERB if lexicon.language in _VERB_BEFORE else 1
    return any(alike(one, two) for one, two in zip(new.content[:behind], old.content[:behind], strict=False))
