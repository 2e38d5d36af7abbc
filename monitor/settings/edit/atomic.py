"""Replace a file in one step, so that no reader ever sees half of it, and only if it is still what was read."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` beside `path` and rename it over; keeps the file's mode, follows a symlink to its target.

    `private`: nobody but its owner may read it, whatever its mode was.

    Raises:
        OSError: the folder cannot be written to.
    """
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    mode &= 0o600 if private else 0o777
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_unchanged(path: Path, before: bytes | None, content: bytes, *, private: bool = False) -> bool:
    """As `write_atomically`, if the file still holds `before` (None: is absent); else False, and nothing is written.

    Two of these cannot both find the file as it was: they look and write one at a time.

    Raises:
        OSError: the file cannot be read any more, or its folder not be written to.
    """
    with _alone(path.resolve().parent):
        now = path.read_bytes() if path.exists() else None
        if now != before:
            return False
        write_atomically(path, content, private=private)
        return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Held by one process at a time, where the file system knows locks; else the look before the write must do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
