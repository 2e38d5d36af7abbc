"""Silences added to silences.yaml and ended there; comments and all other lines stay as the user left them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.errors import UsageError
from monitor.settings.edit.listing import extended
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import SilencesFile
from monitor.settings.yaml import MAX_BYTES

_HEAD = """# yaml-language-server: $schema=schema/silences.json
# What is held back for a while, and told when it ends. By hand, or: monitor silence add
silences:
"""


def add_silence(path: Path, entry: Mapping[str, str | Sequence[str]]) -> None:
    """Append a silence to the file `path`, which is made if it is absent.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with it; it is left alone.
        UsageError: it cannot be read or written, or has a silence of that id.
    """
    file = read_sound(path, SilencesFile, MAX_BYTES, _HEAD)
    known = file.document.root.data.get("silences") or []
    if any(one["id"] == entry["id"] for one in known):
        raise UsageError(f"{path} has a silence {entry['id']} already. Choose another --id, or end that one first.")
    row: dict[str, Any] = {key: value if isinstance(value, str) else list(value) for key, value in entry.items()}
    expected = {**file.document.root.data, "silences": [*known, row]}
    file.rewrite(extended(file.document, "silences", [row]), expected, "silence")


def end_silence(path: Path, name: str, at: datetime) -> None:
    """Have a silence of the file end at that moment, given in UTC.

    Raises:
        ConfigError: the file is not sound; it is left alone.
        UsageError: it cannot be read or written, or has no such silence.
    """
    file = read_sound(path, SilencesFile, MAX_BYTES)
    known = file.document.root.data.get("silences") or []
    index = next((place for place, one in enumerate(known) if one["id"] == name), None)
    if index is None:
        names = ", ".join(one["id"] for one in known)
        raise UsageError(f"{path} has no silence {name!r}. It has: {names or 'none'}.")
    node = file.document.root.children["silences"].children[index].children["until"]
    lines = re.split(r"(?<=\n)", file.document.text)
    line, written = lines[node.line - 1], json.dumps(f"{at:%Y-%m-%dT%H:%M:%S}Z")
    value = re.compile(rf"(?<![^\s{{,])(until\s*:\s*)(?:\"[^\"]*\"|'[^']*'|{re.escape(str(node.data))})")
    lines[node.line - 1] = value.sub(rf"\g<1>{written}", line, count=1)
    expected = [{**one, "until": json.loads(written)} if place == index else one for place, one in enumerate(known)]
    file.rewrite("".join(lines), {**file.document.root.data, "silences": expected}, "end")
