"""What a share may be of which some draws are known."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log

SURE = 0.95
_STEPS = 60


def share_between(hits: int, draws: int, sure: float = SURE) -> tuple[float, float]:
    """The exact bounds of C. J. Clopper and E. S. Pearson (Biometrika 26, 1934) for a share of which `hits` of `draws`
    were met: whatever it is, they hold it with a likelihood of at least `sure`."""
    rest = (1 - sure) / 2
    low = 0.0 if hits == 0 else _where(lambda share: 1 - _at_most(hits - 1, draws, share) < rest)
    high = 1.0 if hits == draws else _where(lambda share: _at_most(hits, draws, share) > rest)
    return low, high


def at_most(hits: int, draws: int, sure: float = SURE) -> float:
    """The share that is not exceeded with a likelihood of `sure`."""
    return 1.0 if hits >= draws else _where(lambda share: _at_most(hits, draws, share) > 1 - sure)


def _where(below: Callable[[float], bool]) -> float:
    """The share up to which `below` holds."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(hits: int, draws: int, share: float) -> float:
    """Likelihood of `hits` or fewer."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return float(hits >= draws)
    whole = lgamma(draws + 1)
    terms = (
        whole - lgamma(k + 1) - lgamma(draws - k + 1) + k * log(share) + (draws - k) * log(1 - share)
        for k in range(hits + 1)
    )
    return min(1.0, sum(map(exp, terms)))
