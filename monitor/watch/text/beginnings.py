"""How the lines begin that a cue may open: one look at a few letters instead of a search for every cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LETTERS: Final = 5
_LOOKED_AT: Final = 12
"""Letters of a line in which the first few are found, whatever spaces are between them."""


class Beginnings:
    """The first letters of some cues."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._heads = frozenset(map(_head, cues))
        self._pairs = frozenset(head[:2].rstrip() for head in self._heads)

    def begin(self, text: str) -> bool:
        """Whether a text begins with the first letters of a cue, or with the whole of a short one."""
        # Two letters are had at less cost, and rule out most.
        pair = _even(text[:3])[:2].rstrip()
        if pair not in self._pairs and pair[:1] not in self._pairs:
            return False
        head = _head(text)
        return not self._heads.isdisjoint((head, head[:1], head[:2], head[:3], head[:4]))


def _head(text: str) -> str:
    """The first letters, however they are spaced."""
    return " ".join(_even(text[:_LOOKED_AT]).split())[:_LETTERS].rstrip()


def _even(text: str) -> str:
    """In small letters; i has four forms that searches take for one."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("i\u0307", "i").replace("ı", "i")
