"""Whether a query holds for a text, given where its topics and phrases stand.

The answer to a part of a query is the set of cells in which it holds. Usually there is one cell, the whole article;
under `sentence:` every sentence is one. AND is then an intersection, OR a union and NOT a difference, and the cost is
that of looking at each hit once for each node above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import groupby
from operator import itemgetter

from monitor.records import dataclass
from monitor.watch.query import tree
from monitor.watch.query.conditions import Place
from monitor.watch.query.proximity import Line, apart, pairs
from monitor.watch.query.tree import Query
from monitor.watch.text import fold

Spot = tuple[int, int, int]
"""Part of the text, first and last word."""
Cell = tuple[int, ...]
"""`()` is the whole article, (part, sentence) a sentence."""
WHOLE: Cell = ()
Stretch = tuple[int, int]
"""A part of the text and a sentence of it, or 0 where the part is looked at as one."""
_MOST_KEPT = 8
"""Parts of queries whose places are kept: each may stand at as many as the text has words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a query is asked about."""

    spots: Callable[[tree.Leaf], Sequence[Spot]]
    """Where a topic or phrase stands, ascending."""
    sentence_starts: Callable[[int], Sequence[int]]
    """The words with which the sentences of a part of the text begin, the first sentence apart, ascending."""
    lies_in: Callable[[tree.Where, Spot], bool]
    """Whether a spot lies in the title, or in the lead."""
    surface: Callable[[Spot], str]
    """What stands there, for explanations."""
    language: str = ""
    source: str = ""
    kept: dict[tuple[tree.Near, tuple[tree.Where, ...], bool, Cell | None], Sequence[Spot]] = field(
        default_factory=dict
    )
    """Where NEARs stand that were looked for; a rule is asked whether it holds and again why."""
    lines: dict[tuple[Query, tuple[tree.Where, ...], bool, Cell | None, bool], Mapping[Stretch, Line]] = field(
        default_factory=dict
    )
    """The same spots by the stretches in which they stand, for what was asked to be near or counted."""

    def sentence(self, part: int, position: int) -> int:
        """The number of the sentence that holds a word, from 0."""
        return bisect_right(self.sentence_starts(part), position)


@dataclass(frozen=True, slots=True)
class View:
    """The facts as a part of a query sees them."""

    facts: Facts
    within: tuple[tree.Where, ...] = ()
    """What is looked at alone."""
    by_sentence: bool = False
    cell: Cell | None = field(default=None)
    """If given, all that is looked at."""

    def spots(self, leaf: tree.Leaf) -> Sequence[Spot]:
        """Where a topic or phrase stands in this view, ascending."""
        spots = self.facts.spots(leaf)
        if not self.within and self.cell is None:
            return spots
        return [spot for spot in spots if self._seen(spot)]

    def _seen(self, spot: Spot) -> bool:
        return all(self.facts.lies_in(where, spot) for where in self.within) and self.cell in {None, self.cell_of(spot)}

    def cell_of(self, spot: Spot) -> Cell:
        """Where a spot counts: the sentence in which it begins, or the article."""
        return (spot[0], self.facts.sentence(spot[0], spot[1])) if self.by_sentence else WHOLE

    def inside(self, where: tree.Where) -> View:
        """The view of what stands in `where`."""
        if where is tree.Where.SENTENCE:
            return self if self.by_sentence else replace(self, by_sentence=True, cell=None)
        return replace(self, within=(*self.within, where))


def holds(query: Query, facts: Facts) -> bool:
    """Whether the query holds for the article."""
    return bool(cells(query, View(facts)))


def cells(query: Query, view: View) -> set[Cell]:
    """The cells in which the query holds."""
    match query:
        case tree.TopicRef() | tree.Phrase() | tree.Near():
            if not view.by_sentence:
                return {WHOLE} if a_spot(query, view) else set()
            return {view.cell_of(spot) for spot in spots(query, view)}
        case tree.And():
            return _all(query, view)
        case tree.Or(items):
            return _any(items, view)
        case tree.Within(where, inner):
            found = cells(inner, view.inside(where))
            return found if view.by_sentence or not found else {WHOLE}
        case tree.AtLeast(count, inner):
            return {cell for cell, number in mentions(inner, view).items() if number >= count}
        case tree.Score(at_least):
            return {cell for cell, sum_ in scores(query, view).items() if sum_ >= at_least}
        case tree.Language() | tree.Source():
            return {WHOLE} if _about(query, view.facts) else set()


def spots(query: Query, view: View) -> Sequence[Spot]:
    """Where a topic, phrase, NEAR or any of such stands."""
    match query:
        case tree.TopicRef() | tree.Phrase():
            return view.spots(query)
        case tree.Near():
            return _near_spots(query, view)
        case _:
            return sorted({spot for item in _items(query) for spot in spots(item, view)})


def _near_spots(query: tree.Near, view: View) -> Sequence[Spot]:
    kept = view.facts.kept
    key = query, view.within, view.by_sentence, view.cell
    known = kept.get(key)
    if known is None:
        known = sorted(set(_covers(query, view)))
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = known
    return known


def a_spot(query: tree.TopicRef | tree.Phrase | tree.Near, view: View) -> Spot | None:
    """One place where it stands, the first that is met; None if there is none."""
    found = _covers(query, view) if isinstance(query, tree.Near) else iter(view.spots(query))
    return next(found, None)


def partners(query: tree.Near, view: View, reach: int | None = None) -> Iterator[tuple[int, Place, Place]]:
    """Part and places of every two that are nearest to each other where NEAR looks, whatever the distance.

    With a `reach`, those farther from each other may be left out.
    """
    whole = query.anywhere and not view.by_sentence
    first, second = (_lines(side, view, whole=whole) for side in (query.first, query.second))
    for stretch, line in first.items():
        if stretch in second:
            for one, other in pairs(line, second[stretch], ordered=query.ordered, reach=reach):
                yield stretch[0], one, other


def mentions(query: Query, view: View) -> Counter[Cell]:
    """For each cell, the number of mentions that do not overlap."""
    found: Counter[Cell] = Counter()
    for stretch, line in _lines(query, view, whole=not view.by_sentence).items():
        found[stretch if view.by_sentence else WHOLE] += apart(line.places)
    return found


def scores(query: tree.Score, view: View) -> Counter[Cell]:
    """For each cell in which an item holds, the sum of the weights."""
    sums: Counter[Cell] = Counter()
    for item, weight in query.items:
        for cell in cells(item, view):
            sums[cell] += weight
    return sums


def _covers(query: tree.Near, view: View) -> Iterator[Spot]:
    reach = query.words + 1
    for part, (first, last), (start, end) in partners(query, view, reach):
        if start - last <= reach and first - end <= reach:
            yield part, min(first, start), max(last, end)


def _all(query: tree.And, view: View) -> set[Cell]:
    found: set[Cell] | None = None
    for item in query.wanted:
        found = cells(item, view) if found is None else found & cells(item, view)
        if not found:
            return set()
    for item in query.unwanted:
        found = (found or set()) - cells(item, view)
    return found or set()


def _any(items: Iterable[Query], view: View) -> set[Cell]:
    found: set[Cell] = set()
    for item in items:
        found |= cells(item, view)
        if WHOLE in found:
            break
    return found


def _items(query: Query) -> tuple[Query, ...]:
    """Only OR is left where a place is asked for; `meaning` refuses all else."""
    return query.items if isinstance(query, tree.Or) else ()


def _lines(query: Query, view: View, *, whole: bool) -> Mapping[Stretch, Line]:
    """Where a topic, phrase, NEAR or any of such stands: in each part of the text if `whole`, else in each sentence."""
    lines = view.facts.lines
    key = query, view.within, view.by_sentence, view.cell, whole
    known = lines.get(key)
    if known is None:
        stretches = _stretches(spots(query, view), view.facts, whole=whole)
        known = {stretch: Line(places) for stretch, places in stretches.items()}
        if len(lines) >= _MOST_KEPT:
            lines.clear()
        lines[key] = known
    return known


def _stretches(found: Sequence[Spot], facts: Facts, *, whole: bool) -> dict[Stretch, list[Place]]:
    stretches: dict[Stretch, list[Place]] = defaultdict(list)
    for part, within in groupby(found, key=itemgetter(0)):
        starts = () if whole else facts.sentence_starts(part)
        if starts:
            for _, first, last in within:
                stretches[part, bisect_right(starts, first)].append((first, last))
        else:
            stretches[part, 0] = [(first, last) for _, first, last in within]
    return stretches


def _about(query: tree.Language | tree.Source, facts: Facts) -> bool:
    if isinstance(query, tree.Language):
        spoken = facts.language.lower().replace("_", "-")
        return any(spoken == code or spoken.startswith(f"{code}-") for code in query.codes)
    return " ".join(fold(facts.source).split()) in {" ".join(fold(name).split()) for name in query.names}
