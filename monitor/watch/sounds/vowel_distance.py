"""How far the vowels of two words of equal consonants are apart, and how far they may be to sound the same."""

from __future__ import annotations

from functools import lru_cache

_NEAR = {
    ("A", "E"): 0.4, ("E", "I"): 0.3, ("O", "U"): 0.3, ("A", "O"): 0.6, ("A", "I"): 0.9, ("E", "O"): 0.9,
    ("E", "U"): 0.9, ("I", "U"): 1.0, ("A", "U"): 0.9, ("I", "O"): 1.0,
}  # fmt: skip
_SAME_DIPHTHONG = frozenset(
    {
        ("AU", "O"),
        ("AU", "OU"),
        ("AI", "E"),
        ("EI", "E"),
        ("AI", "EI"),
        ("AU", "U"),
        ("AI", "I"),
        ("EI", "I"),
        ("EU", "O"),
    }
)
_DIPHTHONG_COST = 0.15
_LOST_INSIDE, _LOST_AT_END, _LOST_OPEN_END = 0.7, 1.0, 0.35
_LONG_EXTRA = 0.3
_FAR = 9.0


@lru_cache(maxsize=65_536)
def distance(one: str, other: str) -> float:
    """How far two vowel patterns of the same consonants are from each other; 0 is equal, above 2 unrelated."""
    ours, theirs = one.split("|"), other.split("|")
    if len(ours) != len(theirs):
        return _FAR
    last = len(ours) - 1
    return sum(_group_distance(a, b, index == last) for index, (a, b) in enumerate(zip(ours, theirs, strict=True)))


def _group_distance(one: str, other: str, at_end: bool) -> float:
    if one == other:
        return 0.0
    if (one, other) in _SAME_DIPHTHONG or (other, one) in _SAME_DIPHTHONG:
        return _DIPHTHONG_COST
    if not one or not other:
        lost = one or other
        cost = _LOST_INSIDE if not at_end else _LOST_OPEN_END if lost in {"A", "E"} else _LOST_AT_END
        return cost + (_LONG_EXTRA if len(lost) > 1 else 0.0)
    nearest = min(_letter_distance(a, b) for a in one for b in other)
    return nearest if len(one) == len(other) == 1 else _LONG_EXTRA + nearest * 0.6


def _letter_distance(one: str, other: str) -> float:
    return 0.0 if one == other else _NEAR.get((one, other), _NEAR.get((other, one), 1.0))


def limits(consonants: int) -> tuple[float, float]:
    """The vowel distances up to which two words of that many consonants are the same sound, and loosely so."""
    if consonants <= 2:
        return 0.3, 0.45
    if consonants == 3:
        return 0.5, 0.8
    if consonants == 4:
        return 0.8, 1.2
    return 1.3, 1.8
