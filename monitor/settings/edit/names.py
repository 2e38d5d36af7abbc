"""Add a spelling to a topic of a watchlist file without touching anything else: comments, order and quoting stay."""

from __future__ import annotations

import copy
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from monitor.errors import UsageError
from monitor.records import dataclass
from monitor.settings.edit.insertion import Insertion, end_of_line, into_list, newline, number_of, scalar, value_of
from monitor.settings.edit.sound_file import read_sound
from monitor.settings.schema import WatchlistFile
from monitor.settings.yaml import MAX_BYTES, Document


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
    names = document.root.data["topics"][number_of(document, topic)]["names"]
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
    return _insertion(document, wanted).into(document.text)


def _expected(document: Document, wanted: _Wanted) -> object:
    """What the file must say once the name is in it."""
    expected = copy.deepcopy(document.root.data)
    names = expected["topics"][number_of(document, wanted.topic)]["names"]
    if isinstance(names, list):
        names.append(wanted.text)
    else:
        names.setdefault(wanted.language, []).append(wanted.text)
    return expected


def _insertion(document: Document, wanted: _Wanted) -> Insertion:
    root = YAML(typ="safe", pure=True).compose(document.text)
    topic = value_of(root, "topics").value[number_of(document, wanted.topic)]
    names = value_of(topic, "names")
    if isinstance(names, SequenceNode):
        return into_list(document.text, names, wanted.text)
    for key, value in names.value:
        if key.value == wanted.language:
            return into_list(document.text, value, wanted.text)
    return _new_language(document.text, names, wanted)


def _new_language(text: str, names: MappingNode, wanted: _Wanted) -> Insertion:
    key, last = names.value[-1]
    row = f"{wanted.language}: [{scalar(wanted.text)}]"
    if names.flow_style:
        return Insertion(last.end_mark.index, f", {row}")
    end = last.end_mark.index if last.flow_style else last.value[-1].end_mark.index
    return Insertion(end_of_line(text, end), f"{newline(text)}{' ' * key.start_mark.column}{row}")
