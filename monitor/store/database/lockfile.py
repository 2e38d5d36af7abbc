"""A lock file that only one process holds, given back by the system when that process dies."""

from __future__ import annotations

import fcntl
import os
import weakref
from pathlib import Path

from monitor.errors import StoreError, StoreLockedError

_held: weakref.WeakSet[LockFile] = weakref.WeakSet()


class LockFile:
    """An exclusive `flock` on `path`, from construction to `release`. The file itself stays.

    Raises:
        StoreLockedError: another process (or another store of this one) holds it.
        StoreError: the file cannot be created.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guards: dict[Path, int] = {}
        self.unclean = False
        """Whether the process that held it last did not give it back: it was killed, or the machine stopped."""
        try:
            self._fd: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise StoreError(
                f"The lock file {path} cannot be created ({problem.strerror}). "
                "Check that the folder exists and that this user may write there."
            ) from problem
        self._take(self._fd)
        _held.add(self)

    def _take(self, fd: int) -> None:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            holder = os.read(fd, 32).decode("ascii", "replace").strip()
            os.close(fd)
            raise _held_by_another(self._path, holder) from problem
        self.unclean = bool(os.pread(fd, 32, 0).strip())
        os.ftruncate(fd, 0)
        os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)

    def guard(self, path: Path) -> None:
        """Hold a second file as well, if it is there: whoever deletes the first while it is held gets no further.

        Raises:
            StoreLockedError: another process holds that one.
        """
        if path in self._guards:
            return
        try:
            fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            os.close(fd)
            # Its lock file is gone, so it is no bot on its way out, which would have kept that.
            raise _held_by_another(path, "", waitable=False) from problem
        self._guards[path] = fd

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._fd is not None:
            os.ftruncate(self._fd, 0)
            # Not by closing it alone: a child that was forked a moment ago may still have it open.
            for fd in (*self._guards.values(), self._fd):
                fcntl.flock(fd, fcntl.LOCK_UN)
            self.forget()

    def forget(self) -> None:
        """Close it in a forked child, which shares the lock: given back there, the parent would have lost it."""
        if self._fd is not None:
            for fd in (*self._guards.values(), self._fd):
                os.close(fd)
            self._fd = None
            self._guards.clear()


def _held_by_another(path: Path, holder: str, *, waitable: bool = True) -> StoreLockedError:
    return StoreLockedError(
        f"Another monitor{f' (process {holder})' if holder else ''} is using this database: it holds {path}. "
        "Stop it first; commands that only ask or retry work beside it.",
        waitable=waitable,
    )


def _drop_inherited() -> None:
    # A child would keep the lock after the parent was killed, and the restart would be refused.
    for lock in list(_held):
        lock.forget()


os.register_at_fork(after_in_child=_drop_inherited)
