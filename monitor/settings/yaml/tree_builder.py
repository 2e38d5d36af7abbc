"""From the events of the YAML parser to a tree of `Node`, with limits; no recursion, so depth cannot hurt."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import events

from monitor.settings.yaml.document import Node, key_path
from monitor.settings.yaml.scalars import ODD_BLANK, ODD_BLANK_HINT, UNPRINTABLE, Surprise, named_blank, resolve

MAX_DEPTH = 20
MAX_ALIASES = 100
MAX_VALUES = 1_000_000
"""Values in one file, aliases counted as if written out."""
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))


class Refusal(Exception):  # noqa: N818 - not an error of the program: it carries one complaint about a file upwards
    """Legal YAML that a config file may not hold; `line` is 1-based."""

    def __init__(self, line: int | None, message: str, hint: str, key: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint, self.key = line, message, hint, key


class TreeBuilder:
    """Feed it every event in order, then ask for `root()`; `refusals` collects what is wrong but not fatal."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        """For each open node: the key that waits for its value."""
        self._anchors: dict[str, Node | None] = {}
        """None while the anchored collection is still open."""
        self._names: list[str | None] = []
        self._aliases = 0
        self._root: Node | None = None

    def root(self) -> Node:
        """The whole tree; an empty mapping for an empty file."""
        if self._root is None or self._root.data is None:
            return Node(1, 0, {}, 1)
        return self._root

    def feed(self, event: events.Event) -> None:
        """Take the next event.

        Raises:
            Refusal: the file cannot be read on: too deep, too many aliases, several documents.
        """
        if isinstance(event, events.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, events.AliasEvent):
            self._alias(event)
        elif isinstance(event, (events.MappingStartEvent, events.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (events.MappingEndEvent, events.SequenceEndEvent)):
            self._end(event)
        elif isinstance(event, events.DocumentStartEvent) and self._root is not None:
            line = event.start_mark.line + 1
            raise Refusal(line, "a second document begins here.", "Remove the line ---; one file is one document.")

    def _scalar(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column
        if self._expects_key():
            self._take_key(event.value, line)
            return
        value = self._value(event, line)
        end = event.end_mark
        last = end.line if end.column == 0 and end.line > event.start_mark.line else end.line + 1
        node = Node(line, column, value, last, flow=event.style is not None)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node)

    def _value(self, event: Any, line: int) -> Any:
        self._check_tag(event, line)
        odd = UNPRINTABLE.search(event.value)
        if odd is not None:
            code = f"U+{ord(odd.group()):04X}"
            self._refuse(line, f"an escape in this text makes the control character {code}.", "Remove it.")
        if event.style is not None:
            return event.value
        if blank := ODD_BLANK.match(event.value.lstrip("-")):
            self._refuse(line, named_blank(blank), ODD_BLANK_HINT)
            return event.value
        value = resolve(event.value)
        if isinstance(value, Surprise):
            self._refuse(line, value.message, value.hint)
            return event.value
        return value

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise Refusal(line, f"more than {MAX_ALIASES} aliases (*name) are used.", "Write the values out.")
        if self._expects_key():
            raise Refusal(line, "an alias (*name) cannot be a key.", "Put a text that begins with * in quotes.")
        target = self._anchors.get(event.anchor)
        if target is None:
            hint = f'Put it in quotes if it is text: "*{event.anchor}".'
            message = f"the alias *{event.anchor} refers to nothing above it."
            if event.anchor in self._anchors:
                message, hint = f"the alias *{event.anchor} contains itself.", "Write the value out."
            raise Refusal(line, message, hint, self._path())
        self._place(target, line)

    def _start(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if self._expects_key():
            raise Refusal(line, "a key must be a plain word.", "Put a text that begins with [ or { in quotes.")
        if len(self._open) >= MAX_DEPTH:
            raise Refusal(line, f"the values are nested more than {MAX_DEPTH} deep.", "Remove brackets or indentation.")
        self._check_tag(event, line)
        data: Any = {} if isinstance(event, events.MappingStartEvent) else []
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(Node(line, event.start_mark.column, data, line, flow=bool(event.flow_style)))
        self._keys.append(None)
        self._names.append(event.anchor)

    def _end(self, event: Any) -> None:
        node, name = self._open.pop(), self._names.pop()
        self._keys.pop()
        if node.flow:
            node.last_line = event.end_mark.line + 1
        if name:
            self._anchors[name] = node
        self._place(node)

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].data, dict) and self._keys[-1] is None

    def _take_key(self, key: str, line: int) -> None:
        node = self._open[-1]
        if key == "<<":
            self._refuse(line, "merge keys (<<) are not supported.", "Write the keys out.", key)
        elif odd := ODD_BLANK.search(key):
            self._refuse(line, named_blank(odd), ODD_BLANK_HINT)
        elif not key:
            self._refuse(line, "a key is missing before the colon.", "Write key: value.")
        elif key in node.key_lines:
            first = node.key_lines[key]
            self._refuse(line, f"this key stands here twice; it is also on line {first}.", "Keep one of them.", key)
        node.key_lines.setdefault(key, line)
        self._keys[-1] = (key, line)

    def _place(self, node: Node, line: int | None = None) -> None:
        """Put a finished value into its parent; `line` if it stands elsewhere than where it was written."""
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.size += node.size
        if parent.size > MAX_VALUES:
            raise Refusal(parent.line, f"aliases multiply into more than {MAX_VALUES:,} values.", "Write less.")
        part: str | int
        waiting = self._keys[-1]
        if waiting is not None:
            part = waiting[0]
            parent.data[part] = node.data
            self._keys[-1] = None
        else:
            part = len(parent.data)
            parent.data.append(node.data)
        parent.children[part] = node
        parent.last_line = max(parent.last_line, node.last_line if line is None else line)

    def _check_tag(self, event: Any, line: int) -> None:
        tag = "" if event.tag is None else str(event.tag)
        if tag and tag != "!" and not (tag in _CORE_TAGS and tag.endswith((":str", ":map", ":seq"))):
            shown = tag.replace("tag:yaml.org,2002:", "!!")[:60]
            self._refuse(line, f"the tag {shown} is not supported.", "Write the plain value.")

    def _refuse(self, line: int, message: str, hint: str, key: str | None = None) -> None:
        self.refusals.append(Refusal(line, message, hint, self._path(key)))

    def _path(self, key: str | None = None) -> str:
        parts: list[str | int] = []
        for node, waiting in zip(self._open, self._keys, strict=True):
            if waiting is not None:
                parts.append(waiting[0])
            elif isinstance(node.data, list):
                parts.append(len(node.data))
        return key_path(parts if key is None else [*parts, key])
