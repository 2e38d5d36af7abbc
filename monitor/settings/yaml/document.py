"""A YAML file as plain data that remembers where each key and value stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from monitor.errors import Problem
from monitor.records import dataclass

Loc = Sequence[str | int]
"""Path of a value: keys of mappings and 0-based positions in lists."""


@dataclass(slots=True)
class Node:
    """One value with its place. `data` is the plain Python value (dict, list, str, int, float, bool or None)."""

    line: int
    """1-based, where the value begins."""
    column: int
    """0-based."""
    data: Any
    last_line: int
    """1-based line of the last character that belongs to the value."""
    flow: bool = False
    """Written in brackets or braces."""
    children: dict[str | int, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    """Line of each key of a mapping."""
    size: int = 1
    """Values in this one, aliases counted as if written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML file: its name as the user would type it, its text, its values."""

    file: str
    text: str
    root: Node

    def node(self, loc: Loc) -> Node:
        """The deepest existing value on the way to `loc`; parts that name nothing there are skipped."""
        return self._walk(loc)[0]

    def problem(self, loc: Loc, message: str, hint: str = "") -> Problem:
        """A problem at `loc`, with the line of that key or of its nearest existing parent."""
        line = self._walk(loc)[1]
        return Problem(file=self.file, line=line, key=key_path(self._real(loc)), message=message, hint=hint)

    def _real(self, loc: Loc) -> list[str | int]:
        """`loc` without the parts a validator put in (names of union members), but with a last, missing key."""
        node, parts = self.root, []
        for number, part in enumerate(loc):
            if part in node.children:
                node = node.children[part]
                parts.append(part)
            elif number == len(loc) - 1 and isinstance(part, str) and part and isinstance(node.data, dict):
                parts.append(part)
        return parts

    def _walk(self, loc: Loc) -> tuple[Node, int]:
        node, line = self.root, self.root.line
        for part in loc:
            child = node.children.get(part)
            if child is None:
                continue
            line = node.key_lines.get(part, child.line) if isinstance(part, str) else child.line
            node = child
        return node, line


def key_path(loc: Loc) -> str:
    """`("topics", 2, "names", "ar")` as `topics[2].names.ar`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else part)
    return path
