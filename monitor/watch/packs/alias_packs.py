"""Alias packs: for well-known places and organisations, how newsrooms spell them by language.

The packs are data inside the package: written as YAML for people, read once per process as the JSON that `make packs`
makes of it, in a hundredth of the time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from monitor.errors import WatchError
from monitor.model.watch import Kind, Name, Topic
from monitor.records import dataclass
from monitor.watch.lexicon import ARTICLES, unmarked
from monitor.watch.text import Script, bare, fold, script_of, words

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and its names."""

    id: str
    names: tuple[Name, ...]


@cache
def known_packs() -> tuple[str, ...]:
    """The ids of the packs that ship with the program, sorted."""
    folder = resources.files("monitor.watch.packs")
    return tuple(sorted(entry.name.removesuffix(_SUFFIX) for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)))


@cache
def load_pack(pack: str) -> tuple[Concept, ...]:
    """The concepts of a pack.

    Raises:
        WatchError: there is no such pack; the message names those that exist.
    """
    concepts = _document(pack)["concepts"]
    return tuple(
        Concept(
            concept,
            tuple(Name(text=str(name), language=language) for language, names in by_language.items() for name in names),
        )
        for concept, by_language in concepts.items()
    )


@cache
def concept_kinds(pack: str) -> dict[str, Kind]:
    """What the concepts of a pack are, where it says so; raises as `load_pack`."""
    listed = _document(pack).get("kinds", {})
    return {concept: Kind(kind) for kind, concepts in listed.items() for concept in concepts}


def _document(pack: str) -> dict[str, Any]:
    if pack not in known_packs():
        raise WatchError(
            f"there is no alias pack {pack!r}", source=pack, hint=f"The packs are: {', '.join(known_packs())}."
        )
    text = (resources.files("monitor.watch.packs") / f"{pack}{_SUFFIX}").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _by_english(pack: str) -> dict[str, tuple[Concept, ...]]:
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in load_pack(pack):
        for name in concept.names:
            if name.language == "en":
                key = english_key(name.text)
                found[key] = (*(c for c in found.get(key, ()) if c is not concept), concept)
    return found


def english_key(name: str) -> str:
    """A name folded for comparison: no articles, spaces or signs."""
    plain = name.removeprefix("=").replace("(", "").replace(")", "").removesuffix("!")
    found = [bare(fold(word)) for word in words(plain)]
    return "".join([word for word in found if word not in ARTICLES and word != "the"] or found)


def pack_names(topic: Topic, packs: Iterable[str]) -> tuple[tuple[Name, str], ...]:
    """The names that packs add to a topic, each with its pack: of every concept that shares an English name with it.

    Those that the topic does without are left out.

    Raises:
        WatchError: there is no such pack.
    """
    unwanted = set(map(unmarked, topic.without))
    lent = lent_names(topic, packs)
    return tuple(one for one in lent if unmarked(one[0].text) not in unwanted) if unwanted else lent


def lent_names(topic: Topic, packs: Iterable[str]) -> tuple[tuple[Name, str], ...]:
    """The same with those that the topic does without; raises as `pack_names`."""
    written = {name.text for name in topic.names}
    ours = {english_key(text) for text in {topic.name, *written} if _is_latin(text)}
    added: dict[str, tuple[Name, str]] = {}
    for pack in packs:
        concepts = {concept.id: concept for key in sorted(ours) for concept in _by_english(pack).get(key, ())}
        for concept in concepts.values():
            for name in concept.names:
                if name.text not in written:
                    added.setdefault(name.text, (name, pack))
    return tuple(added.values())


def _is_latin(text: str) -> bool:
    return script_of(text) is Script.LATIN
