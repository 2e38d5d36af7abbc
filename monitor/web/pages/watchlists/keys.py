"""What may be written in a watchlist: every key with its meaning, as the schema of the files has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from monitor.records import dataclass
from monitor.settings import schemas
from monitor.web.kit.asked import Asked

_BELOW = {
    "": "",
    "topics": "TopicSection",
    "requires": "ConditionSection",
    "excludes": "ConditionSection",
    "conditions": "NameConditionSection",
    "examples": "ExamplesSection",
    "rules": "RuleSection",
}
"""By the key that they stand under the section of the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of a file."""

    name: str
    words: str
    """What it means."""
    choices: tuple[str, ...]
    """What may stand behind it, where that is a list to choose from."""
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGroup:
    """The keys that may stand at one place."""

    under: str
    """The key that they stand under; "" for those of the file itself."""
    words: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """All keys of a watchlist, by the place where they may stand."""

    groups: tuple[KeyGroup, ...]


async def all_keys(asked: Asked) -> Keys:
    """Made once: the schemas of all files are read for it."""
    return await asked.services.call(_keys)


@cache
def _keys() -> Keys:
    schema = schemas()["watchlist"]
    found = {under: schema if not section else schema["$defs"][section] for under, section in _BELOW.items()}
    return Keys(
        groups=tuple(
            KeyGroup(under=under, words=node["description"], keys=tuple(_keys_of(node)))
            for under, node in found.items()
        )
    )


def _keys_of(node: Mapping[str, Any]) -> Iterator[Key]:
    required = set(node.get("required", ()))
    for name, one in node["properties"].items():
        parts = (one, *one.get("anyOf", ()))
        choices = tuple(str(value) for part in parts for value in part.get("enum", ()))
        yield Key(name=name, words=one.get("description", ""), choices=choices, required=name in required)
