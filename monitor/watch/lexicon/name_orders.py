"""The other ways to write a name, by what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from monitor.model.watch import Kind
from monitor.watch.lexicon.names import parse_name
from monitor.watch.lexicon.organisation_names import organisation_orders
from monitor.watch.lexicon.person_names import Order, person_orders
from monitor.watch.lexicon.pieces import Sequence


def orders(kind: Kind, text: str, pieces: Sequence) -> Iterable[Order]:
    """The other ways to write the name `text` of a person, organisation or unit; none for other kinds.

    `pieces` are its words as written.
    """
    match kind:
        case Kind.PERSON:
            return person_orders(pieces)
        case Kind.ORGANISATION | Kind.UNIT:
            return chain(organisation_orders(pieces), *map(organisation_orders, _with_and(text)))
        case _:
            return ()


def _with_and(text: str) -> Iterator[Sequence]:
    """A name with its sign for "and" spelled out."""
    if "&" in text:
        yield from (parse_name(text.replace("&", f" {word} ")).sequences[0] for word in _AND)


_AND = ("and", "und", "et", "ve", "и")
