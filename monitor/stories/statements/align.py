"""Which sentence of an earlier text each sentence of a later one goes back to, and the words that are left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from monitor.records import dataclass
from monitor.stories.statements.likeness import PREFIXED_FROM, alike, same_name
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.lexicon import Lexicon

ALIGNED = 0.55
"""Share of content words from which two sentences make one statement; between .4 and .7 little changes."""
_PROMISING = 0.4
"""Share of equal words of the shorter sentence below which slips are not tried."""
_NEAREST = 5
_CONTAINED, _LEAST_CONTAINED = 0.9, 4
_FORM = 4
"""Words, of both sides together, that differ in a form."""
_MOST_LEFT = 40
"""Words of a side among which slips are looked for; more of them are another sentence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that make one statement."""

    new: Statement
    old: Statement
    added: tuple[str, ...]
    """Content words of the new one without a counterpart."""
    gone: tuple[str, ...]
    share: float
    """Dice share of content words with one."""

    @property
    def equal(self) -> bool:
        """Whether they are the same word for word."""
        return same(self.new, self.old)


def same(one: Statement, two: Statement) -> bool:
    """Whether two sentences say the same word for word, days and hours among the words."""
    when, then = (one.days, one.dates, one.hours), (two.days, two.dates, two.hours)
    return one.words == two.words and when == then


def compare(new: Statement, old: Statement, lexicon: Lexicon) -> Pair:
    """The words that each side has alone; order does not count. Of two that are no pair, slips are not looked for."""
    if same(new, old):
        return Pair(new, old, (), (), 1.0)
    theirs = Counter(old.content)
    added = []
    for word in new.content:
        if theirs.get(word, 0):
            theirs[word] -= 1
        else:
            added.append(word)
    left = [word for word, times in theirs.items() for _ in range(times)]
    if len(added) > _MOST_LEFT or len(left) > _MOST_LEFT or not _may_pair(new, old, added, left):
        return Pair(new, old, tuple(added), tuple(left), _dice(new, old, added))
    rest = []
    for word in added:
        found = _counterpart(word, left, new, old, lexicon)
        if found is None:
            rest.append(word)
        else:
            left.remove(found)
    _join(rest, left)
    _join(left, rest)
    return Pair(new, old, tuple(rest), tuple(left), _dice(new, old, rest))


def _dice(new: Statement, old: Statement, added: Sequence[str]) -> float:
    common = len(new.content) - len(added)
    return 2 * common / max(1, len(new.content) + len(old.content))


def _may_pair(new: Statement, old: Statement, added: Sequence[str], left: Sequence[str]) -> bool:
    """Whether they can be one statement, if all words that begin alike are slips or inflections of one another."""
    begins = Counter(_begin(word) for word in left)
    more = sum(min(times, begins[letter]) for letter, times in Counter(map(_begin, added)).items())
    common = len(new.content) - len(added) + more
    return _best(common, len(new.content), len(old.content)) >= ALIGNED


def _begin(word: str) -> str:
    """The first letter of a word; "" where small words may stand before it."""
    return word[0] if word[0] < PREFIXED_FROM else ""


def _counterpart(word: str, left: Sequence[str], new: Statement, old: Statement, lexicon: Lexicon) -> str | None:
    begin, name = _begin(word), word in new.names
    for one in left:
        if _begin(one) == begin and _same(word, one, name or one in old.names, lexicon):
            return one
    return None


def _join(apart: list[str], whole: list[str]) -> None:
    """Take out what is written in two words here and in one there: "Abdul Rahman", "Abdulrahman"."""
    for one, two in tuple(pairwise(apart)):
        found = next((word for word in whole if word.startswith(one) and same_name(one + two, word)), None)
        if found is not None and one in apart and two in apart:
            apart.remove(one)
            apart.remove(two)
            whole.remove(found)


def _same(one: str, two: str, name: bool, lexicon: Lexicon) -> bool:
    return alike(one, two, name) and not contrary(one, two, lexicon)


def contrary(one: str, two: str, lexicon: Lexicon) -> str:
    """The axis on which two words exclude each other, "" if none; words that share a pole anywhere do not."""
    mine, theirs = lexicon.states(one), lexicon.states(two)
    if not mine or not theirs or mine & theirs:
        return ""
    return next((axis for axis, pole in sorted(mine) if any(axis == at and pole != where for at, where in theirs)), "")


class Index:
    """The sentences of a text, found by their words."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._same = {one.words: one for one in reversed(lines)}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, one in enumerate(self._lines):
            for key in one.keys:
                if key in found:
                    found[key].append(place)
                else:
                    found[key] = [place]
        return found

    def same(self, words: tuple[str, ...]) -> Line | None:
        """The sentence with just these words."""
        return self._same.get(words)

    def near(self, new: Line) -> Near:
        """The sentences that this one may go back to, by what its words begin with."""
        if (old := self._same.get(new.words)) is not None:
            return Near(old, (), True)
        common: dict[int, int] = {}
        places = self._places
        for key in new.keys & places.keys():
            for place in places[key]:
                common[place] = common.get(place, 0) + 1
        found = [
            (shared, -place)
            for place, shared in common.items()
            if shared >= _PROMISING * min(len(new.keys), len(self._lines[place].keys))
        ]
        found.sort(reverse=True)
        nearest = [(self._lines[-place], shared) for shared, place in found[:_NEAREST]]
        covers = any(_best(shared, len(new.keys), len(one.keys)) >= ALIGNED for one, shared in nearest)
        return Near(None, tuple(one for one, _ in nearest), covers)


@dataclass(frozen=True, slots=True)
class Near:
    """Sentences of a text that one may go back to."""

    equal: Line | None
    """The one that is the same word for word."""
    others: tuple[Line, ...]
    covers: bool
    """Whether it most likely goes back to one of them."""


def nearest(new: Statement, old: Mapping[Line, Statement], lexicon: Lexicon) -> tuple[Line, Pair] | None:
    """The one of the sentences that `new` goes back to, and both beside one another; None if it goes back to none."""
    best: tuple[float, Line, Pair] | None = None
    for line, one in old.items():
        pair = compare(new, one, lexicon)
        score = _score(pair)
        if score >= ALIGNED and (best is None or score > best[0]):
            best = score, line, pair
    return best[1:] if best else None


def _score(pair: Pair) -> float:
    """Dice, or nearly so: one sentence merged or split holds the other."""
    mine, theirs = len(pair.new.content), len(pair.old.content)
    inside = 1 - len(pair.added) / max(1, mine) if mine >= _LEAST_CONTAINED else 0.0
    around = 1 - len(pair.gone) / max(1, theirs) if theirs >= _LEAST_CONTAINED else 0.0
    return max(pair.share, _CONTAINED * inside, _CONTAINED * around)


def _best(common: int, mine: int, theirs: int) -> float:
    """The score of two sentences of so many words, if so many are common."""
    inside = common / mine if mine >= _LEAST_CONTAINED else 0.0
    around = common / theirs if theirs >= _LEAST_CONTAINED else 0.0
    return max(2 * common / max(1, mine + theirs), _CONTAINED * inside, _CONTAINED * around)


def in_one_form(pair: Pair) -> bool:
    """Whether two sentences differ in a few words alone, as two notices of one form do; not if one is turned round."""
    new, old = pair.new.content, pair.old.content
    in_one_order = [word for word in new if word in old] == [word for word in old if word in new]
    return in_one_order and len(pair.added) + len(pair.gone) <= _FORM
