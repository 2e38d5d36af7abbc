"""Single files of a configuration, for commands that need no whole one: what is wrong elsewhere does not stop them."""

from __future__ import annotations

from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.settings.yaml import DATABASE, MAX_BYTES, MONITOR, Document, no_folder, read_document


def database_url(root: Path, *, data_dir: Path) -> str:
    """Where monitor.yaml has the database; a relative path counts from `data_dir`.

    Nothing of the models is loaded for this one key: it is asked by every command that looks something up.

    Raises:
        ConfigError: monitor.yaml cannot be read, or does not say it.
    """
    document = read_file(root / MONITOR)
    if not isinstance(document, Document):
        raise ConfigError(document)
    data = document.root.data
    section = data.get("storage") if isinstance(data, dict) else {}
    url = section.get("url") if isinstance(section, dict) else None
    if isinstance(url, str) and url.startswith(("postgresql://", "postgres://")):
        return url
    name = section.get("path", DATABASE) if isinstance(section, dict) else DATABASE
    path = data_dir.absolute() / name if isinstance(name, str) and name.strip() else None
    if path is None or "?" in str(path):
        message, hint = "this is no name of a database.", "Write a file name such as monitor.db."
        raise ConfigError((document.problem(("storage", "path"), message, hint),))
    return f"sqlite:///{path.as_posix()}"


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Document | tuple[Problem, ...]:
    """One file of config/, or why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        if not path.parent.is_dir():
            return (no_folder(path.parent),)
        reason = (error.strerror or "unknown reason").lower()
        message, hint = f"the file cannot be read ({reason}).", "Run monitor init to create a commented example."
        return (Problem(file=path.as_posix(), line=None, key="", message=message, hint=hint),)
    document = read_document(path.as_posix(), content, max_bytes=max_bytes)
    return document if isinstance(document, Document) else tuple(document)
