"""Spellings that an analyst looked at and that are something else: they are candidates no more, and hide no name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from monitor.watch.lexicon import cores
from monitor.watch.text import bare, clean, fold, words


def rejected_spellings(written: Iterable[str]) -> frozenset[str]:
    """Spellings as watchlists write them, as `is_rejected` compares them."""
    return frozenset(map(_folded, written))


def is_rejected(surface: str, language: str, rejected: Collection[str]) -> bool:
    """Whether what a text of a language has is one of the folded spellings, with particles joined to it or without."""
    if not rejected:
        return False
    folded = _folded(surface)
    return folded in rejected or any(core in rejected for core in cores(folded, language))


def _folded(text: str) -> str:
    return " ".join(bare(fold(word)) for word in words(clean(text).text))
