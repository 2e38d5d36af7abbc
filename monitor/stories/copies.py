"""Copies: how much of one text stands in another, and what that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain

from monitor.model.stories import CopyFinding, CopyLabel
from monitor.records import dataclass
from monitor.stories.cleaning import Sentence, sentences
from monitor.stories.shingles import LONG, SHORT, runs

# Measured on labelled pairs of news texts (docs/explanation say how): below these, texts on one event look alike too.
LONG_SHARE = 0.25
SHORT_SHARE = 0.43
ALIGNED_SHARE = 0.55
LONE_SHARE = 0.33
"""Of short runs, where one sentence is all that is alike: two newsrooms open on one event in much the same words."""
_WORTH_ALIGNING = 0.1
"""Share of three-word runs below which no sentence can have a counterpart."""
_LEAST_SHARED = 4
"""Fewer common runs of a short text are a quotation or chance."""
SAME_SENTENCE = 0.7
"""Dice share of letter triples from which one sentence is the other, with slips or a few words changed."""
_LEAST_WORDS = 0.2
"""Share of the shorter one's words without which two sentences cannot be the same: slips leave more."""
_MOST_ALIGNED = 150
"""Sentences further down must be the very same: the work grows with their pairs, and texts come from strangers."""
_MOST_DIFFERENCES, _MOST_WORDS = 3, 4
"""Kept of what differs, for people."""
_ALL_BUT_ONE = 0.999
_WHOLE = 0.8
_HALF = 0.5


