"""Looking through stored articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol, TypeVar

from monitor.model.archive.search import ArchiveFilter, ArchiveState, Needs
from monitor.model.articles import Article

T = TypeVar("T")


class Archive(Protocol):
    """What may be asked about stored articles while a question is answered, all at one instant."""

    def terms(self, exact: Collection[str], beginnings: Sequence[str]) -> Sequence[str]:
        """The words that the articles have, or had, as `watch.archive_terms` writes them.

        Those that `watch.heads_of` puts under one of `exact`, or under what begins like one of
        `beginnings`.
        """
        ...

    def found(self, needs: Needs, of: ArchiveFilter) -> Iterator[Article]:
        """The articles in the index that have what is needed, the newest first; where nothing is needed, all."""
        ...

    def state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        ...


class Archived(Protocol):
    """The index of the archive; new articles are in it as soon as they are stored."""

    def ask_archive(self, question: Callable[[Archive], T]) -> T:
        """What `question` finds, in one consistent read; it must not call the store itself."""
        ...

    def archive_state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        ...

    def index_archive(self, most: int) -> int:
        """Put the newest articles that wait into the index, at most so many; 0 if none waits.

        Articles wait that were stored before there was an index, or under another version of it. StoreError where the
        database cannot have one.
        """
        ...

    def forget_archive_index(self) -> None:
        """Begin the index anew; all articles wait for it."""
        ...
