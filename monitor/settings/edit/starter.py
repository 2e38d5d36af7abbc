"""The files that the program writes into config/: commented ones for a new user, schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from monitor.errors import UsageError
from monitor.settings.check import schema_files
from monitor.settings.edit.atomic import write_atomically

Fate = Literal["created", "kept"]
_EXAMPLE = "watchlists/example.yaml"


def write_starter(folder: Path) -> list[tuple[Path, Fate]]:
    """Write a starter configuration into `folder`; a file that exists is kept, whatever is in it.

    Raises:
        UsageError: the folder cannot be written to.
    """
    try:
        return [(folder / name, _write(folder / name, text)) for name, text in starter_files().items()]
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"{folder} cannot be written to ({reason}). Choose another folder.") from None


def starter_files() -> dict[str, str]:
    """Relative name and text of every starter file, schemas for editors included."""
    files = dict(_walk(resources.files("monitor.settings.edit") / "starter_files", ""))
    files.update({f"schema/{name}": text for name, text in schema_files().items()})
    return dict(sorted(files.items()))


def drop_example(folder: Path) -> bool:
    """Take the example watchlist out of the folder if nobody changed it; whether it was there."""
    path = folder / _EXAMPLE
    try:
        if path.read_text(encoding="utf-8") != starter_files()[_EXAMPLE]:
            return False
        path.unlink()
    except (OSError, UnicodeDecodeError):
        return False
    return True


def put_example_back(folder: Path) -> None:
    """As `write_starter` wrote it; a file that is there is kept. Raises OSError: it cannot be written."""
    _write(folder / _EXAMPLE, starter_files()[_EXAMPLE])


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into `folder`, replacing older ones; returns the files that changed.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in schema_files().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text.encode())
            changed.append(path)
    return changed


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".yaml"):
            yield f"{prefix}{item.name}", item.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> Fate:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return "kept"
    return "created"
