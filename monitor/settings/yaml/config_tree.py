"""All files of config/ as bytes, read in one go: what is validated is exactly what was hashed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigTree:
    """The files found: relative name (`watchlists/x.yaml`) to content, in the order of messages."""

    root: Path
    files: Mapping[str, bytes]
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The user's templates: relative name (`templates/digest.html.j2`) to content."""
    problems: tuple[Problem, ...] = ()
    """Files that must be there and are not, or that cannot be read."""

    def digest(self) -> str:
        """SHA-256 over all names and contents, and over what could not be read; hex."""
        total = hashlib.sha256()
        for name, content in (*self.files.items(), *self.templates.items()):
            total.update(f"{len(name)}:{name}:{len(content)}:".encode("utf-8", "surrogateescape"))
            total.update(content)
        for problem in self.problems:
            total.update(str(problem).encode("utf-8", "surrogateescape"))
        return total.hexdigest()

    def shown(self, name: str) -> str:
        """A file's name as the user would type it."""
        return (self.root / name).as_posix()


def read_tree(root: Path) -> ConfigTree:
    """Read config/ whole; what is missing or unreadable becomes a problem, never an exception."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    if not root.is_dir():
        problems.append(no_folder(root))
        return ConfigTree(root=root, files=files, problems=tuple(problems))
    for name in (MONITOR, FEEDS, PUBLISHERS, SILENCES, PINS):
        if (root / name).exists():
            _read(root, name, files, problems)
        elif (root / name).with_suffix(".yml").exists():
            problems.append(_whole(root / name, f"the file is named {Path(name).stem}.yml.", f"Rename it to {name}."))
        elif name in (MONITOR, FEEDS):
            problems.append(_whole(root / name, "the file is missing.", "monitor init writes a commented example."))
    _read_watchlists(root, files, problems)
    templates: dict[str, bytes] = {}
    _read_templates(root, templates, problems)
    return ConfigTree(root=root, files=files, templates=templates, problems=tuple(problems))


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


def _read(root: Path, name: str, files: dict[str, bytes], problems: list[Problem]) -> None:
    try:
        if not (root / name).is_file():
            raise OSError(None, "not a plain file")
        with (root / name).open("rb") as file:
            files[name] = file.read(_READ_LIMIT)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.append(_whole(root / name, f"the file cannot be read ({reason}).", "Check the file and its rights."))


def _whole(path: Path, message: str, hint: str) -> Problem:
    return Problem(file=path.as_posix(), line=None, key="", message=message, hint=hint)
