"""Common given names: before a family name they tell whose it is.

Written from general knowledge, for Europe, the Arab countries, Iran, Israel and Turkey. A name that it does not hold
is told by its capital letter, where its script has them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from monitor.watch.text.fold import bare, fold


def is_given_name(word: str) -> bool:
    """Whether `word`, in any spelling that folds to the same, is a common given name."""
    return bare(fold(word)) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    text = (resources.files("monitor.watch.text") / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(bare(fold(word)) for word in text.split())


def other_given_names(word: str) -> tuple[str, ...]:
    """What other languages call a person of this given name in romanised letters: Yitzhak for Isaac, Ilon for Elon."""
    return _by_tradition().get(bare(fold(word)), ())


@cache
def _by_tradition() -> dict[str, tuple[str, ...]]:
    text = (resources.files("monitor.watch.text") / "given_names_by_tradition.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        names = () if line.startswith("#") else [bare(fold(name)) for name in line.split()]
        for name in names:
            found.setdefault(name, {}).update(dict.fromkeys(other for other in names if other != name))
    return {name: tuple(others) for name, others in found.items()}
