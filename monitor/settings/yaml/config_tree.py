"""All files of config/ as bytes, read in one go: what is validated is exactly what was hashed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from monitor.errors import Problem
from monitor.records import dataclass

MONITOR, FEEDS, PUBLISHERS, WATCHLISTS = "monitor.yaml", "feeds.yaml", "publishers.yaml", "watchlists"
SILENCES, PINS, TEMPLATES = "silences.yaml", "pins.yaml", "templates"
USERS = "users.yaml"
"""Not of the tree: who may look on says nothing of what is watched, and has no part in its revision."""
TEMPLATE_NAMES = ("digest.html.j2", "digest.txt.j2")
"""Of ours, those that may be replaced."""
DATABASE = "monitor.db"
"""The database where monitor.yaml names no other, relative to the data folder."""
_READ_LIMIT = 16_000_000
"""Bytes read of one file; every file's own limit is lower, so a larger one is refused by it."""
_LARGE, _MOST_LARGE = 8_000_000, 1_000_000_000
"""feeds.yaml may be so large: from the first on it is not held in memory."""
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file of config/ that is read from the disk as often as it is needed, line by line."""

    path: Path
    size: int
    digest: str
    """SHA-256 of its content, hex."""
    stamp: tuple[int, ...] = field(compare=False)
    """What the file system says of it; changes with almost every change of the content."""

    @classmethod
    def at(cls, path: Path) -> LargeFile:
        """The file as it is now. Raises OSError."""
        total, size = hashlib.sha256(), 0
        with path.open("rb") as file:
            stamp = _stamp(os.fstat(file.fileno()))
            while piece := file.read(_PIECE):
                total.update(piece)
                size += len(piece)
        return cls(path, size, total.hexdigest(), stamp)

    def lines(self) -> Iterator[bytes]:
        """Its lines with their ends, one that is absurdly long in pieces.

        Raises:
            OSError: it cannot be read, or is not what it was by now.
        """
        total = hashlib.sha256()
        with self.path.open("rb") as file:
            while line := file.readline(_PIECE):
                total.update(line)
                yield line
        if total.hexdigest() != self.digest:
            raise OSError(None, "it changed while it was read")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigTree:
    """The files found: relative name (`watchlists/x.yaml`) to content, in the order of messages."""

    root: Path
    files: Mapping[str, bytes]
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The user's templates: relative name (`templates/digest.html.j2`) to content."""
    large: Mapping[str, LargeFile] = field(default_factory=dict)
    """Those that are too large to be among `files`."""
    problems: tuple[Problem, ...] = ()
    """Files that must be there and are not, or that cannot be read."""

    def digest(self) -> str:
        """SHA-256 over all names and contents, and over what could not be read; hex."""
        total = hashlib.sha256()
        for name, content in (*self.files.items(), *self.templates.items()):
            total.update(f"{len(name)}:{name}:{len(content)}:".encode("utf-8", "surrogateescape"))
            total.update(content)
        for name, large in self.large.items():
            total.update(f"{len(name)}:{name}:{large.size}:{large.digest}".encode())
        for problem in self.problems:
            total.update(str(problem).encode("utf-8", "surrogateescape"))
        return total.hexdigest()

    def shown(self, name: str) -> str:
        """A file's name as the user would type it."""
        return (self.root / name).as_posix()


def read_tree(root: Path, known: Mapping[str, LargeFile] | None = None) -> ConfigTree:
    """Read config/ whole; what is missing or unreadable becomes a problem, never an exception.

    Of the large files those that are `known` are not read again if the file system says that they did not change.
    """
    files: dict[str, bytes] = {}
    large = dict(known or {})
    problems: list[Problem] = []
    if not root.is_dir():
        problems.append(no_folder(root))
        return ConfigTree(root=root, files=files, problems=tuple(problems))
    for name in (MONITOR, FEEDS, PUBLISHERS, SILENCES, PINS):
        if (root / name).exists():
            _read(root, name, files, problems, large if name == FEEDS else None)
        elif (root / name).with_suffix(".yml").exists():
            problems.append(_whole(root / name, f"the file is named {Path(name).stem}.yml.", f"Rename it to {name}."))
        elif name in (MONITOR, FEEDS):
            problems.append(_whole(root / name, "the file is missing.", "monitor init writes a commented example."))
    _read_watchlists(root, files, problems)
    templates: dict[str, bytes] = {}
    _read_templates(root, templates, problems)
    found = {name: one for name, one in large.items() if name not in files and (root / name).exists()}
    return ConfigTree(root=root, files=files, templates=templates, large=found, problems=tuple(problems))


def no_folder(root: Path) -> Problem:
    """What is wrong if there is no config/."""
    return _whole(
        root, "this folder does not exist.", "Name another by --config DIR, mount it again, or begin: monitor init."
    )


def _read_watchlists(root: Path, files: dict[str, bytes], problems: list[Problem]) -> None:
    folder = root / WATCHLISTS
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "#")))
    except OSError:
        problems.append(_whole(folder, "the folder cannot be read.", "Create it with at least one watchlist in it."))
        return
    for name in names:
        if name.endswith(".yaml"):
            _read(root, f"{WATCHLISTS}/{name}", files, problems)
        elif name.endswith(".yml"):
            problems.append(
                _whole(folder / name, "the file would not be read.", f"Rename it to {Path(name).stem}.yaml.")
            )
    if not any(name.endswith((".yaml", ".yml")) for name in names):
        problems.append(_whole(folder, "there is no watchlist.", "Add one, named for example border.yaml."))


def _read_templates(root: Path, templates: dict[str, bytes], problems: list[Problem]) -> None:
    folder = root / TEMPLATES
    if not folder.exists():
        return
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "#")))
    except OSError:
        problems.append(_whole(folder, "the folder cannot be read.", "Remove it, or check its rights."))
        return
    for name in names:
        if name in TEMPLATE_NAMES:
            _read(root, f"{TEMPLATES}/{name}", templates, problems)
        elif name.endswith((".j2", ".html", ".txt", ".jinja", ".jinja2")):
            message = "nothing would be printed with this file."
            problems.append(_whole(folder / name, message, f"Name it {' or '.join(TEMPLATE_NAMES)}."))


def _read(
    root: Path,
    name: str,
    files: dict[str, bytes],
    problems: list[Problem],
    large: dict[str, LargeFile] | None = None,
) -> None:
    try:
        if not (root / name).is_file():
            raise OSError(None, "not a plain file")
        if large is not None and (size := (root / name).stat().st_size) > _LARGE:
            if size > _MOST_LARGE:
                raise OSError(None, f"it is larger than {_MOST_LARGE // 1_000_000:,} MB")
            before = large.get(name)
            if before is None or before.stamp != _stamp((root / name).stat()):
                large[name] = LargeFile.at(root / name)
            return
        with (root / name).open("rb") as file:
            files[name] = file.read(_READ_LIMIT)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.append(_whole(root / name, f"the file cannot be read ({reason}).", "Check the file and its rights."))


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _whole(path: Path, message: str, hint: str) -> Problem:
    return Problem(file=path.as_posix(), line=None, key="", message=message, hint=hint)
