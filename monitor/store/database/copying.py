"""Copies of a live database that can be trusted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.errors import StoreError
from monitor.store.database.trouble import translated


def copy_database(source: Path, target: Path) -> None:
    """A whole, checked copy of `source` at `target` (mode 0600), whatever is written meanwhile; replaces `target`.

    A plain file copy would miss what is still in the write-ahead log, so SQLite's own backup is used, into a
    file beside `target` that takes its name only once it passed the integrity check and reached the disk.

    Raises:
        StoreError: the copy could not be made or is not sound; `target` is as it was.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, part)
        _to_disk(part)
        part.replace(target)
        _to_disk(target.parent)
    except OSError as problem:
        raise StoreError(
            f"The backup {target} cannot be written ({problem.strerror}). Choose another folder."
        ) from problem
    finally:
        for leftover in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            leftover.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    with (
        translated(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(part)) as copy,
    ):
        live.backup(copy)
        # One file, without a log beside it, so that whoever restores it has only one thing to move.
        copy.execute("PRAGMA journal_mode = DELETE")
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise StoreError(f"The copy of {source} is not sound ({answer}). Run `monitor health` and keep older backups.")


def _to_disk(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
