"""Terms handed out as an index of the archive does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.watch import heads_of


class Index:
    """Of the terms of all articles."""

    def __init__(self, terms: Collection[str]) -> None:
        self._heads = heads_of(terms)

    def under(self, exact: Collection[str], beginnings: Sequence[str]) -> list[str]:
        """As `ports.Archive.terms`."""
        begun = tuple(beginnings)
        return [
            term
            for term, heads in self._heads.items()
            if not heads.isdisjoint(exact) or any(head.startswith(begun) for head in heads)
        ]
