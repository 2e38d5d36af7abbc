"""Where a word goes into a YAML file so that all else in it stays: comments, order and quoting."""

from __future__ import annotations

import json
import re
from typing import Any

from ruamel.yaml.nodes import MappingNode, SequenceNode

from monitor.errors import UsageError
from monitor.records import dataclass
from monitor.settings.yaml import Document, resolve

_PLAIN = re.compile(r"[^\W\d_][\w .'’/()-]*")


@dataclass(frozen=True, slots=True)
class Insertion:
    """`text` goes in at `position` of the file."""

    position: int
    text: str

    def into(self, text: str) -> str:
        """`text` with it."""
        return text[: self.position] + self.text + text[self.position :]


def number_of(document: Document, topic: str) -> int:
    """Which of a watchlist's topics has that id; UsageError if none has."""
    topics = document.root.data["topics"]
    for number, one in enumerate(topics):
        if one["id"] == topic:
            return number
    raise UsageError(f"{document.file} has no topic {topic}. Its topics: {', '.join(one['id'] for one in topics)}.")


def value_of(mapping: MappingNode, key: str) -> Any:
    """The node of a key that is there."""
    return next(value for name, value in mapping.value if name.value == key)


def into_list(text: str, names: SequenceNode, name: str) -> Insertion:
    """A further entry at the end of a list that is not empty."""
    last = names.value[-1]
    if names.flow_style:
        return Insertion(last.end_mark.index, f", {scalar(name)}")
    end = end_of_line(text, last.end_mark.index)
    return Insertion(end, f"{newline(text)}{' ' * names.start_mark.column}- {scalar(name)}")


def end_of_line(text: str, position: int) -> int:
    """Behind a comment that follows on the same line."""
    found = re.compile(r"[\r\n]|$").search(text, position)
    return found.start() if found else len(text)


def newline(text: str) -> str:
    """How the file ends its lines."""
    found = re.search(r"\r\n|\r|\n", text)
    return found.group() if found else "\n"


def scalar(value: str) -> str:
    """As YAML: plain where that is surely the same text, also inside brackets; else in double quotes."""
    if _PLAIN.fullmatch(value) and value == value.strip() and resolve(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)
