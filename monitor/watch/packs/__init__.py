"""The alias packs that ship with the program, and the gazetteer made from them.

In: the id of a pack. Out: concepts with their names by language. Reads the data files of this folder, once a process.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.packs.alias_packs import (
    Concept,
    concept_kinds,
    english_key,
    known_packs,
    lent_names,
    load_pack,
    pack_names,
)
from monitor.watch.packs.gazetteer import gazetteer

__all__ = [
    "Concept",
    "concept_kinds",
    "english_key",
    "gazetteer",
    "known_packs",
    "lent_names",
    "load_pack",
    "pack_names",
]
