"""How alike stories are in meaning and words together, as far as their meaning is known.

Words say which event, meaning says it across words and languages, and neither is enough: two events of one kind mean
much the same, and two of the same people share words. The weights were fitted by logistic regression to what people
said of pairs of news texts (training half of SemEval-2022 Task 8, 1,243 pairs in ten languages); those for English on
look-alikes of the same people as well (ECB+, BASIL), which the pairs hardly have. Held apart: docs/measurements.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final

from monitor.model.ids import StoryId
from monitor.model.stories import Meant, StorySketch
from monitor.records import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[StoryId, StoryId]
Meanings = Mapping[StoryId, Meant]
"""By story what its first text means."""
UNKNOWN: Final[Meanings] = {}
NOT_ALIKE: Final = 0.25
"""Cosine from which two texts are more alike in meaning than any two pieces of news."""
_PRIOR = 30
"""Stories of a language from which it shows what they all have in common: as many count against it."""


class Kind(Enum):
    """Which weights two stories are judged with: of meaning beyond `NOT_ALIKE`, of the root of words, of words; and how
    much they must have in words, however much they mean the same: forms filled in by many do.

    1 is where two are linked.
    """

    TWO_LANGUAGES = (4.84, 2.02, 0.0, 0.0)
    ONE_LANGUAGE = (4.04, 0.85, 0.0, 0.0)
    ENGLISH = (1.18, 0.0, 4.71, 0.07)

    def likeness(self, meaning: float, words: float) -> float:
        """0 for nothing in common, 1 and more for one event. `meaning`: cosine; `words`: mean similarity, 0 to 1."""
        by_meaning, by_root, by_words, least = self.value
        found = by_meaning * (meaning - NOT_ALIKE) + by_root * math.sqrt(words) + by_words * words
        return max(0.0, min(found, words / least) if least else found)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two stories that are alike in meaning."""

    pair: Pair
    """The older first."""
    cosine: float
    words: float
    """Mean similarity by words and names, 0 to 1."""
    likeness: float
    """See `Kind.likeness`."""


def alike_in_meaning(
    sketches: Sequence[StorySketch],
    meanings: Meanings,
    words: Callable[[StoryId, StoryId], float],
    *,
    languages: bool = True,
) -> Iterator[Alike]:
    """The pairs whose meaning is known and alike.

    What the stories of a language all have in common here is taken off first: everything from one watched town is
    alike, and tells of many events. `words`: mean similarity of two stories by words and names. `languages`: whether
    stories in two languages count.
    """
    known = sorted((one for one in sketches if _has_meaning(one, meanings)), key=lambda one: one.story_id)
    if len(known) < 2:
        return
    import numpy as np

    vectors = _centred(known, meanings)
    cosines = vectors @ vectors.T
    for older, younger in zip(*np.nonzero(np.triu(cosines > NOT_ALIKE, 1)), strict=True):
        one, two = known[older], known[younger]
        kind = _kind(one, two)
        if (kind is Kind.TWO_LANGUAGES and not languages) or not known_both(one.story_id, two.story_id, meanings):
            continue
        cosine, told = float(cosines[older, younger]), words(one.story_id, two.story_id)
        yield Alike((one.story_id, two.story_id), cosine, told, kind.likeness(cosine, told))


def known_both(one: StoryId, two: StoryId, meanings: Meanings) -> bool:
    """Whether the meaning of both is known and they are of two publishers: then words alone say nothing of them."""
    mine, other = meanings.get(one), meanings.get(two)
    if mine is None or other is None or not (mine.vector and other.vector):
        return False
    # What one publisher tells twice in nearly the same words is a form, or a series: its words and numbers tell.
    return not mine.publisher or mine.publisher != other.publisher


def _has_meaning(one: StorySketch, meanings: Meanings) -> bool:
    found = meanings.get(one.story_id)
    return found is not None and bool(found.vector)


def _centred(sketches: Sequence[StorySketch], meanings: Meanings) -> NDArray[np.float32]:
    import numpy as np

    vectors = np.array(
        [np.frombuffer(meanings[one.story_id].vector, dtype="<f2") for one in sketches], dtype=np.float32
    )
    rows: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, one in enumerate(sketches):
        rows[one.languages].append(row)
    for mine in rows.values():
        vectors[mine] -= vectors[mine].sum(axis=0) / (len(mine) + _PRIOR)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return vectors


def _kind(one: StorySketch, two: StorySketch) -> Kind:
    if one.languages != two.languages:
        return Kind.TWO_LANGUAGES
    return Kind.ENGLISH if one.languages == ("en",) else Kind.ONE_LANGUAGE
