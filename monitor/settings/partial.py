"""Single files of a configuration, for commands that need no whole one: what is wrong elsewhere does not stop them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor.errors import ConfigError, Problem
from monitor.ports import ReadEnvironment
from monitor.settings.yaml import DATABASE, MAX_BYTES, MONITOR, Document, Loc, no_folder, read_document


def database_url(root: Path, env: ReadEnvironment, *, data_dir: Path) -> str:
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
    given: dict[str, Any] = section if isinstance(section, dict) else {}
    url = given.get("url")
    if isinstance(url, str) and url.startswith(("postgresql://", "postgres://")):
        return url
    if url is not None:
        # It is not for us to take another database than the one that was meant.
        message, hint = "this is no address of a PostgreSQL database.", "monitor check says what is wrong."
        raise ConfigError((document.problem(("storage", "url"), message, hint),))
    if given.get("url_env") is not None or given.get("url_file") is not None:
        return _named(root, env, document, given)
    name = given.get("path", DATABASE)
    path = data_dir.absolute() / name if isinstance(name, str) and name.strip() else None
    if path is None or "?" in str(path):
        message, hint = "this is no name of a database.", "Write a file name such as monitor.db."
        raise ConfigError((document.problem(("storage", "path"), message, hint),))
    return f"sqlite:///{path.as_posix()}"


def _named(root: Path, env: ReadEnvironment, document: Document, given: dict[str, Any]) -> str:
    from monitor.settings.build import SecretReader, named_database  # noqa: PLC0415 - see above

    problems: list[Problem] = []

    def complain(loc: Loc, message: str, hint: str) -> None:
        problems.append(document.problem(loc, message, hint))

    names = [given.get(key) for key in ("url_env", "url_file")]
    if not all(name is None or isinstance(name, str) for name in names):
        complain(("storage",), "url_env and url_file take a name.", "monitor check says what is wrong.")
        raise ConfigError(tuple(problems))
    url = named_database(names[0], names[1], SecretReader(root, env), complain)
    if url is None:
        raise ConfigError(tuple(problems))
    return url


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
