"""Which sentences of two texts mean most alike: what a person can check who asks why two stories are one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.stories.cleaning import sentences

MOST_SENTENCES: Final = 10
"""Of a text's beginning, its headline among them: what happened stands there, and each costs a vector."""
LONGEST: Final = 400
"""Letters of a sentence that are compared and shown."""
_LEAST_WORDS = 3


def sayings(title: str, text: str) -> tuple[str, ...]:
    """The headline and the first sentences of a text, as they stand there."""
    said = [one.shown for one in sentences(text)[: 2 * MOST_SENTENCES] if len(one.words) >= _LEAST_WORDS]
    return tuple(dict.fromkeys(one[:LONGEST] for one in (title.strip(), *said) if one))[:MOST_SENTENCES]


def closest(ones: Sequence[bytes], twos: Sequence[bytes]) -> tuple[int, int, float] | None:
    """The places of the two vectors, one of each text, that are closest, and their cosine.

    `ones`, `twos`: vectors as `Meaning.of` gives them, b"" where a sentence has none. None if either text has none.
    """
    import numpy as np

    mine, other = ([place for place, one in enumerate(vectors) if one] for vectors in (ones, twos))
    if not mine or not other:
        return None

    def rows(vectors: Sequence[bytes], places: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.array([np.frombuffer(vectors[place], dtype="<f2") for place in places], dtype=np.float32)

    cosines = rows(ones, mine) @ rows(twos, other).T
    one, two = divmod(int(cosines.argmax()), len(other))
    return mine[one], other[two], float(cosines[one, two])
