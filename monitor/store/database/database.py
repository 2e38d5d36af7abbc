"""An open database: one write at a time, short reads beside it, all on the callers' threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Generic, NoReturn, TypeVar

from sqlalchemy import Connection, Engine

from monitor.errors import StoreError
from monitor.store.database.copying import copy_database
from monitor.store.database.lockfile import LockFile
from monitor.store.database.sqlite import REPEATABLE
from monitor.store.database.trouble import translated
from monitor.store.schema import CLAIMANT

T = TypeVar("T")
MOST_TOGETHER, MOST_ROWS = 64, 256
"""Works in one transaction, and rows that they write: as long as it lasts nobody else writes."""


class Undo(Exception):  # noqa: N818 - not an error: how a transaction says that it came too late
    """Raised inside a `write` to roll everything back; `write_or` turns it into its fallback."""


class _Write(Generic[T]):
    """A work that waits for its turn, and how to have what came of it."""

    def __init__(self, work: Callable[[Connection], T], *, rows: int = 1, repeatable: bool = False) -> None:
        self._work, self.rows, self.repeatable = work, rows, repeatable
        self.answer: Callable[[], T] | None = None
        """Returns the result or raises the error; None as long as there is neither."""
        self._result: Callable[[], T]

    def run(self, conn: Connection) -> None:
        """Do it; whoever asked learns of it once it is committed."""
        result = self._work(conn)
        self._result = lambda: result

    def committed(self) -> None:
        self.answer = self._result

    def failed(self, error: BaseException) -> None:
        def answer() -> NoReturn:
            raise error

        self.answer = answer


class Database:
    """Two engines on one file and, for the owner, its lock. Threads may share it; closing twice is fine."""

    far = False
    """Whether each statement has a way to go, so that one for many rows is worth being written apart."""

    def __init__(self, path: Path, *, writer: Engine, reader: Engine, lock: LockFile | None) -> None:
        self.path = path
        self._lock = lock
        self._begin(writer, reader, owner=lock is not None)

    def _begin(self, writer: Engine, reader: Engine, *, owner: bool) -> None:
        self.owner = owner
        self._writer, self._reader = writer, reader
        self._repeatable = writer.execution_options(**{REPEATABLE: True})
        self.claimant: int | None = None
        """The number of this worker, where several work on the database."""
        # Open from now on: as long as it is, no visitor that leaves is the last one, who would fold the log.
        with self.translated():
            writer.connect().close()
        self._open = True
        self._turn = Lock()
        self._waiting: deque[_Write[Any]] = deque()
        """Writes whose threads wait for the turn, in their order."""

    def read(self, work: Callable[[Connection], T]) -> T:
        """`work` in one read transaction on this thread: everything it reads is of one instant."""
        self._require_open()
        with self.translated(), self._reader.begin() as conn:
            return work(conn)

    def write(self, work: Callable[[Connection], T]) -> T:
        """`work` in one write transaction, whole or absent, and on the disk when this returns.

        Threads that wait for their turn at the same time share a transaction, one work after the other as they came:
        each page that they change is written once, and the disk is waited for once. If any of them fails, all of it is
        undone and each is done anew in a transaction of its own, so `work` may be called twice.
        """
        return self._write([_Write(work)])[0]()

    def write_each(self, works: Sequence[tuple[Callable[[Connection], T], int]]) -> list[Callable[[], T]]:
        """Each of `works`, with how many rows it writes, as `write` does it for threads that wait at the same time.

        What comes back returns what a work returned, or raises what it raised: one that fails harms no other.
        """
        return self._write([_Write(work, rows=rows) for work, rows in works])

    def write_repeatable(self, work: Callable[[Connection], T]) -> T:
        """As `write`, for what is simply done again if a power cut takes it back before the next `write` returned."""
        return self._write([_Write(work, repeatable=True)])[0]()

    def write_or(self, fallback: T, work: Callable[[Connection], T]) -> T:
        """As `write`; if `work` raises `Undo`, nothing is changed and `fallback` returned."""
        try:
            return self.write(work)
        except Undo:
            return fallback

    def claim_as(self, worker: int) -> None:
        """From now on claim as the worker with this number."""
        self.claimant = worker
        self._writer = self._writer.execution_options(**{CLAIMANT: worker})
        self._repeatable = self._writer.execution_options(**{REPEATABLE: True})

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file and empty it; nothing if this process does not own the file.

        Readers that hold an old view keep part of the log; that part is folded next time.
        """
        if not self.owner:
            return
        with self._turn:
            self._require_open()
            with self.translated():
                self._fold()

    def translated(self) -> AbstractContextManager[None]:
        """Raise what the database reports as `StoreBusyError` or `StoreError`; let bugs pass."""
        return translated(self.path)

    def size_bytes(self, _: Connection) -> int:
        """How much room it takes on the disk: the file and its logs, which may be absent."""
        ends = ("", "-wal", "-shm")
        files = (self.path.with_name(f"{self.path.name}{end}") for end in ends)
        return sum(one.stat().st_size for one in files if one.exists())

    def first_damage(self, conn: Connection) -> str:
        """What a look at every page finds wrong first, "" if nothing."""
        found = str(conn.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        return "" if found == "ok" else " ".join(found.split())

    def problems(self, conn: Connection) -> list[str]:
        """What is damaged, and which rows point nowhere, one sentence each."""
        damaged = [str(line) for line in conn.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"]
        lost = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [f"The database file is damaged: {line}." for line in damaged] + [
            f"Row {row[1]} of {row[0]} points to a row of {row[2]} that is not there." for row in lost
        ]

    def copy_to(self, target: Path) -> None:
        """A whole, checked copy in the file `target`; StoreError if that cannot be."""
        copy_database(self.path, target)

    def close(self) -> None:
        """Finish the running write, fold the log, give back the connections and the lock."""
        # A log that cannot be folded now (disk full, busy) is folded at the next start: nothing is lost.
        with suppress(StoreError):
            self.checkpoint()
        with self._turn:
            if not self._open:
                return
            self._open = False
            self._reader.dispose()
            self._writer.dispose()
            if self._lock is not None:
                self._lock.release()

    def _fold(self) -> None:
        connection = self._writer.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    def _write(self, mine: Sequence[_Write[T]]) -> list[Callable[[], T]]:
        self._waiting.extend(mine)
        with self._turn:
            while any(one.answer is None for one in mine):
                self._write_lot(self._next_lot())
        return [one.answer for one in mine if one.answer is not None]

    def _next_lot(self) -> list[_Write[Any]]:
        lot = [self._waiting.popleft()]
        rows = lot[0].rows
        while self._waiting and len(lot) < MOST_TOGETHER and (rows := rows + self._waiting[0].rows) <= MOST_ROWS:
            lot.append(self._waiting.popleft())
        return lot

    def _write_lot(self, lot: Sequence[_Write[Any]]) -> None:
        begun: list[_Write[Any]] = []
        try:
            self._write_together(lot, begun)
        except BaseException as error:  # noqa: BLE001 - raised where the work came from
            if len(lot) == 1 or not begun or (len(begun) > len(lot) and self._lost_answer(error)):
                # Where none was begun, the database itself cannot be written: each would only wait for it anew.
                # Where the end of it was not heard of, all may be done: each has to ask what became of it.
                for one in lot:
                    one.failed(error)
            else:
                for one in lot:
                    self._write_lot([one])

    def _write_together(self, lot: Sequence[_Write[Any]], begun: list[_Write[Any]]) -> None:
        self._require_open()
        engine = self._repeatable if all(one.repeatable for one in lot) else self._writer
        with self.translated(), engine.begin() as conn:
            for one in lot:
                begun.append(one)
                one.run(conn)
            begun.append(lot[-1])  # From here on nothing but the end is missing.
        for one in lot:
            one.committed()

    def _lost_answer(self, _: BaseException) -> bool:
        """Whether a change that could not be ended may be done all the same; on a file nobody stands between."""
        return False

    def _require_open(self) -> None:
        if not self._open:
            raise StoreError(f"The database {self.path} was closed by this program.")
        self._require_there()

    def _require_there(self) -> None:
        # What is written to a file that was deleted is gone when the program ends, and SQLite does not notice.
        if not self.path.exists():
            raise StoreError(
                f"The database {self.path} was deleted or moved while it was open. Stop the bot, and put it back, "
                "or a backup of it."
            )
