"""Put down in a watchlist file that a spelling is no name of a topic, without touching anything else."""

from __future__ import annotations

import copy
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from monitor.settings.edit.insertion import Insertion, end_of_line, into_list, newline, number_of, scalar, value_of
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import WatchlistFile
from monitor.settings.yaml import MAX_BYTES, Document

_KEY = "rejected"


def reject_spelling(path: Path, topic: str, text: str) -> bool:
    """Add a spelling to a topic's `rejected` in one atomic write; False, changing nothing, if it is there already.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with it; it is left alone.
        UsageError: there is no such topic in it, it cannot be read or written, or it cannot be extended safely.
    """
    file = read_sound(path, WatchlistFile, MAX_BYTES)
    document = file.document
    number = number_of(document, topic)
    if text in document.root.data["topics"][number].get(_KEY, []):
        return False
    expected = copy.deepcopy(document.root.data)
    expected["topics"][number].setdefault(_KEY, []).append(text)
    file.rewrite(_insertion(document, number, text).into(document.text), expected, "spelling")
    return True


def _insertion(document: Document, number: int, text: str) -> Insertion:
    root = YAML(typ="safe", pure=True).compose(document.text)
    topic = value_of(root, "topics").value[number]
    rejected = next((value for key, value in topic.value if key.value == _KEY), None)
    if isinstance(rejected, SequenceNode) and rejected.value:
        return into_list(document.text, rejected, text)
    return _new_key(document.text, topic, f"{_KEY}: [{scalar(text)}]")


def _new_key(text: str, topic: MappingNode, row: str) -> Insertion:
    """Behind the names of the topic."""
    end = _end(value_of(topic, "names"))
    if topic.flow_style:
        return Insertion(end, f", {row}")
    return Insertion(end_of_line(text, end), f"{newline(text)}{' ' * topic.start_mark.column}{row}")


def _end(names: MappingNode | SequenceNode) -> int:
    """Behind the last sign of a mapping or list; where one that is no row of brackets ends is told by what is in it."""
    if names.flow_style:
        return int(names.end_mark.index)
    last = names.value[-1]
    last = last[1] if isinstance(last, tuple) else last
    return _end(last) if isinstance(last, SequenceNode) else int(last.end_mark.index)
