"""How far the sound of a word in other signs may be from that of a Latin one that it is."""

from __future__ import annotations

import re

from monitor.watch.sounds.transliteration import consonants

_LIMITS = (0.0, 0.2, 0.4, 0.55, 0.7, 0.85)
"""By consonants, the sum of habits up to which two words are the same name."""
_LOOSE = 1.2
"""How many times as much may separate a word that its neighbours must prove."""
_CLOSE = 0.6
"""How much of it may separate a spelling that is hardly another one."""
_GLIDES = re.compile("[wy](?=[aeiou])")


def consonants_heard(source: str) -> int:
    """How many consonants of a romanised word are heard as such."""
    return consonants(source) - len(_GLIDES.findall(source))


def limit_of(count: int) -> float:
    """The sum of habits up to which a word with so many consonants is the same name."""
    return _LIMITS[min(count, len(_LIMITS) - 1)]


def loosely(limit: float) -> float:
    """The sum up to which the words beside it may prove it."""
    return limit * _LOOSE


def close_to(cost: float, limit: float) -> bool:
    """Whether a spelling is hardly another one."""
    return cost <= close_limit(limit)


def close_limit(limit: float) -> float:
    """The sum up to which a spelling is hardly another one than the usual, of the one up to which it is the name."""
    return limit * _CLOSE
