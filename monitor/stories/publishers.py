"""How many publishers tell a story independently of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def independent(publishers: Iterable[str], families: Mapping[str, str]) -> int:
    """Number of distinct owners among `publishers`.

    `families` maps a publisher's name to its family's (outlets of one owner); case and spacing do not matter. Names
    that are empty count as one publisher together, and only if no other is named.
    """
    family_of = {_folded(name): _folded(family) for name, family in families.items()}
    names = {_folded(name) for name in publishers}
    owners = {family_of.get(name, name) for name in names if name}
    return len(owners) or len(names)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
