"""Add a spelling to a topic of a watchlist file without touching anything else: comments, order and quoting stay."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from monitor.errors import UsageError
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import WatchlistFile
from monitor.settings.yaml import MAX_BYTES, Document, resolve

_PLAIN = re.compile(r"[^\W\d_][\w .'’/()-]*")


@dataclass(frozen=True, slots=True)
class _Insertion:
    """`text` goes in at `position` of the file."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The spelling to be added."""

    topic: str
    text: str
    language: str


def add_name(path: Path, topic: str, text: str, language: str) -> bool:
    """Add a spelling to a topic's names in one atomic write; False, changing nothing, if it is there already.

    `language` is a BCP 47 tag; "" for names that are given without languages.

    Raises:
        ConfigError: the file is not sound as it is, or would not be with the new name; it is left alone.
        UsageError: there is no such topic in it, it cannot be read or written, or its names are laid out in a way
            that cannot be extended.
    """
    file = read_sound(path, WatchlistFile, MAX_BYTES)
    document = file.document
    names = document.root.data["topics"][_number(document, topic)]["names"]
    plain = isinstance(names, list)
    if plain and language:
        raise UsageError(f"{path} gives the names of {topic} without languages. Leave the language out, or sort them.")
    if not plain and not language:
        raise UsageError(f"{path} gives the names of {topic} by language. Say which language the new one is in.")
    have = names if plain else names.get(language, [])
    if text in have:
        return False
    wanted = _Wanted(topic, text, language)
    file.rewrite(_extended(document, wanted), _expected(document, wanted), "name")
    return True


def _extended(document: Document, wanted: _Wanted) -> str:
    insertion = _insertion(document, wanted)
    return document.text[: insertion.position] + insertion.text + document.text[insertion.position :]


def _number(document: Document, topic: str) -> int:
    topics = document.root.data["topics"]
    for number, one in enumerate(topics):
        if one["id"] == topic:
            return number
    raise UsageError(f"{document.file} has no topic {topic}. Its topics: {', '.join(one['id'] for one in topics)}.")


def _expected(document: Document, wanted: _Wanted) -> object:
    """What the file must say once the name is in it."""
    expected = copy.deepcopy(document.root.data)
    names = expected["topics"][_number(document, wanted.topic)]["names"]
    if isinstance(names, list):
        names.append(wanted.text)
    else:
        names.setdefault(wanted.language, []).append(wanted.text)
    return expected


def _insertion(document: Document, wanted: _Wanted) -> _Insertion:
    root = YAML(typ="safe", pure=True).compose(document.text)
    topic = _value(root, "topics").value[_number(document, wanted.topic)]
    names = _value(topic, "names")
    if isinstance(names, SequenceNode):
        return _into_list(document.text, names, wanted.text)
    for key, value in names.value:
        if key.value == wanted.language:
            return _into_list(document.text, value, wanted.text)
    return _new_language(document.text, names, wanted)


def _value(mapping: MappingNode, key: str) -> Any:
    return next(value for name, value in mapping.value if name.value == key)


def _into_list(text: str, names: SequenceNode, name: str) -> _Insertion:
    last = names.value[-1]
    if names.flow_style:
        return _Insertion(last.end_mark.index, f", {_scalar(name)}")
    end = _end_of_line(text, last.end_mark.index)
    return _Insertion(end, f"{_newline(text)}{' ' * names.start_mark.column}- {_scalar(name)}")


def _new_language(text: str, names: MappingNode, wanted: _Wanted) -> _Insertion:
    key, last = names.value[-1]
    row = f"{wanted.language}: [{_scalar(wanted.text)}]"
    if names.flow_style:
        return _Insertion(last.end_mark.index, f", {row}")
    end = last.end_mark.index if last.flow_style else last.value[-1].end_mark.index
    return _Insertion(_end_of_line(text, end), f"{_newline(text)}{' ' * key.start_mark.column}{row}")


def _end_of_line(text: str, position: int) -> int:
    """Behind a comment that follows on the same line."""
    found = re.compile(r"[\r\n]|$").search(text, position)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found.group() if found else "\n"


def _scalar(value: str) -> str:
    """As YAML: plain where that is surely the same text, also inside brackets; else in double quotes."""
    if _PLAIN.fullmatch(value) and value == value.strip() and resolve(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)
