"""A mark beside the database that there is one: a file that was cut to nothing is never taken for a new one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from monitor.errors import StoreError

_TEXT = """A monitor database lies beside this file. Should it be gone, monitor refuses to begin with an empty one,
because it would tell old news again. To begin anew on purpose, delete this file too.
"""


def marker_path(path: Path) -> Path:
    """The mark of the database at `path`; whoever deletes `monitor.db*` deletes it as well."""
    return path.with_name(f"{path.name}.made")


def mark(path: Path) -> None:
    """Say that the database at `path` exists from now on; where that cannot be written, it goes without."""
    if not marker_path(path).exists():
        with suppress(OSError):
            descriptor = os.open(marker_path(path), os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(_TEXT)


def refuse_if_lost(path: Path) -> None:
    """For a database that is absent or empty.

    Raises:
        StoreError: there was one.
    """
    if marker_path(path).exists():
        what = "is empty" if path.exists() else "is gone"
        raise StoreError(
            f"The database {path} {what}, but there was one. Put a backup in its place (`monitor db restore "
            f"FILE`); to begin anew, with old news told again, delete {marker_path(path)}."
        )