@dataclass(frozen=True)
class Text:
    """A text made ready to be compared with several others."""

    source: str
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    _triples: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Text:
        """`text` split and folded."""
        return cls(text, sentences(text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words of all sentences that count, in order."""
        return tuple(chain.from_iterable(sentence.words for sentence in self.sentences))

    @cached_property
    def long_runs(self) -> set[int]:
        """Runs of five words."""
        return runs(self.words, LONG)

    @cached_property
    def short_runs(self) -> set[int]:
        """Runs of three words."""
        return runs(self.words, SHORT)

    def triples(self, place: int) -> frozenset[str]:
        """Letter triples of a sentence."""
        if place not in self._triples:
            letters = " ".join(self.sentences[place].words)
            every = [letters[start : start + 3] for start in range(max(1, len(letters) - 2))]
            self._triples[place] = frozenset(every)
        return self._triples[place]


def compare(new: Text, old: Text) -> CopyFinding | None:
    """What `new` is of `old`, None if neither holds a good part of the other.

    The shares are the same either way round: a text is `shortened` exactly where the other is `extended`.
    """
    if not new.words or not old.words:
        return None
    if new.words == old.words:
        whole = len(new.sentences)
        return CopyFinding(
            label=CopyLabel.IDENTICAL, of_new=1.0, of_old=1.0, new_sentences=(), equal=whole, sentences=whole
        )
    short = len(new.short_runs & old.short_runs)
    fewest = min(len(new.short_runs), len(old.short_runs))
    if short < _WORTH_ALIGNING * fewest or short < min(_LEAST_SHARED, fewest):
        return None
    long_new, long_old = _shares(new.long_runs, old.long_runs)
    pairs, counterparts, others = _aligned(new, old)
    whole_new, whole_old = _covered(new, counterparts), _covered(old, others)
    short_share = short / fewest
    lone = min(len(counterparts), len(others)) < 2
    if not (
        max(long_new, long_old) >= LONG_SHARE
        or short_share >= SHORT_SHARE
        or (max(whole_new, whole_old) >= ALIGNED_SHARE and (short_share >= LONE_SHARE or not lone))
    ):
        return None
    changed = _changed(new, old, pairs)
    missing_new, missing_old = (sum(len(one[side]) for one in changed) for side in (0, 1))
    return CopyFinding(
        label=_label(max(long_new, whole_new), max(long_old, whole_old)),
        of_new=_word_true(long_new, whole_new, missing_new, new),
        of_old=_word_true(long_old, whole_old, missing_old, old),
        new_sentences=_new_sentences(new, old, counterparts),
        equal=len(counterparts) - len({place for place, _ in pairs}),
        sentences=len(new.sentences),
        differs=tuple(_differs(one, two) for one, two in changed if one or two)[:_MOST_DIFFERENCES],
    )


def _word_true(of_runs: float, of_sentences: float, missing: int, text: Text) -> float:
    """The share of a text's words that stand in the other; 1.0 only if all of them do."""
    share = max(of_runs, of_sentences - missing / len(text.words))
    return min(round(share, 3), _ALL_BUT_ONE) if missing else round(share, 3)


def _changed(new: Text, old: Text, pairs: Sequence[tuple[int, int]]) -> list[tuple[list[str], list[str]]]:
    """For sentences that are one but for a few words, the words of either side that the other has not."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for place, other in pairs:
        mine, theirs = Counter(new.sentences[place].words), Counter(old.sentences[other].words)
        words = (list((mine - theirs).elements()), list((theirs - mine).elements()))
        # A sentence may be like several: the closest is the one that it goes back to.
        if place not in found or len(words[0]) + len(words[1]) < sum(map(len, found[place])):
            found[place] = words
    return list(found.values())


def _differs(now: Sequence[str], was: Sequence[str]) -> str:
    return " → ".join(" ".join(words[:_MOST_WORDS]) or "nothing" for words in (was, now))


def _label(of_new: float, of_old: float) -> CopyLabel:
    if min(of_new, of_old) >= _WHOLE:
        return CopyLabel.REPRINT
    if max(of_new, of_old) < _HALF:
        return CopyLabel.PARTLY_REUSED
    return CopyLabel.SHORTENED if of_new >= of_old else CopyLabel.EXTENDED


def _shares(new: set[int], old: set[int]) -> tuple[float, float]:
    common = len(new & old)
    return common / len(new), common / len(old)


def _aligned(new: Text, old: Text) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """The sentences of `new` that are one and the same with one of `old`, and those of `old` with one of `new`.

    Each of those that stand in both word for word is taken: the others are compared with one another only, and come as
    pairs beside.
    """
    same = {one.words for one in new.sentences}.intersection([one.words for one in old.sentences])
    mine = {place for place, sentence in enumerate(new.sentences) if sentence.words in same}
    theirs = {place for place, sentence in enumerate(old.sentences) if sentence.words in same}
    pairs = _counterparts(new, _left(new, mine), old, _left(old, theirs))
    for place, found in pairs:
        mine.add(place)
        theirs.add(found)
    return pairs, mine, theirs


def _left(text: Text, placed: Collection[int]) -> list[int]:
    return [place for place in range(min(len(text.sentences), _MOST_ALIGNED)) if place not in placed]


def _counterparts(new: Text, mine: Sequence[int], old: Text, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Which of these sentences are the same with slips or other words."""
    if not mine or not theirs:
        return []
    wanted = frozenset(chain.from_iterable([new.sentences[place].words for place in mine]))
    having: dict[str, list[int]] = {}
    for place in theirs:
        for word in wanted.intersection(old.sentences[place].words):
            having.setdefault(word, []).append(place)
    pairs = []
    for place in mine:
        words = having.keys() & new.sentences[place].words
        for found, count in Counter(chain.from_iterable([having[word] for word in words])).items():
            fewest = min(len(new.sentences[place].words), len(old.sentences[found].words))
            if count >= _LEAST_WORDS * fewest and _alike(new.triples(place), old.triples(found)):
                pairs.append((place, found))
    return pairs


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    least = SAME_SENTENCE * (len(one) + len(two)) / 2
    # Sentences of very different length cannot reach it: the sets need not be crossed.
    return min(len(one), len(two)) >= least and len(one & two) >= least


def _covered(text: Text, places: set[int]) -> float:
    return sum([len(text.sentences[place].words) for place in places]) / len(text.words)


def _new_sentences(new: Text, old: Text, counterparts: set[int]) -> tuple[str, ...]:
    """Sentences without a counterpart of which less than half stands in `old`."""
    fresh = []
    for place, sentence in enumerate(new.sentences):
        mine = runs(sentence.words, SHORT)
        if place not in counterparts and 2 * len(mine & old.short_runs) < len(mine):
            fresh.append(sentence.shown)
    return tuple(fresh)
