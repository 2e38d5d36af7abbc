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
