"""Looking through stored articles, and the index that it goes by."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from monitor.model.archive.search import ArchiveState
from monitor.ports import Archive as ArchivePort
from monitor.store.database import Area
from monitor.store.index import archive

T = TypeVar("T")


class Searching(Area):
    """`ask_archive`, `archive_state`, `index_archive`, `forget_archive_index`."""

    def ask_archive(self, question: Callable[[ArchivePort], T]) -> T:
        """What `question` finds, in one consistent read; it must not call the store itself."""
        return self._db.read(lambda conn: question(archive.Archive(conn)))

    def archive_state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        return self._db.read(archive.state)

    def index_archive(self, most: int) -> int:
        """Put the newest articles that wait into the index, at most so many; 0 if none waits.

        An index of another version of the program is dropped before, and all articles wait anew.

        Raises:
            StoreError: this SQLite has no FTS5.
        """

        def work(conn: Connection) -> int:
            if not archive.is_current(conn):
                archive.begin(conn)
            return archive.put_older(conn, most)

        return self._db.write_repeatable(work)

    def forget_archive_index(self) -> None:
        """Begin the index anew; all articles wait for it.

        Raises:
            StoreError: this SQLite has no FTS5.
        """
        self._db.write(archive.begin)
