"""A text put down among the examples of a topic, in the text of a watchlist that somebody edits: all else stays."""

from __future__ import annotations

import copy
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from monitor.errors import UsageError
from monitor.settings.edit.insertion import Insertion, end_of_line, into_list, newline, number_of, scalar, value_of
from monitor.settings.yaml import MAX_BYTES, UNPRINTABLE, Document, read_document

EXAMPLES = ("match", "ignore", "gap")
_KEY = "examples"


def with_example(file: str, text: str, topic: str, kind: str, example: str) -> str:
    """The text with the example under that kind of the topic; as it is, if it stands there already.

    Raises:
        UsageError: it cannot be read, has no such topic, says something else of that example, or is laid out in a way
            that cannot be extended.
    """
    document = _read(file, text)
    number, wanted = number_of(document, topic), " ".join(UNPRINTABLE.sub("", example).split())
    expected = copy.deepcopy(document.root.data)
    given = expected["topics"][number].get(_KEY) or {}
    for other in EXAMPLES:
        if wanted in (given.get(other) or ()):
            if other == kind:
                return text
            raise UsageError(f"The topic {topic} has that text under {other} of its examples. Take it out there first.")
    expected["topics"][number][_KEY] = {**given, kind: [*(given.get(kind) or ()), wanted]}
    written = _insertion(document.text, number, kind, wanted).into(document.text)
    if _read(file, written).root.data != expected:
        raise UsageError(f"The examples of {topic} are laid out in a way that cannot be extended. Add it by hand.")
    return written


def _read(file: str, text: str) -> Document:
    document = read_document(file, text.encode("utf-8", "replace"), max_bytes=MAX_BYTES)
    if not isinstance(document, Document) or not isinstance(document.root.data, dict):
        raise UsageError("The text cannot be read as it is. Mend it first.")
    topics = document.root.data.get("topics")
    if not isinstance(topics, list) or not all(isinstance(one, dict) and "id" in one for one in topics):
        raise UsageError("The topics of the text cannot be read as they are. Mend them first.")
    return document


def _insertion(text: str, number: int, kind: str, example: str) -> Insertion:
    topic = value_of(YAML(typ="safe", pure=True).compose(text), "topics").value[number]
    examples = _value(topic, _KEY)
    if not isinstance(examples, MappingNode) or not examples.value:
        return _behind(
            text, topic, [f"{_KEY}:", f"  {kind}:", f"    - {scalar(example)}"], f"{_KEY}: {{{_flow(kind, example)}}}"
        )
    found = _value(examples, kind)
    if isinstance(found, SequenceNode):
        if found.value:
            return into_list(text, found, example)
        return Insertion(found.end_mark.index - 1, scalar(example))
    return _behind(text, examples, [f"{kind}:", f"  - {scalar(example)}"], _flow(kind, example))


def _flow(kind: str, example: str) -> str:
    return f"{kind}: [{scalar(example)}]"


def _behind(text: str, mapping: MappingNode, rows: list[str], flow: str) -> Insertion:
    """A further key behind the last one of a mapping: `rows`, or `flow` in braces."""
    end = _end(mapping.value[-1][1])
    if mapping.flow_style:
        return Insertion(end, f", {flow}")
    at, line, column = end, newline(text), " " * mapping.value[0][0].start_mark.column
    block = line.join(column + row for row in rows)
    if at and text[at - 1] in "\r\n":  # Behind a text of several lines the next line begins.
        return Insertion(at, block + line)
    return Insertion(end_of_line(text, at), line + block)


def _value(mapping: MappingNode, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _end(node: Node) -> int:
    """Behind the last sign of a value; where one that stands in no brackets ends is told by what is in it."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)
