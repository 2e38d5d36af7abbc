"""`monitor db copy`: one database into another, table by table and in lots, and whether both are equal.

A value is taken as SQLite stores it, whichever side it comes from, so that rows can be compared. Rows go in the order
of their keys, each lot whole or not at all: a copy that was stopped goes on behind the last row that is there. Until
all is compared the copy stands under a schema that no program works with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from sqlalchemy import Table

from monitor.errors import StoreBusyError, StoreError
from monitor.records import dataclass
from monitor.store.database import FileSide, Side, is_server
from monitor.store.schema import metadata

LOT = 5_000
Progress = Callable[[str, int, int], None]
"""Told of each lot: what is done, how many rows of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """What a copy holds."""

    tables: tuple[tuple[str, int, str], ...]
    """Of each table its rows, and their checksum, equal on both sides."""
    resumed: int
    """Rows that an earlier try had copied already."""

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(count for _, count, _ in self.tables)


def copy_store(source: str, target: str, progress: Progress) -> CopyReport:
    """Copy the database of one storage URL into the empty one of another; a copy that was stopped is gone on with.

    Raises:
        StoreBusyError: a disk is full, a server is gone: what was copied stays, and is gone on with.
        StoreLockedError: a running monitor uses one of them.
        SchemaTooNewError, ForeignFileError: one must not be touched.
        StoreError: `source` is absent or of an older schema, `target` holds something, or they are not equal.
    """
    if source == target:
        raise StoreError("Source and target are the same database.")
    try:
        return _copied(source, target, progress)
    except StoreBusyError as problem:
        raise StoreBusyError(
            f"{problem} What was copied stays: when that is mended, the same `monitor db copy` again goes on there."
        ) from problem


def _copied(source: str, target: str, progress: Progress) -> CopyReport:
    with ExitStack() as stack:
        old, new = stack.enter_context(_side(source)), stack.enter_context(_side(target))
        old.require_whole()
        new.prepare()
        counts = {table.name: old.count(table) for table in metadata.sorted_tables}
        every, resumed, done = sum(counts.values()), 0, 0
        for table in metadata.sorted_tables:
            there = new.count(table)
            resumed, done = resumed + there, done + there
            after = new.last_key(table) if there else None
            for lot in _lots(old, table, after):
                new.put(table, lot)
                done += len(lot)
                progress("copy", done, every)
            if "id" in table.c:
                new.set_highest_id(table, old.highest_id(table))
        told = tuple(_compared(old, new, every, progress))
        new.finish()
    return CopyReport(tables=told, resumed=resumed)


def _side(url: str) -> Side:
    if not is_server(url):
        return FileSide(url)
    from monitor.store.postgres import ServerSide  # noqa: PLC0415 - the driver is an extra

    return ServerSide(url)


def _lots(side: Side, table: Table, after: Sequence[Any] | None) -> Iterator[list[tuple[Any, ...]]]:
    keys = [place for place, column in enumerate(table.c) if column.primary_key]
    while rows := side.rows(table, after, LOT):
        yield rows
        after = [rows[-1][place] for place in keys]


def _compared(old: Side, new: Side, every: int, progress: Progress) -> Iterator[tuple[str, int, str]]:
    done = 0
    for table in metadata.sorted_tables:
        sums = []
        for side in (old, new):
            digest, count = hashlib.blake2b(digest_size=16), 0
            for lot in _lots(side, table, None):
                digest.update(repr(lot).encode("utf-8", "surrogatepass"))
                count += len(lot)
                done += len(lot)
                progress("compare", done, 2 * every)
            sums.append((count, digest.hexdigest()))
        if sums[0] != sums[1]:
            raise StoreError(
                f"The copy is not equal: {table.name} has {sums[0][0]} rows, and {sums[1][0]} in the copy, or others. "
                "Somebody wrote to one of them since an earlier try: empty the target and copy again."
            )
        yield table.name, *sums[0]
