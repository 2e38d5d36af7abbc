"""Which sentence of an earlier text each sentence of a later one goes back to, and the words that are left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from monitor.stories.statements.likeness import alike, same_name
from monitor.stories.statements.statement import Statement
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.stems import forms_of

ALIGNED = 0.55
"""Share of content words from which two sentences make one statement; between .4 and .7 little changes."""
_PROMISING = 0.3
"""Share of equal words of the shorter sentence below which slips are not tried."""
_NEAREST = 5
_KEY = 5
_CONTAINED, _LEAST_CONTAINED = 0.9, 4
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
    """Whether two sentences say the same word for word, days among the words."""
    return one.words == two.words and one.days == two.days and one.dates == two.dates


def compare(new: Statement, old: Statement, lexicon: Lexicon) -> Pair:
    """The words that each side has alone; order does not count."""
    if same(new, old):
        return Pair(new, old, (), (), 1.0)
    mine, theirs = Counter(new.content), Counter(old.content)
    added, left = list((mine - theirs).elements()), list((theirs - mine).elements())
    rest = []
    for word in added if len(added) <= _MOST_LEFT and len(left) <= _MOST_LEFT else ():
        name = word in new.names
        found = next((one for one in left if _same(word, one, name or one in old.names, lexicon)), None)
        if found is None:
            rest.append(word)
        else:
            left.remove(found)
    if len(added) > _MOST_LEFT or len(left) > _MOST_LEFT:
        rest = added
    _join(rest, left)
    _join(left, rest)
    common = len(new.content) - len(rest)
    share = 2 * common / max(1, len(new.content) + len(old.content))
    return Pair(new, old, tuple(rest), tuple(left), share)


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


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    """What the inflected forms of a word have in common."""
    return forms_of(word)[-1][:_KEY]


class Index:
    """The sentences of a text, found by their words."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._same = {one.words: one for one in reversed(statements)}
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(statements):
            for key in map(_key, one.counts):
                self._places.setdefault(key, []).append(place)

    def counterpart(self, new: Statement, lexicon: Lexicon) -> Pair | None:
        """The sentence that this one goes back to; None if none does."""
        if (old := self._same.get(new.words)) is not None:
            return Pair(new, old, (), (), 1.0)
        near: Counter[int] = Counter()
        for key in map(_key, new.counts):
            near.update(self._places.get(key, ()))
        best: tuple[float, int, Pair] | None = None
        for place, common in near.most_common(_NEAREST):
            old = self.statements[place]
            if common < _PROMISING * min(len(new.counts), len(old.counts)):
                continue
            pair = compare(new, old, lexicon)
            score = _score(pair)
            if score >= ALIGNED and (best is None or (score, -place) > best[:2]):
                best = (score, -place, pair)
        return best[2] if best else None


def _score(pair: Pair) -> float:
    """Dice, or nearly so: one sentence merged or split holds the other."""
    mine, theirs = len(pair.new.content), len(pair.old.content)
    inside = 1 - len(pair.added) / max(1, mine) if mine >= _LEAST_CONTAINED else 0.0
    around = 1 - len(pair.gone) / max(1, theirs) if theirs >= _LEAST_CONTAINED else 0.0
    return max(pair.share, _CONTAINED * inside, _CONTAINED * around)
