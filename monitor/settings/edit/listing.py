"""Items added to a list of a file without touching another line: comments, order and quoting stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from monitor.errors import UsageError
from monitor.settings.yaml import Document, resolve

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,/?=&%+()'~;-]|:(?! |$))*")
_BREAK = re.compile(r"\r\n|\r|\n")


def extended(document: Document, key: str, entries: Sequence[dict[str, Any]]) -> str:
    """The text of a file with entries added to its list `key`; every other line as it stands.

    Raises:
        UsageError: the list is laid out in a way that cannot be extended line by line.
    """
    text = document.text
    newline = found.group() if (found := _BREAK.search(text)) else "\n"
    lines = [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]  # splitlines breaks at more than YAML
    node = document.root.children.get(key)
    if node is None or not node.data:
        position, indent = _open_list(lines, document, key, newline)
    elif node.flow:
        one = key.removesuffix("s")
        raise UsageError(f"{document.file} lists its {key} in brackets. Write one {one} a line, each after a hyphen.")
    else:
        position, indent = node.last_line, " " * node.column
        # A comment that stands deeper than the hyphens is the last feed's: what it may have, not what follows.
        while position < len(lines) and re.match(rf" {{{node.column + 1},}}#", lines[position]):
            position += 1
    if position and lines and not lines[position - 1].endswith(("\n", "\r")):
        lines[position - 1] += newline
    block = [line + newline for entry in entries for line in _lines(entry, indent)]
    return "".join([*lines[:position], *block, *lines[position:]])


def without(document: Document, key: str, places: Collection[int]) -> str:
    """The text of a file without the items at these places of its list `key`; every other line as it stands."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", document.text)
    items = document.root.children[key].children
    for place in sorted(places, reverse=True):
        del lines[items[place].line - 1 : items[place].last_line]
    return "".join(lines)


def _open_list(lines: list[str], document: Document, key: str, newline: str) -> tuple[int, str]:
    """Make room below the list's heading, writing it if needed; returns (lines before the new ones, indentation)."""
    line = document.root.key_lines.get(key)
    if line is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines.append(f"{key}:{newline}")
        return len(lines), "  "
    lines[line - 1] = re.sub(rf"^({key}\s*:)(?:[ \t]*(?:\[[ \t]*\]|~|null))?", r"\1", lines[line - 1], count=1)
    return line, "  "


def _lines(entry: dict[str, Any], indent: str) -> list[str]:
    lines = []
    for number, (key, value) in enumerate(entry.items()):
        shown = f"[{', '.join(map(_scalar_in_list, value))}]" if isinstance(value, list) else _scalar(value)
        lines.append(f"{indent}{'- ' if number == 0 else '  '}{key}: {shown}")
    return lines


def _scalar(value: str | int) -> str:
    """As YAML: plain where that is surely the same text, else in double quotes; what cannot be seen as an escape."""
    if isinstance(value, int):
        return str(value)
    if _PLAIN.fullmatch(value) and value == value.strip() and resolve(value) == value:
        return value
    return "".join(map(_seen, json.dumps(value, ensure_ascii=False)))


def _seen(sign: str) -> str:
    """A mark of direction in a quoted text could show a reviewer something else than what is meant."""
    code = ord(sign)
    return sign if sign.isprintable() else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _scalar_in_list(value: Any) -> str:
    """`_scalar` where a comma or bracket would end the value; lists in brackets, mappings in braces."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar_in_list(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar_in_list, value))}]"
    plain = _scalar(value)
    return plain if plain.startswith('"') or not re.search(r"[^\w -]", plain) else json.dumps(value, ensure_ascii=False)
