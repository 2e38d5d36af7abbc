"""Users and tokens written into users.yaml and taken out of it; all other lines stay as they were.

The file holds what passwords can be guessed with: whatever is written here, nobody but its owner may read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.settings.edit.listing import extended, without
from monitor.settings.edit.sound_file import SoundFile, read_sound
from monitor.settings.schema import UsersFile
from monitor.settings.yaml import MAX_BYTES

_HEAD = """# yaml-language-server: $schema=schema/users.json
# Who may use the desk. By: monitor user add NAME
users:
"""
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def add_user(path: Path, entry: Mapping[str, str | Sequence[str]]) -> None:
    """Append a user to the file `path`, which is made if it is absent.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with it; it is left alone.
        UsageError: it cannot be read, was changed meanwhile, or has a user of that name.
        UnwritableError: it cannot be written; brings a patch.
    """
    _add(path, "users", entry)


def add_token(path: Path, entry: Mapping[str, str | Sequence[str]]) -> None:
    """Append a script's token. Raises as `add_user`."""
    _add(path, "tokens", entry)


def remove_user(path: Path, name: str) -> None:
    """Take a user out. Raises as `add_user`; UsageError if there is none of that name."""
    _remove(path, "users", name)


def remove_token(path: Path, name: str) -> None:
    """Take a token out. Raises as `remove_user`."""
    _remove(path, "tokens", name)


def change_user(path: Path, name: str, changes: Mapping[str, str | None]) -> None:
    """Write keys of a user anew, None for one to be taken out. Raises as `remove_user`."""
    file = read_sound(path, UsersFile, MAX_BYTES)
    rows = file.document.root.data.get("users") or []
    place = _place(path, rows, "users", name)
    node = file.document.root.children["users"].children[place]
    if node.flow:
        raise UsageError(f"{path} has {name} in braces. Write one key a line, then try again.")
    lines = [line for line in _LINES.split(file.document.text) if line]
    newline = "\r\n" if "\r\n" in file.document.text else "\n"
    row = dict(rows[place])
    behind = node.key_lines.get("password", node.key_lines["name"])
    gone = []
    for key, value in changes.items():
        at = node.key_lines.get(key)
        if value is None:
            gone += [at] if at is not None else []
            row.pop(key, None)
            continue
        row[key] = value
        if at is None:
            lines[behind - 1] = (
                f"{_ended(lines[behind - 1], newline)}{' ' * node.column}{key}: {json.dumps(value)}{newline}"
            )
        else:
            lines[at - 1] = _with_value(lines[at - 1], key, value)
    text = "".join(line for number, line in enumerate(lines, 1) if number not in gone)
    expected = [row if number == place else one for number, one in enumerate(rows)]
    file.rewrite(text, {**file.document.root.data, "users": expected}, "user", private=True)


def _add(path: Path, key: str, entry: Mapping[str, str | Sequence[str]]) -> None:
    file = read_sound(path, UsersFile, MAX_BYTES, _HEAD)
    known = file.document.root.data.get(key) or []
    if any(one["name"] == entry["name"] for one in known):
        raise UsageError(
            f"{path} has {entry['name']} among its {key} already. Remove that one first, or choose another."
        )
    row: dict[str, Any] = {name: value if isinstance(value, str) else list(value) for name, value in entry.items()}
    file.rewrite(extended(file.document, key, [row]), _with(file, key, [*known, row]), key[:-1], private=True)


def _remove(path: Path, key: str, name: str) -> None:
    file = read_sound(path, UsersFile, MAX_BYTES)
    known = file.document.root.data.get(key) or []
    place = _place(path, known, key, name)
    left = [one for number, one in enumerate(known) if number != place]
    file.rewrite(without(file.document, key, {place}), _with(file, key, left or None), key[:-1], private=True)


def _with(file: SoundFile, key: str, rows: object) -> dict[str, Any]:
    return {**file.document.root.data, key: rows}


def _place(path: Path, rows: Sequence[Mapping[str, Any]], key: str, name: str) -> int:
    for place, one in enumerate(rows):
        if one["name"] == name:
            return place
    raise UsageError(
        f"{path} has no {name} among its {key}. It has: {', '.join(one['name'] for one in rows) or 'none'}."
    )


def _ended(line: str, newline: str) -> str:
    return line if line.endswith(("\n", "\r")) else line + newline


def _with_value(line: str, key: str, value: str) -> str:
    """The line with another value of the key; what follows it stays."""
    found = re.compile(rf"(?<![^\s{{,-])({re.escape(key)}\s*:\s*)(?:\"[^\"]*\"|'[^']*'|[^\s#]+)")
    return found.sub(lambda match: f"{match[1]}{json.dumps(value)}", line, count=1)
