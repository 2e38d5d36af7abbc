"""A new database, copied instead of made: making one is most of what a small test with a store would cost."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.store import open_store


@cache
def _empty() -> bytes:
    """A database that was made and closed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "monitor.db"
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


def put_new_database(path: Path) -> None:
    """An empty database of this program's schema at `path`, where no file is and none was."""
    if path.parent.is_dir() and not any(path.parent.glob(f"*{path.name}*")):
        path.write_bytes(_empty())
